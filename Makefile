# The front door: `make` runs the main job, `make test` the tests; each works alone on a fresh clone.
# Needs Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV := .venv
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

.PHONY: main test lock bench deps
main: $(VENV)/installed
	dvc repro --force
	@echo
	@tabletrace show

test: $(VENV)/installed
	ruff check .
	ruff format --check .
	mypy
	pytest -n auto --cov --cov-report=term --cov-fail-under=95

bench: $(VENV)/installed
	-python benchmarks/quantities.py
	-python benchmarks/tables.py
	-python -m benchmarks.tables_csv
	-python benchmarks/extract.py
	python benchmarks/prose.py
	python benchmarks/validate.py
	python benchmarks/validate.py --growth
	python benchmarks/validate.py --pairs 5000
	python benchmarks/repro.py

# Pins every dependency with its hashes; no host is named in the lock.
lock: $(VENV)/installed
	uv pip compile --quiet --upgrade --generate-hashes --universal --no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock

# Writes into dvc.yaml which files of code each stage runs.
deps: $(VENV)/installed
	python tests/dvc_deps.py

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tabletrace needs Python 3.11 or newer; call: make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear $(VENV)
	pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	touch $@
