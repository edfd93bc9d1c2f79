"""The picture that opens the front page: some of the drawings on a shelf and a bench. `python -m drawings.hero`."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

from drawings.render import Renderer
from drawings.sheet import draw

PICTURE = Path(__file__).resolve().parent.parent / "site" / "home" / "content" / "hero.webp"
WIDTH, HEIGHT = 1440, 1022  # pixels
BOARDS = [(600, 1420, 430), (0, 1440, 1000)]  # left, right and top edge of the shelf and of the bench
THICKNESS, WOOD = 22, (201, 171, 130)
PLACES = [  # name, left edge, width, board that it stands on, how far its cord hangs over the edge
    ("cordless-drill.tarkara", 630, 320, 0, 0),
    ("angle-grinder.wiraksa", 960, 450, 0, 54),
    ("drill-press.bengkara", 40, 500, 1, 0),
    ("bench-grinder.bengkara", 700, 620, 1, 0),
]


def subject(renderer, name):
    """The drawing without its paper and its shadow, cut to its edges."""
    renderer.png(draw(name))
    renderer.page.add_style_tag(content=".paper, #ground { display: none } body { background: transparent }")
    cut = renderer.page.screenshot(clip={"x": 0, "y": 0, "width": 800, "height": 800}, type="png", omit_background=True)
    image = Image.open(io.BytesIO(cut)).convert("RGBA")
    return image.crop(image.getbbox())


def main():
    scene = Image.new("RGBA", (WIDTH, HEIGHT))
    for left, right, top in BOARDS:
        ImageDraw.Draw(scene).rectangle((left, top, right, top + THICKNESS), fill=WOOD)
    with Renderer() as renderer:
        for name, left, width, board, over in PLACES:
            image = subject(renderer, name)
            image = image.resize((width, round(image.height * width / image.width)), Image.LANCZOS)
            scene.alpha_composite(image, (left, BOARDS[board][2] + over - image.height))
    scene.save(PICTURE, "WEBP", quality=88, method=6)


if __name__ == "__main__":
    main()
