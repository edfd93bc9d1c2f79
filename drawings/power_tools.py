"""Drills, grinders, saws, sanders."""

from drawings.kit import DARK, IRON, RUBBER, STEEL, WHITE, lighter


def chuck(p, x, y, length=92, r=40):
    """A keyless drill chuck whose back sits at (x, y) and that points to the left."""
    p.path(f"M{x} {y - r}L{x - length * 0.62} {y - r}L{x - length} {y - r * 0.45}L{x - length} {y + r * 0.45}"
           f"L{x - length * 0.62} {y + r}L{x} {y + r}Z", p.round(DARK))
    for i in range(5):
        p.line(x - 8, y - r + 12 + i * (r * 2 - 24) / 4, x - length * 0.55, y - r + 12 + i * (r * 2 - 24) / 4, "#1B2025", 2)
    p.tube(x - length - 14, y - r * 0.3, 16, r * 0.6, STEEL)


def twist_bit(p, x, y, length=110, r=8):
    """A twist drill that points to the left from (x, y)."""
    p.path(f"M{x} {y - r}L{x - length + 14} {y - r}L{x - length} {y}L{x - length + 14} {y + r}L{x} {y + r}Z", p.round(STEEL))
    for i in range(int(length * 0.7 / 18)):
        at = x - length + 20 + i * 18
        p.line(at, y + r, at + 16, y - r, IRON, 2.2)


def battery(p, x, y, w=150, h=62, volts="18V"):
    p.path(f"M{x + 12} {y}L{x + w - 12} {y}L{x + w} {y + 20}L{x + w} {y + h - 8}Q{x + w} {y + h} {x + w - 10} {y + h}"
           f"L{x + 10} {y + h}Q{x} {y + h} {x} {y + h - 8}L{x} {y + 20}Z", p.flat(DARK, 1.6))
    p.rect(x + 14, y + 26, w - 28, 10, 4, p.flat(p.look.main))
    p.text(x + w / 2, y + h - 8, volts, 17, WHITE)


def grip(p, x, y, h, lean=26, w=74):
    """A pistol grip that hangs from (x, y)."""
    p.path(f"M{x} {y}C{x + 4} {y + h * 0.3} {x + lean * 0.4} {y + h * 0.6} {x + lean} {y + h}L{x + lean + w} {y + h}"
           f"C{x + w + lean * 0.5} {y + h * 0.6} {x + w + 12} {y + h * 0.35} {x + w + 18} {y}Z", p.round(RUBBER, "x"))
    for i in range(5):
        top = y + h * 0.34 + i * h * 0.11
        p.line(x + w * 0.52 + lean * 0.6, top, x + w * 0.95 + lean * 0.5, top + 4, lighter(RUBBER, 0.2), 2.5)


def cordless_drill(p):
    p.shadow(430, 672, 210)
    twist_bit(p, 168, 262, 100)
    chuck(p, 274, 262)
    p.path("M272 212L330 204L330 322L272 314Z", p.round(DARK))
    for i in range(8):
        p.line(282, 222 + i * 12, 322, 220 + i * 12.6, "#1B2025", 2)
    grip(p, 424, 330, 230)
    p.path("M330 196L560 196Q640 198 644 262Q640 332 566 336L430 342L330 330Z", p.round(p.look.main))
    p.path("M560 196Q640 198 644 262Q640 332 566 336L548 336L548 196Z", p.round(DARK))
    p.vents(572, 226, 46, 76, 3)
    p.path("M400 342L424 342Q420 384 434 414L410 420Q392 384 400 342Z", p.flat(p.look.main, 1.6))
    p.rect(404, 176, 76, 22, 6, p.flat(DARK))
    p.text(442, 193, "1  2", 16, WHITE)
    p.wordmark(440, 278, 30)
    p.shine("M340 216L540 214", 0.4)
    battery(p, 384, 566, 196, 96)


def impact_driver(p):
    p.shadow(430, 672, 190)
    p.tube(196, 244, 50, 24, STEEL)
    p.path("M246 232L330 200L330 312L246 280Z", p.round(IRON))
    p.line(268, 224, 268, 288, width=2)
    p.rect(182, 248, 20, 16, 2, p.flat(DARK))
    grip(p, 400, 326, 236)
    p.path("M330 190L520 188Q590 190 594 258Q590 326 520 332L330 326Z", p.round(p.look.main))
    p.path("M330 190L372 189L372 328L330 326Z", p.round(RUBBER))
    p.path("M520 188Q590 190 594 258Q590 326 520 332Z", p.round(DARK))
    p.path("M374 332L400 332Q396 376 408 406L386 410Q366 374 374 332Z", p.flat(DARK, 1.6))
    p.wordmark(446, 268, 26, room=130)
    p.shine("M380 208L516 206", 0.4)
    battery(p, 360, 566, 196, 96)


