"""Welding machines and what belongs to them."""

from drawings.kit import BRASS, COPPER, DARK, IRON, LIGHT, RUBBER, STEEL, WHITE, darker, lighter

RED = "#A93636"


def case(p, x, y, w, h, depth):
    """The housing of a welding machine with its handle."""
    far, rise = (-50, 0) if p.lines else (24, 12)  # a plain elevation shows no depth
    p.path(f"M{x + 60} {y - rise * 2.5}L{x + 60} {y - 66}Q{x + 62} {y - 88} {x + 88} {y - 88}L{x + w + far - 34} {y - 88 - rise}"
           f"Q{x + w + far} {y - 90 - rise} {x + w + far} {y - 64 - rise}L{x + w + far} {y - rise * 3.3}", "none", stroke=DARK, width=22)
    p.shine(f"M{x + 90} {y - 94}L{x + w - 10} {y - 106}", 0.3, 4)
    p.box(x, y, w, h, depth, p.look.main, r=10)
    with p.loose():
        for i in range(9):
            left = x + w + depth * (0.18 + i * 0.075)
            up = (left - x - w) * 0.5
            p.line(left, y + h * 0.3 - up, left, y + h * 0.68 - up, "#1F252B", 5)
    p.plate(x + 14, y + 16, w - 28, h - 32, DARK, 10)


def welding_inverter(p):
    p.shadow(420, 700, 280)
    with p.loose():
        p.cable("M300 600C300 690 210 700 150 690C70 676 60 740 110 752")
        p.cable("M420 600C430 700 520 730 620 720C690 712 720 744 690 764")
    case(p, 210, 270, 290, 390, 130)
    p.rect(224, 286, 262, 62, 10, p.flat(p.look.main, 1.4))
    p.wordmark(355, 326, 30, room=220)
    p.screen(264, 372, 120, 64, "160", color="#2A1F1F", ink="#F0614B")
    p.text(410, 414, "A", 28, WHITE)
    for i, color in enumerate(("#6FAE7C", "#D9A63A")):
        p.circle(440, 392 + i * 28, 8, p.flat(color, 2), width=1.5)
    p.knob(355, 494, 40)
    p.text(292, 528, "20", 17, LIGHT)
    p.text(420, 528, "160", 17, LIGHT)
    p.terminal(300, 596, 30, RED)
    p.terminal(420, 596, 30, "#8A9299")
    p.text(346, 604, "+", 26, WHITE)
    p.text(374, 604, "–", 26, WHITE)
    p.foot(226, 656)
    p.foot(440, 656)


def tig_welder(p):
    p.shadow(420, 700, 290)
    p.cable("M290 600C280 700 180 700 130 660C90 620 60 560 96 500", width=16)
    with p.at(96, 500, -14):
        p.path("M-14 0L14 0L18 -120L-10 -126Z", p.round(RUBBER, "x"))
        p.path("M-10 -120L18 -116L40 -158L20 -172Z", p.round("#C98F7A", "x"))
        p.line(31, -164, 48, -196, STEEL, 5)
    p.cable("M430 600C440 700 540 720 640 716C700 712 724 744 690 760")
    case(p, 210, 250, 310, 410, 130)
    p.rect(224, 266, 282, 60, 10, p.flat(p.look.main, 1.4))
    p.wordmark(365, 306, 30, room=240)
    p.screen(246, 346, 150, 78, "200", color="#1E2A33", ink="#8CC7E0")
    for row in range(3):
        for column in range(2):
            p.rect(414 + column * 40, 346 + row * 28, 30, 18, 4, p.flat("#59636C", 2), width=1.6)
    p.knob(310, 486, 34)
    p.knob(420, 486, 34, turn=30)
    for x, color in ((290, "#8A9299"), (430, RED)):
        p.terminal(x, 594, 28, color)
    p.circle(360, 594, 17, p.flat(BRASS, 2))
    p.circle(360, 594, 8, "#14191E", width=1.5)
    p.foot(226, 656)
    p.foot(460, 656)


