"""Both languages keep the same order: a page that is moved takes its translation to the same place."""

from wagtail.models import Page


def follow(page):
    """Move the translations of `page` to where it stands among the pages that are translated too."""
    parent = page.get_parent()
    if parent is None:
        return
    for translated in Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk):
        target = Page.objects.filter(translation_key=parent.translation_key, locale=translated.locale_id).first()
        if target:
            _place(translated, target, page, parent)


def _place(translated, target, page, parent):
    """Move `translated` below `target`, behind the translation of the nearest earlier sibling of `page`."""
    keys = list(parent.get_children().values_list("translation_key", flat=True))
    siblings = {sibling.translation_key: sibling for sibling in target.get_children()}
    present = [key for key in keys if key in siblings or key == page.translation_key]
    current = [key for key in siblings if key in keys]
    if translated.translation_key in siblings and current == present:
        return
    place = present.index(page.translation_key)
    if place:
        translated.move(siblings[present[place - 1]], pos="right")
    elif current and current[0] != page.translation_key:
        translated.move(siblings[current[0]], pos="left")
    elif translated.translation_key not in siblings:
        translated.move(target, pos="first-child")
