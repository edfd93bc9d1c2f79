"""Compressors, air tools, generators."""

from drawings.kit import BRASS, DARK, IRON, LIGHT, RUBBER, STEEL, WHITE, darker, lighter

RED = "#A93636"


def gauge(p, cx, cy, r, unit="bar", turn=40):
    p.circle(cx, cy, r, p.flat(STEEL, 2))
    p.circle(cx, cy, r * 0.84, p.flat(WHITE, 0.5), width=1.8)
    for angle in range(-120, 121, 30):
        with p.at(cx, cy, angle):
            p.line(0, -r * 0.72, 0, -r * 0.56, width=max(1.6, r * 0.05))
    with p.at(cx, cy, turn):
        p.line(0, r * 0.18, 0, -r * 0.6, RED, max(2.2, r * 0.06))
    p.circle(cx, cy, r * 0.09, DARK, width=1)
    if unit and r > 24:
        p.text(cx, cy + r * 0.55, unit, r * 0.26)


def finned(p, x, y, w, h, count, color=IRON):
    """A cylinder barrel with cooling fins, upright."""
    p.rect(x + w * 0.1, y, w * 0.8, h, 3, p.round(color, "x"))
    for i in range(count):
        p.tube(x, y + i * h / count, w, h / count * 0.55, color, "x", r=3, width=1.8)


def compressor_belt(p):
    p.shadow(400, 708, 330)
    p.tube(90, 440, 600, 190, p.look.main, r=92)
    p.line(180, 446, 180, 624, darker(p.look.main, 0.35))
    p.line(600, 446, 600, 624, darker(p.look.main, 0.35))
    p.wordmark(390, 552, 46)
    p.rect(150, 424, 500, 22, 4, p.flat(IRON))
    finned(p, 190, 270, 92, 110, 7)
    finned(p, 292, 270, 92, 110, 7)
    p.path("M180 262L394 262L384 236L190 236Z", p.flat(DARK))
    p.path("M190 380L386 380L396 426L180 426Z", p.round(IRON, "x"))
    p.tube(214, 200, 70, 40, DARK, "x")
    p.tube(314, 200, 50, 40, DARK, "x")
    p.cable("M182 250C130 250 120 320 128 350C136 400 150 400 158 426", "#B9714A", 12)
    p.tube(500, 338, 160, 90, darker(p.look.main, 0.12), r=16)
    for i in range(7):
        p.line(522 + i * 18, 344, 522 + i * 18, 422, darker(p.look.main, 0.45), 3)
    p.tube(540, 316, 70, 26, DARK)
    p.circle(420, 348, 74, p.flat("#2B323A", 1.4))
    p.circle(420, 348, 54, "none", stroke="#59636C", width=4)
    p.circle(420, 348, 18, p.flat(IRON, 2))
    for turn in range(0, 360, 60):
        with p.at(420, 348, turn):
            p.line(0, -18, 0, -52, "#59636C", 7)
    p.circle(580, 384, 34, p.flat("#2B323A", 1.4))
    p.circle(580, 384, 11, p.flat(IRON, 2))
    p.path("M412 270L590 346M432 424L586 420", stroke="#1B2025", width=7)
    gauge(p, 668, 396, 34)
    p.tube(640, 424, 60, 18, BRASS)
    p.path("M664 488L752 440L766 454L676 512Z", p.flat(DARK))
    p.wheel(200, 660, 46)
    p.path("M560 620L620 620L606 700L574 700Z", p.flat(DARK))


def compressor_silent(p):
    p.shadow(400, 720, 250)
    p.path("M206 560L186 150Q186 120 218 120L582 120Q614 120 614 150L594 560", "none", stroke=DARK, width=20)
    p.tube(170, 520, 460, 150, p.look.main, r=72)
    p.wordmark(400, 610, 38)
    p.rect(230, 496, 340, 28, 4, p.flat(IRON))
    p.tube(270, 372, 260, 126, LIGHT, r=14)
    p.vents(322, 400, 160, 70, 9)
    for x in (196, 490):
        finned(p, x, 330, 110, 166, 8, STEEL)
        p.path(f"M{x} 330L{x + 110} 330L{x + 100} 290L{x + 10} 290Z", p.flat(DARK))
        p.tube(x + 30, 258, 50, 34, IRON, "x")
    gauge(p, 300, 250, 40)
    gauge(p, 400, 236, 34, turn=-30)
    p.tube(452, 214, 60, 66, RED, "x", r=10)
    p.tube(280, 288, 240, 20, BRASS)
    p.rect(168, 640, 70, 76, 10, p.flat(RUBBER))
    p.rect(562, 640, 70, 76, 10, p.flat(RUBBER))


