"""Pumps, motors and drives."""

from drawings.air_and_power import gauge, tube_frame
from drawings.kit import BRASS, DARK, IRON, LIGHT, RUBBER, STEEL, WHITE, darker, lighter

RED = "#A93636"


def fins(p, x, y, w, h, color, count=9):
    """A motor housing whose cooling fins run along it."""
    p.rect(x, y, w, h, 10, p.round(color))
    for i in range(count):
        at = y + h * (i + 0.5) / count
        p.line(x + 4, at, x + w - 4, at, darker(color, 0.42), 3.4)
        p.line(x + 4, at + 3.4, x + w - 4, at + 3.4, lighter(color, 0.22), 1.6)


def cowl(p, x, y, w, h, color):
    """The fan cover at a motor's back (right) end."""
    p.path(f"M{x} {y}L{x + w * 0.72} {y}Q{x + w} {y} {x + w} {y + h * 0.2}L{x + w} {y + h * 0.8}Q{x + w} {y + h} {x + w * 0.72} {y + h}L{x} {y + h}Z", p.round(color))
    for i in range(5):
        p.line(x + w * 0.45, y + h * (0.22 + i * 0.14), x + w * 0.9, y + h * (0.22 + i * 0.14), "#1F252B", 4)


def motor_three_phase(p):
    p.shadow(410, 620, 300)
    p.tube(84, 382, 110, 50, STEEL)
    p.rect(96, 376, 66, 12, 3, p.flat(IRON))
    p.path("M190 330L236 276L236 538L190 484Z", p.round(darker(p.look.main, 0.08)))
    p.path("M236 556L236 250L268 244L268 562Z", p.round(p.look.main))
    fins(p, 268, 252, 290, 308, p.look.main, 12)
    p.path("M558 244L586 250L586 556L558 562Z", p.round(p.look.main))
    cowl(p, 586, 262, 126, 284, p.look.main)
    p.path("M330 200L500 200L512 256L318 256Z", p.flat(p.look.main))
    p.rect(322, 176, 186, 32, 6, p.flat(lighter(p.look.main, 0.08)))
    for x in (336, 494):
        p.screw(x, 192, 6)
    p.tube(352, 226, 30, 22, BRASS)
    p.path("M420 176Q420 144 440 144Q460 144 460 176", "none", stroke=IRON, width=9)
    p.plate(350, 356, 150, 84, LIGHT, 4)
    p.wordmark(425, 388, 19, "#27303A")
    p.text(425, 412, "3~  400 V  50 Hz", 14, weight=400)
    p.text(425, 431, "IE3   IP55", 14, weight=400)
    for x in (270, 470):
        p.path(f"M{x} 556L{x + 84} 556L{x + 96} 606L{x - 12} 606Z", p.flat(darker(p.look.main, 0.12)))
        p.circle(x + 42, 592, 7, "#20262C", width=1.6)


def motor_single_phase(p):
    p.shadow(410, 616, 290)
    p.tube(92, 384, 104, 44, STEEL)
    p.rect(104, 378, 60, 10, 3, p.flat(IRON))
    p.path("M192 336L232 290L232 526L192 480Z", p.round(darker(p.look.main, 0.1)))
    p.tube(232, 270, 330, 274, p.look.main, r=16)
    p.rect(232, 270, 44, 274, 6, p.round(darker(p.look.main, 0.1)))
    p.rect(520, 270, 44, 274, 6, p.round(darker(p.look.main, 0.1)))
    cowl(p, 564, 278, 116, 258, darker(p.look.main, 0.04))
    p.tube(300, 196, 210, 66, DARK, r=30)
    p.line(340, 200, 340, 258, "#1B2025", 3)
    p.tube(330, 256, 150, 20, IRON)
    p.plate(336, 350, 150, 90, LIGHT, 4)
    p.wordmark(411, 384, 19, "#27303A")
    p.text(411, 408, "1~  230 V  50 Hz", 14, weight=400)
    p.text(411, 428, "IP54   S1", 14, weight=400)
    p.path("M250 540L550 540L566 602L234 602Z", p.flat(darker(p.look.main, 0.2)))
    p.path("M300 556L500 556L506 586L294 586Z", p.flat("#20262C"))


