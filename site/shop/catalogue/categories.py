"""The tree of categories that shoppers see, read in one query."""

from oscar.core.loading import get_model


def browsable_tree():
    """All public categories by key, in their order, each with `branches` (its children) and `trunk` (root to parent).

    One query, whatever the depth; links to them need none.
    """
    Category = get_model("catalogue", "Category")
    by_path, by_pk = {}, {}
    for category in Category.objects.browsable().order_by("path"):
        above = by_path.get(category.path[: -Category.steplen])
        category.branches = []
        category.trunk = [*above.trunk, above] if above else []
        if above:
            above.branches.append(category)
        by_path[category.path] = by_pk[category.pk] = category
    return by_pk


def roots(tree):
    """The top categories of a tree."""
    return [category for category in tree.values() if not category.trunk]


def with_descendants(category):
    """The keys of `category` and of everything below it."""
    pks = [category.pk]
    for branch in category.branches:
        pks += with_descendants(branch)
    return pks