def air_impact(p):
    p.shadow(420, 680, 190)
    p.tube(130, 268, 60, 48, STEEL)
    p.rect(118, 276, 20, 32, 3, p.flat(DARK))
    p.path("M190 250L300 196L300 388L190 334Z", p.round(IRON))
    p.path("M300 188L520 176Q580 180 584 286Q584 396 520 402L300 396Z", p.round(p.look.main))
    p.path("M500 178Q580 180 584 286Q584 396 500 402Z", p.round(DARK))
    for x, y in ((520, 210), (520, 368), (566, 288)):
        p.screw(x, y, 10)
    p.path("M392 396C394 470 412 560 424 620L540 620C528 540 520 470 526 396Z", p.round(RUBBER, "x"))
    for i in range(6):
        p.line(416 + i * 3, 454 + i * 26, 470 + i * 3, 454 + i * 26, lighter(RUBBER, 0.22), 3)
    p.path("M372 400L394 398Q392 440 404 476L380 480Q364 440 372 400Z", p.flat(STEEL))
    p.tube(430, 618, 104, 26, IRON, "x")
    p.tube(462, 642, 40, 34, BRASS, "x")
    p.wordmark(400, 302, 34, room=180)
    p.shine("M312 216L490 204", 0.4)


def spray_gun(p):
    p.shadow(420, 690, 190)
    p.path("M250 110L450 110L430 226L374 250L326 250L270 226Z", p.gradient([(0, "#DDE6E6"), (0.4, "#F6F8F7"), (1, "#B9C4C6")], 1, 0), extra='opacity="0.95"')
    p.shade("M262 170L438 170L430 226L374 250L326 250L270 226Z", 0.12)
    p.rect(236, 84, 228, 32, 12, p.flat(DARK))
    p.tube(322, 248, 56, 44, STEEL, "x")
    p.path("M120 322L160 296L230 290L230 382L160 376L120 350Z", p.round(BRASS))
    p.tube(90, 326, 34, 20, STEEL)
    p.path("M228 286L560 282Q590 290 590 336Q586 380 548 384L250 388L228 382Z", p.round(STEEL))
    p.path("M448 384C452 470 480 560 498 630L584 622C560 540 548 470 552 384Z", p.round(STEEL, "x"))
    p.path("M320 384Q290 480 330 590L344 586Q318 480 350 384Z", p.flat(IRON))
    p.path("M440 284Q470 230 520 250L510 286Z", p.flat(STEEL))
    p.tube(586, 300, 60, 30, BRASS)
    p.tube(586, 344, 50, 26, BRASS)
    p.tube(518, 624, 50, 50, BRASS, "x")
    p.rect(280, 308, 150, 40, 8, p.flat(p.look.main))
    p.wordmark(355, 336, 22, room=130)


