# Kentongan: every command one needs. `make help` lists them.
#
# A machine needs Python 3.11 or newer, git and make; the rest is set up in .venv here, from lock files with hashes.
# Data lie in KENTONGAN_HOME (default: .kentongan here), never in the source tree.

PYTHON ?= $(shell sh scripts/find_python.sh)
PORT ?= 8000
KENTONGAN_PORT := $(PORT)
export KENTONGAN_PORT
ifdef KENTONGAN_HOME
export KENTONGAN_HOME
endif

BIN := .venv/bin
MO := $(patsubst %.po,%.mo,$(shell git ls-files '*.po' 2>/dev/null))
# Tests share the machine's cores: `make test JOBS=4`.
JOBS ?= 2
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup test test-sqlite test-postgres test-browser check check-js format where events translations screens lock clean

help:	## this list
	@echo "Kentongan. Two commands are enough: make run, make test."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { sub(/:.*/, "", $$1); printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PORT=8080            another port for make run"
	@echo "  KENTONGAN_HOME=DIR   another data directory (default: .kentongan)"
	@echo "  JOBS=4               more tests at once"
	@echo "  ONLY='lint types'    only some of the checks"

run: ## set up what is missing, build the demo regency once, and serve it at http://kim.localhost:8000 (PORT=…)
	@$(PYTHON) kentongan/config/ports.py $(PORT)
	@$(MAKE) --no-print-directory setup
	@sh scripts/system_packages.sh run || echo "Kentongan starts without them; Mading, posters and reports as PDF wait until they are there."
	@exec $(BIN)/kentongan up --port $(PORT)

setup: $(BIN)/.run-ready $(MO) ## only set up .venv
	@:

test: $(BIN)/.test-ready $(MO) ## the whole suite: on SQLite, on PostgreSQL, in a browser
	@sh scripts/system_packages.sh test
	@failed=""; \
	for part in sqlite postgres browser; do $(MAKE) --no-print-directory test-$$part || failed="$$failed $$part"; done; \
	[ -z "$$failed" ] || { echo "Tests failed:$$failed"; exit 1; }

test-sqlite: $(BIN)/.test-ready $(MO) ## only the suite on SQLite
	@sh scripts/system_packages.sh run
	@sh scripts/system_packages.sh voice
	@echo "── Tests on SQLite"
	@$(PYTEST) -q -n $(JOBS) --dist worksteal -m "not browser"

test-postgres: $(BIN)/.test-ready $(MO) ## only the suite on a private PostgreSQL
	@sh scripts/system_packages.sh run
	@sh scripts/system_packages.sh voice
	@sh scripts/system_packages.sh postgres
	@echo "── Tests on PostgreSQL"
	@$(BIN)/python scripts/with_postgres.py $(PYTEST) -q -n $(JOBS) --dist worksteal -m "not browser and not once"

test-browser: $(BIN)/.test-ready $(MO) node_modules/.ready ## only the tests in Chromium
	@sh scripts/system_packages.sh browser
	@echo "── Tests in a browser"
	@$(PYTEST) -q -n $(JOBS) --dist worksteal -m browser

check: $(BIN)/.test-ready $(MO) node_modules/.ready ## format, lint, types, arrows, migrations, templates, scripts, translations
	@$(BIN)/python scripts/check.py $(ONLY)

format: $(BIN)/.test-ready ## put Python, and what ruff can mend by itself, into shape
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

where: $(BIN)/.run-ready ## which view, file and template answer an address: make where URL=/kabar/
	@test -n "$(URL)" || { echo "Say which address: make where URL=/kim/siding/kabar/"; exit 2; }
	@$(BIN)/python manage.py where "$(URL)"

events: $(BIN)/.run-ready ## events and who listens to them; writes docs/events.md
	@$(BIN)/python manage.py events

translations: $(BIN)/.test-ready ## collect new words into the .po files and compile them
	@sh scripts/system_packages.sh translations
	@$(BIN)/python scripts/translations.py collect
	@$(BIN)/python scripts/translations.py compile

screens: $(BIN)/.test-ready ## take pictures of a served demo into docs/screens (make run first; PORT=…)
	@sh scripts/system_packages.sh browser
	@$(BIN)/python scripts/screens.py --port $(PORT)

lock: $(BIN)/.test-ready ## work out the lock files anew after a change in pyproject.toml
	@sh scripts/lock.sh

clean: ## take away what make made here (.venv, node_modules, caches); the data in .kentongan stay
	@rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results htmlcov .coverage
	@find kentongan tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
	@find kentongan -name '*.mo' -delete

# ── What the targets above need; each is made again only when its source changed.

$(BIN)/.run-ready: requirements.lock.txt pyproject.toml
	@sh scripts/make_venv.sh "$(PYTHON)" requirements.lock.txt
	@touch $@

$(BIN)/.test-ready: requirements-dev.lock.txt pyproject.toml
	@sh scripts/make_venv.sh "$(PYTHON)" requirements-dev.lock.txt
	@touch $@ $(BIN)/.run-ready

node_modules/.ready: package.json package-lock.json $(BIN)/.test-ready
	@echo "Setting up the JavaScript checks (node_modules) …"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --ignore-scripts --loglevel=error
	@touch $@

%.mo: %.po
	@$(BIN)/python scripts/translations.py compile $<
