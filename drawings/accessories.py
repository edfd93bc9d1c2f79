"""Bits, discs, blades, batteries."""

from drawings.kit import BRASS, DARK, IRON, LIGHT, STEEL, WHITE, darker

RED = "#A93636"


def spiral_bit(p, x, y, length, r, color=BRASS, tip=STEEL):
    """A twist drill that stands upright with its point at the top."""
    body = length * 0.62
    p.path(f"M{x - r} {y + length}L{x + r} {y + length}L{x + r} {y + r * 1.1}L{x} {y}L{x - r} {y + r * 1.1}Z", p.round(color, "x"))
    for i in range(int(body / (r * 2.4))):
        top = y + r * 1.3 + i * r * 2.4
        p.path(f"M{x - r} {top + r * 1.9}Q{x} {top + r * 1.5} {x + r} {top}L{x + r} {top + r * 0.7}Q{x} {top + r * 2.2} {x - r} {top + r * 2.7}Z",
               darker(color, 0.4), stroke="none")
    p.rect(x - r * 0.9, y + length * 0.72, r * 1.8, length * 0.28, 2, p.round(tip, "x"))


def drill_bits(p):
    p.shadow(400, 700, 280)
    for i in range(8):
        spiral_bit(p, 178 + i * 64, 150 + i * 26, 420 - i * 26, 21 - i * 1.9)
    p.path("M120 470L680 470L680 660Q680 690 650 690L150 690Q120 690 120 660Z", p.flat(p.look.main))
    p.path("M120 470L680 470L680 500L120 500Z", p.flat(darker(p.look.main, 0.2)))
    p.wordmark(400, 606, 50)
    p.text(400, 650, "HSS-Co  1–13 mm", 26, WHITE)
    for i in range(8):
        p.text(178 + i * 64, 492, str((13, 12, 10, 8, 6, 5, 4, 3)[i]), 18, WHITE)


def masonry_bit(p):
    p.shadow(400, 640, 290)
    for x, y, length, r in ((150, 300, 560, 19), (190, 400, 480, 15), (220, 490, 410, 11)):
        with p.at(x, y, -8):
            p.tube(0, -r, length * 0.74, 2 * r, IRON, r=3)
            for k in range(int(length * 0.74 / (r * 3))):
                at = k * r * 3
                p.path(f"M{at} {r}L{at + r * 1.2} {r}L{at + r * 2.6} {-r}L{at + r * 1.4} {-r}Z", darker(IRON, 0.45), stroke="none")
            p.poly([(0, -r - 4), (-26, -r + 2), (-34, 0), (-26, r - 2), (0, r + 4)], p.flat(STEEL, 2))
            p.tube(length * 0.74, -r * 0.8, length * 0.26, r * 1.6, STEEL, r=3)
            p.rect(length * 0.82, -r * 0.3, length * 0.12, r * 0.6, 3, DARK, width=1.6)
            p.rect(length * 0.7, -r - 2, 24, 2 * r + 4, 2, p.flat(p.look.main))


def disc(p, cx, cy, r, color, label):
    """An abrasive disc, face on."""
    p.circle(cx, cy, r, p.flat(color, 0.9))
    p.circle(cx, cy, r * 0.97, "none", stroke=darker(color, 0.35), width=1.6)
    for i in range(36):
        with p.at(cx, cy, i * 10):
            p.line(0, -r * 0.62, 0, -r * 0.94, darker(color, 0.14), 2)
    p.circle(cx, cy, r * 0.58, p.flat(p.look.main))
    p.circle(cx, cy, r * 0.56, "none", stroke=WHITE, width=2.4)
    p.circle(cx, cy, r * 0.2, p.flat(STEEL, 2))
    p.circle(cx, cy, r * 0.12, "#EDEBE6")
    p.wordmark(cx, cy - r * 0.3, r * 0.12, room=r * 0.9)
    p.text(cx, cy + r * 0.38, label, r * 0.11, WHITE)


def cutting_disc(p):
    p.shadow(420, 724, 270)
    disc(p, 480, 440, 250, "#5A5450", "")
    disc(p, 340, 420, 270, "#4A4643", "METAL · INOX")


def flap_disc(p):
    p.shadow(400, 720, 250)
    for i in range(40):
        with p.at(400, 420, i * 9):
            p.path("M-8 -276L44 -268L30 -150L-12 -156Z", p.flat(("#8C5A3C", "#99653F")[i % 2], 1.4), width=1.8)
    p.circle(400, 420, 158, p.flat(DARK, 1.2))
    p.circle(400, 420, 150, p.flat(p.look.main))
    p.wordmark(400, 350, 34, room=230)
    p.text(400, 520, "GRIT 80", 32, WHITE)
    p.circle(400, 420, 46, p.flat(STEEL, 2))
    p.circle(400, 420, 28, "#EDEBE6")


