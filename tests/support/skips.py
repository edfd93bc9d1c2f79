"""Nothing is skipped in silence: a skip that is not listed here, with its reason, fails the run."""

import pytest

# The test's id (or its beginning) and why it may be left out, with the date of the decision.
ALLOWED_SKIPS = {}


class AllowedSkips:
    """Collects what was skipped, here or in an xdist worker, and fails a run that skipped something unlisted."""

    def __init__(self, config):
        self.config = config
        self.skipped = []

    def pytest_runtest_logreport(self, report):
        if report.skipped:
            self.skipped.append(report.nodeid)

    def pytest_collectreport(self, report):
        if report.skipped:
            self.skipped.append(report.nodeid)

    @property
    def unlisted(self):
        return [nodeid for nodeid in self.skipped if not nodeid.startswith(tuple(ALLOWED_SKIPS))]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if exitstatus == pytest.ExitCode.OK and self.unlisted:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        for nodeid in self.unlisted:
            terminalreporter.write_line(f"skipped without a listed reason (tests/support/skips.py): {nodeid}", red=True)
        for start, reason in ALLOWED_SKIPS.items():
            terminalreporter.write_line(f"may be skipped: {start}: {reason}")
