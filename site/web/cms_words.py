"""The words of the CMS's scripts, in the language that its user has chosen."""

from functools import partial

from django.conf import settings
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response


class Catalog(JavaScriptCatalog):
    """A package's own catalogue, completed by locale/wagtail."""

    def get_paths(self, packages):
        return [*super().get_paths(packages), str(settings.BASE_DIR / "locale" / "wagtail")]


def words_of(package):
    """The view that answers with the words of `package`."""
    return partial(get_localized_response, Catalog.as_view(packages=[package]))
