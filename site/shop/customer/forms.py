"""The forms of the account pages."""

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import RegexValidator
from django.utils.translation import get_language, gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from shop.accounts import membership
from shop.accounts.backends import has_failed_too_often
from shop.address.forms import LineField, UserAddressForm

User = get_user_model()
USERNAME = r"^(?=.*[A-Za-z0-9])[A-Za-z0-9_.+-]+\Z"  # no letters that look like others
USERNAME_HELP = _("Letters from A to Z, digits and . + - _ only, without spaces, at least one letter or digit.")
PASSWORD_HELP = _("At least 8 characters, not only digits.")


def name_field():
    """One name, as people here have one."""
    return LineField(label=_("Name"), max_length=255, widget=forms.TextInput(attrs={"autocomplete": "name"}))


def email_field(**kwargs):
    return forms.EmailField(label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "email"}), **kwargs)


def phone_field(**kwargs):
    """A telephone number in any of the forms 08…, 62…, +62…."""
    return PhoneNumberField(
        label=_("Phone"),
        region="ID",
        help_text=_("For example 0812-3456-7890 or +62 812 3456 7890."),
        error_messages={"invalid": _("This is not a telephone number. Write it as 0812-3456-7890, 62812… or +62812….")},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        **kwargs,
    )


def password_field(label, autocomplete, **kwargs):
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=128, widget=widget, **kwargs)


class SignInForm(AuthenticationForm):
    """Username or email and password. After too many failures from one network an account's sign-in waits."""

    error_messages = {
        "invalid_login": _("This username or email and this password do not fit together. Mind upper and lower case."),
        "inactive": _("This account is inactive."),
        "too_many": _("Too many failed attempts. Please wait ten minutes, or use “Reset Password”."),
    }

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Username or email")
        self.fields["username"].max_length = 254
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "maxlength": 254}
        self.fields["password"].label = _("Password")

    def clean(self):
        if has_failed_too_often(self.request, self.cleaned_data.get("username", "")):
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many")
        return super().clean()


class SignupForm(forms.ModelForm):
    """Every field is needed; the language is that of the page unless the new member chooses the other."""

    username = forms.CharField(
        label=_("Username"),
        max_length=30,
        validators=[RegexValidator(USERNAME, USERNAME_HELP)],
        help_text=USERNAME_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    first_name = name_field()
    email = email_field()
    phone = phone_field()
    password = password_field(_("Password"), "new-password", help_text=PASSWORD_HELP)

    class Meta:
        model = User
        fields = ("username", "first_name", "email", "phone", "password", "language")

    def clean_username(self):
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("This username is taken. Please choose another one."))
        return username

    def clean_email(self):
        email = self.cleaned_data["email"]
        if membership.is_taken(email):
            raise forms.ValidationError(_("An account with this email exists already."))
        return email

    def _post_clean(self):
        super()._post_clean()
        password = self.cleaned_data.get("password")
        if password:
            try:
                password_validation.validate_password(password, self.instance)
            except forms.ValidationError as error:
                self.add_error("password", error)


class InformationForm(forms.ModelForm):
    """What "Edit Information" changes; a new email address is used once it is confirmed, so it is not saved here."""

    first_name = name_field()
    phone = phone_field()
    email = email_field(help_text=_("A new address is used once you follow the link that we mail to it."))

    class Meta:
        model = User
        fields = ("first_name", "phone", "language")

    field_order = ("first_name", "phone", "email", "language")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = self.instance.email

    def clean_email(self):
        email = self.cleaned_data["email"]
        if membership.is_taken(email, but=self.instance):
            raise forms.ValidationError(_("An account with this email exists already."))
        return email

    @property
    def new_email(self):
        """The address to confirm, or None where it stays the same."""
        email = self.cleaned_data["email"]
        return email if email != self.instance.email else None


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    new_password1 = password_field(_("New password"), "new-password", help_text=PASSWORD_HELP)
    new_password2 = password_field(_("New password again"), "new-password")

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password1(self):
        password_validation.validate_password(self.cleaned_data["new_password1"], self.user)
        return self.cleaned_data["new_password1"]

    def clean_new_password2(self):
        first, second = self.data.get("new_password1"), self.cleaned_data["new_password2"]
        if first != second:
            raise forms.ValidationError(_("The two passwords are not the same."))
        return second

    def save(self):
        membership.change_password(self.user, self.cleaned_data["new_password1"])
        return self.user


class ChangePasswordForm(NewPasswordForm):
    """The old password, then a new one, twice."""

    old_password = password_field(_("Old password"), "current-password")
    field_order = ("old_password", "new_password1", "new_password2")

    def clean_old_password(self):
        if not self.user.check_password(self.cleaned_data["old_password"]):
            raise forms.ValidationError(_("This is not your old password."))
        return self.cleaned_data["old_password"]


class PasswordResetForm(forms.Form):
    """The address that shall receive the reset mail. Also used by the dashboard, for a customer."""

    email = email_field(max_length=254)

    def save(self, request=None, **kwargs):
        membership.request_password_reset(self.cleaned_data["email"], get_language())


class DeleteAccountForm(forms.Form):
    """Leaving needs the password, so that nobody else does it at an open computer."""

    password = password_field(_("Password"), "current-password")

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return self.cleaned_data["password"]


class AlertForm(forms.Form):
    """Where to write when a product is back; a member's own address is known."""

    email = email_field(max_length=254)

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["email"]


class AddressBookForm(UserAddressForm):
    """An address of the member's book, and whether it is the one used first."""

    is_default_for_shipping = forms.BooleanField(label=_("Use this address first"), required=False)

    class Meta(UserAddressForm.Meta):
        fields = (*UserAddressForm.Meta.fields, "is_default_for_shipping")

    def save(self, commit=True):
        """A member's first address is the one used first."""
        if not self.instance.user.addresses.exclude(pk=self.instance.pk).exists():
            self.instance.is_default_for_shipping = True
        return super().save(commit)
