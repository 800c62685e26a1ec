# Everything that is done with this checkout; `make` alone prints the list.
# Needs make and Python ≥ 3.11, no more (`lock` and `vendor`: npm as well).

# the first Python that is new enough; another one: make run PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
# a .venv knows its own path: after a move of the checkout it is made anew
MOVED := $(shell test ! -f .venv/.run || test "$$(cat .venv/.run)" = "$$(pwd -P)" || rm -rf .venv)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
# tests run in this many processes; ARGS goes to pytest: make test ARGS='-k due tests/core'
JOBS ?= 2
ARGS ?=
PYTEST = scripts/services run $(BIN)/pytest $(ARGS)
UV = $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-annotate $(UPGRADE)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run demo test check format lint types contracts migrations docs-check locks-check \
	docs bench golden pictures lock vendor clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## — use —

setup: .venv/.run ## .venv with everything that running needs; nothing else

run: setup ## set up, then serve staff UI, portal, API and timers on http://127.0.0.1:8000
	@exec $(BIN)/shouwen serve

demo: setup ## fill the data folder with the demo organisations
	$(BIN)/shouwen demo $(ARGS)

# The project itself is installed last, without isolation: its build tool stands in the lock with all the rest.
.venv/.run: requirements.txt pyproject.toml
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=/path/to/python' >&2; exit 1; }
	@echo 'installing what running needs into .venv; a minute or so the first time'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes --requirement requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@pwd -P > $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo 'installing what checks and tests need'
	$(PIP) --require-hashes --requirement requirements-dev.txt
	@touch $@

## — check —

test: .venv/.dev ## the whole test suite; installs and starts what it needs, says what it cannot
	$(PYTEST) -n $(JOBS) --dist worksteal

check: format lint types contracts migrations docs-check locks-check test ## all that must hold before a commit; CI runs this

format: .venv/.dev
	$(BIN)/ruff format --check .

lint: .venv/.dev
	$(BIN)/ruff check .

types: .venv/.dev
	$(BIN)/mypy

contracts: .venv/.dev
	$(BIN)/lint-imports

migrations: .venv/.dev
	SHOUWEN_HOME=build/check DJANGO_SETTINGS_MODULE=shouwen.config.settings \
		$(BIN)/python -m django makemigrations --check --dry-run

docs-check: .venv/.dev
	$(BIN)/python scripts/docs.py --check

locks-check:
	@! grep -n '://' requirements.txt requirements-dev.txt package-lock.json \
		|| { echo 'a lock file holds an address' >&2; exit 1; }

## — make —

docs: .venv/.dev ## write the generated pages of docs/reference anew
	$(BIN)/python scripts/docs.py

bench: .venv/.dev ## measure, print the figures
	$(BIN)/python scripts/bench.py $(ARGS)

golden: .venv/.dev ## write the golden files anew; the diff is the review
	$(PYTEST) --snapshot-update

pictures: .venv/.dev ## take the pictures of the README anew (needs Chromium)
	scripts/services run $(BIN)/python scripts/pictures.py $(ARGS)

lock: .venv/.run ## make requirements*.txt and package-lock.json anew; UPGRADE=--upgrade for newer versions
	$(PIP) 'uv~=0.13'
	printf 'hatchling~=1.27\neditables\n' | $(UV) pyproject.toml - --output-file requirements.txt
	printf 'hatchling~=1.27\neditables\n' | $(UV) --extra dev --constraint requirements.txt pyproject.toml - \
		--output-file requirements-dev.txt
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund
	$(BIN)/python scripts/vendor.py --lock

vendor: .venv/.run ## copy the front-end files of package-lock.json into src/shouwen/web/static/vendor
	npm ci --ignore-scripts --no-audit --no-fund
	$(BIN)/python scripts/vendor.py

clean: ## remove .venv, node_modules, caches and build folders; the data in var stays
	rm -rf .venv node_modules build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
