#!/bin/sh
# Prints the first Python that is new enough; says in one line when there is none.
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$candidate"
        exit 0
    fi
done
found=$("${PYTHON:-python3}" --version 2>&1) || found="none"
echo "Enportu needs Python 3.11 or newer; found: $found. Name another one with: make run PYTHON=/path/to/python3" >&2
exit 1
