"""A progress line for commands: one line that fills up on a terminal, first and last state elsewhere."""

import time


class Progress:
    """Counts steps of known number; use as a context manager. Silent when there is nothing to do."""

    def __init__(self, out, title, total):
        self.out, self.title, self.total, self.done = out, title, total, 0
        self.started = self.shown = time.monotonic()
        self.live = hasattr(out, "isatty") and out.isatty()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.total:
            self.show(end="\n")

    def step(self, count=1):
        self.done += count
        if self.live and time.monotonic() - self.shown > 0.1:
            self.show()

    def show(self, end=""):
        self.shown = time.monotonic()
        filled = round(30 * self.done / self.total) if self.total else 30
        bar = "#" * filled + "." * (30 - filled)
        start = "\r" if self.live else ""
        seconds = self.shown - self.started
        self.out.write(f"{start}{self.title:<16} [{bar}] {self.done}/{self.total}  {seconds:.0f} s", ending=end)
        self.out.flush()
