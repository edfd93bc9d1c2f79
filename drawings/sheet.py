"""From a picture's name to its SVG: which drawing, whose colours, which view."""

import re
from importlib import import_module

from drawings.kit import Pen
from drawings.looks import LOOKS

ROOMS = ("power_tools", "bench_tools", "welding", "air_and_power", "pumps_and_motors", "instruments", "switchgear", "cables", "accessories", "safety", "workshop")
DETAILS = {}  # kind → (x, y, side) of the closer view
HEIGHTS = {}  # kind → height in mm of the dimensioned view
DIMENSIONS = "<!--mm {}-->"


def _functions():
    for room in ROOMS:
        module = import_module(f"drawings.{room}")
        DETAILS.update(getattr(module, "DETAILS", {}))
        HEIGHTS.update(getattr(module, "HEIGHTS", {}))
        yield from ((n.replace("_", "-"), f) for n, f in vars(module).items() if callable(f) and f.__module__ == module.__name__)


DRAWINGS = dict(_functions())


def draw(name):
    """The SVG of the picture `name` (kind.look or kind.look.view)."""
    kind, look, *view = name.split(".")
    pen = Pen(LOOKS[look], lines=view == ["lines"])
    DRAWINGS[kind](pen)
    if view == ["detail"]:
        x, y, side = DETAILS[kind]
        return _with_view(pen.svg(), x, y, side)
    return pen.svg(over=DIMENSIONS.format(HEIGHTS[kind]) if view == ["lines"] else "")


def framed(svg, subject, ground):
    """`svg` with its subject in the middle of a square, and with its dimension lines; boxes are (x, y, width, height)."""
    x, y, w, h = subject
    found = re.search(DIMENSIONS.format("([0-9]+)"), svg)
    if found:
        svg = svg.replace(found[0], dimension_lines(subject, int(found[1])))
        side = max(w, h) * 1.42
        return _with_view(svg, x + w / 2 - side * 0.46, y + h / 2 - side * 0.46, side)
    bottom = max(y + h, ground[1] + ground[3] - 8)
    side = max(w * 1.17, (bottom - y) * 1.2)
    return _with_view(svg, x + w / 2 - side / 2, (y + bottom) / 2 - side / 2, side)


def _with_view(svg, x, y, side):
    view = f"{x:.1f} {y:.1f} {side:.1f} {side:.1f}"
    paper = f'class="paper" x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}"'
    return re.sub('viewBox="[^"]+"', f'viewBox="{view}"', svg).replace('class="paper"', paper)


def dimension_lines(box, height_mm):
    """Two dimension lines, below and to the right of `box`; the width follows from the drawing."""
    x, y, w, h = box
    width_mm = round(height_mm * w / h)
    unit = max(w, h) / 640
    below, right = y + h + 50 * unit, x + w + 50 * unit
    a, b, gap = 13 * unit, 5 * unit, 14 * unit
    ends = (
        f"M{x} {y + h + gap}V{below + gap}M{x + w} {y + h + gap}V{below + gap}M{x} {below}H{x + w}"
        f"M{x + w + gap} {y}H{right + gap}M{x + w + gap} {y + h}H{right + gap}M{right} {y}V{y + h}"
        f"M{x + a} {below - b}L{x} {below}L{x + a} {below + b}M{x + w - a} {below - b}L{x + w} {below}L{x + w - a} {below + b}"
        f"M{right - b} {y + a}L{right} {y}L{right + b} {y + a}M{right - b} {y + h - a}L{right} {y + h}L{right + b} {y + h - a}"
    )
    font = (
        f'font-family="Liberation Sans, Arial" font-size="{27 * unit}" fill="#3B434B" text-anchor="middle" '
        f'paint-order="stroke" stroke="#FAFAF8" stroke-width="{14 * unit}"'
    )
    return (
        f'<path d="{ends}" stroke="#7B8794" stroke-width="{2 * unit}" fill="none"/>'
        f'<text {font} x="{x + w / 2}" y="{below + 9 * unit}">{width_mm} mm</text>'
        f'<text {font} transform="translate({right + 9 * unit} {y + h / 2}) rotate(-90)">{height_mm} mm</text>'
    )
