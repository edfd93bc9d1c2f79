"""`make lighthouse`: the mobile preset on the main pages of a demo shop of its own, with the system's Chromium.

Prints the four scores per page and what cost points; fails below 95. Reports are in var/audit/reports.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from audit.pages import pages_to_audit  # noqa: E402
from browser import NAMES, SHELL  # noqa: E402
from demoshop import DemoShop  # noqa: E402

HERE = Path(__file__).parent
PORT = 8192
LEAST = 95
TRIES = 3  # now and then Chromium records nothing, and Lighthouse asks to be run again
CHROMIUM_FLAGS = "--headless=new --no-sandbox --disable-background-networking"


def install():
    """Lighthouse from its lock file; nothing where it is there."""
    if not (HERE / "node_modules" / "lighthouse").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True)


def audit(address, cookie, report):
    """The report of one page as Lighthouse writes it. Raises CalledProcessError where it fails three times."""
    chromium = next(filter(None, map(shutil.which, (*NAMES[1:], SHELL))), None)  # a whole one where there is one
    command = [
        "node", "node_modules/lighthouse/cli/index.js", address, "--quiet", "--output=json", f"--output-path={report}",
        "--only-categories=performance,accessibility,best-practices,seo", f"--chrome-flags={CHROMIUM_FLAGS}",
    ]  # fmt: skip
    if cookie:
        command.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
    environment = DemoShop("audit").environment | {"CHROME_PATH": chromium or ""}
    for left in reversed(range(TRIES)):
        if not subprocess.run(command, cwd=HERE, check=not left, env=environment).returncode:
            break
    return json.loads(report.read_text())


def costs(report):
    """The audits that cost points, worst first."""
    found = []
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            score = report["audits"][reference["id"]]["score"]
            if reference["weight"] and score is not None and score < 0.9:
                found.append(f"{reference['id']} {score:.2f}")
    return ", ".join(sorted(set(found), key=lambda text: float(text.split()[-1])))


def main():
    install()
    shop = DemoShop("audit")
    shop.set_up()
    reports = shop.var / "reports"
    reports.mkdir(exist_ok=True)
    failed = False
    with shop.served(PORT) as base:
        for name, path, cookie in pages_to_audit(base):
            report = audit(base + path, cookie, reports / f"{name}.json")
            scores = {key: round((category["score"] or 0) * 100) for key, category in report["categories"].items()}
            failed |= min(scores.values()) < LEAST
            print(
                f"{name:12}" + "".join(f"{key}: {score:<5}" for key, score in scores.items()), costs(report), flush=True
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