def mig_welder(p):
    p.shadow(420, 752, 290)
    p.tube(580, 130, 92, 540, "#5F8A78", "x", r=40)
    p.tube(608, 92, 36, 44, BRASS, "x")
    p.circle(588, 104, 24, p.flat(LIGHT, 2))
    p.line(588, 104, 576, 92, RED, 3)
    with p.loose():
        p.cable("M300 600C280 690 190 690 140 650C100 614 92 560 110 520", width=20)
        with p.at(110, 520, -20):
            p.path("M-18 10L18 10L22 -110L-14 -110Z", p.round(RUBBER, "x"))
            p.path("M-14 -106Q-10 -160 40 -190L58 -166Q24 -146 22 -106Z", p.round(COPPER, "x"))
            p.path("M-18 -40L-30 -60L-26 -86L-16 -80Z", p.flat(RED))
    p.box(210, 230, 300, 420, 90, p.look.main, r=10)
    p.plate(224, 246, 272, 388, DARK, 8)
    p.rect(224, 246, 272, 60, 8, p.flat(p.look.main, 1.4))
    p.wordmark(360, 286, 30, room=240)
    p.screen(250, 330, 96, 54, "21.5", 30, color="#2A1F1F", ink="#F0614B")
    p.screen(374, 330, 96, 54, "180", 30, color="#2A1F1F", ink="#F0614B")
    p.text(298, 404, "V", 17, LIGHT)
    p.text(422, 404, "A", 17, LIGHT)
    p.knob(300, 464, 34)
    p.knob(420, 464, 34, turn=25)
    p.circle(300, 590, 34, p.flat(BRASS, 1.6))
    p.circle(300, 590, 17, "#14191E")
    p.terminal(420, 590, 28, "#8A9299")
    p.rect(196, 650, 500, 24, 5, p.flat(IRON))
    p.wheel(600, 698, 52)
    p.wheel(250, 716, 34)


def plasma_cutter(p):
    p.shadow(420, 700, 280)
    p.cable("M300 596C280 690 190 700 140 650C110 616 90 580 110 530", width=18)
    with p.at(110, 530, -24):
        p.path("M-16 6L16 6L20 -116L-14 -120Z", p.round(RUBBER, "x"))
        p.path("M-14 -116L20 -112L64 -150L48 -180Z", p.round(IRON, "x"))
        p.path("M50 -178L64 -152L92 -166L84 -184Z", p.round(BRASS, "x"))
        p.path("M-18 -30L-28 -54L-22 -84L-14 -78Z", p.flat("#D9A63A"))
    p.cable("M430 596C440 700 540 720 640 716C700 712 724 744 690 760")
    case(p, 210, 270, 300, 390, 130)
    p.rect(224, 286, 272, 60, 10, p.flat(p.look.main, 1.4))
    p.wordmark(360, 326, 30, room=230)
    p.circle(300, 420, 46, p.flat(LIGHT, 1.4))
    for turn in range(-120, 121, 30):
        with p.at(300, 420, turn):
            p.line(0, -38, 0, -30, width=2.4)
    with p.at(300, 420, 40):
        p.line(0, 8, 0, -30, RED, 3.5)
    p.text(300, 450, "bar", 14)
    p.knob(424, 420, 36)
    p.text(424, 480, "40 A", 19, LIGHT)
    for i, color in enumerate(("#6FAE7C", "#D9A63A", RED)):
        p.circle(316 + i * 44, 512, 9, p.flat(color, 2), width=1.5)
    p.circle(300, 594, 30, p.flat(BRASS, 1.6))
    p.circle(300, 594, 14, "#14191E")
    p.terminal(430, 594, 27, "#8A9299")
    p.foot(226, 656)
    p.foot(450, 656)


