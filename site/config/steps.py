"""What a start does to the data, in order.

A room takes part by having a command named `setup_…` (needed everywhere, production too) or `load_demo_…` (the
demonstration). Each is idempotent, recovers from a broken-off run, and leaves alone what a person may have edited.
Those listed here come in this order, others by name.
"""

from django.core.management import get_commands

SETUP_FIRST = [
    *("setup_languages", "setup_roles", "setup_policies", "setup_pages", "setup_help", "setup_claims"),
    "load_shipping",
]
DEMO_FIRST = ["load_demo_accounts", "load_demo_catalogue", "load_demo_help"]
DEMO_LAST = ["load_demo_orders", "load_demo_claims"]


def setup_commands():
    """The names of the commands behind `setup_shop`."""
    return _ordered("setup_", SETUP_FIRST, [], without="setup_shop")


def demo_commands():
    """The names of the commands behind `load_demo`."""
    return _ordered("load_demo_", DEMO_FIRST, DEMO_LAST)


def _ordered(prefix, first, last, without=""):
    present = set(get_commands()) - {without}
    rest = sorted(name for name in present - {*first, *last} if name.startswith(prefix))
    return [name for name in [*first, *rest, *last] if name in present]
