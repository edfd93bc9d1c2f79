"""Start the shop's processes, keep them running, and end them all together."""

import ctypes
import os
import signal
import subprocess
import sys
import time

SHORT_LIFE_S = 10  # a process that ends sooner than this after its start would only end again
STOP_PATIENCE_S = 8


class Process:
    """One program of the shop and the command that runs it."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.running = None
        self.started = 0.0

    def start(self):
        """Start it in a session of its own: Ctrl-C reaches only the supervisor, which ends the rest in order."""
        self.running = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_end_with_parent)  # noqa: PLW1509
        self.started = time.monotonic()

    def ended(self):
        """The exit code of a process that is no longer there, else None."""
        return self.running.poll()

    def ask_to_end(self):
        if self.ended() is None:
            self.running.terminate()

    def end(self, deadline):
        """Wait until `deadline` (monotonic, in s) and then end it, with everything it started."""
        try:
            self.running.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


def _end_with_parent():
    """On Linux a process learns of its parent's death, also of one that could not say goodbye."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


class Supervisor:
    """Runs until a signal asks it to stop, or until a process cannot be kept running."""

    def __init__(self, processes, say):
        self.processes = processes
        self.say = say
        self.stopping = False

    def start(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        for process in self.processes:
            process.start()

    def _stop(self, number, frame):
        self.stopping = True

    def run(self):
        """Watch over the processes; return the exit code of the whole."""
        failed = False
        while not self.stopping and not failed:
            time.sleep(0.2)
            failed = not self.keep_running()
        self.end_all()
        return 1 if failed else 0

    def keep_running(self):
        """Start again what ended; return False where that would be in vain."""
        for process in self.processes:
            code = process.ended()
            if code is None or self.stopping:
                continue
            if time.monotonic() - process.started < SHORT_LIFE_S:
                self.say(f"The {process.name} does not stay up (exit code {code}); its lines above say why.")
                return False
            self.say(f"The {process.name} ended with exit code {code} and is started again.")
            process.start()
        return True

    def end_all(self):
        for process in self.processes:
            process.ask_to_end()
        deadline = time.monotonic() + STOP_PATIENCE_S
        for process in self.processes:
            process.end(deadline)