def air_regulator(p):
    p.shadow(400, 730, 170)
    p.tube(130, 290, 540, 50, STEEL)
    p.tube(110, 280, 40, 70, BRASS)
    p.tube(650, 280, 40, 70, BRASS)
    for x, filled in ((260, 0.2), (540, 0.62)):
        p.tube(x - 80, 256, 160, 118, DARK, "x", r=14)
        p.path(f"M{x - 66} 374L{x + 66} 374L{x + 60} 600Q{x + 56} 640 {x} 644Q{x - 56} 640 {x - 60} 600Z",
               p.gradient([(0, "#C9D6DA"), (0.3, "#F3F6F6"), (1, "#AEBDC2")], 1, 0))
        level = 610 - 210 * filled
        p.path(f"M{x - 61} {level}L{x + 61} {level}L{x + 57} 600Q{x + 54} 638 {x} 642Q{x - 54} 638 {x - 57} 600Z",
               "#D9A63A" if filled > 0.5 else "#A9C4D0", width=1.5, extra='opacity="0.75"')
        for i in range(-2, 3):
            p.rect(x + i * 26 - 5, 386, 10, 200, 4, p.flat(DARK), width=1.6)
        p.tube(x - 16, 642, 32, 34, BRASS, "x")
    p.tube(214, 150, 92, 108, p.look.main, "x", r=12)
    for i in range(6):
        p.line(224 + i * 14.5, 162, 224 + i * 14.5, 236, darker(p.look.main, 0.4), 3)
    p.circle(540, 220, 30, p.flat(DARK, 2))
    gauge(p, 400, 236, 66)
    p.tube(386, 296, 28, 20, BRASS, "x")


def air_hose(p):
    p.shadow(400, 690, 270)
    for i in range(6):
        r = 250 - i * 17
        for color, width in ((darker(p.look.main, 0.55), 21), (p.look.main, 15), (lighter(p.look.main, 0.45), 3)):
            if p.lines:
                p.circle(400, 420, r, width=2)
                break
            p.circle(400, 420, r, "none", stroke=color, width=width)
    p.cable("M402 170C480 150 560 110 640 150", p.look.main, 16)
    p.cable("M150 420C120 330 120 230 180 150", p.look.main, 16)
    with p.at(640, 150, 20):
        p.tube(-10, -18, 60, 36, BRASS)
        p.tube(46, -24, 40, 48, STEEL)
        p.tube(84, -12, 30, 24, BRASS)
    with p.at(180, 150, -58):
        p.tube(-10, -18, 60, 36, BRASS)
        p.hexagon(64, 0, 26)
        p.tube(86, -14, 50, 28, STEEL)
    for turn in (10, 130, 250):
        with p.at(400, 420, turn):
            p.rect(-16, -268, 32, 116, 10, p.flat(RUBBER))


def tube_frame(p, x, y, w, h):
    """The tube frame of a generator."""
    for color, width in ((darker(DARK, 0.4), 23), (DARK, 18), (lighter(DARK, 0.4), 4)):
        if p.lines:
            width = 2
        p.rect(x, y, w, h, 40, "none", stroke=color, width=width)
        if p.lines:
            break


def generator_open(p):
    p.shadow(400, 690, 320)
    p.path("M160 190Q160 160 196 160L604 160Q640 160 640 190L640 286L160 286Z", p.flat(p.look.main))
    p.shine("M190 182L560 182", 0.4)
    p.wordmark(370, 244, 42)
    p.tube(470, 132, 70, 30, DARK, "x")
    p.path("M130 330L330 330L350 400L350 600L130 600Z", p.flat(IRON))
    finned(p, 160, 336, 120, 110, 7, STEEL)
    p.circle(240, 520, 74, p.flat(DARK, 1.6))
    p.circle(240, 520, 52, p.flat("#20262C", 2))
    for turn in range(0, 360, 45):
        with p.at(240, 520, turn):
            p.line(0, -18, 0, -46, "#59636C", 6)
    p.circle(240, 520, 17, p.flat(RED, 2))
    p.tube(350, 420, 230, 170, LIGHT, r=20)
    p.vents(378, 452, 100, 108, 6)
    p.plate(490, 308, 160, 300, DARK, 12)
    p.screen(514, 328, 112, 52, "230V", 26)
    for y in (426, 506):
        p.circle(546, y, 30, p.flat("#2F4F75", 1.8))
        p.circle(546, y, 18, "#14191E", width=1.6)
        p.circle(606, y, 20, p.flat("#59636C", 1.8))
    p.rect(520, 556, 48, 32, 6, p.flat(RED, 2))
    p.circle(606, 572, 17, p.flat(BRASS, 2))
    p.rect(116, 600, 570, 20, 4, p.flat(IRON))
    for x in (180, 420, 560):
        p.rect(x, 620, 44, 24, 4, p.flat(RUBBER))
    tube_frame(p, 96, 300, 610, 350)
    p.path("M130 650L680 650", stroke=DARK, width=16)
    p.path("M96 420L52 420Q40 420 40 432L40 448Q40 460 52 460L96 460", stroke=DARK, width=12)
    p.foot(130, 652, 60, 28)
    p.wheel(640, 640, 52)


