"""Measuring instruments."""

from drawings.kit import BRASS, DARK, IRON, LIGHT, RUBBER, STEEL, WHITE, darker, lighter

RED = "#A93636"
BLACK = "#20262C"


def holster(p, x, y, w, h, waist=14):
    """The rubber-edged body of a hand-held meter."""
    p.path(f"M{x + 40} {y}L{x + w - 40} {y}Q{x + w} {y} {x + w} {y + 44}L{x + w - waist} {y + h * 0.5}L{x + w} {y + h - 50}"
           f"Q{x + w} {y + h} {x + w - 44} {y + h}L{x + 44} {y + h}Q{x} {y + h} {x} {y + h - 50}L{x + waist} {y + h * 0.5}L{x} {y + 44}Q{x} {y} {x + 40} {y}Z",
           p.flat(p.look.main, 1.4))
    p.rect(x + 24, y + 22, w - 48, h - 44, 26, p.flat(DARK, 1.4))


def dial(p, cx, cy, r, labels):
    """A range switch with its labels around it."""
    from math import cos, radians, sin

    for i, label in enumerate(labels):
        angle = radians(-140 + i * 280 / (len(labels) - 1))
        p.text(round(cx + sin(angle) * r * 1.55, 1), round(cy - cos(angle) * r * 1.5 + 6, 1), label, 17, WHITE, 400)
    p.circle(cx, cy, r * 1.12, BLACK)
    p.knob(cx, cy, r, "#4A535C", turn=-52)
    p.rect(cx - r * 0.16, cy - r * 0.9, r * 0.32, r * 1.8, r * 0.14, p.flat("#5F6972", 2), extra=f'transform="rotate(-52 {cx} {cy})"')
    p.line(cx, cy, cx - r * 0.62, cy - r * 0.5, WHITE, 4)


def lead(p, d, color, end):
    p.cable(d, color, 9)
    x, y, turn = end
    with p.at(x, y, turn):
        p.path("M-9 0L9 0L12 90L-12 90Z", p.round(color, "x"))
        p.path("M-12 90L12 90L6 124L-6 124Z", p.round(color, "x"))
        p.line(0, 124, 0, 170, STEEL, 5)


def multimeter(p):
    p.shadow(380, 726, 210)
    with p.loose():
        lead(p, "M340 640C330 740 180 740 140 640C110 560 150 420 130 330", RED, (130, 340, 180))
        lead(p, "M430 640C440 740 600 740 620 620C640 520 590 420 620 330", RUBBER, (620, 340, 176))
    holster(p, 230, 110, 300, 590)
    p.screen(272, 156, 216, 130, "230.4", 66)
    p.text(470, 272, "V~", 20, "#20281F")
    p.wordmark(380, 322, 20, LIGHT)
    for i in range(4):
        p.rect(276 + i * 54, 338, 44, 24, 8, p.flat("#59636C", 2))
    dial(p, 380, 464, 56, ("OFF", "V~", "V⎓", "mV", "Ω", "Hz", "µA", "A"))
    for i, color in enumerate((RED, BLACK, RED)):
        p.circle(310 + i * 70, 622, 24, p.flat(color, 2))
        p.circle(310 + i * 70, 622, 11, "#0E1114", width=1.4)
    p.text(310, 588, "A", 15, WHITE)
    p.text(380, 588, "COM", 15, WHITE)
    p.text(450, 588, "VΩ", 15, WHITE)


