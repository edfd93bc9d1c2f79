"""Saws, sanders and machines that stand on a bench."""

from drawings.kit import DARK, IRON, LIGHT, RUBBER, STEEL, darker

RED = "#A93636"


def drill_press(p):
    p.shadow(400, 764, 220)
    p.path("M210 730Q210 706 240 706L560 706Q590 706 590 730L590 756L210 756Z", p.flat(IRON))
    p.tube(430, 190, 46, 520, STEEL, "x")
    p.plate(400, 672, 106, 36, IRON)
    p.rect(250, 540, 200, 26, 5, p.flat(IRON))
    for x in (280, 330, 380):
        p.rect(x, 546, 30, 8, 3, "#3A424A", width=1.5)
    p.tube(420, 518, 66, 64, IRON, "x", r=8)
    p.path("M300 566L420 576L420 560L300 560Z", p.flat(IRON))
    p.tube(296, 330, 58, 74, DARK, "x", r=4)
    p.tube(306, 402, 38, 22, STEEL, "x")
    p.path("M300 424L350 424L342 478L308 478Z", p.round(DARK, "x"))
    p.tube(319, 478, 12, 54, STEEL, "x", r=2)
    p.path("M236 150Q236 120 270 120L560 120Q590 120 590 150L590 306Q590 330 560 330L270 330Q236 330 236 306Z", p.flat(p.look.main))
    p.path("M226 120Q230 76 280 72L556 72Q600 76 602 120L602 152L226 152Z", p.flat(DARK))
    p.tube(560, 190, 120, 116, darker(p.look.main, 0.1), r=16)
    p.vents(600, 214, 70, 68, 5, color="#20262C")
    p.wordmark(414, 122, 24)
    p.circle(470, 262, 14, p.flat("#44755A", 2))
    p.circle(520, 262, 20, p.flat(RED, 2))
    p.plate(430, 172, 118, 50, LIGHT, 4)
    p.text(489, 204, "16 mm", 20)
    for turn in (20, 140, 260):
        with p.at(316, 284, turn):
            p.tube(-4, -86, 8, 86, STEEL, "x")
            p.circle(0, -92, 13, p.flat(DARK, 2))
    p.circle(316, 284, 24, p.flat(STEEL, 2))


def bench_grinder(p):
    p.shadow(400, 612, 290)
    p.path("M300 560L500 560L540 604L260 604Z", p.flat(DARK))
    p.path("M330 470L470 470L490 562L310 562Z", p.flat(IRON))
    for side in (-1, 1):
        with p.at(400, 390, flip=side < 0):
            p.tube(100, -22, 60, 44, STEEL)
            p.rect(150, -112, 66, 224, 8, p.round("#B7AD9C" if side > 0 else "#9CA0A2"))
            p.path("M136 -128Q136 -144 152 -144L214 -144Q232 -144 232 -128L232 30L216 30L216 -104L150 -104L150 96L136 96Z", p.flat(DARK))
            p.tube(216, -26, 34, 52, STEEL)
            p.hexagon(256, 0, 18)
            p.path("M132 96L236 96L252 122L132 122Z", p.flat(IRON))
            p.poly([(150, -150), (222, -150), (262, -96), (190, -96)], p.gradient([(0, "#DFEAF0"), (1, "#B9CCD6")], 1, 1), extra='opacity="0.85"')
            p.line(176, -144, 208, -104, STEEL, 3)
    p.tube(268, 294, 264, 192, p.look.main, r=40)
    p.tube(300, 288, 22, 204, darker(p.look.main, 0.18), r=6)
    p.tube(478, 288, 22, 204, darker(p.look.main, 0.18), r=6)
    p.wordmark(400, 376, 26, room=140)
    p.plate(352, 404, 96, 44, LIGHT, 4)
    p.text(400, 433, "200 mm", 18)
    p.plate(372, 500, 56, 42, DARK, 5)
    p.circle(388, 521, 9, p.flat("#44755A", 2))
    p.circle(412, 521, 9, p.flat(RED, 2))
    p.foot(264, 602)
    p.foot(492, 602)


