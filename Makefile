# `make` without a target lists what there is. Nothing here needs root, Graphviz, Node or a browser.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check accept tables bench clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(READY) ## build the sample shop into build/demo and say what to open
	@$(BIN)/ctxmap build samples/shop/to-be.cml -o build/demo
	@echo "Open build/demo/maps/shop.svg and build/demo/index.md"

test: $(READY) ## run the tests
	@$(BIN)/python -m pytest -n auto

check: $(READY) ## lint, format, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

accept: $(READY) ## rewrite golden files and rule reports from what the code now prints; read the diff before you commit
	@$(BIN)/python -m pytest --accept

tables: $(READY) ## rebuild the parser tables after a change of the grammar
	@$(BIN)/python -m ctxmap.syntax.tables

bench: $(READY) ## run the benchmarks
	@$(BIN)/python -m benchmarks

clean: ## remove what builds and tests leave behind
	rm -rf build dist .pytest_cache .ruff_cache