def clamp_meter(p):
    p.shadow(400, 756, 140)
    p.circle(400, 196, 118, "none", stroke=BLACK, width=50)
    p.circle(400, 196, 118, "none", stroke=DARK, width=42)
    p.path("M312 112A118 118 0 0 1 488 112", "none", stroke=p.look.main, width=24)
    p.line(400, 56, 400, 104, "#0E1114", 4)
    p.path("M300 316Q300 286 330 286L470 286Q500 286 500 316L506 400L484 560L490 690Q490 740 448 740L352 740Q310 740 310 690L316 560L294 400Z", p.flat(p.look.main, 1.4))
    p.path("M324 330Q324 312 342 312L458 312Q476 312 476 330L480 400L462 560L466 690Q466 716 442 716L358 716Q334 716 334 690L338 560L320 400Z", p.flat(DARK, 1.4))
    p.path("M298 330L254 350Q240 400 260 424L296 410Z", p.flat(RED, 1.6))
    dial(p, 400, 400, 36, ("OFF", "A~", "A⎓", "V", "Ω"))
    for i in range(3):
        p.rect(350 + i * 36, 470, 28, 20, 7, p.flat("#59636C", 2))
    p.screen(350, 506, 100, 96, "86.2", 38)
    p.text(436, 594, "A", 17, "#20281F")
    p.wordmark(400, 634, 16, p.look.main, room=104)
    p.circle(372, 680, 15, p.flat(RED, 2))
    p.circle(428, 680, 15, p.flat(BLACK, 2))


def insulation_tester(p):
    p.shadow(400, 640, 280)
    lead(p, "M310 190C300 90 160 100 140 220C120 340 110 400 120 440", RED, (120, 430, 0))
    lead(p, "M490 190C500 90 660 100 670 220C680 340 690 400 682 440", RUBBER, (682, 430, 0))
    p.path("M200 180Q200 150 230 150L570 150Q600 150 600 180L600 580Q600 620 560 620L240 620Q200 620 200 580Z", p.flat(p.look.main, 1.4))
    p.rect(224, 176, 352, 420, 18, p.flat(DARK, 1.4))
    p.circle(310, 206, 18, p.flat(RED, 2))
    p.circle(490, 206, 18, p.flat(BLACK, 2))
    p.wordmark(400, 214, 20, p.look.main)
    p.screen(256, 240, 288, 140, "550 MΩ", 56)
    for i in range(16):
        p.line(272 + i * 17, 366, 272 + i * 17, 350 if i % 5 else 342, "#20281F", 2)
    dial(p, 340, 492, 46, ("OFF", "250", "500", "1000"))
    p.circle(490, 484, 44, p.flat(RED, 1.8))
    p.text(490, 491, "TEST", 18, WHITE)
    p.rect(446, 548, 90, 26, 8, p.flat("#59636C", 2))


def infrared_thermometer(p):
    p.shadow(400, 700, 190)
    p.path("M160 190L210 150L560 150Q620 156 624 220L610 320L300 330L180 320Q150 260 160 190Z", p.flat(p.look.main, 1.4))
    p.path("M160 190L210 150L280 150L270 328L180 320Q150 260 160 190Z", p.flat(DARK))
    p.circle(190, 240, 34, p.flat(IRON, 2))
    p.circle(190, 240, 20, p.gradient([(0, "#5A2020"), (1, RED)], 1, 1))
    p.path("M420 326C424 420 460 560 486 660Q490 684 516 684L590 676Q612 670 608 648C584 540 570 420 590 322Z", p.flat(DARK, 1.4))
    p.path("M450 380C460 460 486 560 506 640L584 632C566 540 556 460 560 376Z", p.flat(p.look.main))
    p.path("M384 330L412 328Q414 380 428 410L400 416Q378 380 384 330Z", p.flat(RED, 1.8))
    p.poly([(560, 150), (700, 110), (716, 240), (624, 230)], p.flat(DARK, 1.6))
    p.wordmark(420, 250, 32, DARK, room=220)
    p.shine("M290 170L540 170", 0.5)
    with p.at(640, 172, -14):
        p.screen(-50, -36, 96, 74, "36.5", 36)
    p.line(40, 252, 150, 244, RED, 2.5)
    p.circle(36, 252, 5, RED, stroke="none")