def circular_saw(p):
    p.shadow(400, 628, 300)
    p.cable("M640 330C720 300 760 360 744 430C734 480 770 500 790 490")
    p.circle(350, 476, 150, p.flat(STEEL, 1.4))
    for turn in range(0, 360, 15):
        with p.at(350, 476, turn):
            p.poly([(-9, -148), (9, -148), (10, -164)], p.flat(IRON), width=1.4)
    p.circle(350, 476, 30, p.flat(IRON, 2))
    p.path("M168 496L560 496L560 470Q548 420 530 400Q500 310 400 296Q280 280 216 360Q176 410 168 496Z", p.flat(p.look.main))
    p.path("M196 470Q206 400 250 362Q310 318 392 330Q470 346 500 420L510 470Z", "none", stroke=darker(p.look.main, 0.35))
    p.circle(350, 440, 74, p.flat(DARK, 1.4))
    p.circle(350, 440, 52, p.round(IRON))
    p.hexagon(350, 440, 20)
    p.path("M398 300L470 226Q486 210 510 214L640 256Q672 272 668 320L660 356Q650 378 626 372L600 330L520 300L476 330Z", p.flat(RUBBER, 1.6))
    p.path("M500 262Q520 250 546 260L606 286Q592 302 560 294L500 286Z", p.flat("#EFEEEA"))
    p.path("M236 352Q216 280 262 262L316 258Q340 262 336 288L322 306Q280 296 270 344Z", p.flat(RUBBER, 1.6))
    p.rect(110, 494, 560, 22, 4, p.flat(LIGHT))
    p.path("M560 496L560 420L600 420Q620 424 622 450L622 496Z", p.flat(IRON))
    p.knob(592, 456, 20, DARK)
    p.wordmark(410, 362, 24, room=150)
    p.vents(430, 392, 64, 40, 4)


def jigsaw(p):
    p.shadow(400, 640, 250)
    p.cable("M642 300C720 290 760 340 748 420C740 470 770 490 786 480")
    p.tube(206, 448, 20, 60, STEEL, "x")
    p.path("M208 500L224 500L224 636L208 618Z", p.flat(STEEL, 1.5))
    for i in range(9):
        p.poly([(208, 526 + i * 10), (208, 536 + i * 10), (200, 532 + i * 10)], IRON, width=1.2)
    p.path("M170 300Q172 270 210 262L470 250Q640 250 660 310Q664 350 630 352L520 356Q500 390 560 420L590 460L180 460Z", p.flat(p.look.main))
    p.path("M300 300L560 286Q612 290 616 316Q612 330 560 332L470 336Q420 352 410 400L360 400Q330 340 300 330Z", p.flat("#EFEEEA"))
    p.path("M170 300Q172 270 210 262L262 259L262 460L180 460Z", p.flat(DARK))
    p.path("M520 252Q640 250 660 310Q664 350 630 352L566 354Q590 300 520 252Z", p.flat(RUBBER))
    p.rect(364, 338, 40, 50, 8, p.flat(DARK, 2))
    p.vents(196, 300, 50, 60, 3)
    p.knob(320, 418, 24)
    p.rect(134, 460, 480, 22, 5, p.flat(LIGHT))
    p.path("M230 482L520 482L500 502L250 502Z", p.flat(IRON))
    p.wordmark(470, 442, 22, room=120)


def cutoff_machine(p):
    p.shadow(400, 690, 310)
    p.path("M110 640L690 640L704 680L96 680Z", p.flat(p.look.main))
    p.rect(150, 600, 140, 42, 4, p.flat(IRON))
    p.rect(150, 556, 30, 60, 4, p.flat(IRON))
    p.rect(250, 566, 26, 40, 4, p.flat(IRON))
    p.tube(60, 578, 92, 14, STEEL)
    p.circle(60, 585, 18, p.flat(DARK, 2))
    p.plate(540, 520, 80, 124, IRON, 8)
    p.path("M554 530L470 420L520 380L606 500Z", p.flat(IRON))
    p.path("M240 300L256 196L296 190L300 300Z", p.flat(IRON))
    p.circle(340, 430, 176, p.flat("#6B5A4C", 1.2))
    p.circle(340, 430, 168, "none", stroke="#8A7868", width=2)
    p.circle(340, 430, 60, p.flat("#C9C2B4"), width=2)
    p.path("M140 430Q140 236 340 230Q470 232 520 330L540 430L470 430A130 130 0 0 0 210 430Z", p.flat(p.look.main))
    p.path("M430 330L640 300L650 420L560 470L470 460Z", p.flat(DARK))
    p.tube(560, 268, 120, 110, darker(DARK, 0.1), r=14)
    p.vents(610, 288, 60, 70, 4)
    p.circle(580, 520, 26, p.flat(STEEL, 2))
    p.circle(340, 430, 26, p.flat(IRON, 2))
    p.hexagon(340, 430, 15)
    p.path("M210 250Q150 200 190 150L330 90Q372 84 372 120Q366 142 330 146L250 184Q230 210 270 236Z", p.flat(RUBBER, 1.6))
    p.path("M262 178L330 146L340 160L290 196Z", p.flat(RED, 2))
    p.wordmark(344, 292, 28, room=180)
    p.foot(130, 678, 50)
    p.foot(620, 678, 50)
    with p.loose():
        p.cable("M676 330C740 330 740 420 730 480C720 540 760 560 776 556")


