"""Make sure that a Chromium is there for the browser tests: the system's, else Debian's package, else Playwright's.

The headless shell is the first choice: a whole Chromium draws its own window around each page, which takes it several
times the work.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main():
    if os.environ.get("CHROMIUM") or shutil.which(SHELL) or playwright_chromium():
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("  Installing Chromium's headless shell with apt-get …", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", SHELL]):
            subprocess.run(["apt-get", *step], env=environment, stdout=subprocess.DEVNULL, check=False)
    if system_chromium():
        return
    print("  Downloading Playwright's Chromium …", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not playwright_chromium():
        sys.exit(f"No Chromium for the browser tests. Install the system's package {SHELL}, or run: make test-fast")


def system_chromium():
    """The path of an installed Chromium, or None; CHROMIUM names one by hand."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def playwright_chromium():
    """Whether Playwright has a browser of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


if __name__ == "__main__":
    main()
