# Two commands do everything on a bare machine with Python 3.11, make and a network: `make demo`, `make test`.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all:
CATALOGUE := examsite/web/translations/en/LC_MESSAGES/messages
PORT ?= 8000

.PHONY: help demo test check nightly messages lock screenshots clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*##[ ]*/  make \1\t/'

demo: $(VENV)/runtime $(CATALOGUE).mo ## a running demonstration world on port 8000
	$(BIN)/python -m examsite demo --port $(PORT)

test: $(VENV)/development $(CATALOGUE).mo check ## lint, types, floors and every test, on both databases and in a real browser
	$(BIN)/python -m pytest -n 2 --dist loadgroup -ra tests

check: $(VENV)/development ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

nightly: $(VENV)/development $(CATALOGUE).mo ## the slower campaigns
	EXAMSITE_CAMPAIGN=long $(BIN)/python -m pytest -n 2 --dist loadgroup -ra tests

messages: $(VENV)/development ## collect the sentences of the pages and update the English catalogue
	$(BIN)/pybabel -q extract -F examsite/web/translations/mapping.cfg -k N_ -k _l -k say -o $(VENV)/messages.pot examsite
	$(BIN)/pybabel -q update -N --no-wrap --ignore-pot-creation-date -i $(VENV)/messages.pot -d examsite/web/translations -l en --omit-header

lock: $(VENV)/development ## pin the dependencies anew (a week old or older)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --python-version 3.11 --extra install --extra postgres --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --exclude-newer "7 days" -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --exclude-newer "7 days" -q -o dev.lock

screenshots: $(VENV)/development $(CATALOGUE).mo ## pictures of the main pages of every seat, into instance/screenshots
	$(BIN)/python -m tests.screenshots

clean: ## remove what make made, keep the data under instance/
	rm -rf $(VENV) $(CATALOGUE).mo

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (found: $(PYTHON))"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "This Python has no ensurepip: install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/runtime: $(VENV)/made requirements.lock pyproject.toml
	$(PIP) -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/development: $(VENV)/runtime dev.lock
	$(PIP) -r dev.lock
	touch $@

$(CATALOGUE).mo: $(CATALOGUE).po $(VENV)/runtime
	$(BIN)/pybabel -q compile -d examsite/web/translations
