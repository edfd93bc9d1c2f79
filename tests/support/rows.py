"""Rows that many tests start from: made once by the real code, then put back as they were.

    keep_rows("help_center", ("wagtailcore", "helpcenter"), build)

runs `build` in the first test that asks, remembers those apps' tables that it changed, and writes the same rows in
every later test of this process, which takes milliseconds instead of seconds.
"""

import datetime as dt

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from wagtail.models import Site

_kept = {}


def keep_rows(name, app_labels, build):
    """The rows that `build` makes: made now, or put back from an earlier test of this process."""
    if name in _kept:
        _put_back(_kept[name])
    else:
        models = [model for label in app_labels for model in _models(label)]
        before = {model: _rows(model) for model in models}
        build()
        _kept[name] = {model: rows for model in models if (rows := _rows(model)) != before[model]}
    Site.clear_site_root_paths_cache()


def _models(app_label):
    """Every model with a table of its own in an app, those behind many-to-many fields too."""
    return [m for m in apps.get_app_config(app_label).get_models(include_auto_created=True) if not m._meta.proxy]


def _rows(model):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(model)} ORDER BY 1")  # noqa: S608  a table of ours
        names = [column[0] for column in cursor.description]
        return names, [tuple(_storable(value) for value in row) for row in cursor.fetchall()]


def _storable(value):
    """SQLite's driver reads dates and times as Python's, and takes them back as text."""
    return str(value) if connection.vendor == "sqlite" and isinstance(value, (dt.date, dt.time)) else value


def _put_back(kept):
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        for model in kept:
            cursor.execute(f"DELETE FROM {_quoted(model)}")  # noqa: S608
        for model, (columns, rows) in kept.items():
            if rows:
                names = ", ".join(connection.ops.quote_name(column) for column in columns)
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {_quoted(model)} ({names}) VALUES ({places})", rows)  # noqa: S608
        for sql in connection.ops.sequence_reset_sql(no_style(), list(kept)):
            cursor.execute(sql)


def _quoted(model):
    return connection.ops.quote_name(model._meta.db_table)
