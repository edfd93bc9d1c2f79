"""Staff at work: a signed-in client, a product type, a category, pictures, and forms filled in as a browser would."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shop.accounts.models import User
from shop.catalogue.models import Category, ProductAttribute, ProductClass

CONFIRM = "#confirm_form"


@pytest.fixture
def admin(db):
    return User.objects.create_superuser("admin", "admin@example.com", "a-good-password")


@pytest.fixture
def dashboard(client, admin):
    """A client signed in as an administrator."""
    client.force_login(admin)
    return client


@pytest.fixture
def product_class(db):
    product_class = ProductClass.objects.create(name_ind="Mesin listrik", name_en="Power tools")
    ProductAttribute.objects.create(
        product_class=product_class, name_ind="Daya", name_en="Power", code="daya", type="text"
    )
    return product_class


@pytest.fixture
def category(db):
    return Category.add_root(name_ind="Perkakas", name_en="Tools", slug_ind="perkakas", slug_en="tools")


@pytest.fixture
def picture():
    """A callable that makes an uploaded picture."""

    def make(name="bor.png", size=(400, 400), image_format="PNG", mode="RGB"):
        buffer = io.BytesIO()
        Image.new(mode, size, 1).save(buffer, image_format)
        return SimpleUploadedFile(name, buffer.getvalue(), "image/png")

    return make


def parsed(response):
    """The page, parsed once: that takes as long as half of a small request."""
    if not hasattr(response, "parsed"):
        response.parsed = BeautifulSoup(response.content, "html.parser")
    return response.parsed


def form_values(response, selector):
    """What a browser would send of the form: every named field with its value, as Django's test client takes it."""
    form = parsed(response).select_one(selector)
    assert form is not None, f"no form {selector} in {response.request['PATH_INFO']}"
    values = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field.name == "textarea":
            sent = [field.text.removeprefix("\n")]
        elif field.name == "select":
            sent = [option["value"] for option in field.select("option[selected]")]
        elif field.get("type") in ("checkbox", "radio"):
            sent = [field.get("value", "on")] if field.has_attr("checked") else []
        else:
            sent = [] if field.get("type") in ("file", "submit") else [field.get("value", "")]
        values.setdefault(field["name"], []).extend(sent)
    return {name: sent for name, sent in values.items() if sent}


@pytest.fixture
def submit(dashboard):
    """Open `path`, change some fields of its form, and post it."""

    def post(path, selector, changes, opened=None):
        values = form_values(opened or dashboard.get(path), selector) | changes
        return dashboard.post(path, {name: value for name, value in values.items() if value is not None})

    return post


def texts(response, selector):
    """The texts of all elements that match."""
    return [" ".join(element.text.split()) for element in parsed(response).select(selector)]


def errors(response):
    """The sentences beside the fields and above the forms."""
    return texts(response, ".error-block, .errorlist li, .page-content .alert-danger")


# --- Tasks of an order ----------------------------------------------------------------------------------------------


def page_of(order):
    return f"/en/dashboard/orders/{order.number}/"


def address(order, code):
    return f"{page_of(order)}do/{code}/"


def refusals(response):
    return texts(response, ".alert-danger, .error-block")


@pytest.fixture
def fill_in(dashboard):
    """A callable that sends the form of a task with some fields changed, as a browser would."""

    def send(order, code, changes=None, opened=None):
        values = form_values(opened or dashboard.get(page_of(order)), f"#task-{code}") | (changes or {})
        return dashboard.post(address(order, code), values)

    return send


@pytest.fixture
def do(dashboard, fill_in):
    """A callable that fills a form in, answers the question with yes, and reads the order again."""

    def send(order, code, changes=None, opened=None, answer="confirmed"):
        response = fill_in(order, code, changes, opened)
        if texts(response, CONFIRM):
            values = form_values(response, CONFIRM) | {answer: "yes"}
            response = dashboard.post(address(order, code), values)
        order.refresh_from_db()
        return response

    return send


# --- Tasks of a claim -----------------------------------------------------------------------------------------------


def page_of_claim(claim):
    return f"/en/dashboard/claims/{claim.number}/"


def claim_task(claim, code):
    return f"{page_of_claim(claim)}do/{code}/"


@pytest.fixture
def say_yes(dashboard):
    """A callable that answers the question before a task of a claim, and reads the claim again."""

    def answer(claim, code, asked):
        said = dashboard.post(claim_task(claim, code), form_values(asked, CONFIRM) | {"confirmed": "yes"})
        claim.refresh_from_db()
        return said

    return answer


@pytest.fixture
def do_with_claim(set_up_shop, dashboard, say_yes):
    """A callable that fills a form in, answers the question with yes, and reads the claim again."""

    def send(claim, code, changes=None, opened=None, confirm=True):
        values = form_values(opened or dashboard.get(page_of_claim(claim)), f"#task-{code}") | (changes or {})
        answer = dashboard.post(claim_task(claim, code), values)
        if confirm and texts(answer, CONFIRM):
            answer = say_yes(claim, code, answer)
        claim.refresh_from_db()
        return answer

    return send
