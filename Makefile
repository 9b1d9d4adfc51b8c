PY ?= python3
BIN := .venv/bin
PORT ?= 8000
export PORT
# Else every process that is started compiles the product, and pytest its assertions, anew.
unexport PYTHONDONTWRITEBYTECODE

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/.run: requirements.txt
	$(PY) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: .venv/.run  ## set up, seed on first start, serve http://127.0.0.1:8000 with the scheduler inside
	$(BIN)/flask serve --seed

work: .venv/.run  ## the scheduler as a process of its own
	$(BIN)/flask jobs work

test: .venv/.dev  ## what the product does, on SQLite and on PostgreSQL; how it is built, `make check` tries
	$(BIN)/python -m pytest --ignore tests/architecture -n auto --maxprocesses 4 --dist worksteal --durations 15 -rfEs

check: .venv/.dev  ## lint, layout, types, import contracts, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --check --quiet templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/architecture

format: .venv/.dev  ## put code and templates into their form: imports, layout, what ruff can mend
	$(BIN)/ruff check -q --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet templates

bench: .venv/.dev  ## speed of parsing, board, reminders, files
	$(BIN)/python -m tests.bench

soak: .venv/.dev  ## 50 people at once for a minute, on SQLite and on PostgreSQL
	$(BIN)/python -m tests.soak

trial: .venv/.dev  ## what is promised when things go wrong, tried for real: kills, crowds, bombs; 5 minutes
	$(BIN)/python -m tests.trial

lock: requirements.in requirements-dev.in  ## pin every dependency with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-dev.in -o requirements-dev.txt

migration: .venv/.run  ## a new revision from the models: make migration m="add_what"
	$(BIN)/flask db migrate --rev-id $$(printf '%04d' $$(( $$(sed 's/^0*//' migrations/.current-head) + 1 ))) -m "$(m)"

.PHONY: help run work test check format bench soak trial lock migration
