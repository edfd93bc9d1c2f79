"""How the log is written."""

import logging


class OneLine(logging.Formatter):
    """What strangers do that is refused, told without the traceback: it is no error of ours."""

    def formatException(self, ei):  # noqa: N802  the name is Python's
        """Nothing."""
        return ""

    def format(self, record):
        return super().format(record).rstrip()
