"""The life of an account: registering, changing its email address and password, leaving.

Each verb owes its mail to the outbox in the same transaction.
"""

import datetime as dt

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from shop.communication import outbox
from web.addresses import absolute

User = get_user_model()
EMAIL_CHANGE_SALT = "shop.accounts.email-change"
EMAIL_CHANGE_DAYS = 3
DOUBLE_CLICK = dt.timedelta(minutes=1)
CLOSED_STATES = ("cancelled", "completed", "refunded", "delivered")


class LinkNotValid(Exception):
    """The link is none of ours, or was changed."""

    status = 404


class LinkOver(LinkNotValid):
    """The link is too old, or was used already."""

    status = 410


class OpenOrders(Exception):
    """An account with orders on their way cannot be deleted."""

    message = _(
        "You have orders that are not finished. Please delete the account after they are, or ask Customer Service."
    )


class OpenClaims(OpenOrders):
    """Nor one with claims that are not settled: nobody could be answered any more."""

    message = _(
        "You have claims or questions that are not settled. Please delete the account after they are, or withdraw them."
    )


def is_taken(email, but=None):
    """Whether another account than `but` has this address, upper and lower case alike."""
    return User.objects.filter(email__iexact=email).exclude(pk=but and but.pk).exists()


@transaction.atomic
def register(user, password):
    """Make the account and owe the new member the welcome mail. Raises IntegrityError where a name was just taken."""
    user.set_password(password)
    user.save()
    outbox.enqueue("REGISTRATION", recipient=user.email, language=user.language, user=user.pk)
    return user


def just_registered(username, email, password):
    """The account that was made from these very answers within the last minute, or None."""
    since = timezone.now() - DOUBLE_CLICK
    user = User.objects.filter(username=username, email__iexact=email, date_joined__gte=since).first()
    return user if user and user.check_password(password) else None


def adopt_alerts(user):
    """Stock alerts of an address that the member has proven to be theirs become their own."""
    ProductAlert = get_model("customer", "ProductAlert")
    ProductAlert.objects.filter(email__iexact=user.email, status=ProductAlert.ACTIVE, user=None).update(user=user)


def request_password_reset(email, page_language):
    """Owe a reset mail for this address. Does the same work whether or not an account has it; the worker finds out."""
    language = User.objects.filter(email__iexact=email, is_active=True).values_list("language", flat=True).first()
    outbox.enqueue("PASSWORD_RESET", recipient=email, language=language or page_language, email=email)


def password_reset_address(user):
    """The absolute address that lets its holder choose a new password, in the language that is active."""
    words = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    return absolute(reverse("customer:password-reset-confirm", kwargs=words))


@transaction.atomic
def change_password(user, password):
    """Set the password and tell the member; other sessions of theirs end."""
    user.set_password(password)
    user.save(update_fields=["password"])
    outbox.enqueue("PASSWORD_CHANGED", recipient=user.email, language=user.language, user=user.pk)


def request_email_change(user, new_email):
    """Owe a link to the new address, and a note to the old one. The address changes when the link is followed."""
    with transaction.atomic():
        outbox.enqueue("EMAIL_CHANGE", recipient=new_email, language=user.language, user=user.pk, new_email=new_email)
        outbox.enqueue("EMAIL_CHANGED", recipient=user.email, language=user.language, user=user.pk, new_email=new_email)


def email_change_address(user, new_email):
    """The absolute address of the signed link, in the language that is active."""
    key = signing.dumps([user.pk, user.email, new_email, _of_password(user)], salt=EMAIL_CHANGE_SALT, compress=True)
    return absolute(reverse("customer:email-confirm", kwargs={"key": key}))


def _of_password(user):
    """What tells whether the password is still the one of that time."""
    return salted_hmac(EMAIL_CHANGE_SALT, user.password).hexdigest()[:16]


def read_email_change(key):
    """The user and the new address of a signed link. Raises LinkNotValid, or LinkOver which is one.

    A new password ends a link, and so does a later one: of several addresses the last that was asked for is meant.
    """
    try:
        pk, old, new, *password = signing.loads(key, salt=EMAIL_CHANGE_SALT, max_age=EMAIL_CHANGE_DAYS * 86400)
        user = User.objects.get(pk=pk, email=old, is_active=True)
    except (signing.SignatureExpired, User.DoesNotExist) as error:
        raise LinkOver from error
    except signing.BadSignature as error:
        raise LinkNotValid from error
    if password != [_of_password(user)] or _last_asked_for(user) != new or is_taken(new, but=user):
        raise LinkOver
    return user, new


def _last_asked_for(user):
    """The new address that the member asked for last, or None."""
    asked = get_model("communication", "OutgoingMail").objects.filter(event_code="EMAIL_CHANGE", about__user=user.pk)
    return asked.order_by("-pk").values_list("about__new_email", flat=True).first()


@transaction.atomic
def confirm_email_change(key):
    """Give the account the address of the signed link, and return it. Raises LinkNotValid; the user is locked."""
    user, new = read_email_change(key)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.email = new
    user.save(update_fields=["email"])
    adopt_alerts(user)
    return user


@transaction.atomic
def delete_account(user):
    """Delete the account, and who and where its member is from orders and claims; what was bought and said stays.

    Raises OpenOrders or OpenClaims. The user is locked.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    orders = get_model("order", "Order").objects.filter(user=user)
    if orders.exclude(status__in=CLOSED_STATES).exists():
        raise OpenOrders
    claims = get_model("claims", "Claim").objects.filter(Q(user=user) | Q(order__in=orders))
    if claims.open().exists():
        raise OpenClaims
    claims.update(user=None, name="", email="", phone="")
    addresses = get_model("order", "ShippingAddress").objects.filter(order__in=orders)
    addresses.update(first_name="", last_name="", line1="", line2="", line3="", phone_number="", notes="")
    get_model("basket", "Basket").objects.filter(owner=user).delete()
    name, email, language = user.first_name or user.username, user.email, user.language
    orders.update(user=None, guest_email="")
    outbox.enqueue("ACCOUNT_DELETED", recipient=email, language=language, name=name)
    user.delete()