def welding_helmet(p):
    p.shadow(400, 724, 200)
    p.path("M232 640C210 560 196 420 214 300C232 170 310 96 412 96C520 96 594 176 604 300C612 420 590 560 566 640"
           "C540 700 470 716 400 716C330 716 256 700 232 640Z", p.round(DARK, "x"))
    p.path("M250 250C262 170 330 116 412 116C496 116 556 176 570 252C520 226 460 216 408 216C352 216 300 228 250 250Z", p.flat(p.look.main))
    p.wordmark(410, 182, 34, room=230)
    p.plate(262, 286, 290, 190, "#20262C", 18)
    p.rect(288, 312, 238, 138, 8, p.gradient([(0, "#2E5A4B"), (0.45, "#173A33"), (0.5, "#2F6B58"), (1, "#14302B")], 1, 1))
    p.shine("M304 330L420 330", 0.4, 5)
    p.shine("M304 344L360 344", 0.25, 4)
    p.rect(366, 462, 84, 20, 6, p.gradient([(0, "#25333F"), (1, "#3E5568")], 1, 0))
    for side in (-1, 1):
        with p.at(408, 600, flip=side < 0):
            p.path("M20 -70L112 -96Q120 -40 104 20L20 60Z", p.flat("#2B323A"))
            for i in range(4):
                p.line(40, -46 + i * 26, 96, -62 + i * 24, lighter(DARK, 0.25), 3)
    p.circle(204, 330, 40, p.flat(DARK, 2))
    p.circle(204, 330, 22, p.flat(IRON, 2))
    p.circle(612, 330, 40, p.flat(DARK, 2))
    p.circle(612, 330, 22, p.flat(IRON, 2))


def electrodes(p):
    p.shadow(410, 640, 280)
    with p.at(400, 400, -18):
        for i in range(9):
            y = 62 - i * 11
            p.tube(-320, y, 130, 9, STEEL, r=1, width=1.6)
            p.tube(-200, y - 2, 430, 13, ("#8E8478", "#9A9084", "#857B70")[i % 3], r=2, width=1.6)
    with p.at(440, 470, 0):
        p.box(-190, -60, 420, 170, 90, p.look.main, r=2)
        p.rect(-190, -60, 150, 170, 2, p.flat(LIGHT))
        p.wordmark(100, 10, 40, room=240)
        p.text(96, 60, "E6013  AWS A5.1", 22, WHITE)
        p.text(-114, 10, "3,2", 44)
        p.text(-114, 46, "× 350 mm", 20)
        p.text(-114, 86, "5 kg", 22)


def electrode_holder(p):
    p.shadow(400, 650, 290)
    p.cable("M600 300C720 300 760 420 660 480C560 536 240 480 190 560C170 620 330 640 420 600", width=22)
    with p.at(300, 290, -10):
        p.path("M300 -26L300 30L120 40Q96 44 80 40L80 -34Q96 -40 120 -34Z", p.round(p.look.main))
        for i in range(7):
            p.line(140 + i * 22, -34, 140 + i * 22, 38, darker(p.look.main, 0.3), 3)
        p.path("M84 -40L-60 -62Q-120 -70 -150 -46L-150 -34L-60 -26L84 -4Z", p.round(DARK))
        p.path("M84 6L-60 16L-150 6L-150 24Q-110 52 -50 46L84 40Z", p.round(DARK))
        p.rect(-146, -34, 60, 40, 4, p.flat(COPPER))
        p.path("M60 -50L116 -92Q136 -96 132 -78L96 -36Z", p.flat(DARK))
        with p.at(-112, -14, -62):
            p.tube(0, -6, 250, 12, "#8E8478", r=2)
    with p.at(440, 606, 6):
        p.path("M0 -20L170 -44L280 -30L290 -16L170 -14L10 4Z", p.flat(IRON))
        p.path("M0 20L170 36L280 12L290 0L170 8L10 2Z", p.flat(STEEL))
        p.circle(120, -2, 17, p.flat(BRASS, 2))
        for i in range(6):
            p.line(200 + i * 13, -22, 204 + i * 13, -14, width=2)


DETAILS = {"welding-inverter": (205, 280, 320), "mig-welder": (200, 230, 330), "welding-helmet": (220, 240, 360)}
HEIGHTS = {"welding-inverter": 290, "mig-welder": 720}
