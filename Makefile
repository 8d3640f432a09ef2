# Everything a newcomer needs: make run, make test. Both set themselves up.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install run test lint check lock bench clean

help:            ## show what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP)  ## build .venv from the lock

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: install     ## talk to the bot: in the sandbox, or on Telegram when STUDYBOT_TOKEN is set
	$(BIN)/studybot run

test: install    ## run every test
	$(BIN)/pytest -n auto --dist worksteal

lint: install    ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock:            ## resolve the locks anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11 --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

bench: install   ## print the benchmarks' figures
	$(BIN)/python -m benchmarks.answer_path
	$(BIN)/python -m benchmarks.decks

clean:           ## forget the environment and the caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
