# What a newcomer guesses: make demo, make test, make eval, make bench, make train.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test eval gold bench train train-tagger fuzz clean

demo: $(VENV)/.installed
	$(BIN)/crossfoot run corpus/articles --out $(OUT)
	@echo "Open $(OUT)/report.html in a browser."

test: $(VENV)/.installed-dev
	$(BIN)/ruff check extract tests benchmarks models corpus docs fuzz
	$(BIN)/ruff format --check extract tests benchmarks models corpus docs fuzz
	$(BIN)/mypy
	$(BIN)/pytest -n 2
	$(MAKE) --no-print-directory eval

eval: $(VENV)/.installed-dev
	$(BIN)/crossfoot eval corpus/gold/test.jsonl --floors benchmarks/floors.json

gold: $(VENV)/.installed-dev
	$(BIN)/python corpus/tools/compile.py build

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks
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
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check -e ".[dev]"
	@touch $@ $(VENV)/.installed
