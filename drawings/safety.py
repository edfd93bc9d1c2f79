"""Protective equipment."""

from drawings.kit import BRASS, DARK, IRON, LIGHT, RUBBER, STEEL, WHITE, darker, lighter

RED = "#A93636"
LEATHER = "#A9794C"


def hard_hat(p):
    p.shadow(400, 600, 280)
    p.path("M190 560Q210 620 400 626Q590 620 610 560L560 540L240 540Z", p.flat(DARK))
    p.path("M150 520Q140 250 400 226Q660 250 650 520Z", p.round(p.look.main, "x"))
    p.path("M350 232Q340 180 400 178Q460 180 450 232L470 520L330 520Z", p.flat(p.look.main))
    p.path("M300 250Q260 380 262 520M500 250Q540 380 538 520", "none", stroke=darker(p.look.main, 0.28), width=4)
    p.path("M110 540Q108 512 150 512L650 512Q692 512 690 540Q640 572 400 576Q160 572 110 540Z", p.flat(p.look.main, 1.4))
    p.shine("M214 330Q250 280 300 262", 0.6, 9)
    p.wordmark(400, 452, 26, DARK, room=104)
    for i in range(3):
        p.rect(196 + i * 24, 380, 13, 40, 6, darker(p.look.main, 0.55), width=1.5)
        p.rect(544 + i * 24, 380, 13, 40, 6, darker(p.look.main, 0.55), width=1.5)


def safety_glasses(p):
    p.shadow(400, 580, 290)
    lens = p.gradient([(0, "#DCEBF0"), (0.5, "#B7D0DA"), (1, "#E6F1F4")], 1, 1)
    p.path("M130 330L60 300Q40 300 40 330L60 470Q70 500 90 480L130 400Z", p.flat(p.look.main))
    p.path("M670 330L740 300Q760 300 760 330L740 470Q730 500 710 480L670 400Z", p.flat(p.look.main))
    for side in (-1, 1):
        with p.at(400, 0, flip=side < 0):
            p.path("M24 360Q40 316 120 312L250 318Q286 322 284 380Q276 500 180 506Q80 508 44 440Q30 420 24 400Z", lens, extra='opacity="0.92"')
            p.path("M60 350L150 340", "none", stroke="#FFFFFF", width=10, extra='opacity="0.8"')
            p.path("M60 378L110 370", "none", stroke="#FFFFFF", width=6, extra='opacity="0.6"')
    p.path("M124 318Q128 296 160 294L640 294Q672 296 676 318Q560 306 424 340Q400 330 376 340Q240 306 124 318Z", p.flat(DARK, 1.4))
    p.path("M376 396Q400 376 424 396L436 440Q400 420 364 440Z", p.flat(DARK))
    p.wordmark(400, 322, 17, p.look.main)


def gloves(p):
    p.shadow(400, 730, 240)
    shape = ("M-96 300L-104 60Q-112 -20 -100 -90L-96 -170Q-92 -196 -72 -194Q-54 -190 -54 -166L-52 -70L-46 -70L-42 -214"
             "Q-38 -238 -18 -238Q2 -236 2 -212L4 -72L10 -72L18 -204Q22 -226 40 -224Q60 -220 58 -196L52 -64L60 -62L78 -150"
             "Q84 -170 102 -166Q118 -160 114 -138L96 20L100 60Q150 20 168 -4Q186 -22 200 -8Q210 6 196 28L110 150L104 300Z")
    for x, turn, flip in ((270, -8, False), (540, 8, True)):
        with p.at(x, 400, turn, 1.0, flip):
            p.path(shape, p.flat(LIGHT, 1.2))
            p.path("M-104 90Q-112 -20 -100 -90L-96 -170Q-92 -196 -72 -194Q-54 -190 -54 -166L-52 -70L-46 -70L-42 -214Q-38 -238 -18 -238Q2 -236 2 -212"
                   "L4 -72L10 -72L18 -204Q22 -226 40 -224Q60 -220 58 -196L52 -64L60 -62L78 -150Q84 -170 102 -166Q118 -160 114 -138L96 20L100 60"
                   "Q150 20 168 -4Q186 -22 200 -8Q210 6 196 28L116 140Q10 160 -104 90Z", p.flat("#3B434B", 1.4))
            p.rect(-102, 252, 208, 50, 8, p.flat(p.look.main))
            for i in range(8):
                p.line(-96 + i * 26, 190, -98 + i * 26, 250, "#A9B0B5", 2)
            p.shade("M-20 20Q30 60 90 40L80 90Q20 100 -30 70Z", 0.25)