def gearbox(p):
    p.shadow(400, 690, 230)
    fins(p, 500, 250, 180, 170, p.look.main, 7)
    cowl(p, 680, 256, 80, 158, p.look.main)
    p.tube(470, 232, 34, 206, STEEL, r=4)
    p.path("M180 230Q180 200 210 200L440 200Q470 200 470 230L470 590Q470 616 440 616L210 616Q180 616 180 590Z", p.flat(LIGHT, 1.4))
    for x, y in ((206, 226), (444, 226), (206, 590), (444, 590)):
        p.hexagon(x, y, 13)
    p.circle(325, 470, 122, p.flat(STEEL, 1.4))
    p.circle(325, 470, 98, p.flat(LIGHT, 1.4))
    for turn in range(0, 360, 60):
        with p.at(325, 470, turn):
            p.hexagon(0, -110, 9)
    p.circle(325, 470, 50, p.flat(IRON, 2))
    p.circle(325, 470, 36, "#1B2127")
    p.rect(313, 426, 24, 18, 2, "#1B2127")
    p.plate(232, 236, 186, 76, DARK, 4)
    p.wordmark(325, 270, 22)
    p.text(325, 296, "i = 30", 17, LIGHT)
    p.tube(300, 176, 50, 26, BRASS, "x")
    p.path("M150 616L500 616L512 672L138 672Z", p.flat(STEEL))
    for x in (180, 460):
        p.circle(x, 648, 10, "#20262C", width=1.6)


def vfd(p):
    p.shadow(410, 720, 220)
    p.box(220, 110, 300, 580, 90, DARK, r=12)
    with p.loose():
        for i in range(10):
            p.line(532 + i * 7.4, 240 - i * 3.7, 532 + i * 7.4, 600 - i * 3.7, "#14191E", 3)
    p.rect(236, 126, 268, 330, 10, p.flat("#4A535C"))
    p.rect(236, 126, 268, 54, 10, p.flat(p.look.main, 1.4))
    p.wordmark(370, 162, 26)
    p.screen(262, 198, 216, 84, "50.0 Hz", 40, color="#1E2A33", ink="#8CC7E0")
    p.knob(424, 358, 42)
    for row in range(2):
        for column in range(2):
            p.rect(264 + column * 56, 314 + row * 50, 44, 36, 7, p.flat("#5F6972", 2))
    p.rect(264, 414, 44, 26, 6, p.flat("#44755A", 2))
    p.rect(320, 414, 44, 26, 6, p.flat(RED, 2))
    p.rect(236, 474, 268, 130, 8, p.flat("#3F4850"))
    p.text(370, 548, "2.2 kW  400 V 3~", 19, LIGHT)
    p.rect(236, 614, 268, 60, 6, p.flat("#20262C"))
    for i in range(6):
        p.rect(250 + i * 41, 624, 32, 40, 3, p.flat("#44755A"), width=1.6)
        p.screw(266 + i * 41, 644, 9)


def pump_centrifugal(p):
    p.shadow(400, 640, 320)
    fins(p, 340, 300, 230, 230, p.look.main, 9)
    cowl(p, 570, 306, 120, 218, p.look.main)
    p.tube(300, 296, 44, 238, IRON, r=6)
    p.path("M390 256L500 256L508 304L382 304Z", p.flat(DARK))
    p.circle(214, 416, 138, p.flat(IRON, 1.5))
    p.circle(214, 416, 112, p.flat(lighter(IRON, 0.12), 1.4))
    for turn in range(0, 360, 45):
        with p.at(214, 416, turn + 22):
            p.hexagon(0, -125, 9)
    p.circle(214, 416, 64, p.flat(IRON, 2))
    p.circle(214, 416, 44, p.flat("#2B323A"))
    p.circle(214, 416, 30, "#14191E", width=1.6)
    p.path("M262 300L262 210L340 210L340 320Q330 350 304 352Z", p.round(IRON, "x"))
    p.rect(246, 184, 110, 30, 5, p.flat(STEEL))
    p.plate(392, 384, 130, 62, LIGHT, 4)
    p.wordmark(457, 414, 18, "#27303A")
    p.text(457, 435, "0.75 kW", 14, weight=400)
    p.path("M360 528L560 528L572 606L348 606Z", p.flat(darker(p.look.main, 0.25)))
    p.path("M140 540L290 540L300 606L130 606Z", p.flat(IRON))
    p.rect(110, 604, 500, 26, 4, p.flat(DARK))


