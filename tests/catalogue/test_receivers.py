"""A change drops the pages that show it, and no others."""

import pytest
from django.core.cache import cache
from oscar.core.loading import get_model

from tests.support.catalogue import make_category, make_family, make_offer, make_product
from web import pagecache

pytestmark = pytest.mark.django_db


@pytest.fixture
def dropped(django_capture_on_commit_callbacks):
    """Do something, commit, and tell which of the tags that pages may have got a new version."""

    def dropped(change, *tags):
        tags = (*tags, "catalogue", pagecache.EVERYTHING)
        before = pagecache._versions(tags)
        with django_capture_on_commit_callbacks(execute=True):
            change()
        after = pagecache._versions(tags)
        return {tag for tag in tags if before[tag] != after[tag]}

    yield dropped
    cache.clear()


def test_a_product_drops_lists_and_its_own_page(dropped):
    drill, hammer = make_product("Bor"), make_product("Palu")
    tags = (f"product:{drill.pk}", f"product:{hammer.pk}")
    assert dropped(drill.save, *tags) == {"catalogue", f"product:{drill.pk}"}
    assert dropped(drill.delete, *tags) == {"catalogue", tags[0]}


def test_a_variant_and_its_stock_drop_the_page_of_the_family(dropped):
    family = make_family("Cakram", variants=[("5 inci", 14_000, 8)])
    child = family.children.get()
    tags = (f"product:{family.pk}", f"product:{child.pk}")
    assert dropped(child.save, *tags) == {"catalogue", f"product:{family.pk}"}
    assert dropped(child.stockrecords.get().save, *tags) == {"catalogue", f"product:{family.pk}"}


def test_a_price_a_picture_and_a_specification_drop_the_page(dropped):
    product = make_product("Bor", price=None)
    attribute = get_model("catalogue", "ProductAttribute").objects.create(
        product_class=product.product_class, code="power_w", type="integer", name_ind="Daya", name_en="Power"
    )
    own = {"catalogue", f"product:{product.pk}"}
    assert dropped(lambda: make_offer(product, 1000, 1), *own) == own
    assert dropped(lambda: attribute.save_value(product, 1200), *own) == own
    assert dropped(lambda: attribute.save_value(product, None), *own) == own
    image = get_model("catalogue", "ProductImage")(product=product, original="products/bor.png", width=9, height=9)
    assert dropped(lambda: image.save(), *own) == own
    assert dropped(product.stockrecords.get().delete, *own) == own


def test_joining_and_leaving_a_category_drops_its_pages(dropped):
    product, category, other = make_product("Bor"), make_category("Perkakas"), make_category("Lain")
    tags = (f"product:{product.pk}", f"category:{category.pk}", f"category:{other.pk}")
    concerned = {"catalogue", tags[0], tags[1]}
    assert dropped(lambda: product.categories.add(category), *tags) == concerned
    assert dropped(lambda: product.categories.clear(), *tags) == concerned
    assert dropped(lambda: category.product_set.add(product), *tags) == concerned
    assert dropped(lambda: product.categories.through.objects.get().delete(), *tags) == concerned


def test_a_category_drops_everything_only_when_it_stands_in_menus(dropped):
    tools = make_category("Perkakas", "Tools")
    drills = make_category("Bor", "Drills", parent=tools)
    tools.name_en = "Power tools"
    assert pagecache.EVERYTHING in dropped(tools.save)
    drills.name_en = "Drilling"
    assert dropped(drills.save, f"category:{drills.pk}", f"category:{tools.pk}") == {
        "catalogue",
        f"category:{drills.pk}",
    }
    assert pagecache.EVERYTHING in dropped(lambda: make_category("Pompa"))
    assert pagecache.EVERYTHING in dropped(tools.delete)


def test_the_name_of_a_specification_drops_everything(dropped):
    attribute = get_model("catalogue", "ProductAttribute")(code="power_w", type="integer", name_ind="Daya")
    assert pagecache.EVERYTHING in dropped(attribute.save)


def test_nothing_is_dropped_by_a_change_that_is_rolled_back(django_capture_on_commit_callbacks):
    product = make_product("Bor")
    before = pagecache._versions(["catalogue"])
    with django_capture_on_commit_callbacks(execute=False):
        product.save()
    assert pagecache._versions(["catalogue"]) == before