def hammer_drill(p):
    p.shadow(440, 640, 250)
    p.cable("M600 560C640 640 720 610 742 690C752 730 700 744 640 736")
    twist_bit(p, 140, 250, 96, 7)
    chuck(p, 236, 250, 86, 38)
    with p.at(256, 284):
        p.path("M-18 0L18 0L24 120Q26 214 0 214Q-26 214 -24 120Z", p.round(RUBBER, "x"))
        for i in range(6):
            p.line(-22, 90 + i * 18, 22, 90 + i * 18, lighter(RUBBER, 0.2), 2.4)
    p.plate(230, 202, 52, 96, DARK)
    p.path("M282 190L530 176Q600 176 604 240L610 330L282 314Z", p.round(p.look.main))
    p.path("M500 178Q600 172 604 240L640 520Q644 560 606 566L560 566Q548 470 520 420Q500 350 440 322L500 322Z", p.flat(p.look.main))
    p.path("M552 330Q590 420 600 566L640 556L606 300Z", p.flat(RUBBER))
    p.path("M478 326Q506 360 522 420L502 424Q476 380 462 330Z", p.flat(DARK, 2))
    p.vents(520, 200, 64, 70, 4)
    p.tube(280, 184, 30, 134, DARK)
    p.rect(350, 172, 84, 18, 6, p.flat(DARK))
    p.circle(392, 181, 7, p.look.second, width=1.5)
    p.wordmark(404, 262, 28)
    p.shine("M316 204L490 194", 0.4)


def rotary_hammer(p):
    p.shadow(430, 640, 260)
    with p.loose():
        p.cable("M652 500C690 600 760 560 750 660C744 716 690 716 640 706")
    p.tube(66, 242, 134, 14, STEEL)
    for i in range(6):
        p.line(72 + i * 18, 256, 88 + i * 18, 242, IRON, 2.2)
    p.path("M196 222L244 206L244 292L196 276Z", p.round(RUBBER))
    p.tube(244, 204, 60, 90, DARK)
    p.tube(300, 188, 170, 122, p.look.main, r=14)
    p.path("M430 190L600 190Q640 194 660 230L668 310L668 500Q664 520 640 520L612 516Q604 430 600 400L560 330L430 316Z", p.round(p.look.main))
    p.path("M560 330Q546 352 552 400L570 500Q580 548 620 552L668 548L668 500L626 500Q606 470 600 400Z", p.flat(RUBBER, 1.6))
    p.path("M380 316L520 316L520 470Q516 500 486 500L420 500Q384 496 380 460Z", p.round(DARK, "x"))
    p.vents(396, 440, 110, 40, 6)
    with p.at(282, 300):
        p.path("M-18 0L18 0L24 110Q26 196 0 196Q-26 196 -24 110Z", p.round(RUBBER, "x"))
    p.plate(258, 196, 48, 110, DARK)
    p.knob(500, 250, 34)
    p.wordmark(366, 258, 22, room=116)
    p.shine("M316 206L460 204", 0.4)


def angle_grinder(p):
    p.shadow(410, 566, 300)
    with p.loose():
        p.cable("M690 356C760 360 770 440 730 500C700 548 740 580 770 560")
    p.tube(150, 430, 26, 60, STEEL, "x")
    p.rect(78, 478, 230, 12, 5, p.flat(IRON))
    p.path("M76 470Q80 418 150 414L228 414Q262 418 262 470Z", p.flat(DARK, 1.6))
    p.path("M120 300Q130 284 160 284L300 290L330 320L330 400L250 420L126 420Q112 360 120 300Z", p.round(STEEL))
    for x in (150, 220, 290):
        p.screw(x, 314, 9)
    p.circle(178, 352, 14, p.flat("#A93636", 2), width=2)
    p.tube(322, 296, 44, 128, DARK)
    p.path("M366 298L470 300L690 322Q704 326 704 356Q704 390 690 396L470 420L366 422Z", p.round(p.look.main))
    p.path("M560 309L690 322Q704 326 704 356Q704 390 690 396L560 410Z", p.round(RUBBER))
    p.rect(430, 284, 96, 22, 9, p.flat(DARK))
    p.rect(452, 278, 46, 14, 6, p.flat("#A93636"))
    p.vents(578, 336, 90, 48, 6)
    with p.at(214, 292):
        p.path("M-16 0L16 0L22 -100Q24 -176 0 -176Q-24 -176 -22 -100Z", p.round(RUBBER, "x"))
        p.ellipse(0, -6, 26, 8, p.flat(DARK))
    p.wordmark(464, 370, 30)
    p.shine("M376 318L550 326", 0.4)


DETAILS = {"cordless-drill": (150, 150, 330), "hammer-drill": (200, 130, 340), "angle-grinder": (60, 240, 340), "rotary-hammer": (220, 150, 340)}
HEIGHTS = {"cordless-drill": 238, "impact-driver": 232, "angle-grinder": 130, "rotary-hammer": 242}
