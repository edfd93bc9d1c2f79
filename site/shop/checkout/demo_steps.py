"""What happens to the demonstration's orders: the shop's verbs, with the order and the staff member."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from shop.fulfilment import cancelling, missing, shipping, stock_check
from shop.order import lifecycle, messages
from shop.order.lifecycle import Role, State
from shop.payment import proofs, receiving, refunds
from shop.payment.balance import balance
from web.formats import rupiah

ACCOUNT = ("BCA", "5270314159", "Budi Santoso")
PAPER, INK = (250, 250, 247), (40, 44, 52)


def check_stock(order, staff):
    """All is there; the invoice goes out."""
    stock_check.confirm_stock(order, Role.STAFF, staff)


def find_short(sku, pieces):
    """The stock check does not find so many pieces; the shopper is asked."""
    return lambda order, staff: stock_check.report_missing(order, {order.lines.get(upc=sku): pieces}, staff)


def send_proof(order, staff):
    """The shopper uploads a picture of the transfer."""
    picture = Image.new("RGB", (480, 300), PAPER)
    pen = ImageDraw.Draw(picture)
    rows = ("BUKTI TRANSFER", "", f"Tanggal   {timezone.localdate():%d-%m-%Y}", f"Berita    {order.number}")
    for place, row in enumerate((*rows, f"Jumlah    {rupiah(order.total_incl_tax)}", "", "BERHASIL")):
        pen.text((36, 36 + 32 * place), row, fill=INK, font_size=20)
    file = BytesIO()
    picture.save(file, "PNG")
    proofs.add_proof(order, ContentFile(file.getvalue(), name="bukti-transfer.png"), actor=order.user)


def pay(percent=100):
    """Staff find so much of what is due on the account."""

    def paid(order, staff):
        receiving.record_payment(
            order,
            amount=balance(order).due * percent // 100,
            received_on=timezone.localdate(),
            reference=f"TRSF {order.number}/{order.payments.count() + 1}",
            actor=staff,
        )

    return paid


def in_hours(verb):
    """Mark what staff do while orders are processed (promise 9)."""
    verb.is_in_hours = True
    return verb


@in_hours
def process(order, staff):
    """Staff begin to pack."""
    shipping.start_processing(order, staff)


def ship(*skus, courier="JNE", tracking_number=""):
    """A parcel leaves with all that is open, or with these goods only."""

    @in_hours
    def shipped(order, staff):
        open_lines = shipping.still_to_send(order)
        chosen = {line: pieces for line, pieces in open_lines.items() if not skus or line.upc in skus}
        shipping.ship(order, chosen, courier=courier, tracking_number=tracking_number, actor=staff)

    return shipped


def receive(order, staff):
    """The shopper says that all is there."""
    shipping.receive(order, Role.SHOPPER, order.user)


def complete(order, staff):
    """The time for claims is over."""
    lifecycle.move(order, State.COMPLETED, Role.SHOP)


def cancel(role, why):
    """The order ends before it is paid."""
    return lambda order, staff: cancelling.cancel_order(order, role, staff if role == Role.STAFF else order.user, why)


def miss_everything(why):
    """After the payment nothing of it can be delivered."""
    return lambda order, staff: missing.report_missing_after_payment(
        order, {line: line.quantity for line in order.lines.all()}, staff, why
    )


def name_account(order, staff):
    """The shopper says where the money shall go."""
    for refund in order.refunds.all():
        refunds.give_account(refund, *ACCOUNT, actor=order.user)


def pay_back(order, staff):
    """Staff transfer what is owed."""
    for refund in order.refunds.all():
        refunds.pay(refund, f"RETUR {order.number}", staff)


def ask(text):
    """The shopper writes to the shop."""
    return lambda order, staff: messages.write_to_shop(order, text, order.user)


def answer(text):
    """Staff write to the shopper."""
    return lambda order, staff: messages.write_to_shopper(order, text, staff)
