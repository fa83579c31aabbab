PYTHON ?= .venv/bin/python

.PHONY: help run check format lint types imports test fast golden docs manual samples bench

help:  ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/ —/'

run:  ## open the app
	$(PYTHON) -m streamlit run app.py

check: lint types imports test  ## everything that must be green

format:  ## rewrite files to the house format
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint:  ## format and lint, changing nothing
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types:  ## mypy, strict
	$(PYTHON) -m mypy

imports:  ## who may import whom
	$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

test:  ## all tests, browser included (ten to twelve minutes on two cores)
	$(PYTHON) -m pytest -n 2

fast:  ## tests without the slow and the browser ones
	$(PYTHON) -m pytest -n 2 -m "not slow and not browser"

golden:  ## tests/golden/: the rows of every constraint as LP text, anew
	$(PYTHON) -m tests.optimize.golden
	$(PYTHON) -m tests.optimize.golden_exchange

docs:  ## generated pages of docs/
	$(PYTHON) -m bianzhi.rules.catalogue > docs/rules.md
	$(PYTHON) -m bianzhi.ui.manual_reader > docs/manual/用户手册.md

manual: docs  ## the pictures of 用户手册 anew, taken by the browser (about a minute)
	$(PYTHON) -m tests.browser.manual

samples:  ## sample_data/ and templates/ anew, with the expected findings and plan
	$(PYTHON) -m tests.samples

bench:  ## ratios against named peers, measured in one run
	$(PYTHON) -m benchmarks
