"""Remembers what a start has done already, so that the next one does only what changed."""

import json
from hashlib import blake2b

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder

PATH = settings.VAR_DIR / "stamps.json"


def is_done(step, key):
    return _read().get(step) == key


def mark_done(step, key):
    stamps = _read() | {step: key}
    unfinished = PATH.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(stamps, indent=1))
    unfinished.rename(PATH)


def _read():
    try:
        return json.loads(PATH.read_text())
    except (FileNotFoundError, ValueError):
        return {}


def fingerprint(*places):
    """A hash of files, and of every file below folders: their names and their text."""
    digest = blake2b(digest_size=16)
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix not in {".pyc", ".mo"}:
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def database_birth():
    """When this database was first migrated: another database under the same name is another one."""
    first = MigrationRecorder.Migration.objects.order_by("applied", "pk").first()
    return first.applied.isoformat() if first else ""
