"""The order mail: owed exactly when the order exists, sent by whichever worker comes next."""

import pytest
from oscar.core.loading import get_model

from shop.communication.models import OutgoingMail
from tests.support.shopping import make_shop, open_basket, place


@pytest.mark.django_db(transaction=True)
def test_the_mail_waits_for_the_worker_and_is_sent_once(smtp, run_tasks):
    make_shop()
    product = get_model("catalogue", "Product").objects.get()
    order = place(open_basket(product, 2))
    assert smtp.messages == []
    assert OutgoingMail.objects.get().status == "waiting"
    run_tasks()
    run_tasks()
    (message,) = smtp.messages
    assert message["To"] == "siti@example.com"
    assert order.number in str(message["Subject"]) + message.get_body(("plain",)).get_content()
    assert OutgoingMail.objects.get().status == "sent"
