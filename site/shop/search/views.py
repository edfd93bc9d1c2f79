"""Search over products and, beside them, what other rooms offer."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy as _

from shop.catalogue.categories import browsable_tree, roots
from shop.catalogue.filters import ORDERS
from shop.catalogue.listing import Listing
from shop.order.utils import number_in
from shop.search.addresses import search_addresses
from shop.search.products import find_in_part, find_products
from shop.search.sources import search_elsewhere
from shop.search.spelling import mended
from shop.search.words import clean
from web.addresses import set_alternates
from web.pagecache import keep

BY_RELEVANCE = {"relevance": (_("Relevance"), ("rank", "-priority", "-date_created", "-pk"))} | ORDERS
ELSEWHERE = 5
SUGGESTED = 6
IN_PART = 12
SHORTEST = 2  # characters from which suggestions are worth a request


def search(request):
    """Products that fit `q`, with the filters of every list, and help entries beside them.

    The number of an order or a claim leads to where it is found.
    """
    text = clean(request.GET.get("q", ""))
    if number := number_in(text):
        return redirect(f"{reverse('customer:find-order')}?{urlencode({'number': number})}")
    set_alternates(request, search_addresses(text))
    tree = browsable_tree()
    context = {"search_words": text, "categories": roots(tree)}
    tags = {"catalogue", "help"}
    if text:
        chosen = request.GET.get("category", "")
        category = tree.get(int(chosen)) if chosen.isascii() and chosen.isdigit() else None
        context["listing"] = Listing(find_products(text), request.GET, tree, category, BY_RELEVANCE, is_search=True)
        context["elsewhere"] = search_elsewhere(text, ELSEWHERE)
        tags |= context["listing"].tags
        if not context["listing"].count:
            if nearer := mended(text):
                context["nearer"] = {"text": nearer, "url": search_addresses(nearer)[get_language()]}
            if not context["listing"].is_filtered:
                context["in_part"] = find_in_part(nearer or text, IN_PART)
    return keep(request, render(request, "search/search.html", context), tags)


def suggest(request):
    """A few products and help entries for what is typed so far, as a piece of HTML."""
    text = clean(request.GET.get("q", ""))
    context = {"search_words": text, "all_url": search_addresses(text)[get_language()]}
    if len(text) >= SHORTEST:
        found = find_products(text).order_by(*BY_RELEVANCE["relevance"][1]).for_tiles()[:SUGGESTED]
        context["products"] = list(found) or find_in_part(text, SUGGESTED)
        context["elsewhere"] = search_elsewhere(text, 3)
    return keep(request, render(request, "search/suggestions.html", context), {"catalogue", "help"})
