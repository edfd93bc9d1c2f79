"""docs/staff.md names the dashboard's buttons and fields as they are."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

MANUAL = Path(settings.BASE_DIR) / "docs" / "staff.md"
WORDS = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", MANUAL.read_text().partition("## The words in both")[2], re.M)[1:]
BRITISH = {"Catalog": "Catalogue", "Search engine optimization": "Search engine optimisation"}  # as Oscar marks them


@pytest.mark.parametrize(("english", "indonesian"), WORDS)
def test_the_manual_names_what_staff_see_in_both_languages(english, indonesian):
    marked = BRITISH.get(english, english)
    for code, words in (("en", english), ("id", indonesian)):
        with override(code):
            assert gettext(marked) == words


def test_the_manual_lists_the_words_it_uses():
    text = " ".join(MANUAL.read_text().partition("## The words in both")[0].split())
    assert len(WORDS) > 30
    assert [english for english, _indonesian in WORDS if english not in text] == []
