# Every goal works from a fresh clone: it makes .venv on the first run and again only when pyproject.toml changes.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PAGES := out
STORE ?= $(PAGES)/story.duckdb
RIGHT_VERSION := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3.12 python3.11 python3.13 python3 python; do \
	"$$python" -c '$(RIGHT_VERSION)' >/dev/null 2>&1 && { echo "$$python"; break; }; done)

.PHONY: help demo serve test lint docs docs-check gate bench charts browser clean

help:  ## Lists the goals.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 14

demo: $(VENV)/installed $(PAGES)/story.duckdb  ## Sets up, reads examples/, prints the records, writes pages and a store to out/.
	$(BIN)/onrecord read examples/*.*
	$(BIN)/onrecord read --html $(PAGES) examples/*.*
	@printf '\nThe records are above; the same reports, set for reading, are in %s/:\n' "$(PAGES)"
	@ls $(PAGES)/*.html | sed 's/^/  /'
	@printf '%s\n' 'All of examples/ is on record in $(PAGES)/story.duckdb, with the 40 written reports of the corpus;' \
	  'read it in your browser with' '  make serve' \
	  'Next: read a report of your own with' '  $(BIN)/onrecord read REPORT.txt' \
	  'or ask why an item is there: docs/cli.md shows how.'

serve: $(VENV)/installed $(STORE)  ## Shows the store of the demo in the browser, or another: make serve STORE=news.duckdb
	$(BIN)/onrecord serve $(STORE) --open

$(PAGES)/story.duckdb: | $(VENV)/installed
	@mkdir -p $(PAGES)
	$(BIN)/onrecord add examples src/onrecord/corpus/data/written.jsonl --store $@

test: $(VENV)/installed-dev browser  ## Sets up what the tests need and runs all of them.
	$(BIN)/python -m pytest -q

lint: $(VENV)/installed-dev  ## Checks style, types and the one-way layers.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/installed-dev  ## Writes the pages of docs/ that are made from the code.
	$(BIN)/python docs/generate.py

docs-check: $(VENV)/installed-dev  ## Fails when a page of docs/ no longer matches the code.
	$(BIN)/python docs/generate.py --check

gate: $(VENV)/installed-dev  ## Fails when a figure falls below its floor.
	$(BIN)/python benchmarks/quality/gate.py

bench: $(VENV)/installed-dev  ## Measures speed and memory: make bench INPUT=reports.jsonl
	$(BIN)/python benchmarks/speed.py $(INPUT)

charts:  ## Bundles what the charts of the web app draw with; needs Node.js 20 or later.
	cd charts && npm ci --ignore-scripts --no-audit --no-fund && npm run build

browser:  # A Chromium for the browser tests, where the system's package manager may be used.
	@if command -v chromium chromium-browser google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; then :; \
	else echo 'No Chromium here and no right to install one: the browser tests will skip.'; fi

clean:  ## Removes the environment and everything that was made.
	rm -rf $(VENV) $(PAGES)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'OnRecord needs Python 3.11, 3.12 or 3.13; give one with: make PYTHON=/path/to/python'; exit 2; }
	$(PYTHON) -m venv $(VENV)

define install
	@if command -v uv >/dev/null; then echo "Installing with uv ..."; uv pip install -q --python $(BIN)/python -e '$(1)'; \
	else echo "Installing with pip ..."; $(BIN)/python -m pip install -q --disable-pip-version-check -e '$(1)'; fi
	@touch $@
endef

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(call install,.)

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	$(call install,.[dev])
	@touch $(VENV)/installed