def pump_booster(p):
    p.shadow(400, 716, 310)
    p.tube(120, 440, 540, 210, p.look.main, r=100)
    p.wordmark(390, 560, 44)
    p.circle(124, 545, 44, p.flat(STEEL, 2))
    for turn in range(0, 360, 60):
        with p.at(124, 545, turn):
            p.hexagon(0, -32, 6)
    p.rect(230, 420, 330, 26, 4, p.flat(DARK))
    fins(p, 380, 240, 180, 160, DARK, 7)
    cowl(p, 560, 246, 90, 148, DARK)
    p.path("M190 290L300 250L380 246L380 400L230 420L190 390Z", p.round(STEEL))
    p.circle(196, 340, 42, p.flat(IRON, 2))
    p.circle(196, 340, 26, "#1B2127")
    p.tube(280, 196, 50, 62, BRASS, "x")
    p.cable("M306 200C306 150 200 150 170 200C130 270 80 440 96 520", IRON, 17)
    gauge(p, 360, 200, 40)
    p.plate(410, 190, 80, 52, "#20262C", 8)
    p.circle(450, 216, 12, p.flat("#44755A", 2))
    p.path("M220 640L270 640L262 706L228 706Z", p.flat(DARK))
    p.path("M520 640L570 640L562 706L528 706Z", p.flat(DARK))


def pump_submersible(p):
    p.shadow(400, 756, 150)
    with p.loose():
        p.cable("M430 150C450 60 560 60 600 120C630 190 560 330 600 470C620 560 560 640 600 720")
    p.tube(352, 70, 96, 54, STEEL, "x")
    for i in range(4):
        p.line(354, 80 + i * 11, 446, 86 + i * 11, IRON, 2.2)
    p.path("M352 124L448 124L470 166L330 166Z", p.round(STEEL, "x"))
    p.tube(330, 164, 140, 250, LIGHT, "x", r=4)
    p.line(330, 220, 470, 220, IRON)
    p.tube(336, 414, 128, 46, DARK, "x", r=3)
    for i in range(9):
        p.rect(344 + i * 12.6, 420, 6, 34, 3, "#14191E", width=1)
    p.tube(330, 460, 140, 250, STEEL, "x", r=4)
    p.rect(330, 530, 140, 100, 0, p.round(p.look.main, "x"))
    with p.at(408, 580, -90):
        p.wordmark(0, 8, 15, room=96)
    p.tube(340, 706, 120, 34, DARK, "x")
    p.text(400, 316, "4″", 30)
    p.path("M448 132L476 140L474 420", "none", stroke="#3B434B", width=5)


def pump_drainage(p):
    p.shadow(390, 716, 200)
    p.cable("M420 190C440 110 540 100 590 150C640 210 600 260 650 300")
    p.cable("M510 300C590 290 620 350 610 410C606 450 616 480 622 500", width=10)
    with p.at(624, 540, 16):
        p.path("M-34 -44Q-34 -60 -18 -60L18 -60Q34 -60 34 -44L34 44Q34 60 18 60L-18 60Q-34 60 -34 44Z", p.flat(RED))
    p.path("M330 196Q330 150 390 150Q450 150 450 196", "none", stroke=DARK, width=18)
    p.path("M280 250Q284 200 340 196L440 196Q496 200 500 250Z", p.flat(DARK))
    p.tube(274, 250, 232, 260, p.look.main, "x", r=10)
    p.wordmark(390, 390, 34, room=200)
    p.path("M274 510L506 510L530 560L250 560Z", p.round(DARK, "x"))
    p.rect(240, 560, 300, 120, 10, p.round(DARK, "x"))
    p.vents(256, 590, 270, 74, 12)
    p.rect(250, 678, 50, 30, 5, p.flat("#20262C"))
    p.rect(480, 678, 50, 30, 5, p.flat("#20262C"))
    p.path("M240 640L190 640Q160 640 160 600L160 520L226 520L226 574L240 580Z", p.round(IRON, "x"))
    p.tube(150, 440, 86, 84, STEEL, "x")
    for i in range(4):
        p.line(152, 454 + i * 16, 234, 458 + i * 16, IRON, 2.4)