def orbital_sander(p):
    p.shadow(380, 606, 240)
    p.cable("M560 330C640 300 700 340 690 420C684 470 720 500 752 486")
    p.rect(176, 556, 400, 16, 6, p.flat("#C9A577"))
    p.path("M180 556Q184 520 230 516L520 516Q568 520 572 556Z", p.flat(RUBBER, 1.4))
    p.path("M236 516L514 516L500 440L250 440Z", p.flat(DARK))
    p.vents(290, 462, 170, 34, 8)
    p.path("M250 440Q232 330 262 266Q290 210 376 208Q470 208 500 262L566 300Q584 330 560 352L508 380L500 440Z", p.round(p.look.main, "x"))
    p.path("M260 268Q290 210 376 208Q470 208 500 262Q440 300 376 300Q300 300 260 268Z", p.flat(RUBBER, 1.6))
    p.wordmark(376, 374, 26, room=190)
    p.rect(340, 392, 76, 26, 10, p.flat(DARK))
    p.circle(362, 405, 8, p.flat("#44755A", 2), width=1.5)
    p.path("M508 456L560 456Q580 440 640 440Q690 444 690 490Q688 540 640 540Q580 538 560 504L508 504Z", p.flat(DARK, 1.5))
    p.line(596, 448, 596, 532, "#1B2025", 3)


def planer(p):
    p.shadow(400, 586, 300)
    p.cable("M662 286C740 270 770 330 752 400C744 440 770 460 790 452")
    p.rect(110, 530, 190, 28, 4, p.flat(LIGHT))
    p.rect(318, 538, 372, 20, 4, p.flat(LIGHT))
    p.path("M120 530L120 440Q124 410 160 404L330 396L352 320Q360 296 390 296L540 300L660 270Q690 272 690 310L690 538L318 538L310 530Z", p.flat(p.look.main))
    p.path("M440 360Q450 340 480 340L560 340Q604 344 606 390Q604 430 566 430L500 430Q448 420 440 360Z", p.flat("#EFEEEA"))
    p.path("M352 320Q360 296 390 296L540 300L660 270Q690 272 690 310L690 430L640 430Q640 330 560 326L420 326Q372 330 352 320Z", p.flat(RUBBER, 1.5))
    p.rect(476, 334, 60, 26, 8, p.flat(DARK, 2))
    p.circle(330, 474, 56, p.flat(DARK, 1.5))
    p.circle(330, 474, 34, p.flat(IRON, 2))
    p.screw(330, 474, 10)
    p.tube(180, 372, 60, 36, DARK, "x")
    p.circle(210, 350, 44, p.flat(DARK, 2))
    p.wordmark(540, 486, 28, room=200)
    p.vents(630, 452, 50, 60, 4)


def heat_gun(p):
    p.shadow(420, 690, 200)
    p.cable("M512 640C540 720 640 700 660 650C676 610 720 610 740 640")
    p.path("M84 236L150 222L150 306L84 292Z", p.round(STEEL))
    p.tube(148, 210, 130, 108, STEEL, r=10)
    for i in range(4):
        p.line(170 + i * 26, 212, 170 + i * 26, 316, IRON, 2)
    p.path("M276 196L330 186L330 342L276 332Z", p.round(DARK))
    p.path("M330 182L560 180Q650 184 656 264Q650 344 560 348L330 346Z", p.round(p.look.main))
    p.path("M566 180Q650 184 656 264Q650 344 566 348Z", p.round(DARK))
    p.vents(586, 226, 50, 76, 4)
    p.path("M400 346C402 440 424 540 440 632Q446 650 470 650L520 648Q540 642 536 620C520 520 520 440 526 346Z", p.flat(p.look.main))
    p.path("M440 400C446 480 458 560 470 636L520 634C506 540 500 480 502 400Z", p.flat(RUBBER, 1.4))
    p.path("M388 350L408 350Q408 400 424 430L402 434Q384 400 388 350Z", p.flat(DARK, 2))
    p.wordmark(444, 276, 28, room=190)
    p.shine("M340 206L550 204", 0.4)


def die_grinder(p):
    p.shadow(410, 500, 310)
    p.cable("M700 400C760 404 776 460 750 520C736 556 760 580 780 574")
    p.tube(64, 392, 70, 16, STEEL)
    p.path("M30 384L66 380L66 420L30 416Q20 400 30 384Z", p.round("#B7AD9C"))
    p.hexagon(140, 400, 20)
    p.tube(150, 376, 190, 48, STEEL, r=6)
    p.path("M330 368L400 344L400 456L330 432Z", p.round(DARK))
    p.path("M400 340L580 340L690 362Q706 366 706 400Q706 434 690 438L580 460L400 460Z", p.round(p.look.main))
    p.path("M596 343L690 362Q706 366 706 400Q706 434 690 438L596 457Z", p.round(RUBBER))
    p.vents(616, 378, 70, 44, 5)
    p.rect(450, 330, 80, 18, 7, p.flat(DARK))
    p.wordmark(496, 412, 27, room=160)
    p.shine("M410 362L580 362", 0.4)


DETAILS = {"drill-press": (210, 240, 340), "circular-saw": (170, 270, 360)}
HEIGHTS = {"bench-grinder": 260, "cutoff-machine": 610}
