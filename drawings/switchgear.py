"""What goes into an electrical panel, and the panel."""

from drawings.kit import BRASS, COPPER, DARK, IRON, LIGHT, STEEL, WHITE, darker, lighter

RED = "#A93636"
BLACK = "#20262C"
SHELL = "#E3E5E4"


def breaker_pole(p, x, y, w, h, rating, on=True):
    """One pole of a miniature circuit breaker, from its front."""
    p.rect(x, y, w, h, 6, p.flat(SHELL, 0.8))
    for top in (y + 12, y + h - 56):
        p.rect(x + w * 0.2, top, w * 0.6, 44, 6, p.flat("#C4C9CB"))
        p.screw(x + w / 2, top + 22, w * 0.17)
    p.rect(x, y + h * 0.2, w, h * 0.6, 2, p.flat(lighter(SHELL, 0.3), 0.8))
    p.rect(x + w * 0.12, y + h * 0.23, w * 0.76, h * 0.1, 3, p.flat(p.look.main))
    p.text(x + w / 2, y + h * 0.42, rating, w * 0.26)
    p.text(x + w / 2, y + h * 0.47, "6000", w * 0.15, weight=400)
    p.rect(x + w * 0.2, y + h * 0.51, w * 0.6, h * 0.2, 4, BLACK)
    top = y + h * (0.52 if on else 0.6)
    p.rect(x + w * 0.26, top, w * 0.48, h * 0.1, 4, p.flat(p.look.main, 2))
    p.text(x + w / 2, y + h * 0.78, "I-ON", w * 0.17, RED)


def mcb(p):
    p.shadow(400, 706, 130)
    p.box(310, 110, 150, 580, 60, SHELL, r=6)
    breaker_pole(p, 310, 110, 150, 580, "C16")


def mcb_three_pole(p):
    p.shadow(400, 706, 250)
    p.box(190, 110, 390, 580, 60, SHELL, r=6)
    for i in range(3):
        breaker_pole(p, 190 + i * 130, 110, 130, 580, "C32")
    p.rect(226, 424, 318, 26, 6, p.flat(p.look.main, 2))


def rccb(p):
    p.shadow(400, 706, 180)
    p.box(250, 110, 260, 580, 60, SHELL, r=6)
    p.rect(250, 110, 260, 580, 6, p.flat(SHELL, 0.8))
    for x in (290, 400):
        for y in (124, 634):
            p.rect(x, y, 70, 42, 6, p.flat("#C4C9CB"))
            p.screw(x + 35, y + 21, 15)
    p.rect(250, 216, 260, 370, 2, p.flat(lighter(SHELL, 0.3), 0.8))
    p.rect(268, 232, 224, 46, 4, p.flat(p.look.main))
    p.wordmark(380, 264, 24, room=200)
    p.text(340, 326, "40 A", 34)
    p.text(340, 358, "30 mA", 24, weight=400)
    p.rect(430, 304, 54, 50, 8, p.flat("#D9A63A", 1.8))
    p.text(457, 337, "T", 26)
    p.rect(300, 390, 160, 110, 6, BLACK)
    p.rect(318, 400, 124, 50, 6, p.flat(p.look.main, 2))
    p.text(380, 552, "230/400 V", 18, weight=400)


def mccb(p):
    p.shadow(410, 716, 240)
    p.box(220, 100, 330, 600, 100, DARK, r=8)
    for y in (100, 616):
        for i in range(3):
            p.rect(240 + i * 104, y + 8, 82, 68, 4, BLACK)
            p.hexagon(281 + i * 104, y + 42, 22, STEEL)
    p.rect(236, 190, 298, 420, 8, p.flat("#4A535C"))
    p.rect(236, 190, 298, 64, 8, p.flat(p.look.main, 1.4))
    p.wordmark(385, 232, 30, room=240)
    p.rect(310, 284, 150, 190, 8, BLACK)
    p.path("M340 296L430 296L440 380L330 380Z", p.flat("#5F6972", 2))
    p.text(385, 348, "ON", 26, WHITE)
    p.text(286, 330, "I", 30, WHITE)
    p.text(286, 450, "O", 30, WHITE)
    p.text(385, 532, "100 A  36 kA", 26, WHITE)
    p.text(385, 566, "Ui 690 V  50/60 Hz", 17, LIGHT, 400)
    p.circle(500, 430, 15, p.flat(RED, 2))


