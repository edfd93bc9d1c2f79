"""The pen: a few shapes with one light, one line weight and one palette, written as SVG.

A drawing is 800 × 800 units. Light falls from the upper left. `lines=True` draws the same shapes as an outline for a
dimensioned view.
"""

from contextlib import contextmanager

INK = "#27303A"
PAPER = "#F3F2EE"
LINE = 2.6
STEEL, IRON, DARK, RUBBER = "#B9C0C6", "#7E8891", "#3B434B", "#2E343A"
WHITE, BRASS, COPPER, LIGHT = "#F4F5F4", "#C9A24A", "#B9714A", "#DDE1E3"
SCREEN, WOOD = "#C3CDB4", "#C9A577"


def mix(color, other, share):
    """`color` with `share` (0 to 1) of `other` in it."""
    a, b = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (color, other))
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in zip(a, b, strict=True))


def lighter(color, share=0.3):
    return mix(color, "#FFFFFF", share)


def darker(color, share=0.3):
    return mix(color, "#161C24", share)


class Look:
    """A maker's colours and name."""

    def __init__(self, name, main, second=DARK):
        self.name, self.main, self.second = name, main, second


class Pen:
    """Collects the shapes of one drawing."""

    def __init__(self, look, lines=False):
        self.look, self.lines = look, lines
        self.shapes, self.defs, self.ground = [], {}, []

    # --- Paint ---

    def gradient(self, stops, x2=0.0, y2=1.0):
        """The fill for a gradient along (x2, y2); `stops` is a list of (offset, colour)."""
        if self.lines:
            return "#FCFCFA"
        body = "".join(f'<stop offset="{at}" stop-color="{color}"/>' for at, color in stops)
        key = f'x1="0" y1="0" x2="{x2}" y2="{y2}">{body}'
        name = self.defs.setdefault(key, f"g{len(self.defs)}")
        return f"url(#{name})"

    def flat(self, color, depth=1.0):
        """A plate that catches the light: a little lighter above left, a little darker below right."""
        stops = [(0, lighter(color, 0.16 * depth)), (0.5, color), (1, darker(color, 0.16 * depth))]
        return self.gradient(stops, 0.5, 1)

    def round(self, color, axis="y"):
        """A cylinder seen from its side; `axis` is the direction in which it curves."""
        stops = [
            (0, darker(color, 0.28)),
            (0.12, lighter(color, 0.08)),
            (0.28, lighter(color, 0.45)),
            (0.5, color),
            (0.85, darker(color, 0.34)),
            (1, darker(color, 0.22)),
        ]
        return self.gradient(stops, 1 if axis == "x" else 0, 1 if axis == "y" else 0)

    # --- Shapes ---

    def add(self, tag, attributes, fill="none", stroke=INK, width=LINE, extra=""):
        if self.lines:
            fill = "none" if fill == "none" else "#FCFCFA"
            stroke, width = ("#2B4A6F" if stroke != "none" else "none"), min(width, 2.2)
        values = " ".join(f'{k}="{v}"' for k, v in attributes.items())
        self.shapes.append(f'<{tag} {values} fill="{fill}" stroke="{stroke}" stroke-width="{width}" {extra}/>')

    def path(self, d, fill="none", **kw):
        self.add("path", {"d": d}, fill, **kw)

    def rect(self, x, y, w, h, r=0, fill="none", **kw):
        self.add("rect", {"x": x, "y": y, "width": w, "height": h, "rx": r}, fill, **kw)

    def circle(self, cx, cy, r, fill="none", **kw):
        self.add("circle", {"cx": cx, "cy": cy, "r": r}, fill, **kw)

    def ellipse(self, cx, cy, rx, ry, fill="none", **kw):
        self.add("ellipse", {"cx": cx, "cy": cy, "rx": rx, "ry": ry}, fill, **kw)

    def line(self, x1, y1, x2, y2, color=INK, width=LINE):
        self.add("path", {"d": f"M{x1} {y1}L{x2} {y2}"}, stroke=color, width=width)

    def poly(self, points, fill="none", **kw):
        self.path("M" + "L".join(f"{x} {y}" for x, y in points) + "Z", fill, **kw)

    def text(self, x, y, content, size=22, color=INK, weight=700, anchor="middle", family="Liberation Sans", spacing=0.5):
        if self.lines:
            return
        self.shapes.append(
            f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{color}" '
            f'font-family="{family}, Arial, sans-serif" letter-spacing="{spacing}">{content}</text>'
        )

    def shadow(self, cx, cy, rx, ry=16):
        """The soft shadow on the ground."""
        if not self.lines:
            self.ground.append(f'<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="#1B232C" opacity="0.26"/>')

    @contextmanager
    def at(self, x=0, y=0, turn=0, scale=1.0, flip=False):
        """Everything drawn inside is moved to (x, y), turned by `turn` degrees and scaled."""
        mirror = f"scale({-scale if flip else scale} {scale})"
        self.shapes.append(f'<g transform="translate({x} {y}) rotate({turn}) {mirror}">')
        yield self
        self.shapes.append("</g>")

    @contextmanager
    def loose(self):
        """What hangs from the product or lies on its side: left out of a dimensioned view, which is a plain elevation."""
        kept = len(self.shapes)
        yield
        if self.lines:
            del self.shapes[kept:]

    # --- Parts ---

    def tube(self, x, y, w, h, color=STEEL, axis="y", r=4, **kw):
        self.rect(x, y, w, h, r, self.round(color, axis), **kw)

    def plate(self, x, y, w, h, color=LIGHT, r=8, **kw):
        self.rect(x, y, w, h, r, self.flat(color), **kw)

    def shine(self, d, opacity=0.35, width=5):
        """A streak of light along a path."""
        if not self.lines:
            self.add("path", {"d": d}, stroke="#FFFFFF", width=width, extra=f'opacity="{opacity}"')

    def shade(self, d, opacity=0.16):
        """A soft darker area inside a shape."""
        if not self.lines:
            self.add("path", {"d": d}, "#10161D", stroke="none", extra=f'opacity="{opacity}"')

    def cable(self, d, color=RUBBER, width=13):
        """A cable or hose along a path: dark edge, body, light."""
        if self.lines:
            self.add("path", {"d": d}, width=2.2)
            return
        self.add("path", {"d": d}, stroke=darker(color, 0.55), width=width + LINE * 1.6)
        self.add("path", {"d": d}, stroke=color, width=width)
        self.add("path", {"d": d}, stroke=lighter(color, 0.4), width=width * 0.22, extra='opacity="0.7"')

    def screw(self, cx, cy, r=8, color=STEEL):
        self.circle(cx, cy, r, self.flat(color, 2), width=2)
        if r > 4:
            self.line(cx - r * 0.55, cy - r * 0.3, cx + r * 0.55, cy + r * 0.3, width=2)

    def hexagon(self, cx, cy, r, color=STEEL):
        w, h = r, r * 0.87
        points = [(cx - w, cy), (cx - w / 2, cy - h), (cx + w / 2, cy - h), (cx + w, cy), (cx + w / 2, cy + h), (cx - w / 2, cy + h)]
        self.poly([(round(x, 1), round(y, 1)) for x, y in points], self.flat(color, 2))

    def vents(self, x, y, w, h, count, upright=True, color="#1F252B"):
        """Cooling slots."""
        for i in range(count):
            if upright:
                self.rect(x + i * w / count, y, w / count * 0.5, h, w / count * 0.25, color, width=1.2)
            else:
                self.rect(x, y + i * h / count, w, h / count * 0.5, h / count * 0.25, color, width=1.2)

    def knob(self, cx, cy, r, color=DARK, turn=-40):
        self.circle(cx, cy + r * 0.08, r * 1.12, "#0E1318", stroke="none", extra='opacity="0.18"')
        self.circle(cx, cy, r, self.flat(color, 2))
        self.circle(cx, cy, r * 0.68, self.flat(lighter(color, 0.12), 2), width=1.6)
        with self.at(cx, cy, turn):
            self.line(0, -r * 0.25, 0, -r * 0.85, WHITE, max(2.5, r * 0.12))

    def screen(self, x, y, w, h, content="", size=None, color=SCREEN, ink="#20281F"):
        """A display with dark digits on a light ground."""
        self.rect(x, y, w, h, 6, self.gradient([(0, darker(color, 0.12)), (0.3, color), (1, lighter(color, 0.2))], 0.4, 1))
        if content:
            size = size or h * 0.62
            self.text(x + w / 2, y + h / 2 + size * 0.35, content, size, ink, family="Liberation Mono")
        self.shine(f"M{x + 8} {y + 8}L{x + w * 0.4} {y + 8}", 0.5, 3)

    def terminal(self, cx, cy, r, color):
        """A round socket for a plug."""
        self.circle(cx, cy, r, self.flat(DARK, 2))
        self.circle(cx, cy, r * 0.66, self.flat(color, 1.6), width=2)
        self.circle(cx, cy, r * 0.3, "#14191E", width=1.5)

    def box(self, x, y, w, h, depth, color, r=0, rise=0.5):
        """A box whose front is at (x, y, w, h), seen a little from the right and from above."""
        up = depth * rise
        top = [(x + r, y), (x + depth + r, y - up), (x + w + depth, y - up), (x + w, y)]
        side = [(x + w, y), (x + w + depth, y - up), (x + w + depth, y + h - up), (x + w, y + h)]
        with self.loose():
            self.poly(top, self.flat(lighter(color, 0.28)))
            self.poly(side, self.flat(darker(color, 0.3)))
        self.rect(x, y, w, h, r, self.flat(color))

    def foot(self, x, y, w=44, h=16):
        self.rect(x, y, w, h, 5, self.flat(RUBBER))

    def wheel(self, cx, cy, r, rim=LIGHT):
        self.circle(cx, cy, r, self.flat(RUBBER, 2))
        self.circle(cx, cy, r * 0.82, "none", stroke=lighter(RUBBER, 0.25), width=2)
        self.circle(cx, cy, r * 0.58, self.flat(rim, 2))
        self.circle(cx, cy, r * 0.2, self.flat(IRON, 2))
        for turn in range(0, 360, 72):
            with self.at(cx, cy, turn):
                self.circle(0, -r * 0.38, r * 0.09, DARK, width=1.5)

    def wordmark(self, x, y, size=26, color=WHITE, anchor="middle", room=None):
        """The maker's name, at most `room` units wide."""
        size = min(size, (room or 999) / (0.78 * len(self.look.name)))
        self.text(x, y, self.look.name, size, color, 700, anchor, spacing=size * 0.08)

    # --- The sheet ---

    def svg(self, view="fit", over=""):
        """The whole drawing. `view` is "x y width height", or "fit": the renderer then frames the subject."""
        defs = "".join(f'<linearGradient id="{name}" {key}</linearGradient>' for key, name in self.defs.items())
        fill = "#FAFAF8" if self.lines else "url(#paper)"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" stroke-linejoin="round" stroke-linecap="round">'
            f'<defs><radialGradient id="paper" cx="0.42" cy="0.36" r="0.75"><stop offset="0" stop-color="#FAF9F7"/>'
            f'<stop offset="0.6" stop-color="{PAPER}"/><stop offset="1" stop-color="#E3E1DB"/></radialGradient>'
            f'<filter id="soft" x="-50%" y="-150%" width="200%" height="400%"><feGaussianBlur stdDeviation="9"/></filter>'
            f'{defs}</defs><rect class="paper" fill="{fill}"/><g id="ground" filter="url(#soft)">{"".join(self.ground)}</g>'
            f'<g id="subject">{"".join(self.shapes)}</g>{over}</svg>'
        )
