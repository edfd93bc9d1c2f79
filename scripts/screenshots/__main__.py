"""`make screenshots`: the pictures in docs/screenshots, from a demonstration of its own.

Each page of the storefront and the help center at 360 and 1280 px in both languages, and the steps that docs/editors.md
and docs/staff.md describe (editors.py and staff.py beside this file). Pictures are written with 256 colours: a few
dozen kilobytes each.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser import system_chromium  # noqa: E402
from demoshop import ROOT, DemoShop  # noqa: E402
from screenshots.editors import take_editors  # noqa: E402
from screenshots.staff import take_staff  # noqa: E402
from screenshots.storefront import take_storefront  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
PORT = 8193


class Camera:
    """Takes pictures of one browser page at the widths that the docs show."""

    def __init__(self, browser, base):
        self.browser, self.base = browser, base

    def page(self, width, height=800):
        """A fresh visitor's page of `width` × `height` CSS pixels."""
        context = self.browser.new_context(base_url=self.base, viewport={"width": width, "height": height})
        return context.new_page()

    def take(self, page, name, *, full=False):
        """Write what `page` shows to docs/screenshots/NAME.png; the whole length of it where `full`."""
        page.wait_for_load_state("networkidle")
        picture = Image.open(io.BytesIO(page.screenshot(full_page=full, animations="disabled"))).convert("RGB")
        picture.quantize(256, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
        print(f"  {name}", flush=True)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    shop = DemoShop("screenshots")
    shop.set_up()
    with shop.served(PORT) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system_chromium(), args=["--no-sandbox", "--disable-background-networking"]
        )
        take_storefront(Camera(browser, base))
        take_editors(Camera(browser, base))
        take_staff(Camera(browser, base))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
