"""The demonstration's catalogue as it stands in data/*.toml, checked and with both languages."""

import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "pictures"
LANGUAGES = {"id": "ind", "en": "en"}  # as the files say it → suffix of the model field


@cache
def read(name):
    """The file data/<name>.toml."""
    with open(HERE / "data" / f"{name}.toml", "rb") as file:
        return tomllib.load(file)


def shelves():
    """The files with categories and products, in their order; their names begin with a number."""
    return [read(path.stem) for path in sorted((HERE / "data").glob("[0-9]*.toml"))]


def categories():
    """Every category, parents before their children."""
    return [category for shelf in shelves() for category in shelf["category"]]


def products():
    """Every product that has a page; its variants are under "variant"."""
    return [product for shelf in shelves() for product in shelf["product"]]


def in_both(entry, key, field=None):
    """The model's keyword arguments for `key`, e.g. {"title_ind": …, "title_en": …}."""
    return {f"{field or key}_{suffix}": " ".join(entry[f"{key}_{code}"].split()) for code, suffix in LANGUAGES.items()}
