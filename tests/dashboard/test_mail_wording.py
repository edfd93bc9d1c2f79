"""The wording of mail: both languages, refusals with their place, previews, the way back, a test mail."""

from django.utils import translation
from oscar.core.loading import get_model

from shop.communication.letters import render
from shop.dashboard.communications.placeholders import placeholders
from shop.policies.models import PolicyFacts
from tests.dashboard.conftest import errors, form_values, texts

PAGE = "/en/dashboard/comms/ORDER_PLACED/"
FORM = "#mail_wording_form"
Wording = get_model("communication", "CommunicationEventType")


def sent(language):
    """Subject, text and HTML as the shop would send them now."""
    with translation.override(language):
        return render("ORDER_PLACED", language, placeholders("ORDER_PLACED"), PolicyFacts.current())


def test_each_language_has_a_wording_of_its_own(submit):
    response = submit(
        PAGE,
        FORM,
        {
            "email_subject_template_ind": "Pesanan {{ number }} kami terima",
            "email_body_html_template_ind": "<p>Halo {{ name }}</p>",
            "email_subject_template_en": "We got {{ number }}",
        },
    )

    assert response.status_code == 302, errors(response)
    subject, text, html = sent("id")
    assert subject == "Pesanan 7KQ2-94HD kami terima"
    assert "<p>Halo Sari Wulandari</p>" in html
    assert "Halo Sari Wulandari" in text
    assert sent("en")[0] == "We got 7KQ2-94HD"
    assert "Sari Wulandari, your order of" in sent("en")[1]  # left empty: the shop's own


UNPRINTABLE = [
    ("<p>\n{{ numbr }}</p>", "Line 2: “numbr” is not a placeholder of this mail."),
    ("{% if secret_key %}x{% endif %}", "Line 1: “secret_key” is not a placeholder of this mail."),
    ("{{ name|safe }}", "Line 1: the filter “safe” cannot be used here."),  # what customers typed stays text
    ("{{ name|ljust:100000000 }}", "Line 1: the filter “ljust” cannot be used here."),
    ("{% for a in 'abc'|center:'99999' %}x{% endfor %}", "Line 1: the filter “center” cannot be used here."),
    (
        "\n{% for letter in name %}x{% endfor %}",
        "Line 2: a loop goes over one list of this mail, and not in another loop.",
    ),
    (
        "{% for a in lines %}{% for b in lines %}x{% endfor %}{% endfor %}",
        "Line 1: a loop goes over one list of this mail, and not in another loop.",
    ),
    ("Halo\n{{ name", "Line 2: “{{” has no other half."),
    ("\n\n{% load i18n %}", "Line 3: “{% load %}” cannot be used here. Usable are if, for and with."),
    (
        "{% include 'mail/layout.html' %}",
        "Line 1: “{% include %}” cannot be used here. Usable are if, for and with.",
    ),
    ("<p>\n{% if name %}", "Line 2, near “{% if name %}”: Unclosed tag on line 2: 'if'."),
    ("{{ name|shout }}", "Line 1: the filter “shout” cannot be used here."),
]


def test_a_wording_that_cannot_be_printed_is_refused_with_its_place(submit, dashboard):
    opened = dashboard.get(PAGE)
    for html, message in UNPRINTABLE:
        response = submit(PAGE, FORM, {"email_body_html_template_ind": html}, opened)

        assert any(error.startswith(message) for error in errors(response)), (html, errors(response))
    assert not Wording.objects.exists()


def test_loops_conditions_and_filters_are_understood(submit):
    html = "{% for line in lines %}{{ line.title|upper }}{% if not forloop.last %}, {% endif %}{% endfor %}"

    response = submit(PAGE, FORM, {"email_body_html_template_en": html})

    assert response.status_code == 302, errors(response)
    assert "HAND DRILL" in sent("en")[2]


def test_a_preview_shows_both_languages_and_keeps_nothing(submit):
    response = submit(PAGE, FORM, {"email_subject_template_ind": "Coba {{ number }}", "preview": "1"})

    assert texts(response, "section strong") == ["Coba 7KQ2-94HD", "Your order 7KQ2-94HD at Enportu"]
    assert not Wording.objects.exists()
    assert form_values(response, FORM)["email_subject_template_ind"] == ["Coba {{ number }}"]


def test_one_language_goes_back_to_the_shops_own_wording(submit, dashboard):
    submit(PAGE, FORM, {"email_subject_template_ind": "Coba", "email_subject_template_en": "Try"})

    dashboard.post(PAGE, {"default": "ind"})

    assert sent("id")[0] != "Coba"
    assert sent("en")[0] == "Try"


def test_a_test_mail_goes_to_the_person_who_asks(dashboard, smtp, run_tasks):
    dashboard.post(PAGE, {"test": "en"})
    run_tasks()

    (message,) = smtp.messages
    assert message["To"] == "admin@example.com"
    assert message["Subject"] == "[TEST] Your order 7KQ2-94HD at Enportu"


def test_the_list_says_which_mails_staff_changed_and_asks_little_of_the_database(
    submit, dashboard, django_assert_max_num_queries
):
    submit(PAGE, FORM, {"email_subject_template_en": "Try"})

    with django_assert_max_num_queries(8):
        response = dashboard.get("/en/dashboard/comms/")

    assert texts(response, ".badge-info") == ["Changed by staff"]


def test_looking_at_a_mail_writes_nothing(dashboard):
    assert dashboard.get(PAGE).status_code == 200
    assert not Wording.objects.exists()
    assert dashboard.get("/en/dashboard/comms/NO_SUCH_MAIL/").status_code == 404
