"""Numbers and dates that Oscar's dashboard reads from an address or a form without checking them.

They are checked here, once for all of its views, before the view runs: a broken one is a bad request, not an error of
ours. No exception is caught, so what breaks inside a view is still seen.
"""

import datetime

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404

KEYS = {"initial", "note_id"}
SELECTED = "selected_"  # what is ticked in a list: selected_order, selected_product, …
COUNTS = {"page", "page_limit", "per_page"}
DATES = {"date_from", "date_to", "start_datetime", "end_datetime"}
RELATED_FIELD = "_to_field"  # of a window that adds a related object: always its key
FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)
MAX_DIGITS = 18  # what fits into 64 bits


def check_address(kwargs):
    """404 where the key of an address is no number."""
    if not is_number(str(kwargs.get("pk", 1)).removeprefix("-")):
        raise Http404


def check_fields(values):
    """400 where a field of the query or of a form (a QueryDict) is not of its kind. Other fields are left alone."""
    for name, texts in values.lists():
        if not all(is_right(name, text) for text in texts):
            raise BadRequest(f"{name}: {texts}")


def is_right(name, text):
    if name in KEYS or name.startswith(SELECTED):
        return all(is_number(key) for key in text.split(","))
    if name in COUNTS:
        return is_number(text) and int(text) > 0
    if name in DATES:
        return is_usual_day(text)
    return name != RELATED_FIELD or text in ("", "id")


def is_number(text):
    return text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS


def is_usual_day(text):
    """Whether no time zone moves the day out of the calendar. What is no date at all is told by its form."""
    try:
        day = forms.DateTimeField().clean(text)
    except ValidationError:
        return True
    except OverflowError:
        return False
    return FIRST_DAY <= day.date() <= LAST_DAY
