# The commands of every day. The README gives each of them without make, for Windows too.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1

.PHONY: help setup site serve check test quick days bench bench-gate lint lint-js schema wheel requirements scripts editor licences sbom audit clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.venv/installed: requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps -e .
	@touch $@

setup: .venv/installed ## create .venv and install everything in it

site: setup ## check and build the whole site in site/
	$(BIN)/guia build

serve: setup ## show the guide in the browser, anew after each change
	$(BIN)/guia serve

check: setup ## check the guide
	$(BIN)/guia check

test: setup ## run every test
	$(BIN)/python -m pytest -n auto --dist worksteal

quick: setup ## run what takes seconds, between edits: no site, no browser
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

# All others are told the day, and fail where they ask the machine. In a period, after the last one, and a year later.
days: setup ## run the tests of the day and of periods on other days (with faketime)
	for day in 2027-04-15 2027-06-15 2028-05-30; do \
	FAKETIME_DONT_FAKE_MONOTONIC=1 faketime "$$day 10:00:00" $(BIN)/python -m pytest -q -n 0 \
	tests/test_periods.py tests/test_renderers.py tests/test_publishing.py || exit 1; done


bench: setup ## measure what commands cost beside plain MkDocs, in minutes: make bench ARGS="--quick"
	$(BIN)/python benchmarks/bench.py $(ARGS)

bench-gate: setup ## fail where a command takes more of the processor than its limit
	$(BIN)/python benchmarks/bench.py --gate --rounds 2

lint: setup ## look at the code: style, format, types, what imports what
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if command -v npm >/dev/null || [ -n "$$CI" ]; then $(MAKE) --no-print-directory lint-js; \
	else echo "no npm here: the scripts are not looked at"; fi

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

lint-js: node_modules/.package-lock.json ## look at the scripts: style, types
	npm run --silent lint

scripts: node_modules/.package-lock.json ## build the scripts that pages run from their modules (needs npm)
	npm run --silent build

editor: ## build what the editor has of others again, from supply/editor (needs npm)
	cd supply/editor && npm ci --no-audit --no-fund && npm run --silent build

schema: setup ## write model/schema/*.json from the data model
	$(BIN)/guia schema

wheel: setup ## build the program as one wheel in dist/
	$(BIN)/python -m pip wheel --quiet --no-build-isolation --no-deps --wheel-dir dist .

requirements: setup ## pin requirements.txt and requirements-dev.txt again, with hashes
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements-dev.txt requirements-dev.in

licences: setup ## write THIRD-PARTY.md and the licences that the site publishes
	$(BIN)/python supply/licences.py

sbom: setup ## write what the program and the site are made of (CycloneDX) in dist/
	$(BIN)/python supply/sbom.py

audit: setup ## ask whether vulnerabilities are known in the dependencies
	$(BIN)/python supply/audit.py

clean: ## delete what the commands made
	rm -rf .venv site build dist node_modules
