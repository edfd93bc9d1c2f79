"""The demonstration's claims, one or more in every state and with every outcome, as steps of the orders they are about.

They happen with the orders, so that credit notes and the orders that replace goods have their places in time.
"""

from functools import partial

from shop.checkout import demo_steps as do
from shop.checkout.demo import DemoOrder
from shop.checkout.demo_orders import PACKED, days, hours
from shop.claims.demo import steps as claim
from shop.claims.demo.photos import marked, receipt
from shop.claims.words import Wish

GRINDER, HAMMER_DRILL, HEAT_GUN = "WRK-AG100-850", "WRK-HD13-750", "WRK-HG2000"
JIGSAW, PLANER, SANDER = "WRK-JS80-650", "TKR-PL82-750", "WRK-OS125-300"
HAMMER, LASER, DRILL = "TKR-RH26-850", "UKR-LM50", "TKR-CD18-60"


def photo(picture, name, label=""):
    return partial(marked, picture, name, label)


RECEIVED = (
    *PACKED,
    (hours(26), do.ship(courier="JNE", tracking_number="010310067712345")),
    (hours(112), do.receive),
)
RUNNING = DemoOrder(
    {GRINDER: 2, HAMMER_DRILL: 1, HEAT_GUN: 1, JIGSAW: 1, PLANER: 1, SANDER: 1},
    days(6),
    (
        *RECEIVED,
        (hours(114), claim.defect(
            SANDER, "Saklar macet sejak pertama dinyalakan.", photo("orbital-sander.wiraksa", "saklar.jpg"))),
        (hours(115), claim.wrong(
            JIGSAW, "Yang datang tipe lain, bukan yang saya pesan.",
            photo("jigsaw.wiraksa", "label.jpg", "JS65 500 W"))),
        (hours(116), claim.defect(
            PLANER, "Bodi retak di bagian pisau.", photo("planer.tarkara", "retak.jpg"), wish=Wish.REPLACEMENT)),
        (hours(117), claim.approve(
            PLANER, "Maaf atas kerusakannya. Silakan kirim barangnya, ongkos kirim kami ganti.")),
        (hours(118), claim.wrong(HEAT_GUN, "Isi kotaknya solder.", photo("heat-gun.wiraksa", "kotak.jpg"))),
        (hours(119), claim.reject(
            SANDER, "Pada foto tampak segel kemasan sudah terbuka dan barang sudah dipakai.")),
        (hours(120), claim.withdraw(HEAT_GUN)),
        (hours(121), claim.ask(JIGSAW, "Mohon kirim foto label pada kotaknya, termasuk nomor seri.")),
        (hours(134), claim.defect(
            HAMMER_DRILL, "Cekam tidak mau mengunci.", photo("hammer-drill.wiraksa", "cekam.jpg"),
            photo("hammer-drill.wiraksa.detail", "cekam-dekat.jpg"))),
        (hours(138), claim.review(HAMMER_DRILL, "Gudang: cek stok pengganti lebih dulu.")),
        (hours(142), claim.wrong(
            GRINDER, "Satu dari dua gerinda ternyata tipe 125 mm.",
            photo("angle-grinder.tarkara", "tipe.jpg", "AG125 1200 W"))),
    ),
)  # fmt: skip
ENDED = DemoOrder(
    {HAMMER: 1, LASER: 1, DRILL: 2},
    days(40),
    (
        *RECEIVED,
        (hours(116), claim.wrong(HAMMER, "Yang datang RH28.", photo("rotary-hammer.tarkara", "tipe.jpg", "RH28"))),
        (hours(117), claim.defect(DRILL, "Baterainya tidak mau diisi.", photo("cordless-drill.tarkara", "bor.jpg"))),
        (hours(122), claim.approve(HAMMER, "Silakan kirim kembali bor beton yang salah.")),
        (hours(123), claim.approve(DRILL, "Silakan kirim kembali bor itu dengan baterainya.")),
        (hours(140), claim.send_back(HAMMER, "JNE", "010310070011223")),
        (hours(141), claim.send_back(DRILL, "SiCepat", "000512340099")),
        (hours(142), claim.answer(DRILL, "Ini resinya.", partial(receipt, "000512340099"))),
        (hours(190), claim.goods_arrive(HAMMER)),
        (hours(191), claim.goods_arrive(DRILL)),
        (hours(192), claim.replace(HAMMER, "Maaf atas kesalahan kami.")),
        (hours(193), claim.refund(DRILL, "Uang untuk satu bor kami kembalikan.")),
        (hours(200), claim.on_replacement(HAMMER, do.process)),
        (hours(215), claim.pay_refund(DRILL)),
        (hours(216), claim.on_replacement(HAMMER, do.ship(courier="JNE", tracking_number="010310070998877"))),
        (hours(280), claim.on_replacement(HAMMER, do.receive)),
        (days(20), do.complete),
        (days(24), claim.warranty(LASER, "Layar mati setelah dua minggu.", photo("laser-meter.ukurra", "layar.jpg"))),
        (days(25), claim.approve(LASER, "Ini garansi. Silakan kirim alatnya.")),
        (days(27), claim.send_back(LASER, "JNE", "010310071234000")),
        (days(29), claim.goods_arrive(LASER)),
        (days(33), claim.repair(LASER, "JNE", "010310079876001")),
        (days(38), claim.warranty(DRILL, "Bor satunya sering mati.", photo("cordless-drill.tarkara", "mati.jpg"))),
        (hours(923), claim.approve(DRILL, "Silakan kirim bor itu dengan baterainya.")),
        (hours(950), claim.goods_arrive(DRILL)),
    ),
)  # fmt: skip
ENGLISH = DemoOrder(
    {JIGSAW: 1, HEAT_GUN: 1, GRINDER: 1},
    days(7),
    (
        *RECEIVED,
        (hours(116), claim.wrong(
            GRINDER, "The box holds a planer.", photo("planer.tarkara", "box.jpg"))),
        (hours(117), claim.defect(HEAT_GUN, "It does not get warm.", photo("heat-gun.wiraksa", "nozzle.jpg"))),
        (hours(122), claim.approve(GRINDER, "We are sorry. You need not send the planer back.")),
        (hours(123), claim.replace(GRINDER, "The grinder leaves the shop next.")),
        (hours(124), claim.approve(HEAT_GUN, "We are sorry. You need not send it back.")),
        (hours(125), claim.refund(HEAT_GUN)),
        (hours(160), claim.warranty(JIGSAW, "The blade clamp broke.", photo("jigsaw.wiraksa", "clamp.jpg"))),
    ),
    language="en",
    email="alex@example.com",
    name="Alex Morgan",
)  # fmt: skip
CLAIMED = {"claims": RUNNING, "claims-ended": ENDED, "claims-english": ENGLISH}
