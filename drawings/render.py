"""SVG to PNG in a headless Chromium."""

import os
import shutil

from playwright.sync_api import sync_playwright

from drawings.sheet import framed


class Renderer:
    """One browser for many pictures; use as a context manager."""

    def __enter__(self):
        self.playwright = sync_playwright().start()
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-headless-shell")
        self.browser = self.playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        self.page = self.browser.new_page(viewport={"width": 800, "height": 800}, device_scale_factor=2)
        return self

    def __exit__(self, *error):
        self.browser.close()
        self.playwright.stop()

    def png(self, svg, size=1600):
        """The picture as PNG bytes, `size` pixels square."""
        self.show(svg)
        if 'viewBox="fit"' in svg:
            self.show(framed(svg, self.box("subject"), self.box("ground")))
        return self.page.screenshot(clip={"x": 0, "y": 0, "width": 800, "height": 800}, type="png")

    def show(self, svg):
        self.page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:800px;height:800px}}</style>{svg}")

    def box(self, element):
        return self.page.evaluate(f"(b => [b.x, b.y, b.width, b.height])(document.getElementById('{element}').getBBox())")
