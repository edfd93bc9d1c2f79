# Everything a person types. `make` alone explains.

HOST ?= 127.0.0.1
PORT ?= 8000
VENV ?= .venv
export PYTHON VENV

PY = $(VENV)/bin/python
find_python = python=$$(sh scripts/find_python.sh)
with_tools = $(find_python) && "$$python" scripts/environment.py requirements-dev.txt

.DEFAULT_GOAL := help
.PHONY: help run test test-fast test-postgres lint format lock bench lighthouse axe screenshots pictures

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  PORT=8080 and HOST=0.0.0.0 change where the shop listens, PYTHON=python3.12 the Python that is used,"
	@echo "  TESTS=tests/home what is tested, DATABASE_URL=postgresql://… the database of make test-postgres."

run:  ## Start the shop with its demonstration on http://127.0.0.1:8000 (Ctrl-C stops it)
	@$(find_python) && exec "$$python" scripts/run.py --host "$(HOST)" --port "$(PORT)"

# Compiled tests are kept between runs, which saves each worker seconds.
pytest = env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest -n 2 --dist worksteal

test:  ## Run every test on SQLite, those in the browser too
	@$(with_tools) && $(PY) scripts/browser.py && unset DATABASE_URL && exec $(pytest) $(TESTS)

test-fast:  ## Run the tests that need no browser
	@$(with_tools) && unset DATABASE_URL && exec $(pytest) -m "not browser" $(TESTS)

test-postgres:  ## Run every test on PostgreSQL: a throwaway server, or the one in DATABASE_URL
	@$(with_tools) && $(PY) scripts/browser.py && exec $(PY) scripts/postgres.py $(pytest) $(TESTS)

lint:  ## Check style, templates, imports, migrations, translations and lock files
	@$(with_tools) && exec $(PY) scripts/lint.py

format:  ## Let ruff and djlint write what they can
	@$(with_tools) && $(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format .

bench:  ## Measure pages beside a bare Django view, and the work on orders, with few and 10,000 rows (takes minutes)
	@$(with_tools) && exec $(PY) scripts/bench

lighthouse:  ## Audit the main pages on a simulated phone (needs node and Chromium); fails below 95
	@$(with_tools) && $(PY) scripts/browser.py && exec $(PY) scripts/audit

axe:  ## Check every public page in both languages with axe
	@$(with_tools) && $(PY) scripts/browser.py && exec $(PY) -m pytest -n 2 tests/browser/test_axe.py

screenshots:  ## Take the pictures in docs/ from a demonstration of its own
	@$(with_tools) && $(PY) scripts/browser.py && exec $(PY) scripts/screenshots

pictures:  ## Draw the demonstration's pictures that are missing (NAMES=… draws those again)
	@$(with_tools) && $(PY) scripts/browser.py && exec $(PY) -m drawings $(NAMES)

lock:  ## Write requirements.txt and requirements-dev.txt from their .in files
	@$(find_python) && "$$python" scripts/environment.py requirements-dev.txt && exec $(PY) scripts/lock.py
