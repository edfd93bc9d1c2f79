"""Forms for claims to test with: a schema for each topic, and a page for each, in both languages."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from config.urls import *  # noqa: F403  the handlers of errors too
from config.urls import oscar, urlpatterns as shop_urls
from shop.claims.form.page import respond
from shop.claims.form.schema import SYSTEM, SYSTEM_KEYS, Question, QuestionKind, Schema
from shop.claims.words import Topic
from shop.policies.contact import contact_cards
from shop.policies.models import PolicyFacts
from web.addresses import set_alternates

FORM_KEY = "6f1f0d3e-8a55-4d0e-9c1a-0d8a8a4b7c01"
LABELS = {
    "id": {
        "contact": "Siapa Anda?", "quantity": "Berapa buah?", "reason": "Alasan", "condition": "Kondisi barang",
        "wish": "Penyelesaian yang diinginkan", "description": "Apa yang terjadi?", "photos": "Foto atau video",
    },
    "en": {
        "contact": "Who are you?", "quantity": "How many?", "reason": "Reason", "condition": "State of the goods",
        "wish": "What would you like?", "description": "What happened?", "photos": "Photos or video",
    },
}  # fmt: skip
CITIES = tuple((f"k{n}", f"Kota {n}") for n in range(9))
OWN = (
    Question("serial", QuestionKind.TEXT, "Nomor seri", "Di pelat barang", is_required=False),
    Question("story", QuestionKind.TEXT, "Cerita", is_required=False, is_long=True),
    Question("box", QuestionKind.CHOICE, "Kotak", is_required=True, options=(("yes", "Ada"), ("no", "Tidak ada"))),
    Question("city", QuestionKind.CHOICE, "Kota", is_required=False, options=CITIES),
    Question("found_on", QuestionKind.DATE, "Tanggal ditemukan", is_required=True),
    Question("agree", QuestionKind.CONSENT, "Saya setuju", is_required=True),
    Question("receipt", QuestionKind.FILE, "Nota", is_required=False),
)  # fmt: skip


def schema(topic=Topic.RETURN, language="id", own=()):
    """A form about `topic` with the questions of the system, and `own` ones behind them."""
    labels = LABELS[language]
    system = tuple(Question(key, SYSTEM, labels[key], f"({key})") for key in SYSTEM_KEYS[topic])
    title = {"id": "Ajukan klaim", "en": "Make a claim"}[language]
    return Schema(topic, title, language, system + tuple(own), FORM_KEY[:-1] + str(list(Topic).index(topic)))


def form_page(request, topic):
    """The page of a form, as a help page would serve it."""
    language = get_language()
    set_alternates(request, {code: address(topic, code) for code in LABELS})
    cards = contact_cards(PolicyFacts.current(), timezone.now(), language)
    made = schema(Topic(topic), language)
    context = {"title": made.title, "introduction": mark_safe("<p>Pengantar.</p>"), "language": language}
    context |= {"thanks": mark_safe("<p>Terima kasih!</p>"), "cards": cards, "crumbs": [("Bantuan", "/bantuan/")]}
    return respond(request, made, context)


def address(topic, language):
    """What settings.CLAIM_FORM_ADDRESS names."""
    return f"{'' if language == 'id' else '/en'}/formulir/{topic}/"


def claim(request, **kwargs):
    """Stands for the page of a claim."""
    return HttpResponse("the claim")


patterns, app_name, namespace = oscar("customer")
patterns = [
    *patterns,
    path("klaim-saya/<str:number>/", claim, name="claim"),
    path("klaim-tamu/<str:token>/", claim, name="guest-claim"),
]
urlpatterns = (
    i18n_patterns(
        path("formulir/<str:topic>/", form_page),
        path("tamu/", (patterns, app_name, namespace)),
        prefix_default_language=False,
    )
    + shop_urls
)
