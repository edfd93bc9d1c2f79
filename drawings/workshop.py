"""Lifting gear, hand tools, workshop furniture, electronics."""

from drawings.kit import BRASS, DARK, INK, IRON, LIGHT, RUBBER, STEEL, WHITE, darker

RED = "#A93636"
BLACK = "#20262C"


def chain(p, x, top, bottom, pitch=26):
    """A hanging chain."""
    for i in range(int((bottom - top) / pitch)):
        y = top + i * pitch
        if i % 2:
            p.rect(x - 4, y - 5, 8, pitch + 8, 4, p.flat(STEEL, 2), width=1.8)
        else:
            p.rect(x - 10, y - 5, 20, pitch + 8, 10, "none", stroke=INK, width=8)
            p.rect(x - 10, y - 5, 20, pitch + 8, 10, "none", stroke=IRON, width=4)


def hook(p, x, y, size=1.0, up=False):
    with p.at(x, y, 180 if up else 0, size):
        p.tube(-16, 0, 32, 34, IRON, "x")
        p.path("M-12 34L12 34L14 56Q56 66 58 112Q54 160 4 164Q-44 160 -50 116L-26 112Q-22 138 4 140Q32 136 34 110Q32 82 -2 80Q-12 76 -12 60Z", p.flat(IRON, 1.6))
        p.path("M-30 114L2 80", stroke=STEEL, width=5)


def chain_hoist(p):
    p.shadow(400, 770, 130)
    hook(p, 400, 178, 0.95, up=True)
    chain(p, 452, 330, 700)
    chain(p, 336, 330, 640)
    chain(p, 378, 330, 560)
    p.circle(400, 280, 118, p.flat(p.look.main, 1.3))
    p.circle(400, 280, 92, "none", stroke=darker(p.look.main, 0.35), width=3)
    p.circle(400, 280, 50, p.flat(darker(p.look.main, 0.2), 1.4))
    for turn in range(0, 360, 60):
        with p.at(400, 280, turn + 30):
            p.hexagon(0, -104, 9)
    p.text(400, 292, "2 t", 34, WHITE)
    p.path("M300 330L340 386L460 386L500 330Q450 390 400 392Q350 390 300 330Z", p.flat(DARK))
    p.tube(346, 560, 60, 44, p.look.main, "x")
    hook(p, 376, 604, 0.9)


def bottle_jack(p):
    p.shadow(400, 700, 230)
    p.path("M200 640L600 640L620 690L180 690Z", p.flat(DARK))
    p.tube(300, 330, 190, 312, p.look.main, "x", r=8)
    p.path("M290 310L500 310L500 344L290 344Z", p.round(darker(p.look.main, 0.25), "x"))
    p.tube(346, 190, 98, 124, STEEL, "x")
    p.tube(366, 110, 58, 84, LIGHT, "x")
    for i in range(6):
        p.path(f"M366 {122 + i * 12}L424 {118 + i * 12}", stroke=IRON, width=2.4)
    p.path("M340 112L450 112L440 84L350 84Z", p.round(DARK, "x"))
    for i in range(5):
        p.line(360 + i * 20, 84, 358 + i * 20, 110, "#59636C", 2)
    p.tube(520, 470, 56, 170, IRON, "x")
    p.tube(534, 410, 28, 64, STEEL, "x")
    with p.at(548, 420, -34):
        p.tube(-40, -14, 250, 28, DARK)
        p.circle(0, 0, 12, p.flat(STEEL, 2))
    p.path("M490 560L530 560L530 640L490 640Z", p.flat(DARK))
    p.circle(246, 620, 22, p.flat(BRASS, 2))
    p.wordmark(395, 490, 30, room=170)
    p.text(395, 540, "10 t", 46, WHITE)


