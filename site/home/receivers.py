"""Which kept pages a change in the CMS drops: one place for every type of page, so that no room forgets its own."""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.menus import leads_to
from home.pictures import make_renditions
from web.pagecache import EVERYTHING, drop


@receiver([page_published, page_unpublished])
def drop_what_shows_a_page(sender, instance, **kwargs):
    drop(*tags_showing(instance))


@receiver(page_published)
def make_its_pictures(sender, instance, **kwargs):
    """Have the files of the page's pictures made by the worker."""
    images = ContentType.objects.get_for_model(get_image_model())
    ReferenceIndex.create_or_update_for_object(instance)  # Wagtail leaves this to the worker, too late for us
    chosen = ReferenceIndex.get_references_for_object(instance).filter(to_content_type=images)
    for pk in chosen.values_list("to_object_id", flat=True).distinct():
        make_renditions.enqueue(image_pk=int(pk))


@receiver(pre_delete)
def drop_what_showed_a_page(sender, instance, **kwargs):
    if isinstance(instance, Page):
        drop(*tags_showing(instance))


@receiver([page_slug_changed, post_page_move])
def drop_everything_for_new_addresses(sender, **kwargs):
    """An address may stand in any page, and those below it change with it."""
    drop(EVERYTHING)


@receiver([post_save, post_delete])
def drop_everything_for_the_frame(sender, **kwargs):
    """Every page carries the menus and the contact facts; a restriction changes what may be kept at all."""
    if sender is PageViewRestriction or sender._meta.label in {"home.Navigation", "policies.PolicyFacts"}:
        drop(EVERYTHING)


@receiver(post_save)
def drop_what_shows_a_category(sender, instance, **kwargs):
    """Menus and front pages may show any category, not only those of the first level."""
    if sender._meta.label == "catalogue.Category":
        drop(*tags_linking("category", sender, [instance.pk]))


def tags_showing(page):
    """The tags of all that shows `page`: itself, those above it, its other language, what links to it, the site map."""
    family = list(Page.objects.filter(translation_key=page.translation_key))
    above = {pk for member in family for pk in member.get_ancestors().values_list("pk", flat=True)}
    pks = [member.pk for member in family]
    return {"pages"} | {f"page:{pk}" for pk in {*above, *pks}} | tags_linking("page", Page, pks)


def tags_linking(kind, model, pks):
    """The tags of the pages that refer to one of the rows; of all pages where the menus do."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        base_content_type=pages,
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(pk) for pk in pks],
    )
    tags = {f"page:{pk}" for pk in references.values_list("object_id", flat=True)}
    return tags | ({EVERYTHING} if leads_to(kind, pks) else set())
