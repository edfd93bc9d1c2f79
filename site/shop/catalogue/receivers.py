"""Which kept pages show what was just changed, and which family the search index must read again."""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from modelsearch.tasks import insert_or_update_object_task
from oscar.core.loading import get_model

from web.pagecache import EVERYTHING, drop

Category = get_model("catalogue", "Category")
Product = get_model("catalogue", "Product")
ProductAttribute = get_model("catalogue", "ProductAttribute")
AttributeOption = get_model("catalogue", "AttributeOption")
ProductCategory = get_model("catalogue", "ProductCategory")
IN_EVERY_MENU = ("path", "depth", "is_public", "exclude_from_menu", "name_ind", "name_en", "slug_ind", "slug_en")


def drop_pages_of(product_pk, parent_pk):
    """Drop every list, and the pages that name the product or, where it is a variant, its family."""
    drop("catalogue", f"product:{parent_pk or product_pk}")


@receiver([post_save, post_delete], sender=Product, dispatch_uid="drop_pages_of_product")
def product_changed(sender, instance, **kwargs):
    """A product: every list, its own page and those that name it as related."""
    drop_pages_of(instance.pk, instance.parent_id)


@receiver([post_save, post_delete], sender=get_model("partner", "StockRecord"), dispatch_uid="drop_pages_of_stock")
@receiver([post_save, post_delete], sender=get_model("catalogue", "ProductImage"), dispatch_uid="drop_pages_of_picture")
@receiver(
    [post_save, post_delete], sender=get_model("catalogue", "ProductAttributeValue"), dispatch_uid="drop_pages_of_value"
)
def part_of_product_changed(sender, instance, **kwargs):
    """A price, a stock figure, a picture or a specification: as if the product itself had changed; one query."""
    parent_pk = Product.objects.filter(pk=instance.product_id).values_list("parent_id", flat=True).first()
    drop_pages_of(instance.product_id, parent_pk)


@receiver([post_save, post_delete], sender=ProductCategory, dispatch_uid="drop_pages_of_product_category")
def membership_changed(sender, instance, **kwargs):
    """A product joins or leaves a category: the lists, and the pages of the category's products."""
    drop("catalogue", f"product:{instance.product_id}", f"category:{instance.category_id}")


@receiver(m2m_changed, sender=ProductCategory, dispatch_uid="drop_pages_of_product_categories")
def memberships_changed(sender, instance, action, reverse, pk_set, **kwargs):
    """The same through `product.categories.add(…)` and its like."""
    if not action.startswith(("post_", "pre_clear")):
        return
    products, categories = (pk_set, {instance.pk}) if reverse else ({instance.pk}, pk_set)
    if action == "pre_clear":
        categories = set(instance.categories.values_list("pk", flat=True)) if not reverse else {instance.pk}
    drop("catalogue", *(f"product:{pk}" for pk in products or ()), *(f"category:{pk}" for pk in categories or ()))


@receiver(pre_save, sender=Category, dispatch_uid="remember_category")
def remember_category(sender, instance, raw=False, **kwargs):
    """What every menu shows of a category, as it was before."""
    before = Category.objects.filter(pk=instance.pk).values(*IN_EVERY_MENU).first()
    now = {name: getattr(instance, name) for name in IN_EVERY_MENU}
    instance.changes_menu = before != now and 1 in (instance.depth, (before or now)["depth"])


@receiver(post_save, sender=Category, dispatch_uid="drop_pages_of_category")
def category_changed(sender, instance, **kwargs):
    """A category: its lists and its products' pages; every page where it stands in the menu."""
    drop("catalogue", f"category:{instance.pk}", *([EVERYTHING] if getattr(instance, "changes_menu", True) else []))


@receiver(post_delete, sender=Category, dispatch_uid="drop_pages_of_deleted_category")
def category_deleted(sender, instance, **kwargs):
    """A category that is gone."""
    drop("catalogue", f"category:{instance.pk}", *([EVERYTHING] if instance.depth == 1 else []))


@receiver([post_save, post_delete], sender=ProductAttribute, dispatch_uid="drop_pages_of_attribute")
@receiver([post_save, post_delete], sender=AttributeOption, dispatch_uid="drop_pages_of_option")
def specification_renamed(sender, instance, **kwargs):
    """The name of an attribute or of a choice: it may stand on any product page."""
    drop(EVERYTHING)


@receiver(post_delete, sender=Product, dispatch_uid="index_family_of_deleted_variant")
def variant_deleted(sender, instance, **kwargs):
    """The index forgets a family when it forgets a variant: read the family again, unless it is gone too."""
    if instance.parent_id:
        transaction.on_commit(lambda: index_again(instance.parent_id))


def index_again(pk):
    """Let the worker read the product `pk` into the search index."""
    if Product.objects.filter(pk=pk).exists():
        insert_or_update_object_task.enqueue("catalogue", "product", str(pk))
