"""The public catalogue. Every page here is the same for everybody and is kept until what it shows changes."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from shop.catalogue.addresses import alternates
from shop.catalogue.categories import browsable_tree
from shop.catalogue.listing import Listing
from shop.catalogue.product_page import ProductPage
from shop.catalogue.structured_data import breadcrumb_list, product_data
from shop.policies.models import PolicyFacts
from web.addresses import set_alternates
from web.pagecache import keep


def all_products(request):
    """Every product of the shop."""
    tree = browsable_tree()
    listing = Listing(public_products(), request.GET, tree)
    return list_page(request, listing, {"title": _("All products"), "trail": []}, set())


def category(request, category_slug, pk):
    """The products of a category and of everything below it."""
    tree = browsable_tree()
    if int(pk) not in tree:
        raise Http404(_("There is no such category."))
    found = tree[int(pk)]
    if request.path != found.get_absolute_url():
        return redirect(with_query(found.get_absolute_url(), request), permanent=True)
    set_alternates(request, {code: with_query(path, request) for code, path in alternates(found).items()})
    listing = Listing(public_products(), request.GET, tree, found)
    trail = [(above.name, above.get_absolute_url()) for above in found.trunk]
    context = {"title": found.name, "description": found.description, "category": found, "trail": trail}
    return list_page(request, listing, context, {f"category:{found.pk}"})


def range_products(request, slug):
    """The products of a range that staff made public in the dashboard."""
    found = get_object_or_404(get_model("offer", "Range"), slug=slug, is_public=True)
    products = public_products().filter(pk__in=found.all_products().values("pk"))
    listing = Listing(products, request.GET, browsable_tree())
    return list_page(request, listing, {"title": found.name, "description": found.description, "trail": []}, set())


def product(request, product_slug, pk):
    """A product with everything one needs to decide; a variant leads to its family."""
    found = get_object_or_404(get_model("catalogue", "Product").objects.for_page(), pk=pk)
    family = found.family
    if not (found.is_public and family.is_public):
        raise Http404(_("This product is not sold here, or no longer."))
    if found.is_child:
        return redirect(f"{family.get_absolute_url()}?variant={found.pk}", permanent=True)
    if request.path != family.get_absolute_url():
        return redirect(with_query(family.get_absolute_url(), request), permanent=True)
    set_alternates(request, alternates(family))
    page = ProductPage(family, PolicyFacts.current(), timezone.now(), chosen=request.GET.get("variant"))
    context = {"page": page, "product": family, "data": [product_data(page), breadcrumb_list(page.trail)]}
    response = render(request, "catalogue/product.html", context)
    return keep(request, response, page.tags, max_age_s=page.max_age_s)


def public_products():
    """What lists show: families and products of their own."""
    return get_model("catalogue", "Product").objects.browsable()


def list_page(request, listing, context, tags):
    """The page of `listing`, kept."""
    if listing.page.number > 1:
        context["page_number"] = listing.page.number
    context |= {"listing": listing, "data": [breadcrumb_list([*context["trail"], (context["title"], request.path)])]}
    response = render(request, "catalogue/list.html", context)
    return keep(request, response, listing.tags | tags)


def with_query(path, request):
    """`path` with the query string of the request."""
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