def saw_blade(p):
    p.shadow(400, 730, 250)
    for i in range(40):
        with p.at(400, 410, i * 9):
            p.path("M-22 -262L4 -296L12 -262Z", p.flat(STEEL, 1.4), width=1.8)
            p.rect(-6, -300, 11, 20, 2, p.flat(BRASS, 2), width=1.5)
    p.circle(400, 410, 268, p.gradient([(0, "#E6E9EA"), (0.3, "#B6BDC2"), (0.5, "#E9ECED"), (0.72, "#A6AEB4"), (1, "#D5DADD")], 1, 1))
    for turn in range(30, 360, 90):
        with p.at(400, 410, turn):
            p.path("M-4 -262Q12 -230 -4 -204Q-18 -190 -6 -178", "none", stroke="#6B757D", width=5)
    p.circle(400, 410, 138, p.flat(p.look.main))
    p.circle(400, 410, 130, "none", stroke=WHITE, width=2.6)
    p.wordmark(400, 344, 34, room=210)
    p.text(400, 510, "40 T", 40, WHITE)
    p.circle(400, 410, 38, p.flat(STEEL, 2))
    p.circle(400, 410, 26, "#EDEBE6")


def hole_saw(p):
    p.shadow(400, 700, 240)
    for cx, cy, w, h in ((560, 520, 150, 150), (260, 450, 230, 220)):
        p.path(f"M{cx - w / 2} {cy - h / 2}L{cx + w / 2} {cy - h / 2}L{cx + w / 2} {cy + h / 2}Q{cx} {cy + h / 2 + w * 0.16} {cx - w / 2} {cy + h / 2}Z", p.round(STEEL, "x"))
        for i in range(9):
            x = cx - w / 2 + i * w / 9
            sag = w * 0.08 * (1 - ((i - 4) / 4.5) ** 2)
            p.poly([(x, cy + h / 2 + sag), (x + w / 9, cy + h / 2 + sag), (x + w / 18, cy + h / 2 + sag + 20)], p.flat(IRON), width=1.6)
        p.ellipse(cx, cy - h / 2, w / 2, w * 0.15, p.flat(LIGHT))
        p.rect(cx - w * 0.12, cy - h * 0.2, w * 0.24, h * 0.36, w * 0.1, "#3A424A")
        p.rect(cx - w / 2 + 3, cy - h * 0.36, w - 6, h * 0.13, 2, p.round(p.look.main, "x"))
        p.hexagon(cx, cy - h / 2, w * 0.15)
        p.tube(cx - w * 0.07, cy - h / 2 - 110, w * 0.14, 106, STEEL, "x")


def battery_charger(p):
    p.shadow(410, 660, 290)
    p.cable("M660 560C740 560 760 620 720 660")
    p.path("M330 420L660 420Q690 420 690 450L690 600Q690 640 650 640L350 640Q310 640 310 600L310 450Q310 420 330 420Z", p.flat(DARK, 1.3))
    p.path("M350 420L640 420L620 380L370 380Z", p.flat("#20262C"))
    p.wordmark(500, 500, 32, room=260)
    for i, color in enumerate((RED, "#6FAE7C")):
        p.circle(470 + i * 60, 560, 12, p.flat(color, 2))
    p.vents(340, 590, 100, 30, 7)
    for x, y, scale in ((330, 180, 1.0), (110, 420, 1.05)):
        with p.at(x, y, 0, scale):
            p.path("M24 0L246 0L270 40L270 176Q270 200 246 200L24 200Q0 200 0 176L0 40Z", p.flat(DARK, 1.4))
            p.rect(40, -22, 190, 26, 4, p.flat("#4A535C"))
            p.rect(20, 60, 230, 60, 8, p.flat(p.look.main, 1.3))
            p.text(135, 104, "18V 4.0Ah", 32, WHITE)
            for i in range(4):
                p.circle(72 + i * 30, 156, 8, p.flat("#6FAE7C" if i < 3 else "#4A535C", 2), width=1.6)
            p.rect(196, 144, 40, 24, 8, p.flat("#59636C", 2))


DETAILS = {"drill-bits": (130, 130, 360), "saw-blade": (90, 90, 350)}
HEIGHTS = {}
