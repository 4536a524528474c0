# What a newcomer guesses: make demo, make test, make docs, make eval, make bench, make train.
# make report-check looks at the report in headless Chromium; it needs Node.js with npm, and a Chromium (or CHROMIUM=PATH).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test docs report-check eval accuracy gold bench train train-tagger fuzz clean

demo: $(VENV)/.installed
	$(BIN)/crossfoot run corpus/articles --out $(OUT)
	@echo "Open $(OUT)/report.html in a browser."

test: $(VENV)/.installed-dev
	$(BIN)/ruff check extract tests benchmarks models corpus docs fuzz
	$(BIN)/ruff format --check extract tests benchmarks models corpus docs fuzz
	$(BIN)/mypy
	$(BIN)/pytest -n 2
	$(MAKE) --no-print-directory eval

report-check: $(VENV)/.installed-dev tests/browser/node_modules/.package-lock.json
	rm -rf build/reports
	$(BIN)/python tests/browser/make_pages.py build/reports
	REPORTS=$(CURDIR)/build/reports node --test tests/browser/report.test.mjs

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	npm ci --prefix tests/browser --no-audit --no-fund
	@touch $@

# The site; a warning is an error, so a link or an anchor that leads nowhere is one. A test builds it in the same way.
docs: $(VENV)/.installed-dev
	$(BIN)/sphinx-build -q -E -a -W --keep-going -b html -c docs . build/site
	@echo "Open build/site/index.html in a browser."

eval: $(VENV)/.installed-dev
	$(BIN)/crossfoot eval corpus/gold/test.jsonl --floors benchmarks/floors.json

# Measures the test split and writes the figures into the pages that show them.
accuracy: $(VENV)/.installed-dev
	$(BIN)/crossfoot eval corpus/gold/test.jsonl --json benchmarks/accuracy.json
	$(BIN)/python docs/make_accuracy.py

gold: $(VENV)/.installed-dev
	$(BIN)/python corpus/tools/compile.py build

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks
	$(BIN)/python docs/make_compared.py
	$(BIN)/python -m benchmarks.checking
	$(BIN)/python -m benchmarks.runs

train: $(VENV)/.installed-dev
	$(BIN)/pip install -q --disable-pip-version-check -r models/recipe/encoder/requirements.txt
	HF_HUB_OFFLINE=1 $(BIN)/python models/recipe/encoder/run.py

train-tagger: $(VENV)/.installed-dev
	$(BIN)/python models/recipe/train.py

fuzz: $(VENV)/.installed-dev
	$(BIN)/pip install -q --disable-pip-version-check -r fuzz/requirements.txt
	$(BIN)/python -m fuzz

clean:
	rm -rf tests/browser/node_modules $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check -e ".[dev]"
	@touch $@ $(VENV)/.installed
