"""Cables and what fastens them."""

from drawings.kit import BRASS, COPPER, DARK, IRON, RUBBER, STEEL, WHITE, WOOD, darker, lighter

RED = "#A93636"


def rings(p, cx, cy, rx, ry, color, count, width, step):
    """Turns of a cable, from outside to inside."""
    for i in range(count):
        for tint, thick in ((darker(color, 0.55), width + 4), (color, width), (lighter(color, 0.4), width * 0.2)):
            if p.lines:
                p.ellipse(cx, cy, rx - i * step, ry - i * step, width=2)
                break
            p.ellipse(cx, cy, rx - i * step, ry - i * step, "none", stroke=tint, width=thick)


def cut_end(p, x, y, turn, jacket, cores):
    """A stripped cable end that shows its cores, pointing up from (x, y)."""
    with p.at(x, y, turn):
        p.path("M-26 0L26 0L26 -60L-26 -60Z", p.round(jacket, "x"))
        p.ellipse(0, -60, 26, 9, p.flat("#C4C9CB"))
        spread = 40 / max(1, len(cores) - 1)
        for i, color in enumerate(cores):
            at = -20 + i * spread
            p.path(f"M{at * 0.5 - 7} -58L{at - 7} -130L{at + 7} -130L{at * 0.5 + 7} -58Z", p.round(color, "x"), width=2)
            p.tube(at - 5, -164, 10, 36, COPPER, "x", r=2, width=1.8)


JACKET = "#D3D6D4"
CORES = ("#7A5636", "#27303A", "#8A9299", "#3E75A8", "#7FA84A")


def cable_coil(p):
    p.shadow(400, 690, 260)
    rings(p, 400, 440, 250, 226, JACKET, 8, 18, 19)
    for turn in (40, 160, 280):
        with p.at(400, 440, turn):
            p.rect(-9, -262, 18, 176, 6, p.flat(DARK))
    p.path("M150 430C130 330 160 250 210 220", "none", stroke=darker(JACKET, 0.55), width=24)
    p.path("M150 430C130 330 160 250 210 220", "none", stroke=JACKET, width=18)
    cut_end(p, 212, 230, 36, "#E8E9E7", (CORES[1], CORES[3], CORES[4]))
    p.circle(400, 440, 70, p.flat(p.look.main, 1.2))
    p.wordmark(400, 436, 17, room=110)
    p.text(400, 462, "NYM", 20, WHITE)


def cable_drum(p):
    p.shadow(410, 716, 290)
    p.ellipse(500, 430, 190, 270, p.flat(darker(WOOD, 0.18)))
    p.path("M330 220L500 220L500 640L330 640Z", p.round(RUBBER))
    for i in range(9):
        p.path(f"M{336 + i * 20} 222Q{356 + i * 20} 430 {336 + i * 20} 640", stroke="#14191E", width=3)
        p.path(f"M{342 + i * 20} 222Q{362 + i * 20} 430 {342 + i * 20} 640", stroke="#59636C", width=2)
    p.ellipse(300, 430, 190, 270, p.flat(WOOD))
    for i in range(-3, 4):
        half = (1 - (i / 3.6) ** 2) ** 0.5 * 268
        p.line(300 + i * 52, 430 - half, 300 + i * 52, 430 + half, darker(WOOD, 0.25), 2.4)
    p.ellipse(300, 430, 168, 246, "none", stroke=darker(WOOD, 0.3), width=2.4)
    for dx, dy in ((0, -190), (132, -96), (132, 96), (0, 190), (-132, 96), (-132, -96)):
        p.circle(300 + dx * 0.94, 430 + dy, 11, p.flat(IRON, 2))
    p.ellipse(300, 430, 58, 80, p.flat(darker(WOOD, 0.1)))
    p.ellipse(300, 430, 34, 48, "#2B2620")
    p.rect(206, 250, 188, 76, 4, p.flat(p.look.main))
    p.wordmark(300, 284, 22, room=160)
    p.text(300, 312, "NYY 0.6/1 kV", 17, WHITE, 400)
    p.path("M500 640C560 660 640 640 690 560", "none", stroke=darker(RUBBER, 0.55), width=38)
    p.path("M500 640C560 660 640 640 690 560", "none", stroke=RUBBER, width=32)
    cut_end(p, 684, 572, 28, RUBBER, CORES[:4])


