"""A page that is made private takes its translations with it: what is closed in Indonesian is not open in English."""

from wagtail.models import Page, PageViewRestriction

from helpcenter.translations import is_source


def close_translations(restriction):
    """Give the translations of a restricted source page the same restriction."""
    if not is_source(restriction.page):
        return
    for page in _translations(restriction.page):
        copy(restriction, page)


def copy(restriction, page):
    """Restrict `page` as `restriction` says."""
    same = {"restriction_type": restriction.restriction_type, "password": restriction.password}
    own, _created = PageViewRestriction.objects.update_or_create(page=page, defaults=same)
    own.groups.set(restriction.groups.all())


def open_translations(restriction):
    """Take the restriction off the translations of a source page that is public again."""
    if is_source(restriction.page):
        PageViewRestriction.objects.filter(page__in=_translations(restriction.page)).delete()


def close_new_translation(source, translated):
    """A page that is sent to translation is as private as its source."""
    for restriction in PageViewRestriction.objects.filter(page=source.pk):
        copy(restriction, Page.objects.get(pk=translated.pk))


def _translations(page):
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