def laser_meter(p):
    p.shadow(400, 752, 130)
    p.rect(296, 90, 208, 640, 34, p.flat(p.look.main, 1.4))
    p.rect(312, 108, 176, 604, 24, p.flat(DARK, 1.4))
    p.rect(330, 70, 140, 30, 8, p.flat(BLACK))
    p.circle(366, 84, 10, p.flat(RED, 2), width=1.4)
    p.rect(404, 74, 50, 20, 6, "#0E1114", width=1.4)
    p.screen(332, 132, 136, 220, "")
    for i, value in enumerate(("4.125", "3.608", "12.47", "5.312")):
        p.text(456, 178 + i * 46, value, 30 if i < 3 else 34, "#20281F", 700, "end", "Liberation Mono")
        p.line(344, 190 + i * 46, 456, 190 + i * 46, "#8E9A80", 1.4)
    p.wordmark(400, 392, 18, p.look.main, room=130)
    p.circle(400, 460, 42, p.flat(RED, 1.6))
    p.circle(400, 460, 26, p.flat(lighter(RED, 0.15), 1.6), width=1.6)
    for row in range(3):
        for column in range(2):
            p.rect(338 + column * 68, 528 + row * 56, 56, 38, 12, p.flat("#59636C", 2))
    for label, x, y in (("+", 366, 554), ("–", 434, 554), ("□", 366, 610), ("◸", 434, 610)):
        p.text(x, y, label, 22, WHITE)


def caliper(p):
    p.shadow(400, 620, 330)
    with p.at(400, 400, -8):
        p.path("M-360 -40L360 -40L360 24L-280 24L-300 200L-330 230L-340 200L-340 24L-360 24Z", p.flat(STEEL, 1.4))
        p.path("M-350 -40L-350 -110L-336 -120L-316 -40Z", p.flat(STEEL, 1.4))
        for i in range(45):
            p.line(-130 + i * 10.6, 24, -130 + i * 10.6, 6 if i % 5 == 0 else 14, width=1.6)
        for i in range(9):
            p.text(-128 + i * 53, -2, str(i * 2), 15, weight=400)
        p.path("M-296 -56L60 -56L60 66L-180 66L-210 196L-244 228L-250 200L-250 66L-296 66Z", p.flat(LIGHT, 1.4))
        p.path("M-300 -56L-312 -104L-304 -120L-276 -56Z", p.flat(LIGHT, 1.4))
        p.rect(-236, -82, 290, 132, 14, p.flat(DARK, 1.4))
        p.screen(-214, -62, 178, 76, "24.87", 54)
        p.circle(-10, -40, 15, p.flat(p.look.main, 2))
        p.circle(28, -40, 15, p.flat(RED, 2))
        p.wordmark(-126, 40, 17, p.look.main)
        p.circle(8, 14, 19, p.flat("#59636C", 2))
        p.circle(28, 62, 21, p.flat(IRON, 2))
        for i in range(5):
            p.line(16 + i * 6, 48, 16 + i * 6, 76, width=1.4)


def micrometer(p):
    p.shadow(400, 640, 300)
    p.path("M130 250L180 250L180 300Q190 470 330 470Q430 470 440 330L440 236L500 236L500 330Q500 570 330 570Q140 570 120 330Z", p.flat(DARK, 1.4))
    p.path("M150 380Q170 540 330 548Q470 544 484 380L470 380Q460 510 330 516Q200 510 166 380Z", p.flat(p.look.main))
    p.tube(176, 254, 50, 38, STEEL, r=2)
    p.tube(270, 258, 174, 30, STEEL, r=2)
    p.tube(440, 232, 150, 82, LIGHT, r=3)
    p.line(446, 272, 570, 272)
    for i in range(13):
        p.line(452 + i * 9, 272, 452 + i * 9, 256 if i % 5 == 0 else 263, width=1.6)
    p.path("M560 220L576 214L690 214L690 332L576 332L560 326Z", p.round(STEEL))
    for i in range(9):
        p.line(562, 234 + i * 10, 580, 234 + i * 10, width=1.6)
    for i in range(10):
        p.line(606 + i * 8, 216, 606 + i * 8, 330, IRON, 2)
    p.tube(690, 244, 60, 58, IRON, r=8)
    p.text(330, 538, "0–25 mm", 22, DARK)
    p.circle(482, 424, 15, p.flat(STEEL, 2))