def cable_reel(p):
    p.shadow(400, 724, 260)
    p.path("M270 330L240 190Q240 160 272 160L528 160Q560 160 560 190L530 330", "none", stroke=DARK, width=24)
    p.tube(320, 142, 160, 36, p.look.main, r=16)
    rings(p, 400, 440, 236, 236, "#D08A34", 3, 22, 25)
    p.circle(400, 440, 256, "none", stroke=darker(DARK, 0.3), width=18)
    p.circle(400, 440, 256, "none", stroke=DARK, width=12)
    p.circle(400, 440, 168, p.flat(DARK, 1.3))
    for x, y in ((340, 378), (460, 378), (340, 502), (460, 502)):
        p.circle(x, y, 50, p.flat("#4A535C", 1.4))
        p.circle(x, y, 38, p.flat("#20262C", 1.4), width=1.8)
        p.circle(x - 14, y, 6, "#0A0C0E", width=1.2)
        p.circle(x + 14, y, 6, "#0A0C0E", width=1.2)
        p.rect(x - 6, y - 38, 12, 9, 2, STEEL, width=1.2)
        p.rect(x - 6, y + 29, 12, 9, 2, STEEL, width=1.2)
    p.circle(400, 440, 17, p.flat(RED, 2))
    p.path("M250 640L200 712M550 640L600 712", stroke=DARK, width=22)
    p.path("M180 714L620 714", stroke=DARK, width=18)
    with p.loose():
        p.cable("M640 470C690 520 690 620 720 660", "#D08A34", 17)
        with p.at(722, 664, 150):
            p.path("M-22 0L22 0L26 -64L-26 -64Z", p.round(DARK, "x"))
            p.tube(-16, -92, 9, 30, BRASS, "x", r=3)
            p.tube(7, -92, 9, 30, BRASS, "x", r=3)


def cable_lugs(p):
    p.shadow(400, 650, 290)
    for i, (x, y, size, turn) in enumerate(((220, 330, 1.25, -24), (420, 300, 1.0, 8), (590, 340, 0.82, 30), (330, 540, 0.9, 62), (540, 540, 0.7, -50))):
        with p.at(x, y, turn, size):
            p.path("M-34 -60Q-58 -92 -40 -124Q0 -160 40 -124Q58 -92 34 -60L30 10L-30 10Z", p.flat(COPPER, 1.6))
            p.circle(0, -98, 22, p.flat("#EDEBE6", 0.5))
            p.path("M-30 0L30 0L30 104Q0 116 -30 104Z", p.round(COPPER, "x"))
            p.ellipse(0, 104, 30, 9, "#5B3524")
            p.text(0, 56, ("70", "50", "35", "25", "16")[i], 24, "#4A2C1E")


def cable_ties(p):
    p.shadow(400, 690, 240)
    for i in range(9):
        with p.at(400, 640, -34 + i * 8.5):
            p.rect(-9, -470, 18, 470, 8, p.flat("#2B323A" if i % 2 else "#353D45", 1.4), width=2)
            for k in range(10):
                p.line(-5, -440 + k * 38, 5, -440 + k * 38, "#59636C", 1.6)
            p.rect(-16, -506, 32, 40, 6, p.flat("#3B434B", 1.6))
            p.rect(-8, -494, 16, 16, 2, "#0E1114", width=1.4)
    p.path("M300 540L500 540L530 672L270 672Z", p.flat(p.look.main, 1.2))
    p.wordmark(400, 600, 30, room=190)
    p.text(400, 640, "300 × 4.8 mm", 20, WHITE)


def cable_gland(p):
    p.shadow(400, 700, 190)
    p.tube(352, 80, 96, 110, RUBBER, "x", r=4)
    p.path("M310 220Q320 180 360 176L440 176Q480 180 490 220L490 330L310 330Z", p.round(BRASS, "x"))
    for i in range(1, 6):
        p.line(310 + i * 30, 190, 310 + i * 30, 330, darker(BRASS, 0.35), 2.4)
    p.path("M296 340L504 340L516 362L516 430L504 452L296 452L284 430L284 362Z", p.round(BRASS, "x"))
    p.line(344, 342, 344, 450, darker(BRASS, 0.4))
    p.line(456, 342, 456, 450, darker(BRASS, 0.4))
    p.rect(300, 452, 200, 16, 6, p.flat(RUBBER))
    p.tube(326, 468, 148, 120, BRASS, "x", r=4)
    for i in range(8):
        p.path(f"M326 {482 + i * 13}L474 {476 + i * 13}", stroke=darker(BRASS, 0.4), width=2.6)
    p.path("M290 588L510 588L518 602L518 640L510 654L290 654L282 640L282 602Z", p.round(BRASS, "x"))
    p.line(346, 590, 346, 652, darker(BRASS, 0.4))
    p.line(454, 590, 454, 652, darker(BRASS, 0.4))


DETAILS = {"cable-drum": (100, 200, 360), "cable-coil": (140, 60, 330)}
HEIGHTS = {"cable-reel": 430, "cable-gland": 62}