def pump_engine(p):
    p.shadow(400, 690, 310)
    p.path("M320 210Q320 180 352 180L570 180Q602 180 602 210L602 270L320 270Z", p.flat(p.look.main))
    p.wordmark(450, 238, 30, room=220)
    p.tube(420, 156, 60, 28, DARK, "x")
    p.path("M320 290L600 290L620 340L620 570L320 570Z", p.flat(DARK))
    p.circle(500, 450, 94, p.flat("#2B323A", 1.6))
    p.circle(500, 450, 70, p.flat("#20262C", 2))
    for turn in range(0, 360, 40):
        with p.at(500, 450, turn):
            p.line(0, -26, 0, -62, "#59636C", 6)
    p.circle(500, 450, 22, p.flat(RED, 2))
    for i in range(6):
        p.rect(336, 304 + i * 16, 90, 9, 3, p.flat(STEEL), width=1.8)
    p.circle(240, 450, 118, p.flat(STEEL, 1.4))
    p.circle(240, 450, 92, p.flat(LIGHT, 1.4))
    for turn in range(0, 360, 60):
        with p.at(240, 450, turn):
            p.hexagon(0, -105, 9)
    p.tube(86, 408, 80, 84, STEEL)
    p.tube(62, 396, 34, 108, DARK)
    p.tube(200, 250, 84, 96, STEEL, "x")
    p.tube(186, 224, 112, 34, DARK, "x")
    p.plate(206, 430, 70, 42, "#20262C", 4)
    p.text(241, 459, "2″", 24, WHITE)
    p.rect(180, 568, 460, 22, 4, p.flat(IRON))
    for x in (220, 560):
        p.rect(x, 590, 40, 52, 4, p.flat(RUBBER))
    p.path("M206 570L216 540L268 540L278 570Z", p.flat(STEEL))
    tube_frame(p, 110, 130, 580, 516)
    p.foot(150, 650, 70, 26)
    p.foot(580, 650, 70, 26)


def pressure_tank(p):
    p.shadow(400, 736, 180)
    p.path("M260 640L300 640L290 724L240 724Z", p.flat(IRON))
    p.path("M500 640L540 640L560 724L510 724Z", p.flat(IRON))
    p.path("M240 260Q240 130 400 126Q560 130 560 260L560 540Q560 668 400 674Q240 668 240 540Z", p.round(p.look.main, "x"))
    p.line(240, 300, 560, 300, darker(p.look.main, 0.35))
    p.line(240, 520, 560, 520, darker(p.look.main, 0.35))
    p.wordmark(400, 404, 44, room=270)
    p.text(400, 450, "10 bar", 26, WHITE)
    p.tube(372, 94, 56, 36, STEEL, "x")
    p.circle(400, 92, 14, p.flat(DARK, 2))
    p.tube(366, 668, 68, 40, BRASS, "x")
    gauge(p, 470, 690, 30, "")
    p.rect(426, 682, 20, 14, 2, p.flat(BRASS))


DETAILS = {"motor-three-phase": (240, 140, 380), "pump-centrifugal": (70, 160, 360), "vfd": (222, 110, 330)}
HEIGHTS = {"motor-three-phase": 248, "pump-centrifugal": 262, "vfd": 240, "gearbox": 242}