def oscilloscope(p):
    p.shadow(410, 640, 330)
    p.path("M250 210L250 178Q250 160 270 160L580 160Q600 160 600 178L600 200", "none", stroke=DARK, width=18)
    p.box(90, 210, 600, 390, 50, "#59636C", r=14)
    p.rect(104, 224, 572, 362, 10, p.flat("#3F4850"))
    p.rect(124, 246, 330, 262, 8, p.gradient([(0, "#16211F"), (1, "#1E302C")], 0.6, 1))
    for i in range(1, 10):
        p.line(124 + i * 33, 248, 124 + i * 33, 506, "#33504A", 1.4)
    for i in range(1, 8):
        p.line(126, 246 + i * 32.75, 452, 246 + i * 32.75, "#33504A", 1.4)
    wave = "M128 340" + "".join(f"q20.25 {-92 if i % 2 == 0 else 92} 40.5 0" for i in range(8))
    p.path(wave, stroke="#E0B23C", width=4)
    p.path("M128 470" + "L168 470L168 420L208 420L208 470" + "".join("l40 0l0 -50l40 0l0 50" for _ in range(3)), stroke="#6FB7C9", width=3.4)
    p.text(146, 268, "CH1 2.00V   500µs", 15, "#C9D6DA", 400, "start")
    p.wordmark(200, 556, 26, p.look.main)
    for row in range(2):
        for column in range(3):
            p.knob(506 + column * 64, 290 + row * 76, 23 if row else 19, "#2B323A", turn=-40 + column * 35)
    for i in range(6):
        p.rect(484 + i * 31, 418, 24, 18, 5, p.flat("#7E8891", 2), width=1.6)
    for i, color in enumerate(("#E0B23C", "#6FB7C9")):
        p.circle(510 + i * 74, 530, 25, p.flat(BRASS, 1.6))
        p.circle(510 + i * 74, 530, 11, BLACK, width=1.5)
        p.rect(492 + i * 74, 470, 36, 16, 5, p.flat(color, 2), width=1.6)
    p.circle(640, 540, 12, p.flat("#44755A", 2))
    p.foot(130, 598, 60)
    p.foot(580, 598, 60)


def pressure_gauge(p):
    p.shadow(400, 752, 130)
    p.tube(366, 600, 68, 50, BRASS, "x")
    p.hexagon(400, 660, 46, BRASS)
    p.tube(372, 690, 56, 56, BRASS, "x")
    for i in range(5):
        p.line(374, 700 + i * 10, 426, 703 + i * 10, darker(BRASS, 0.4), 2)
    p.circle(400, 360, 268, p.flat(STEEL, 1.6))
    p.circle(400, 360, 240, p.flat(IRON, 1.2))
    p.circle(400, 360, 228, p.flat(WHITE, 0.4))
    for i in range(51):
        with p.at(400, 360, -135 + i * 5.4):
            p.line(0, -206, 0, -176 if i % 5 == 0 else -192, width=4 if i % 5 == 0 else 2)
    from math import cos, radians, sin

    for i in range(6):
        angle = radians(-135 + i * 54)
        p.text(round(400 + sin(angle) * 146), round(360 - cos(angle) * 146 + 12), str(i * 2), 36)
    p.path("M546 470A184 184 0 0 0 584 360", "none", stroke=RED, width=9)
    p.text(400, 290, "bar", 32)
    p.wordmark(400, 480, 24, DARK)
    p.text(400, 516, "CL 1.6", 20, weight=400)
    with p.at(400, 360, 34):
        p.path("M-7 60L-3 -190L3 -190L7 60Z", p.flat(RED))
    p.circle(400, 360, 20, p.flat(DARK, 2))
    p.shine("M250 250Q300 170 390 158", 0.6, 8)


DETAILS = {"multimeter": (225, 130, 310), "caliper": (130, 250, 330), "oscilloscope": (110, 220, 360), "micrometer": (420, 180, 300)}
HEIGHTS = {"multimeter": 180, "caliper": 96, "clamp-meter": 228}
