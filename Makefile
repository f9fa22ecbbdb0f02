# make              sets up .venv and builds the shipped edition into build/
# make test         sets up and runs the tests
# make test-corpora runs the long tests over whole corpora beside the checkout
# make bench        prints how fast it is, ratios measured side by side
# make check        ruff, mypy, import-linter

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: all test test-corpora bench check clean

all: $(VENV)/.ready
	$(BIN)/letterbook build

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Letterbook needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.ready-tests: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

test: $(VENV)/.ready-tests
	$(BIN)/python -m pytest -m 'not corpora' -n auto

test-corpora: $(VENV)/.ready-tests
	$(BIN)/python -m pytest -m corpora --timeout 1500 -n auto

bench: $(VENV)/.ready-tests
	$(BIN)/python -m tests.benchmarks

check: $(VENV)/.ready-tests
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf build dist