def contactor(p):
    p.shadow(410, 700, 230)
    p.box(210, 150, 340, 530, 110, LIGHT, r=8)
    for y in (160, 600):
        p.rect(222, y, 316, 70, 5, p.flat("#C4C9CB"))
        for i in range(4):
            p.circle(262 + i * 79, y + 35, 25, BLACK)
            p.screw(262 + i * 79, y + 35, 18)
    for i, name in enumerate(("L1", "L2", "L3", "13")):
        p.text(262 + i * 79, 262, name, 19)
    for i, name in enumerate(("T1", "T2", "T3", "14")):
        p.text(262 + i * 79, 590, name, 19)
    p.rect(238, 280, 284, 280, 10, p.flat(DARK, 1.4))
    p.rect(300, 330, 160, 120, 8, p.flat("#5F6972", 1.6))
    p.rect(330, 360, 100, 60, 6, p.flat(p.look.main, 2))
    p.wordmark(380, 316, 24)
    p.text(380, 498, "AC-3  18 A", 26, WHITE)
    p.text(380, 532, "230 V ~", 22, LIGHT, 400)


def thermal_relay(p):
    p.shadow(410, 660, 220)
    for i in range(3):
        p.tube(262 + i * 90, 96, 20, 110, COPPER, "x", r=3)
    p.box(210, 200, 340, 440, 100, LIGHT, r=8)
    p.rect(226, 216, 308, 300, 8, p.flat(DARK, 1.4))
    p.wordmark(380, 256, 26)
    p.circle(310, 350, 62, p.flat("#4A535C", 1.6))
    for i in range(9):
        with p.at(310, 350, -110 + i * 27):
            p.line(0, -58, 0, -48, WHITE, 3)
    p.knob(310, 350, 38, "#2F4F75", turn=20)
    p.text(310, 448, "12–18 A", 24, WHITE)
    p.circle(440, 316, 24, p.flat(RED, 2))
    p.text(440, 366, "STOP", 15, WHITE)
    p.circle(440, 410, 24, p.flat("#3E75A8", 2))
    p.text(440, 460, "RESET", 15, WHITE)
    for i in range(3):
        p.circle(276 + i * 104, 580, 30, BLACK)
        p.screw(276 + i * 104, 580, 21)


def panel_box(p):
    p.shadow(420, 740, 240)
    p.box(210, 90, 340, 630, 120, LIGHT, r=4)
    p.rect(226, 106, 308, 598, 4, p.flat(lighter(LIGHT, 0.1), 0.7))
    for y in (190, 600):
        p.rect(214, y, 12, 44, 3, p.flat(IRON))
    p.rect(494, 380, 26, 70, 6, p.flat(IRON))
    p.circle(507, 400, 8, p.flat(BLACK, 2), width=1.5)
    p.path("M300 260L340 190L332 240L366 240L322 316L332 260Z", p.flat("#E0B23C"))
    p.poly([(333, 150), (404, 330), (262, 330)], "none", stroke="#27303A", width=5)
    p.rect(320, 640, 110, 34, 4, p.flat(p.look.main))
    p.wordmark(375, 663, 16)
    for i, color in enumerate((RED, "#E0B23C", "#2F6A9A")):
        p.circle(300 + i * 80, 420, 22, p.flat(IRON, 2))
        p.circle(300 + i * 80, 420, 15, p.flat(color, 2), width=1.6)
    p.vents(300, 540, 160, 70, 5, upright=False)


