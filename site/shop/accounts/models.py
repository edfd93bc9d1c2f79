"""The user of the shop: a customer, an editor or a member of staff."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField


class User(AbstractUser):
    """A person with a username, one name field and an email address that nobody else has."""

    first_name = models.CharField(_("Name"), max_length=255, blank=True)
    email = models.EmailField(_("Email"), error_messages={"unique": _("An account with this email exists already.")})
    phone = PhoneNumberField(_("Phone"), region="ID", blank=True)
    language = models.CharField(
        _("Language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of the mail we send you."),
    )

    REQUIRED_FIELDS = ["email"]

    class Meta(AbstractUser.Meta):
        verbose_name = _("User")
        verbose_name_plural = _("Users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique",
                violation_error_message=_("An account with this email exists already."),
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="accounts_user_username_unique",
                violation_error_message=_("A user with that username already exists."),
            ),
        ]

    def __str__(self):
        return self.username
