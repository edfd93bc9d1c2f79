"""What axe finds on a page."""

import json
from functools import cache

from axe_playwright_python.sync_playwright import Axe

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # to describe what passes takes longer than to check it
}
RUN = f"() => axe.run({json.dumps(OPTIONS)}).then(({{ violations }}) => violations)"


@cache
def _axe():
    return Axe().axe_script


def objections(page):
    """What axe objects to on the page that is open, or being opened, as lines that name the rule and the element."""
    page.wait_for_load_state()
    page.evaluate(_axe())
    return [f"{rule['id']}: {node['html'][:200]}" for rule in page.evaluate(RUN) for node in rule["nodes"]]
