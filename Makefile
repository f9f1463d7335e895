# Needs make and Python 3.11 or newer; everything else is set up in .venv, from files held by hash in requirements/.

PYTHON ?=
BIN := .venv/bin
READY := .venv/.ready
DEMO_LEDGER := build/demo.db

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test evaluate bench train lock clean
.DEFAULT_GOAL := help

help:
	@echo "make demo      read two example articles, print their briefs, keep them in a ledger"
	@echo "make test      run every check: style, types, import contracts, tests"
	@echo "make evaluate  score the reader on hand-made gold records and hold it to its floors"
	@echo "make bench     speed and memory, beside bare spaCy; the register; growth with hard texts"
	@echo "make train     fit the type model anew and measure it (hours; needs ../shared)"
	@echo "make lock      renew the hash-locked requirements (needs uv)"
	@echo "make clean     remove .venv, build and caches"

# `command -v` is not enough: a version manager may have a name on the path that does not run.
$(READY): requirements/dev.txt pyproject.toml
	@set -e; \
	found=; \
	for candidate in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
	  if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Communiqué needs Python 3.11 or newer with the venv module, and none was found." >&2; \
	  echo "Install one (Debian, Ubuntu: apt install python3 python3-venv), or say which: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
	  exit 1; fi; \
	echo "Setting up .venv with $$("$$found" --version) (once, about a minute)"; \
	"$$found" -m venv --clear .venv; \
	$(BIN)/python -m pip install -qq --require-hashes -r requirements/dev.txt; \
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .; \
	touch $@

demo: $(READY)
	@mkdir -p build && rm -f $(DEMO_LEDGER) $(DEMO_LEDGER)-wal $(DEMO_LEDGER)-shm
	@$(BIN)/communique read examples/envoys.txt --published 2020-11-20
	@echo
	@$(BIN)/communique read examples/readout.txt
	@echo
	@echo "── Keeping both in a ledger, $(DEMO_LEDGER)"
	@$(BIN)/communique add examples/envoys.txt --published 2020-11-20 --ledger $(DEMO_LEDGER)
	@$(BIN)/communique add examples/readout.txt --ledger $(DEMO_LEDGER)
	@echo
	@echo "── What it holds: communique events --ledger $(DEMO_LEDGER)"
	@$(BIN)/communique events --ledger $(DEMO_LEDGER)
	@echo
	@echo "── Try next"
	@echo "  $(BIN)/communique commitments --ledger $(DEMO_LEDGER)"
	@echo "  $(BIN)/communique events --ledger $(DEMO_LEDGER) --actor NOR --csv"
	@echo "  $(BIN)/communique read --json examples/readout.txt"
	@echo "  $(BIN)/communique read your-article.txt --published 2021-02-25"

test: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@mkdir -p build; $(BIN)/lint-imports > build/imports.log || { cat build/imports.log; exit 1; }
	@$(BIN)/python -m pytest

evaluate: $(READY)
	@$(BIN)/python -m evaluation.run

bench: $(READY)
	@$(BIN)/python -m benchmarks.speed
	@echo
	@$(BIN)/python -m benchmarks.memory
	@echo
	@$(BIN)/python -m benchmarks.register
	@echo
	@$(BIN)/python -m benchmarks.growth

# The type model: cross-validation, the test on another style, the shipped model, its figures.  PyTorch lives in a venv
# of its own.  One thread a process: on two cores two processes do twice the work of two threads.
TRAIN_VENV := build/train-venv
TRAIN := PYTHONPATH=src:. OMP_NUM_THREADS=1 TRANSFORMERS_VERBOSITY=error nice $(TRAIN_VENV)/bin/python -m
TORCH_INDEX ?=
train: $(READY)
	@test -d ../shared/benchmarks || { echo "../shared/benchmarks is not there; training needs it." >&2; exit 1; }
	@test -x $(TRAIN_VENV)/bin/python || $(BIN)/python -m venv $(TRAIN_VENV)
	@$(TRAIN_VENV)/bin/python -m pip install -qq $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) -r training/requirements.txt
	@for name in plv plv_own_aw own_to_plv plv_to_own; do $(TRAIN) training.train_pairs cross $$name || exit 1; done
	@$(TRAIN) training.train_pairs final
	@$(BIN)/python -m evaluation.pairs --confusion
	@$(TRAIN) training.export_pairs

# The index is named so that no local mirror's addresses reach the files; pip reads what uv exports from uv.lock.
UV ?= uv
UV_EXPORT = $(UV) export --quiet --no-config --frozen --no-emit-project --no-annotate
lock:
	@$(UV) lock --quiet --no-config --upgrade --default-index https://pypi.org/simple
	@$(UV_EXPORT) --no-dev -o requirements/run.txt >/dev/null
	@$(UV_EXPORT) --group dev -o requirements/dev.txt >/dev/null

clean:
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
