"""Questions of claim forms as plain data, to be changed and put back."""

import json
from uuid import uuid4


def blocks_of(page):
    """The questions of a page."""
    return json.loads(json.dumps(list(page.body.get_prep_value())))


def put(page, blocks):
    page.body = json.dumps(blocks)
    return page


def own(kind, key, **value):
    """A question of an editor's own."""
    fields = {"label": f"Apa {key}?", "help_text": "", "is_required": True, "key": key} | value
    return {"type": kind, "value": fields, "id": str(uuid4())}


def option(value, label):
    return {"type": "item", "value": {"label": label, "value": value}, "id": str(uuid4())}


def find(blocks, name):
    """The block of that type, or with that key."""
    return next(block for block in blocks if name in (block["type"], block["value"].get("key")))
