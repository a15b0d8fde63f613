# Two commands for a fresh machine: `make demo` and `make test`. Each builds .venv on first use.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# Programs of the environment (alembic, jupyter) must be found without activating it.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help demo test test-all audit release lint bench system clean

help:
	@echo "make demo      grade a class of hw01 from start to end in a scratch copy of the course"
	@echo "make test      the tests (fast ones);  make test-all: the slow ones too"
	@echo "make audit     test the hidden tests: ready answers and mutants (docs/audit.md)"
	@echo "make release   source/ -> release/ and docs/questions.md"
	@echo "make lint      ruff and mypy;  make bench: the benchmarks"

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Homeroom needs Python 3.11 or newer; found `$(PYTHON) --version 2>&1`. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[instructor,cluster,pictures,pdf,dev]"
	@touch $@

system:
	@sh .ci/system-packages

demo: system $(STAMP)
	$(BIN)/homeroom demo --assignment hw01

# One torch thread for each test process: with more, they wait for each other on a busy machine.
test test-all: export OMP_NUM_THREADS = 1

test: system $(STAMP)
	$(BIN)/python -m pytest -n auto

test-all: system $(STAMP)
	$(BIN)/python -m pytest -n auto -m "slow or not slow"

audit: export OMP_NUM_THREADS = 1
audit: $(STAMP)
	$(BIN)/homeroom audit --html audit.html --json audit.json

release: $(STAMP)
	$(BIN)/homeroom generate --all

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/homeroom generate --all --check

bench: $(STAMP)
	for script in benchmarks/[a-z]*.py; do $(BIN)/python $$script || exit 1; done

clean:
	rm -rf .pytest_cache .mypy_cache .ruff_cache dist build
