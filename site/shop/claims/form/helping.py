"""Help that is offered while somebody writes a claim: what is found for their words, and whether it helped.

An offer carries a signed note of its entry, so that only what was offered can be recorded.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _, pgettext_lazy
from django.views.generic import View

from shop.claims.models import HelpOffer
from shop.claims.words import Topic
from shop.search.sources import search_elsewhere
from shop.search.words import clean, words
from web.limits import Limit, network
from web.pagecache import keep

SALT = "shop.claims.helping"
OFFERED, FOUND_PER_WORD = 3, 6
SHORTEST, MOST_WORDS = 4, 8  # letters of a word that means something; words that are looked for
TAGS = frozenset({"help", "facts"})
HELPED = Limit("claim-helped", most=60, seconds=3600)
ASKED = Limit("claim-help-asked", most=600, seconds=3600)
TOLD, MOST_TOLD = "claim_help_told", 50  # in the session: the entries that helped
USUAL = {  # what is offered before anything is typed: words that are searched in the help center
    Topic.RETURN: pgettext_lazy("searched in the help center", "return"),
    Topic.WARRANTY: pgettext_lazy("searched in the help center", "warranty"),
    Topic.QUESTION: pgettext_lazy("searched in the help center", "order"),
}


@dataclass(frozen=True)
class Offer:
    """A help entry; `note` is what its button posts, empty where the source names no key."""

    title: str
    url: str
    note: str


def usual_offers(topic):
    """The entries for a topic, before anything is typed."""
    return [_offer(result, topic) for result in _found(str(USUAL[topic]))[:OFFERED]]


def offers_for(text, topic):
    """The entries that fit what is typed best: a word that few entries have says more than one that many have."""
    scores, known = defaultdict(float), {}
    telling = dict.fromkeys(word for word in words(text, most=None) if len(word) >= SHORTEST)
    for word in list(telling)[-MOST_WORDS:]:
        found = _found(word)
        for result in found:
            known[result.url] = result
            scores[result.url] += 1 / len(found)
    best = sorted(scores, key=scores.get, reverse=True)[:OFFERED]
    return [_offer(known[url], topic) for url in best]


def _found(word):
    """What answers a word in the active language, forms left out."""
    return [result for result in search_elsewhere(word, FOUND_PER_WORD) if getattr(result, "key", None)]


def _offer(result, topic):
    key = getattr(result, "key", None)
    note = signing.dumps([str(key), result.title, str(topic), result.url], salt=SALT) if key else ""
    return Offer(result.title, result.url, note)


class Offers(View):
    """Entries for what is typed so far, as a piece of HTML; the same for everybody."""

    def get(self, request):
        topic = request.GET.get("topic", "")
        topic = Topic(topic) if topic in Topic.values else Topic.QUESTION
        if not ASKED.count(network(request)):
            return HttpResponse(status=429)
        context = {"offers": offers_for(clean(request.GET.get("q", "")), topic)}
        return keep(request, render(request, "claims/offers.html", context), TAGS)


class Helped(View):
    """ "This answered my question": recorded, and thanked for."""

    def post(self, request):
        try:
            key, title, topic, url = signing.loads(request.POST.get("offer", ""), salt=SALT)
        except signing.BadSignature:
            return HttpResponse(status=400)
        told = request.session.get(TOLD, [])
        if key not in told and HELPED.count(network(request)):
            request.session[TOLD] = [*told, key][-MOST_TOLD:]
            HelpOffer.objects.create(entry_key=key, entry_title=title[:255], topic=topic, language=get_language())
        if request.headers.get("Accept") == "application/json":
            return HttpResponse(status=204)
        messages.success(request, _("Thank you. We are glad that this answered your question."))
        return redirect(url)
