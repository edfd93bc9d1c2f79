"""The shared cache of one machine: files."""

import pickle
import zlib
from random import random

from django.core.cache.backends.filebased import FileBasedCache

SHARE_OF_WRITES_THAT_CULL = 0.01


class FileCache(FileBasedCache):
    """Django's, but for two things that cost more than the rest of a kept page.

    Django's lists its whole folder on every write to see whether it is full; this one looks now and then. Django's
    packs what it keeps, and unpacks it for every visitor; this one stores it as it is, in the same format.
    """

    def _cull(self):
        if random() < SHARE_OF_WRITES_THAT_CULL:  # noqa: S311  nothing to guess
            super()._cull()

    def _write_content(self, file, timeout, value):
        file.write(pickle.dumps(self.get_backend_timeout(timeout), self.pickle_protocol))
        file.write(zlib.compress(pickle.dumps(value, self.pickle_protocol), level=0))
