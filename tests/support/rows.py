"""Rows that many tests start from: made once by the real code, then put back as they were.

    order = keep_rows("an invoiced order", build)

runs `build` in the first test that asks, remembers what it changed in the database, and writes the same rows in every
later test of this process that stands where the first one stood: the same rows in every table, the same language and
settings, the clock running. That takes milliseconds instead of seconds. Anywhere else `build` runs again. With
`app_labels`, those apps' tables are made what they were after the first `build`, whatever is in them.

Within a test's transaction only the tables that it has written to are read: the others are still the template's.
"""

import contextlib
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

import time_machine
from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils.translation import get_language
from wagtail.models import Site

MOST_KEPT = 6  # states that one name is kept for
UNCHANGING = {"auth.Permission", "contenttypes.ContentType", "address.Regency", "address.Province", "address.Country"}
OF_THE_MOMENT = {"accounts.User": {"date_joined", "last_login", "password"}}  # columns that may differ
TOLD_APART = ("CLAIM_FORM_ADDRESS", "ROOT_URLCONF")  # rows are kept for each of their values
HARMLESS = {"EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "is_overridden", "default_settings", "SETTINGS_MODULE"}
WRITES = re.compile(r"\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) [\"]?(\w+)")
READS = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET|PRAGMA|EXPLAIN|BEGIN)\b")

_kept = {}
_start = {"template": None, "written": set()}  # tables since the test began; None among them stands for any


@dataclass
class Kept:
    """What `build` changed: model → rows before, (columns, rows) after it, and its answer."""

    before: dict
    after: dict
    made: object


def start_from(template):
    """A test begins, its database is a copy of the template."""
    _start["template"] = template
    _start["written"].clear()
    if note_writing not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_writing)


def note_writing(execute, sql, params, many, context):
    """Note the table that a statement writes to."""
    if not READS.match(sql):
        table = WRITES.match(sql)
        _start["written"].add(table and table[1])
    return execute(sql, params, many, context)


def keep_rows(name, build, app_labels=None):
    """What `build` makes: made now, or put back from an earlier test of this process. Returns its answer, read anew."""
    if not app_labels and (time_machine.escape_hatch.is_travelling() or overridden_settings()):
        return build()
    told_apart = [getattr(settings, setting) for setting in TOLD_APART]
    states = _kept.setdefault((name, get_language(), _start["template"], *told_apart), [])
    before = {model: _lasting(model) for model in _changing(app_labels)}
    for kept in states:
        if app_labels or kept.before == before:
            _put_back(kept.after)
            return _read_anew(kept.made)
    made = build()
    if len(states) < MOST_KEPT:
        changed = [model for model in _changing(app_labels) if model not in before or _lasting(model) != before[model]]
        states.append(Kept(before, {model: _storable_rows(model) for model in changed}, made))
    return _read_anew(made)


def _read_anew(made):
    """An object of the test's own: what it sets on it reaches no other test."""
    return made and type(made)._default_manager.get(pk=made.pk)


def overridden_settings():
    """The names of settings that the test changed, but for those that no row depends on or that are told apart."""
    names, holder = set(), settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        names |= vars(holder).keys()
        holder = holder.default_settings
    return {name for name in names if name.isupper()} - HARMLESS - set(TOLD_APART)


def _changing(app_labels):
    """The models whose rows may differ from those of the template."""
    models, written = _models(app_labels), _start["written"]
    if app_labels or None in written or not connection.in_atomic_block:  # other connections may write, too
        return models
    return [model for model in models if model._meta.db_table in written]


@cache
def _models(app_labels):
    """Every model with a table of its own, those behind many-to-many fields too; but for what only migrations fill."""
    every = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return [
        model
        for model in every
        if not model._meta.proxy
        and model._meta.app_label != "sessions"
        and model._meta.label not in UNCHANGING
        and (not app_labels or model._meta.app_label in app_labels)
    ]


def _lasting(model):
    """The rows without what every test writes anew."""
    names, rows = _rows(model)
    left_out = OF_THE_MOMENT.get(model._meta.label, ())
    kept = [index for index, name in enumerate(names) if name not in left_out]
    return rows if len(kept) == len(names) else [[row[index] for index in kept] for row in rows]


def _rows(model):
    """Straight from the driver: Django's own cursor takes longer for an empty table than the table does."""
    connection.ensure_connection()
    with contextlib.closing(connection.connection.cursor()) as cursor:
        cursor.execute(_all_rows(model))
        names = [column[0] for column in cursor.description]
        return names, cursor.fetchall()


@cache
def _all_rows(model):
    return f"SELECT * FROM {_quoted(model)} ORDER BY 1"  # noqa: S608  a table of ours


def _storable(value):
    """SQLite's driver reads dates and times as Python's, and takes them back as text."""
    return str(value) if connection.vendor == "sqlite" and isinstance(value, (dt.date, dt.time)) else value


def _storable_rows(model):
    names, rows = _rows(model)
    return names, [[_storable(value) for value in row] for row in rows]


def _put_back(changed):
    with transaction.atomic(), connection.cursor() as cursor:
        for model in changed:
            cursor.execute(f"DELETE FROM {_quoted(model)}")  # noqa: S608
        for model, (columns, rows) in changed.items():
            if rows:
                names = ", ".join(connection.ops.quote_name(column) for column in columns)
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {_quoted(model)} ({names}) VALUES ({places})", rows)  # noqa: S608
        for sql in connection.ops.sequence_reset_sql(no_style(), list(changed)):
            cursor.execute(sql)
    Site.clear_site_root_paths_cache()


def _quoted(model):
    return connection.ops.quote_name(model._meta.db_table)
