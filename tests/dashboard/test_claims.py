"""The queue of claims and the page of one: found, assigned, saved, downloaded, and read in few queries."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from config.roles import Role, grant_role, set_up_roles
from shop.claims import deciding, drafts, talking
from shop.claims.models import Claim, SavedView
from shop.claims.submitting import submit_claim
from shop.claims.words import Topic
from shop.dashboard.claims.queue import QueueForm, found, heads, loosened
from shop.order.lifecycle import State as OrderState
from tests.dashboard.conftest import form_values, parsed, texts
from tests.support.claims import received_order, sent_claim, sent_question, submission, upload
from tests.support.life import taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db
QUEUE = "/en/dashboard/claims/"


def page_of(claim):
    return f"{QUEUE}{claim.number}/"


def numbers(response):
    return texts(response, "#claims_form tbody td:nth-of-type(2)")


@pytest.fixture
def agus(set_up_shop):
    set_up_roles()
    agus = make_member("agus", first_name="Agus")
    grant_role(agus, Role.STAFF)
    return agus


def test_the_queue_shows_open_claims_those_to_be_answered_first(set_up_shop, dashboard, admin):
    with time_machine.travel(timezone.now() - timedelta(days=6), tick=False):
        old = sent_question(name="Rini")
    new, closed = sent_claim(), sent_claim()
    talking.withdraw(closed)
    answered = sent_question(name="Dewi")
    talking.write_to_customer(answered, "Halo.", admin)
    page = dashboard.get(QUEUE)
    assert numbers(page) == [old.number, new.number, answered.number]
    assert "overdue by" in texts(page, "#claims_form tbody td:nth-of-type(3)")[0]
    assert texts(page, "#claims_form tbody td:nth-of-type(3)")[2] == "answered"


FILTERS = {  # address → what is shown
    "state=closed": ["withdrawn"],
    "state=all&sort=oldest": ["return", "withdrawn", "question"],
    "sort=customer": ["question", "return"],
    "sort=assignee": ["question", "return"],
    "state=submitted": ["return", "question"],
    "topic=question": ["question"],
    "reason=wrong_goods": ["return"],
    "language=en": ["question"],
    "assignee=me": ["return"],
    "assignee=nobody": ["question"],
    "q=rini": ["question"],
    "q=barang+lain": ["return"],
    "overdue=on": [],
    "state=gibberish&assignee=99999&sort=no": ["return", "question"],
    "sort=newest": ["question", "return"],
}


def test_each_filter_finds_what_fits_it_and_those_of_the_address_are_kept(set_up_shop, dashboard, admin):
    claims = {"return": sent_claim(), "withdrawn": sent_claim(), "question": sent_question(name="Rini", language="en")}
    names = {claim.number: name for name, claim in claims.items()}
    deciding.assign(claims["return"], admin, admin)
    talking.withdraw(claims["withdrawn"])
    asked = {query: QueueForm(QueryDict(query)).asked() for query in FILTERS}
    fits = {query: found(filters, admin, timezone.now()) for query, filters in asked.items()}
    assert {query: [names[claim.number] for claim in claims] for query, claims in fits.items()} == FILTERS
    for query in ("state=all&sort=oldest", "state=gibberish&assignee=99999&sort=no", "q=barang+lain"):
        page = dashboard.get(f"{QUEUE}?{query}")
        assert [names[number] for number in numbers(page)] == FILTERS[query]
        assert f"?{query}" in page.content.decode().replace("&amp;", "&")


LOOSENED = {  # address → the filter that hides claims, how many fit without it, and their address
    "q=rini": ("Status: Open claims", 1, "q=rini&state=all"),
    "language=en&topic=question": ("Language: English", 1, "topic=question"),
    "assignee=me&sort=newest": ("Assigned to: Me", 1, "sort=newest"),
    "overdue=on": ("Reply overdue", 1, ""),
    "topic=warranty&state=all": ("Topic: Warranty", 2, "state=all"),
}


def test_where_no_claim_fits_the_filter_that_hides_them_is_named(set_up_shop, dashboard, admin):
    sent_question(name="Dewi")
    talking.withdraw(sent_question(name="Rini"))
    with translation.override("en"):
        first = {query: next(loosened(QueueForm(QueryDict(query)), admin, timezone.now())) for query in LOOSENED}
        said = {query: (str(row["words"]), row["count"], row["query"]) for query, row in first.items()}
    assert said == LOOSENED
    page = dashboard.get(f"{QUEUE}?topic=warranty&state=all")
    assert texts(page, "#loosened li")[0] == "Without “Topic: Warranty”: 2"
    link = parsed(page).select_one("#loosened a")["href"]
    assert link == "?state=all"
    assert len(numbers(dashboard.get(QUEUE + link))) == 2


def test_where_nothing_waits_nothing_is_to_be_loosened(set_up_shop, dashboard):
    page = dashboard.get(QUEUE)
    assert "No claim fits. Nothing waits here." in page.content.decode()
    assert texts(page, "#loosened") == []


def test_the_head_of_the_sorted_column_says_so(set_up_shop, dashboard):
    sent_claim()
    shown = {sort: [head for head in heads(sort) if head["direction"]] for sort in ("due", "oldest", "newest")}
    assert {sort: [(head["direction"], head["sort"]) for head in found] for sort, found in shown.items()} == {
        "due": [("ascending", "due")], "oldest": [("descending", "newest")], "newest": [("ascending", "oldest")]
    }  # fmt: skip
    (head,) = parsed(dashboard.get(f"{QUEUE}?sort=customer&topic=return")).select("th[aria-sort]")
    assert (head.text.strip(), head["aria-sort"], head.a["href"]) == (
        "Customer", "ascending", "?sort=customer&topic=return"
    )  # fmt: skip


def test_topic_and_reason_have_columns_of_their_own(set_up_shop, dashboard):
    for topic in (Topic.RETURN, Topic.WARRANTY):
        sent_claim(topic=topic)
    sent_question()
    page = dashboard.get(f"{QUEUE}?sort=oldest")
    assert texts(page, "tbody td:nth-of-type(6)") == ["Return", "Warranty", "Question"]
    assert texts(page, "tbody td:nth-of-type(7)") == [
        "I received other goods than I ordered", "The goods have a manufacturing defect", "–"
    ]  # fmt: skip


def test_the_filters_are_folded_until_one_is_set(set_up_shop, dashboard):
    for query, is_open in (("", False), ("?sort=newest", False), ("?topic=return", True), ("?overdue=on", True)):
        page = BeautifulSoup(dashboard.get(f"{QUEUE}{query}").content, "html.parser")
        assert page.select_one("details.filters").has_attr("open") == is_open


def test_beyond_the_last_page_is_the_last_page(set_up_shop, dashboard):
    claim = sent_claim()
    assert numbers(dashboard.get(f"{QUEUE}?page=3")) == [claim.number]


def test_several_claims_are_assigned_at_once_and_the_filters_stay(set_up_shop, dashboard, admin, agus):
    first, second = sent_question(name="A"), sent_question(name="B")
    path = f"{QUEUE}?topic=question&page=1"
    for person, assignee in (("me", admin.pk), (agus.pk, agus.pk), ("nobody", None)):
        answer = dashboard.post(path, {"selected_claim": [first.pk, second.pk], "assignee": person})
        assert (answer.status_code, answer.url) == (302, path)
        assert set(Claim.objects.values_list("assignee", flat=True)) == {assignee}
    assert texts(dashboard.get(path), ".alert-success") == ["2 claims were assigned. ×"] * 3


HALF_FILLED = [
    (1, "", "Choose who gets them."),
    (0, "me", "Tick the claims first."),
    (0, "", "Tick the claims first. Choose who gets them."),
    (1, "999", "This person does not work on claims any more. Choose another one."),
]


def test_what_a_half_filled_assignment_lacks_is_named_and_what_was_chosen_stays(set_up_shop, dashboard):
    claim = sent_question()
    sent_question()
    for ticks, person, told in HALF_FILLED:
        sent = {"selected_claim": [claim.pk][:ticks], "assignee": person}
        answer = dashboard.post(f"{QUEUE}?topic=question", sent)
        assert texts(answer, "#assign_errors") == [told]
        kept = form_values(answer, "#claims_form")
        assert kept.get("selected_claim", []) == [str(claim.pk)][:ticks], told
        assert kept.get("assignee", [""]) == [person if person == "me" else ""], told
    assert not Claim.objects.exclude(assignee=None).exists()


def test_who_only_sees_claims_assigns_none(set_up_shop, client):
    claim, wira = sent_claim(), make_member("wira", is_staff=True)
    wira.user_permissions.add(Permission.objects.get(codename="view_claim"))
    client.force_login(wira)
    assert client.post(QUEUE, {"selected_claim": [claim.pk], "assignee": "me"}).status_code == 403


def test_a_view_is_saved_opened_and_removed(set_up_shop, dashboard, admin):
    dashboard.post(f"{QUEUE}views/", {"name": "  Mine,  late ", "query": "assignee=me&overdue=on"})
    view = SavedView.objects.get()
    assert (view.user, view.name, view.query) == (admin, "Mine, late", "assignee=me&overdue=on")
    dashboard.post(f"{QUEUE}views/", {"name": "Mine, late", "query": "assignee=me"})
    assert SavedView.objects.get().query == "assignee=me"
    assert "?assignee=me" in dashboard.get(QUEUE).content.decode()
    dashboard.post(f"{QUEUE}views/{view.pk}/remove/")
    assert not SavedView.objects.exists()
    refused = dashboard.post(f"{QUEUE}views/", {"name": "x" * 61, "query": "assignee=me"}, follow=True)
    assert "Give the view a name of at most 60 characters." in refused.content.decode()
    refused = dashboard.post(f"{QUEUE}views/", {"name": "mine", "query": "assignee=me"}, follow=True)
    assert "“mine” is always there already. Choose another name." in refused.content.decode()
    assert not SavedView.objects.exists()


def test_the_end_of_a_phone_number_finds_its_claims_and_a_number_in_a_sentence_none(set_up_shop, dashboard):
    claim = sent_question(phone="+6281234567890")
    for end in ("7890", "0812 3456", "+62 812-3456-7890"):
        assert numbers(dashboard.get(QUEUE, {"q": end})) == [claim.number]
    assert numbers(dashboard.get(QUEUE, {"q": "gerinda 7890"})) == []


def test_nobody_removes_another_ones_view(set_up_shop, dashboard, agus):
    view = SavedView.objects.create(user=agus, name="Agus")
    assert dashboard.post(f"{QUEUE}views/{view.pk}/remove/").status_code == 404
    assert SavedView.objects.exists()


def test_the_download_holds_what_is_found_and_no_formula(set_up_shop, dashboard):
    answers = [{"key": "parcel", "label": "Paket", "value": "torn", "words": "Sobek"}]
    claim = sent_question(name="=1+1", answers=answers)
    sent_claim()
    response = dashboard.get(f"{QUEUE}download/?topic=question")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert (rows[1][0], rows[1][9], rows[1][19]) == (claim.number, "'=1+1", "Paket: Sobek")


def test_the_queue_makes_the_same_queries_for_one_claim_and_for_many(set_up_shop, dashboard):
    def queries():
        with CaptureQueriesContext(connection) as context:
            dashboard.get(QUEUE)
        return len(context)

    order = received_order(quantity=6)
    sent_claim(order)
    queries()
    one = queries()
    for _number in range(5):
        sent_claim(order)
    sent_claim()
    assert queries() == one


def test_the_page_makes_the_same_queries_however_much_happened(set_up_shop, dashboard, admin):
    def queries(claim):
        with CaptureQueriesContext(connection) as context:
            dashboard.get(page_of(claim))
        return len(context)

    claim = sent_claim()
    queries(claim)
    one = queries(claim)
    for number in range(5):
        talking.write_to_shop(claim, f"Halo {number}", [upload(f"{number}.jpg")])
        talking.write_to_customer(claim, f"Ya {number}", admin)
        sent_question(name="Siti", key=submission(claim.order).key)
    assert queries(claim) == one


def test_the_page_shows_what_was_said_the_rules_and_the_files(set_up_shop, dashboard):
    sent = submission(answers=[{"key": "parcel", "label": "Kondisi paket", "value": "torn", "words": "Sobek"}])
    drafts.add_file(drafts.keep_draft({}, "return:1", sent.key), upload())
    claim = submit_claim(sent)
    page = dashboard.get(page_of(claim))
    shown = page.content.decode()
    assert "Kondisi paket" in shown
    assert "Sobek" in shown
    assert "Isinya barang lain." in shown
    assert shown.count("✗") == 0
    assert "The seal is unbroken" in shown
    picture = claim.attachments.get()
    full = dashboard.get(f"{page_of(claim)}files/{picture.key}/")
    assert (full["Content-Type"], full["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert b"".join(full.streaming_content).startswith(b"\xff\xd8")
    preview = dashboard.get(f"{page_of(claim)}files/{picture.key}/preview/")
    assert b"".join(preview.streaming_content) == picture.preview.read()
    picture.preview.close()


def test_a_rule_that_no_longer_holds_is_shown_beside_what_it_said_before(set_up_shop, dashboard):
    claim = sent_claim()
    with time_machine.travel(claim.order.claim_deadline + timedelta(days=1), tick=False):
        dashboard.force_login(claim.assignee or make_member("root", is_staff=True, is_superuser=True))
        page = dashboard.get(page_of(claim))
    row = next(row for row in texts(page, "section table tr") if row.startswith("The time for returns"))
    assert "✓ met" in row
    assert "✗ not met" in row


def test_files_and_pages_are_for_staff_alone(set_up_shop, client):
    sent = submission()
    drafts.add_file(drafts.keep_draft({}, "return:1", sent.key), upload())
    claim = submit_claim(sent)
    client.force_login(make_member("budi"))
    for path in (QUEUE, page_of(claim), f"{page_of(claim)}files/{claim.attachments.get().key}/"):
        assert client.get(path).status_code == 404


def test_without_the_right_to_see_claims_there_are_none(set_up_shop, client):
    wira = make_member("wira", is_staff=True)
    wira.user_permissions.add(Permission.objects.get(codename="view_order"))
    claim = sent_claim()
    client.force_login(wira)
    for path in (QUEUE, page_of(claim)):
        assert client.get(path).status_code == 403
    assert "Claims to answer" not in client.get("/en/dashboard/").content.decode()


def test_today_shows_the_claims_to_answer(set_up_shop, client, agus):
    claim = sent_claim()
    client.force_login(agus)
    page = client.get("/en/dashboard/")
    assert texts(page, "#queue-claims tbody td:first-of-type") == [claim.number]
    talking.write_to_customer(claim, "Baik.", agus)
    assert not texts(client.get("/en/dashboard/"), "#queue-claims")


# --- Opened for a customer -------------------------------------------------------------------------------------------


def opening(order):
    return reverse("dashboard:claim-open", kwargs={"number": order.number, "line": order.lines.get().pk})


def filled_in(response, **changes):
    said = {"topic": "return", "quantity": 1, "reason": "wrong_goods", "is_sealed": "yes", "is_unused": "yes",
            "wish": "refund", "description": "Lewat telepon."}  # fmt: skip
    return form_values(response, "#open_form") | said | changes


def test_staff_open_a_claim_for_who_called(set_up_shop, client, agus):
    order = received_order()
    client.force_login(agus)
    form = client.get(opening(order))
    answer = client.post(opening(order), filled_in(form))
    claim = Claim.objects.get()
    assert answer["Location"].endswith(page_of(claim).removeprefix("/en"))
    assert (claim.order, claim.email, claim.topic) == (order, order.email, Topic.RETURN)
    assert claim.events.get().actor == agus
    client.post(opening(order), filled_in(form))
    assert Claim.objects.count() == 1


def test_the_rules_stand_first_on_a_phone_and_say_why_a_line_cannot_be_claimed_yet(set_up_shop, client, agus):
    order = taken_to(OrderState.PAID)
    client.force_login(agus)
    page = client.get("/en" + opening(order).removeprefix("/en"))
    rules, form = parsed(page).select_one("main .row, .page-content .row").find_all(recursive=False)
    assert form["id"] == "open_form"
    told = list(rules.stripped_strings)
    assert told.count("The warranty begins when the goods are received.") == 1
    assert any(text.startswith("You have not received these goods yet.") for text in told)
    assert not any("–" in text for text in told)


def test_more_than_was_ordered_is_refused_beside_the_quantity_and_no_exception_is_asked_for(set_up_shop, client, agus):
    order = received_order()
    client.force_login(agus)
    address = "/en" + opening(order).removeprefix("/en")
    refused = client.post(address, filled_in(client.get(address), quantity=99))
    assert texts(refused, ".error-block") == ["The order has 2 pieces of these goods."]
    (link,) = parsed(refused).select("[role=alert] a")
    assert link.text == "Quantity"
    assert parsed(refused).select_one(link["href"])["value"] == "99"
    assert not Claim.objects.exists()


def test_each_choice_of_one_topic_alone_names_it(set_up_shop, client, agus):
    client.force_login(agus)
    page = parsed(client.get(opening(received_order())))
    named = {box["value"]: box.get("data-topic") for box in page.select("[name=reason], [name=wish]")}
    assert named["defect"] is None
    assert {value for value, topic in named.items() if topic == "warranty"} == {"repair"}
    assert named["wrong_goods"] == "return"
    assert {box.get("data-topic") for box in page.select("[name=is_sealed], [name=is_unused]")} == {"return"}


def test_an_exception_needs_a_reason_and_the_right(set_up_shop, client, agus):
    order = received_order()
    client.force_login(agus)
    form = client.get(opening(order))
    refused = client.post(opening(order), filled_in(form, is_sealed="no"))
    assert not Claim.objects.exists()
    assert any("seal" in text or "segel" in text.lower() for text in texts(refused, ".error-block"))
    client.post(opening(order), filled_in(form, is_sealed="no", why="Kurir membukanya."))
    assert Claim.objects.get().events.filter(kind="override").exists()
    Claim.objects.all().delete()
    agus.groups.clear()
    agus.user_permissions.set(Permission.objects.filter(codename__in=["view_claim", "change_claim"]))
    assert "why" not in form_values(client.get(opening(order)), "#open_form")
    client.post(opening(order), filled_in(form, is_sealed="no", why="Kurir membukanya."))
    assert not Claim.objects.exists()
