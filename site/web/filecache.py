"""The shared cache of one machine: files."""

from random import random

from django.core.cache.backends.filebased import FileBasedCache

SHARE_OF_WRITES_THAT_CULL = 0.01


class FileCache(FileBasedCache):
    """Django's, which lists its whole folder on every write to see whether it is full; this one looks now and then."""

    def _cull(self):
        if random() < SHARE_OF_WRITES_THAT_CULL:  # noqa: S311  nothing to guess
            super()._cull()
