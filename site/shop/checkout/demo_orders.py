"""The demonstration's orders, one or more in every state, so that every queue of the dashboard shows something."""

import datetime as dt

from shop.checkout import demo_steps as do
from shop.checkout.demo import DemoOrder
from shop.order.lifecycle import Role

GONE = "Barang rusak di gudang."


def hours(number):
    return dt.timedelta(hours=number)


def days(number):
    return dt.timedelta(days=number)


PAID = ((hours(2), do.check_stock), (hours(5), do.pay()))
PACKED = (*PAID, (hours(22), do.process))

ORDERS = {
    # waiting for the stock check
    "today": DemoOrder({"TKR-RH26-850": 1, "PHT-SDS-06": 4, "PHT-SDS-08": 4}, dt.timedelta(minutes=40)),
    "english": DemoOrder(
        {"ANG-SC24-1": 1, "ANG-HOSE8-15": 1},
        hours(20),
        ((hours(3), do.ask("Does the hose fit a 1/4 inch connector?")),),
        language="en",
    ),
    "guest": DemoOrder(
        {"TRT-EP2": 1}, hours(3), regency="32.73", email="tamu@example.com", name="Siti Rahayu"
    ),
    "short": DemoOrder({"UKR-DC150": 3, "PHT-FD80": 2}, hours(30), ((hours(4), do.find_short("UKR-DC150", 1)),)),
    # waiting for the payment
    "invoiced": DemoOrder({"WRK-HG2000": 1}, hours(12), ((hours(2), do.check_stock),)),
    "proof": DemoOrder(
        {"ARS-CT09": 2, "ARS-ES22": 2}, hours(26), ((hours(3), do.check_stock), (hours(20), do.send_proof))
    ),
    "english-guest": DemoOrder(
        {"WRK-HD13-750": 1},
        hours(16),
        ((hours(1), do.check_stock), (hours(4), do.send_proof)),
        language="en",
        email="alex@example.com",
        name="Alex Morgan",
    ),
    "part": DemoOrder({"DYT-MMA120": 1}, hours(54), ((hours(5), do.check_stock), (hours(30), do.pay(60)))),
    # paid
    "paid": DemoOrder(
        {"PRS-EM27": 4, "PRS-HH1": 4},
        hours(15),
        ((hours(2), do.check_stock), (hours(6), do.send_proof), (hours(8), do.pay())),
    ),
    "processing": DemoOrder({"UKR-PG100": 2, "ANG-HOSE8-10": 1}, days(2), PACKED),
    "parcels": DemoOrder(
        {"LSD-HLM-AD9": 1, "WRK-OS125-300": 1},
        days(3),
        (*PACKED, (hours(30), do.ship("LSD-HLM-AD9", courier="JNE", tracking_number="010310054321987"))),
    ),
    # sent
    "shipped": DemoOrder(
        {"BKR-WR14": 1},
        days(4),
        (
            *PACKED,
            (hours(26), do.ship(courier="SiCepat", tracking_number="000512348765")),
            (hours(40), do.ask("Apakah paketnya bisa dititipkan di satpam?")),
            (hours(42), do.answer("Bisa, kurir sudah kami beri tahu.")),
        ),
    ),
    "pickup": DemoOrder(
        {"PRS-GL-M": 2}, days(2), (*PACKED, (hours(25), do.ship(courier=""))), is_pickup=True
    ),
    "delivered": DemoOrder(
        {"ARS-PX18": 3},
        days(5),
        (
            *PACKED,
            (hours(28), do.ship(courier="J&T Express", tracking_number="JP4406120987")),
            (hours(118), do.receive),
        ),
    ),
    "completed": DemoOrder(
        {"UKR-LM50": 1, "PRS-GL-M": 2},
        days(45),
        (
            *PACKED,
            (hours(25), do.ship(courier="JNE", tracking_number="010310041236540")),
            (days(4), do.receive),
            (days(30), do.complete),
        ),
    ),
    # ended
    "second-thoughts": DemoOrder(
        {"ARS-DPS120": 2}, days(9), ((hours(2), do.cancel(Role.SHOPPER, "Salah memilih tegangan.")),)
    ),
    "not-there": DemoOrder(
        {"PHT-HSS25": 1, "PRS-GL-L": 3}, days(30), ((hours(2), do.cancel(Role.STAFF, GONE)),)
    ),
    "refund": DemoOrder(
        {"ARS-CT18": 1},
        days(3),
        (*PAID, (hours(20), do.miss_everything(GONE))),
        regency="32.73",
        email="dewi@example.com",
        name="Dewi Lestari",
    ),
    "refund-account": DemoOrder(
        {"PHT-SB185": 2}, days(4), (*PACKED, (hours(27), do.miss_everything(GONE)), (hours(29), do.name_account))
    ),
    "refunded": DemoOrder(
        {"ARS-MCB3-C32": 2},
        days(20),
        (
            *PACKED,
            (hours(30), do.miss_everything(GONE)),
            (hours(31), do.name_account),
            (hours(50), do.pay_back),
        ),
    ),
}  # fmt: skip
