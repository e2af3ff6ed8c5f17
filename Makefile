# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: demo test check lint format benchmark clean

demo: .venv/.ready ## set up, then run the main job on the bundled project
	@$(BIN)/whyshore demo .

test: .venv/.ready ## set up, then pass the tests
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

lint: .venv/.ready ## formatting, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## everything CI runs

format: .venv/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmark: .venv/.ready
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/coding_screen.py
	$(BIN)/python benchmarks/survey.py
	$(BIN)/python benchmarks/crash.py --kills 500
	$(BIN)/python benchmarks/reanchor.py --texts 1

clean:
	rm -rf .venv build dist

.venv/.ready: pyproject.toml constraints.txt
ifdef UV
	@echo "Setting up .venv with uv (once) …"
	@uv venv --quiet --allow-existing --python $(PYTHON) .venv
	@uv pip install --quiet --python $(BIN)/python -c constraints.txt -e ".[dev]"
else
	@echo "Setting up .venv with pip (once, takes a minute or two) …"
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Whyshore needs Python 3.11 or newer; this is %d.%d. Set PYTHON=python3.12, say." % v[:2])'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
endif
	@$(BIN)/python -m compileall -q src
	@touch $@
