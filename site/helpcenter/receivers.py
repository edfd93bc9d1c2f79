"""What follows from a change of a help page.

Translations become stale, their order and their privacy follow, kept pages are dropped.
"""

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)
from wagtail_localize.models import StringTranslation, post_save_string_translation

from helpcenter import privacy, translations, tree
from helpcenter.models import ClaimFormPage, TranslatedPage, TranslationState
from web.pagecache import drop


@receiver(page_published)
def note_publication(instance, **kwargs):
    """Marks translations stale, or a translation fresh. A version scheduled for later is not public yet."""
    if not instance.live or instance.alias_of_id:
        return
    if translations.is_source(instance):
        translations.source_was_published(instance, getattr(instance, "minor_edit", False))
        if isinstance(instance, ClaimFormPage):
            translations.follow_questions(instance)
    else:
        translations.translation_was_published(instance)


@receiver(post_page_move)
def move_translations(instance, **kwargs):
    if issubclass(instance.specific_class or object, TranslatedPage):
        tree.follow(instance)


@receiver(copy_for_translation_done)
def place_new_translation(source_obj, target_obj, **kwargs):
    """Moves the new page beside its neighbours; wagtail-localize saves the same object next, so its place is told."""
    if isinstance(source_obj, TranslatedPage):
        tree.follow(source_obj)
        target_obj.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
        privacy.close_new_translation(source_obj, target_obj)


@receiver(post_save, sender=PageViewRestriction)
def close_translations(instance, **kwargs):
    privacy.close_translations(instance)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def close_translations_for_the_same_groups(instance, action, reverse, **kwargs):
    if not reverse and action.startswith("post_"):
        privacy.close_translations(instance)


@receiver(post_delete, sender=PageViewRestriction)
def open_translations(instance, **kwargs):
    privacy.open_translations(instance)


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def drop_help_pages(instance, **kwargs):
    if issubclass(instance.specific_class or object, TranslatedPage):
        drop("help")


@receiver(post_delete)
def drop_deleted_help_pages(sender, instance, **kwargs):
    if issubclass(sender, TranslatedPage):
        drop("help")


@receiver([post_save, post_delete], sender=TranslationState)
def drop_page_with_notice(instance, **kwargs):
    drop("help", f"page:{instance.page_id}")


@receiver(post_save, sender=StringTranslation)
def propose_address(instance, **kwargs):
    """A translated title proposes the page's address in that language; the translator may write another one."""
    if not instance.context or instance.context.path != "title":
        return
    translations.propose_slug(instance)


# wagtail-localize writes a title of any length into a column of 255 characters, which PostgreSQL answers by an error.
post_save.disconnect(post_save_string_translation, sender=StringTranslation)


@receiver(post_save, sender=StringTranslation)
def show_translated_title(instance, **kwargs):
    """The lists of the CMS show a title as it is being translated; one that is too long is refused when published."""
    if instance.context.path == "title":
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale=instance.locale_id)
        pages.update(draft_title=instance.data[: Page._meta.get_field("draft_title").max_length])
