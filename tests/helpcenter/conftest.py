"""A small help center in both languages, made the way the first texts are loaded."""

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from config.roles import Role, grant_role, set_up_roles
from helpcenter.models import ClaimFormPage, HelpEntryPage, HelpIndexPage, HelpSectionPage
from shop.policies.models import PolicyFacts
from tests.support.rows import keep_rows
from web.translations import load_page, set_up_locales, with_block_ids

WORDS = {
    "Bantuan": "Help",
    "bantuan": "help",
    "Hubungi kami.": "Contact us.",
    "Kontak": "Contact",
    "Akun": "Account",
    "akun": "account",
    "Retur": "Returns",
    "retur": "returns",
    "Cara daftar?": "How to register?",
    "cara-daftar": "how-to-register",
    "Klik <b>Sign In</b>.": "Click <b>Sign In</b>.",
    "Lupa password?": "Forgot the password?",
    "lupa-password": "forgot-the-password",
    "Buka halaman akun.": "Open the account page.",
    "Batas retur?": "Return window?",
    "batas-retur": "return-window",
    "Paling lambat {claim_window}.": "Within {claim_window}.",
    "Telepon {phone} atau tulis ke {email}.": "Call {phone} or write to {email}.",
}
WORDS = {(None, source): english for source, english in WORDS.items()}
HELP_APPS = (
    "wagtailcore",
    "wagtail_localize",
    "wagtailsearch",
    "wagtailimages",
    "helpcenter",
    "web",
    "policies",
    "home",
)


def text(*paragraphs):
    return {"type": "text", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}


def steps(*items):
    return {"type": "steps", "value": [f"<p>{item}</p>" for item in items]}


@pytest.fixture
def front_page(db):
    """The Indonesian front page, with an English one."""
    return make_front_page()


def make_front_page():
    _source, english = set_up_locales()
    page = Site.objects.get(is_default_site=True).root_page.specific
    if not page.has_translation(english):
        page.copy_for_translation(english).save_revision().publish()
    return page


@pytest.fixture
def facts(db):
    """The policy facts as a row of the database."""
    PolicyFacts().save()
    return PolicyFacts.current()


@pytest.fixture
def add_entry():
    """Call it to publish one more entry in both languages."""

    def add(section, title, *body, slug, words=WORDS):
        key = f"test/{slug}"
        page = HelpEntryPage(title=title, slug=slug, body=with_block_ids(key, HelpEntryPage, "body", list(body)))
        return load_page(section, page, key, words)

    return add


@pytest.fixture
def help_center(db, add_entry):
    """Two sections with three entries; `register`, `password` and `window` are the Indonesian pages."""
    apps = ("wagtailcore", "wagtail_localize", "wagtailsearch", "helpcenter", "web", "policies")
    keep_rows("help_center", lambda: build_help_center(add_entry), apps)
    page = {page.slug: page.specific for page in Page.objects.filter(locale__language_code="id", depth__gt=2)}
    return SimpleNamespace(
        index=page["bantuan"],
        account=page["akun"],
        returns=page["retur"],
        register=page["cara-daftar"],
        password=page["lupa-password"],
        window=page["batas-retur"],
    )


@pytest.fixture
def loaded(set_up_shop):
    """The help center as set-up loads it, with its claim forms."""


@pytest.fixture
def form(loaded):
    """Call it with a topic for the published Indonesian form."""
    return lambda topic="return": ClaimFormPage.objects.get(topic=topic, locale__language_code="id")


def build_help_center(add_entry):
    front_page = make_front_page()
    PolicyFacts().save()
    invitation = {"invitation": "Hubungi kami.", "invitation_link": "Kontak"}
    index = load_page(front_page, HelpIndexPage(title="Bantuan", slug="bantuan", **invitation), "test", WORDS)
    account = load_page(index, HelpSectionPage(title="Akun", slug="akun"), "test/account", WORDS)
    returns = load_page(index, HelpSectionPage(title="Retur", slug="retur"), "test/returns", WORDS)
    add_entry(account, "Cara daftar?", steps("Klik <b>Sign In</b>."), slug="cara-daftar")
    add_entry(account, "Lupa password?", text("Buka halaman akun."), slug="lupa-password")
    window = ("Paling lambat {claim_window}.", "Telepon {phone} atau tulis ke {email}.")
    add_entry(returns, "Batas retur?", text(*window), slug="batas-retur")


@pytest.fixture
def editor(db):
    """Somebody with the role of an editor: no staff, no superuser."""
    set_up_roles()
    user = get_user_model().objects.create_user(username="editor", email="editor@example.com", password="a-password-9")
    grant_role(user, Role.EDITOR)
    return user


@pytest.fixture
def cms(client, editor):
    """A client that is signed in as the editor."""
    client.force_login(editor)
    return client


@pytest.fixture
def english():
    """Call it with an Indonesian page for its English one, as it is in the database now."""

    def find(page):
        return page.get_translations().get().specific

    return find
