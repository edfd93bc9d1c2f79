"""Contact sheets to look at: `python -m drawings.contact OUT.png SIZE COLUMNS NAME…`"""

import io
import sys

from PIL import Image

from drawings.render import Renderer
from drawings.sheet import draw

out, size, columns, names = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
rows = -(-len(names) // columns)
sheet = Image.new("RGB", (columns * size, rows * size), "white")
with Renderer() as renderer:
    for i, name in enumerate(names):
        tile = Image.open(io.BytesIO(renderer.png(draw(name)))).convert("RGB").resize((size, size), Image.LANCZOS)
        sheet.paste(tile, (i % columns * size, i // columns * size))
sheet.save(out)
