"""The editing form of help pages: saving a draft is always possible, publishing asks for a page that is right."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.auth import LoginForm
from wagtail.blocks import StreamBlockValidationError

from helpcenter.passages import block_number
from helpcenter.publishing import problems_of


class CmsSignInForm(LoginForm):
    """Signing in to the CMS, which takes the same as the shop."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Username or email")
        self.fields["username"].widget.attrs["placeholder"] = _("Username or email")
        self.fields["password"].label = _("Password")


class TranslatedPageForm(WagtailAdminPageForm):
    """Names what keeps the page from being published, beside the block or field where it stands."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "minor_edit" in self.fields and not self.instance.has_unpublished_changes:
            self.initial["minor_edit"] = False  # said anew for every published version

    def _post_clean(self):
        """After the form's values are on the page: check it, unless this only saves a draft."""
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        _name_blocks(self.instance)
        for path, messages in _by_place(self.instance).items():
            field = path.partition(".")[0]
            self.add_error(field if field in self.fields else None, _error(self.instance, path, messages))


def _name_blocks(page):
    """Blocks that were just added have no identifier yet, by which their problems could be told apart."""
    for name in page.get_streamfield_names():
        for block in getattr(page, name):
            block.id = block.id or str(uuid4())


def _by_place(page):
    """The problems of the page, grouped so that each field gets one error: path or field → messages."""
    grouped = {}
    for problem in problems_of(page):
        grouped.setdefault(problem.path.partition(".")[0], []).append(problem)
    return grouped


def _error(page, field, problems):
    """The error for one field: for a stream, each message beside its block."""
    if field not in page.get_streamfield_names():
        return ValidationError([problem.message for problem in problems])
    blocks, others = {}, []
    for problem in problems:
        number = block_number(page, problem.path)
        (others if number is None else blocks.setdefault(number - 1, [])).append(problem.message)
    beside = {index: ValidationError(messages) for index, messages in blocks.items()}
    # A plain error would show its first message only.
    return StreamBlockValidationError(beside, non_block_errors=others)