def tool_cabinet(p):
    p.shadow(420, 736, 280)
    p.box(180, 130, 380, 520, 110, p.look.main, r=8)
    p.box(170, 108, 400, 26, 110, DARK, r=4)
    heights = (62, 62, 62, 62, 96, 126)
    y = 150
    for h in heights:
        p.rect(198, y, 344, h - 8, 5, p.flat(p.look.main))
        p.rect(214, y + 8, 312, 16, 5, p.flat(STEEL, 1.6))
        y += h
    p.wordmark(370, 604, 30, LIGHT)
    with p.loose():
        p.path("M668 150L700 136L700 330L668 346", "none", stroke=DARK, width=15)
    p.wheel(222, 696, 38)
    p.wheel(520, 696, 38)
    with p.loose():
        p.wheel(640, 650, 34)
    p.rect(204, 648, 36, 20, 3, p.flat(IRON))
    p.rect(502, 648, 36, 20, 3, p.flat(IRON))


def spanner(p, x, y, size):
    """A combination spanner that stands upright."""
    with p.at(x, y, 0, size):
        p.path("M-12 -170L12 -170L16 170L-16 170Z", p.round(STEEL, "x"))
        p.path("M-14 -160Q-50 -180 -50 -220Q-48 -256 -24 -270L-24 -226L0 -212L24 -226L24 -270Q48 -256 50 -220Q50 -180 14 -160Z", p.flat(STEEL, 1.6))
        p.circle(0, 206, 46, p.flat(STEEL, 1.6))
        p.hexagon(0, 206, 27, "#6E7880")
        p.rect(-6, -100, 12, 190, 5, p.flat(LIGHT), width=1.6)


def wrench_set(p):
    p.shadow(400, 716, 310)
    for i in range(7):
        spanner(p, 140 + i * 84 - i * i * 1.1, 420 + i * 20, 1.06 - i * 0.09)
    p.path("M90 400L700 440L700 520L90 490Z", p.flat(p.look.main))
    p.shine("M104 412L690 450", 0.3, 4)
    with p.at(390, 472, 3.4):
        p.wordmark(0, 8, 38)


def soldering_station(p):
    p.shadow(400, 640, 310)
    p.cable("M330 580C360 680 520 690 600 620C640 580 620 520 600 470")
    p.box(110, 300, 280, 310, 90, p.look.main, r=12)
    p.rect(126, 316, 248, 278, 8, p.flat(DARK, 1.3))
    p.screen(150, 340, 200, 96, "350", 70, color="#1E2A33", ink="#8CC7E0")
    p.knob(210, 510, 40)
    p.circle(320, 540, 26, p.flat(IRON, 2))
    p.circle(320, 540, 13, BLACK)
    p.rect(290, 462, 56, 28, 6, p.flat(RED, 2))
    p.text(250, 580, "°C", 20, LIGHT)
    p.path("M520 610L740 610L750 634L510 634Z", p.flat(DARK))
    p.tube(600, 470, 26, 144, IRON, "x")
    with p.at(610, 450, -42):
        for i in range(9):
            p.ellipse(0, -50 + i * 15, 36 - i * 1.6, 9, "none", stroke=STEEL, width=4.5)
        p.path("M-20 -60L20 -60L26 -230Q20 -250 0 -250Q-20 -250 -26 -230Z", p.round(RUBBER, "x"))
        p.path("M-24 -60L24 -60L24 -30L-24 -30Z", p.round(p.look.main, "x"))
        p.path("M-8 -30L8 -30L5 90L0 110L-5 90Z", p.round(STEEL, "x"))
    p.path("M660 610L720 610L716 580L664 580Z", p.flat(BRASS))


def bench_supply(p):
    p.shadow(410, 690, 270)
    p.box(190, 200, 380, 460, 100, "#59636C", r=10)
    p.rect(206, 216, 348, 428, 8, p.flat("#3F4850"))
    for i, (value, unit) in enumerate((("24.00", "V"), ("3.150", "A"))):
        p.rect(228, 240 + i * 104, 304, 88, 6, "#1C1416")
        p.text(446, 304 + i * 104, value, 66, "#F0614B" if i == 0 else "#8CC7E0", 700, "end", "Liberation Mono")
        p.text(492, 300 + i * 104, unit, 36, LIGHT)
    p.wordmark(290, 480, 20)
    p.knob(430, 504, 34)
    p.knob(508, 504, 26, turn=30)
    for i, color in enumerate((BLACK, "#44755A", RED)):
        p.circle(266 + i * 84, 596, 28, p.flat(color, 2))
        p.circle(266 + i * 84, 596, 14, p.flat(BRASS, 2))
    p.rect(490, 572, 44, 50, 6, p.flat(BLACK, 2))
    p.text(512, 604, "I/O", 18, WHITE)
    p.foot(210, 658, 60)
    p.foot(500, 658, 60)


