"""Draw the pictures of the demonstration shop: `python -m drawings` (all that is missing) or with some names.

A picture is named kind.look or kind.look.view, as in the catalogue files: `angle-grinder.tarkara.lines`. Views are
`detail` (a part, closer) and `lines` (outline with dimensions). Needs Chromium.
"""

import argparse
import io
import re
from pathlib import Path

from drawings.render import Renderer
from drawings.sheet import draw

CATALOGUE = Path(__file__).resolve().parent.parent / "site" / "shop" / "catalogue" / "demo"
NAME = re.compile(r'"([a-z0-9-]+\.[a-z]+(?:\.[a-z]+)?)"')


def wanted():
    """Every picture that a catalogue file names."""
    text = "".join(path.read_text() for path in sorted((CATALOGUE / "data").glob("*.toml")))
    return sorted(set(NAME.findall(text)))


def save(image, path, size, quality=86):
    from PIL import Image

    picture = Image.open(io.BytesIO(image)).convert("RGB")
    if picture.width != size:
        picture = picture.resize((size, size), Image.LANCZOS)
    picture.save(path, "WEBP", quality=quality, method=6)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="pictures to draw again; without names: those that are missing")
    parser.add_argument("--all", action="store_true", help="draw every picture again")
    options = parser.parse_args()
    folder = CATALOGUE / "pictures"
    folder.mkdir(exist_ok=True)
    names = options.names or [n for n in wanted() if options.all or not (folder / f"{n}.webp").exists()]
    with Renderer() as renderer:
        for number, name in enumerate(names, 1):
            print(f"\r{number}/{len(names)} {name:<48}", end="", flush=True)
            save(renderer.png(draw(name), 1600), folder / f"{name}.webp", 1600)
    print()


main()
