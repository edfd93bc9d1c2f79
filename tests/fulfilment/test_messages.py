"""Staff and shopper write to each other about an order."""

import pytest

from shop.communication.models import OutgoingMail
from shop.order.messages import unanswered, write_to_shop, write_to_shopper
from tests.support.life import Order, placed
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


def test_what_staff_write_stands_in_the_timeline_and_is_mailed_once(run_tasks, smtp):
    order, staff = placed(), make_member("ani")

    event = write_to_shopper(order, "Warna merah habis. Boleh biru?", staff)

    assert (event.kind, event.role, event.actor, event.is_public) == ("message", "staff", staff, True)
    mail = OutgoingMail.objects.get(event_code="ORDER_MESSAGE")
    assert (mail.recipient, mail.about) == (order.email, {"order": order.pk, "event": event.pk})
    run_tasks()
    sent = next(message for message in smtp.messages if message["Subject"].startswith("Pesan tentang pesanan"))
    assert "Warna merah habis. Boleh biru?" in sent.get_body(("html",)).get_content()


def test_an_order_waits_for_an_answer_until_staff_have_written():
    order = placed()
    assert not unanswered(Order.objects.all()).exists()

    for _click in range(2):
        write_to_shop(order, "Biru boleh.")
    assert order.events.filter(kind="message").count() == 1
    assert unanswered(Order.objects.all()).get() == order

    write_to_shopper(order, "Terima kasih.", make_member("ani"))
    assert not unanswered(Order.objects.all()).exists()