def emergency_stop(p):
    p.shadow(410, 660, 220)
    p.box(230, 190, 330, 430, 90, "#DDB13A", r=20)
    for x, y in ((256, 216), (534, 216), (256, 594), (534, 594)):
        p.screw(x, y, 11)
    p.circle(395, 405, 138, p.flat("#F0F0EC", 0.6))
    p.circle(395, 405, 128, p.flat("#E0B23C", 0.6), width=1.5)
    p.text(395, 312, "STOP", 34)
    p.circle(395, 418, 84, "#0E1318", stroke="none", extra='opacity="0.25"')
    p.circle(395, 405, 84, p.gradient([(0, "#D85A50"), (0.5, "#B03733"), (1, "#7E2325")], 0.6, 1))
    p.ellipse(372, 372, 36, 20, "#FFFFFF", stroke="none", extra='opacity="0.28"')
    p.path("M352 400A44 44 0 0 1 430 384M438 410A44 44 0 0 1 360 426", stroke=WHITE, width=7)
    p.poly([(422, 368), (446, 384), (420, 398)], WHITE, stroke="none")
    p.poly([(368, 442), (344, 426), (370, 412)], WHITE, stroke="none")
    p.tube(360, 618, 70, 40, DARK, "x")


def industrial_plug(p):
    p.shadow(400, 640, 320)
    with p.at(230, 420, -12):
        p.path("M-150 -50L-60 -64L90 -74L90 74L-60 64L-150 50Z", p.round(p.look.main))
        p.tube(90, -86, 34, 172, p.look.main)
        p.tube(-210, -30, 64, 60, DARK)
        for i in range(5):
            p.line(-130 + i * 24, -52, -130 + i * 24, 52, darker(p.look.main, 0.35), 4)
        for y in (-46, 0, 46):
            p.tube(124, y - 9, 54, 18, BRASS, r=6)
        p.wordmark(20, 10, 24, room=130)
    p.cable("M30 470C-20 490 -10 600 90 610C190 620 220 590 300 600", width=24)
    with p.at(580, 370, 0):
        p.rect(-110, 20, 220, 230, 16, p.flat(p.look.main))
        p.path("M-100 30Q-130 -60 -80 -130L70 -150Q130 -70 100 30Z", p.flat(darker(p.look.main, 0.12)))
        p.ellipse(-10, -60, 92, 96, p.flat(p.look.main))
        p.ellipse(-14, -62, 68, 72, "#14191E")
        for dx, dy in ((-34, -84), (10, -88), (-36, -40), (8, -38), (-14, -62)):
            p.circle(dx - 4, dy, 9, p.flat(BRASS, 2), width=1.6)
        p.path("M-70 -140Q-10 -220 66 -150L54 -128Q-10 -180 -60 -122Z", p.flat(DARK))
        p.text(0, 150, "32 A  5P", 28, WHITE)
        p.text(0, 186, "IP44", 22, WHITE, 400)


def panel_meter(p):
    p.shadow(400, 660, 240)
    p.box(180, 180, 400, 400, 70, DARK, r=12)
    p.rect(204, 204, 352, 352, 8, p.flat("#3F4850"))
    p.rect(228, 228, 304, 216, 6, p.gradient([(0, "#1C1416"), (1, "#2A1B1E")], 0.5, 1))
    for i, (value, unit) in enumerate((("398.2", "V"), ("42.70", "A"), ("16.8", "kW"))):
        p.text(468, 286 + i * 66, value, 60, "#F0614B", 700, "end", "Liberation Mono")
        p.text(504, 282 + i * 66, unit, 24, "#C9D6DA")
    p.wordmark(290, 492, 20)
    for i in range(4):
        p.rect(238 + i * 76, 510, 58, 28, 6, p.flat("#5F6972", 2))


DETAILS = {"contactor": (215, 200, 340), "panel-meter": (190, 190, 330), "mccb": (225, 170, 330)}
HEIGHTS = {"mccb": 165, "contactor": 86}
