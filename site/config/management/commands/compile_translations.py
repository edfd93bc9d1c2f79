"""Compile every catalogue of the repository with Babel: the gettext programs are not needed."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.reloader import translation_file_changed


class Command(BaseCommand):
    help = "Compile the translations that changed."

    def handle(self, *args, **options):
        compiled = compile_all()
        if options["verbosity"]:
            self.stdout.write(f"{len(compiled)} of {len(catalogues())} catalogues compiled.")


def compile_all():
    """Compile the catalogues that changed; return their paths. What this process has read of them is forgotten."""
    compiled = [path for path in catalogues() if compile_catalogue(path)]
    for path in compiled:
        translation_file_changed(sender=None, file_path=path.with_suffix(".mo"))
    return compiled


def catalogues():
    """The catalogues of the repository, ours and what we add to Oscar's."""
    return sorted((settings.BASE_DIR / "locale").glob("**/LC_MESSAGES/*.po"))


def compile_catalogue(path):
    """Write the .mo beside a .po that is newer; return whether it was needed."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    unfinished = target.with_suffix(f".{os.getpid()}.mo")
    try:
        with path.open("rb") as source, unfinished.open("wb") as compiled:
            write_mo(compiled, read_po(source, locale=_language(path), abort_invalid=True))
    except PoFileError as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    unfinished.rename(target)
    return True


def _language(path: Path):
    return path.parent.parent.name