def proximity_sensor(p):
    p.shadow(400, 560, 320)
    p.cable("M640 400C720 400 740 450 730 500C720 540 690 560 640 556", RUBBER, 20)
    p.tube(70, 346, 40, 108, p.look.main, r=12)
    p.tube(108, 340, 360, 120, STEEL, r=3)
    for i in range(24):
        p.path(f"M{116 + i * 14.6} 460L{124 + i * 14.6} 340", stroke=darker(STEEL, 0.35), width=3)
    for x in (220, 330):
        p.path(f"M{x} 312L{x + 44} 312L{x + 52} 330L{x + 52} 470L{x + 44} 488L{x} 488L{x - 8} 470L{x - 8} 330Z", p.round(BRASS))
        p.line(x - 8, 362, x + 52, 362, darker(BRASS, 0.35))
        p.line(x - 8, 438, x + 52, 438, darker(BRASS, 0.35))
    p.tube(466, 346, 110, 108, STEEL, r=4)
    p.rect(486, 384, 60, 32, 4, p.flat(LIGHT))
    p.text(516, 407, "PNP", 18)
    p.tube(574, 362, 70, 76, DARK, r=10)
    p.circle(606, 380, 8, p.flat("#E0B23C", 2), width=1.5)


def plc(p):
    p.shadow(410, 640, 320)
    p.box(100, 220, 560, 390, 70, LIGHT, r=8)
    for y in (228, 548):
        p.rect(112, y, 536, 54, 5, p.flat("#44755A", 1.3))
        for i in range(16):
            p.circle(134 + i * 33, y + 27, 12, BLACK, width=1.5)
            p.screw(134 + i * 33, y + 27, 8)
    p.rect(120, 300, 330, 230, 8, p.flat(DARK, 1.3))
    p.wordmark(230, 348, 32)
    p.text(230, 386, "CPU 24 DI/DO", 20, LIGHT, 400)
    for row in range(2):
        for i in range(8):
            p.circle(150 + i * 36, 430 + row * 50, 8, p.flat("#6FAE7C" if (i * 3 + row) % 4 else "#4A535C", 2), width=1.5)
    p.rect(470, 300, 160, 230, 8, p.flat("#C4C9CB"))
    for i in range(2):
        p.rect(494, 330 + i * 96, 80, 70, 4, BLACK)
        p.rect(508, 340 + i * 96, 52, 40, 2, p.flat("#59636C"))
        p.circle(604, 350 + i * 96, 7, p.flat("#E0B23C", 2), width=1.5)


def din_supply(p):
    p.shadow(410, 690, 220)
    p.box(240, 150, 260, 510, 110, STEEL, r=6)
    with p.loose():
        for i in range(10):
            for k in range(5):
                p.rect(516 + k * 18, 240 - k * 9 + i * 36, 9, 22, 4, BLACK, width=1)
    p.rect(252, 162, 236, 486, 4, p.flat(LIGHT))
    for y, count in ((176, 3), (570, 4)):
        p.rect(264, y, 212, 62, 4, p.flat("#44755A", 1.3))
        for i in range(count):
            p.circle(264 + 212 * (i + 0.5) / count, y + 31, 19, BLACK)
            p.screw(264 + 212 * (i + 0.5) / count, y + 31, 13)
    p.rect(270, 270, 200, 60, 4, p.flat(p.look.main))
    p.wordmark(370, 308, 22)
    p.text(370, 400, "24 V", 54)
    p.text(370, 446, "5 A  120 W", 26, weight=400)
    p.circle(330, 512, 11, p.flat("#6FAE7C", 2))
    p.text(362, 519, "DC OK", 18, anchor="start", weight=400)


DETAILS = {"tool-cabinet": (180, 90, 330), "soldering-station": (110, 300, 300)}
HEIGHTS = {"chain-hoist": 420, "bottle-jack": 230, "tool-cabinet": 960, "plc": 90, "din-supply": 125}
