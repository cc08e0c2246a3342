# `make` without a target lists the targets. They need no root, Graphviz, Node or browser. Only `make check` installs a
# type checker that includes Node, as a Python package.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
    $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.PHONY: help demo test check rule accept pictures tables site bench clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.ready ## build the sample shop into build/demo
	@$(BIN)/ctxmap build samples/shop/to-be.cml -o build/demo
	@echo "Open build/demo/map.html in a browser, or read build/demo/index.md"

test: $(VENV)/.ready-test ## run the tests
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/.ready-dev ## lint, format, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

rule: $(VENV)/.ready ## write the files of a new rule: make rule NAME=sync-without-timeout
	@$(BIN)/python tests/new_rule.py $(NAME)

accept: $(VENV)/.ready-test ## rewrite golden files, reports and diagrams from what the code now makes; read the diff
	@$(BIN)/python -m pytest -n auto --accept

pictures: $(VENV)/.ready-test ## redraw the diagrams of the documents, with the gallery
	@$(BIN)/python -m pytest tests/test_gallery.py tests/test_docs.py tests/test_difference.py tests/test_themes.py -k fresh --accept

tables: $(VENV)/.ready-test ## rebuild the parser's tables and the files of editors after a change to the grammar
	@$(BIN)/python -m ctxmap.syntax.generate
	@$(BIN)/python -m ctxmap.highlighting.generate

site: $(VENV)/.ready-docs ## build the site of the documentation into build/site; a dead link fails
	@$(BIN)/python site/build.py
	@echo "Open build/site/index.html, or serve it: python -m http.server --directory build/site"

bench: $(VENV)/.ready-test ## run the benchmarks
	@$(BIN)/python -m benchmarks

clean: ## remove the files of builds and tests
	rm -rf build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# ---- The environment of the targets, installed once ------------------------------------------------------------------

$(VENV)/.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "ctxmap needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade "pip>=25.1"
	@$(PIP) --editable .
	@$(BIN)/python -m compileall -q src # a sandbox without bytecode would compile on every run
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	@$(PIP) --group test
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready-test
	@$(PIP) --group dev
	@touch $@

$(VENV)/.ready-docs: $(VENV)/.ready
	@$(PIP) --group docs
	@touch $@
