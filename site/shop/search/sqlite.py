"""The keys that a search of the SQLite index finds, read from the full-text table first.

modelsearch joins the two tables of its index. Without statistics SQLite then asks the full-text table once for each
product, which takes seconds with thousands of them; nested like this it is asked once, whatever the planner knows.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from modelsearch.conf import get_app_config


def sqlite_keys(results):
    """A query for the keys of the objects that `results`, a search not yet run, would find."""
    from modelsearch.backends.database.sqlite.query import MatchExpression, normalize

    app = get_app_config()
    compiler = results.query_compiler
    query = compiler.build_search_query(normalize(compiler.query))
    rows = app.get_model("SQLiteFTSIndexEntry").objects.filter(MatchExpression(compiler.FTS_TABLE_FIELDS, query))
    entries = app.get_model("IndexEntry").objects.filter(
        content_type=ContentType.objects.get_for_model(compiler.queryset.model), pk__in=rows.values("pk")
    )
    return entries.annotate(key=Cast("object_id", BigIntegerField())).values("key")