def safety_shoes(p):
    p.shadow(400, 620, 320)
    for dx, dy in ((60, -50), (-20, 0)):
        with p.at(dx, dy):
            p.path("M110 590Q92 540 130 490Q180 440 270 420L420 300L420 220Q424 200 450 196L600 196Q640 200 642 236L640 560L650 590Z", p.flat("#3F454B", 1.4))
            p.path("M110 590Q92 540 130 490Q170 452 250 430Q300 470 290 590Z", p.flat("#2E343A", 1.4))
            p.path("M270 420L420 300L446 330L470 420L300 470Z", p.flat("#4D545B"))
            for i in range(5):
                x, y = 306 + i * 30, 424 - i * 24
                p.line(x - 16, y - 22, x + 40, y + 12, p.look.main, 7)
                p.circle(x + 42, y + 14, 7, p.flat(STEEL, 2), width=1.5)
            p.path("M420 220Q424 200 450 196L600 196Q640 200 642 236L642 256Q530 240 420 264Z", p.flat(RUBBER))
            p.path("M560 330L640 320L640 470L570 450Z", p.flat(p.look.main))
            p.path("M100 576L652 576L656 616Q656 632 640 632L560 632L552 618L420 618L404 632L130 632Q98 628 100 576Z", p.flat("#22272C"))
            p.line(104, 590, 652, 590, p.look.main, 6)
            p.shine("M140 510Q170 478 214 464", 0.35, 8)


def ear_muffs(p):
    p.shadow(400, 690, 220)
    p.path("M210 470C170 130 290 90 400 90C510 90 630 130 590 470", "none", stroke=darker(DARK, 0.3), width=44)
    p.path("M210 470C170 130 290 90 400 90C510 90 630 130 590 470", "none", stroke=DARK, width=38)
    p.path("M262 146C300 118 350 110 400 110C450 110 500 118 538 146", "none", stroke=lighter(DARK, 0.3), width=8)
    for side in (-1, 1):
        with p.at(400, 0, flip=side < 0):
            p.tube(180, 320, 14, 120, STEEL, "x")
            p.path("M120 440Q120 400 150 400L160 400L160 660L150 660Q120 660 120 620Z", p.round("#20262C", "x"))
            p.path("M156 400Q250 396 258 530Q250 664 156 660Z", p.round(p.look.main, "x"))
            p.path("M176 452Q226 456 230 530Q226 604 176 608Z", "none", stroke=darker(p.look.main, 0.3), width=4)


def respirator(p):
    p.shadow(400, 640, 210)
    p.cable("M240 330C120 260 140 180 240 160C360 130 450 130 560 160C660 180 680 260 560 330", DARK, 13)
    p.cable("M230 470C130 500 100 560 170 600", DARK, 13)
    p.cable("M570 470C670 500 700 560 630 600", DARK, 13)
    p.path("M400 190Q450 196 476 270Q560 330 574 430Q560 560 470 600Q400 620 330 600Q240 560 226 430Q240 330 324 270Q350 196 400 190Z", p.flat("#4A535C", 1.4))
    p.path("M400 240Q430 250 446 300Q500 350 508 430Q490 520 440 546Q400 558 360 546Q310 520 292 430Q300 350 354 300Q370 250 400 240Z", p.flat("#3B434B", 1.4))
    for side in (-1, 1):
        with p.at(400, 470, 0, flip=side < 0):
            p.circle(196, 0, 100, p.flat("#C9CED3", 1.6))
            p.circle(196, 0, 80, p.flat(p.look.main))
            p.circle(196, 0, 58, p.flat(LIGHT, 1.6))
            for turn in range(0, 360, 45):
                with p.at(196, 0, turn):
                    p.rect(-5, -46, 10, 28, 5, "#59636C", width=1.5)
    p.circle(400, 520, 44, p.flat(DARK, 1.8))
    for i in range(5):
        p.line(372, 502 + i * 9, 428, 502 + i * 9, "#14191E", 3)
    p.wordmark(400, 376, 18, p.look.main, room=150)


def fire_extinguisher(p):
    p.shadow(400, 752, 150)
    p.cable("M420 170C560 170 590 260 570 380C560 440 548 500 552 560", RUBBER, 24)
    with p.at(552, 560, 2):
        p.path("M-16 0L16 0L26 110L-26 110Z", p.round(DARK, "x"))
    p.path("M280 300Q280 226 400 214Q520 226 520 300L520 712Q520 736 496 736L304 736Q280 736 280 712Z", p.round("#A8322F", "x"))
    p.rect(280, 700, 240, 36, 10, p.round(DARK, "x"))
    p.tube(368, 160, 64, 60, BRASS, "x")
    p.path("M350 160L440 160L470 130L600 96L606 112L480 168Z", p.flat(DARK))
    p.path("M350 150L420 130L590 60L598 76L440 150Z", p.flat(IRON))
    p.circle(340, 186, 28, p.flat(WHITE, 0.6))
    p.path("M322 178A20 20 0 0 1 358 178", "none", stroke="#44755A", width=6)
    p.line(340, 188, 346, 172, RED, 3)
    p.rect(300, 360, 200, 220, 6, p.flat(WHITE, 0.6))
    p.rect(300, 360, 200, 46, 6, p.flat(p.look.main))
    p.wordmark(400, 392, 24, DARK, room=170)
    p.text(400, 450, "ABC", 44, "#A8322F")
    p.text(400, 492, "DRY POWDER", 20)
    p.text(400, 546, "6 kg", 36)


DETAILS = {}
HEIGHTS = {}