def generator_inverter(p):
    p.shadow(400, 690, 280)
    p.path("M180 330C180 170 250 120 330 112L530 112C600 118 640 170 640 330L640 640Q638 676 604 676L220 676Q184 676 180 640Z", p.flat(p.look.main))
    p.path("M270 180Q290 146 340 146L500 146Q552 146 566 180L552 216Q540 190 500 190L340 190Q300 190 286 216Z", "#EFEEEA")
    p.path("M180 470L640 470L640 640Q638 676 604 676L220 676Q184 676 180 640Z", p.flat(DARK))
    p.plate(216, 262, 250, 180, "#20262C", 14)
    p.circle(268, 316, 30, p.flat("#2F4F75", 1.6))
    p.circle(268, 316, 17, "#14191E", width=1.5)
    p.circle(344, 316, 30, p.flat("#2F4F75", 1.6))
    p.circle(344, 316, 17, "#14191E", width=1.5)
    p.screen(388, 284, 62, 40, "8.4", 24)
    for i, color in enumerate(("#6FAE7C", "#D9A63A", RED)):
        p.circle(254 + i * 36, 384, 8, p.flat(color, 2), width=1.4)
    p.rect(380, 356, 60, 26, 6, p.flat("#59636C", 2))
    p.knob(408, 412, 20)
    p.vents(498, 270, 110, 160, 6, upright=False)
    p.wordmark(330, 574, 40, room=250)
    p.text(330, 622, "2.0 kVA  INVERTER", 18, LIGHT)
    p.circle(560, 566, 44, p.flat("#20262C", 2))
    p.rect(530, 556, 60, 18, 8, p.flat(p.look.main, 2))
    p.tube(396, 88, 66, 26, "#20262C", "x")
    p.foot(220, 672, 80, 20)
    p.foot(520, 672, 80, 20)


def generator_diesel(p):
    p.shadow(410, 700, 340)
    p.box(70, 230, 540, 400, 120, p.look.main, r=6)
    p.box(70, 630, 540, 34, 120, DARK)
    p.rect(96, 262, 220, 336, 6, p.flat(lighter(p.look.main, 0.05)))
    p.rect(336, 262, 250, 336, 6, p.flat(lighter(p.look.main, 0.05)))
    p.vents(120, 430, 170, 140, 8, upright=False)
    p.wordmark(206, 340, 32, room=190)
    p.text(206, 384, "10 kVA", 30, WHITE)
    p.plate(360, 286, 202, 130, "#20262C", 8)
    p.screen(376, 302, 84, 50, "400", 28)
    gauge(p, 512, 330, 32, "", 20)
    for i, color in enumerate(("#6FAE7C", "#D9A63A", RED)):
        p.circle(388 + i * 30, 386, 9, p.flat(color, 2), width=1.4)
    p.circle(512, 388, 16, p.flat(BRASS, 2))
    for i in range(3):
        p.circle(396 + i * 66, 500, 26, p.flat("#2F4F75", 1.6))
        p.circle(396 + i * 66, 500, 15, "#14191E", width=1.5)
    p.rect(378, 548, 168, 30, 5, p.flat("#59636C", 2))
    p.rect(300, 400, 12, 60, 4, p.flat(DARK, 2))
    with p.loose():
        p.tube(560, 126, 34, 62, DARK, "x")
    with p.loose():
        for i in range(6):
            p.line(632 + i * 15, 330 - i * 7.5, 632 + i * 15, 520 - i * 7.5, "#1F252B", 5)
    p.wheel(170, 676, 40)
    p.wheel(520, 676, 40)


DETAILS = {"compressor-belt": (160, 190, 360), "generator-open": (470, 290, 330), "generator-inverter": (200, 240, 300)}
HEIGHTS = {"compressor-belt": 690, "generator-inverter": 430, "generator-diesel": 740, "generator-open": 570}
