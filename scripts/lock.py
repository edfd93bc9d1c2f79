"""Write the lock files: names, versions and hashes, and not a word of where the files come from."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = [
    ("requirements.in", "requirements.txt", ()),
    ("requirements-dev.in", "requirements-dev.txt", ("--constraint=requirements.txt",)),
]
HEADER = "# Written by make lock from {}; do not edit.\n"
QUIET = ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--no-emit-options", "--no-header"]


def main():
    for source, lock, options in LOCKS:
        write(source, lock, *options, *sys.argv[1:])


def write(source, lock, *options):
    """Resolve `source` anew; packages already in the lock stay where they are unless --upgrade is given."""
    command = [
        sys.executable,
        "-m",
        "piptools",
        "compile",
        "--quiet",
        "--generate-hashes",
        "--allow-unsafe",
        "--strip-extras",
    ]
    command += [*QUIET, *options, "--output-file", lock, source]
    subprocess.run(command, cwd=ROOT, check=True)
    path = ROOT / lock
    lines = [line for line in path.read_text().splitlines() if not line.startswith("# Written by")]
    path.write_text(HEADER.format(source) + "\n".join(lines) + "\n")
    check(path)


def check(path):
    """Fail where a line names an index, a folder or a host instead of a package, a hash or a reason."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.lstrip().startswith(("#", "--hash=sha256:")) or "==" in line or not line:
            continue
        sys.exit(f"{path.name}, line {number}, is no package: {line}")
    if "://" in path.read_text():
        sys.exit(f"{path.name} names a place to download from.")


if __name__ == "__main__":
    main()
