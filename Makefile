# demo        install what is needed and serve the portal with a term already played
# demo-reset  delete what the demo has kept
# test        every test; ARGS='-k claim' for some
# check       style, import contracts, types, migrations, drawn documents
# fix         what a machine can put right
# docs        draw the documents that come out of the code, list new migrations
# bench       print our speed beside that of the baselines; ARGS='awarding' for some, ARGS=--small to see that they agree
# baselines   install what the baselines are built from; bench does so by itself
# mutants     spoil rules, rights and moves one at a time and see that tests notice; ARGS=rights for some
# machine     make any moves of entries in any order and see that what must be true stays so; ARGS="STEPS FIRST_SEED PROCESSES"
# causes      plant each cause of a missing result, alone and two together, and see that it is found; ARGS="CANDIDATES"
# kills       kill what works on an award run, at random, and see that nothing is lost or twice; ARGS="REGISTRATIONS KILLS SEED"
# PORT chooses the demo's port, PYTHON the interpreter of the first run.

PYTHON ?= python3
PY := .venv/bin/python
# One more than there are cores, since some tests wait; the quick ones never do. Each costs 10 s to begin.
WORKERS := $(if $(findstring not slow,$(ARGS)),$(shell nproc),$(shell expr $$(nproc) + 1))
LOOK := $(shell find static/scss static/js -type f 2>/dev/null) package.json package-lock.json
PAGES := $(shell find templates -name "*.html" 2>/dev/null)
LOCKS := requirements/installer.txt requirements/development.txt
SET_UP := .venv/installed static/built/complete

# Whatever the machine says, keep compiled code: else every process compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo demo-reset test check fix docs bench baselines mutants machine kills causes
.NOTPARALLEL:

demo: $(SET_UP)
	@exec $(PY) -m local demo --with-parent

demo-reset: .venv/installed
	@$(PY) -m local reset

test: $(SET_UP)
	@$(PY) -m local run -- $(PY) -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder $(ARGS)

check: .venv/installed
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djhtml --tabwidth 2 --check $(PAGES)
	$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-cache
	$(PY) -m mypy
	$(PY) -m local run -- $(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py draw_states --check

fix: .venv/installed
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PY) -m djhtml --tabwidth 2 $(PAGES)

docs: .venv/installed
	$(PY) manage.py draw_states
	$(PY) manage.py list_migrations

bench: $(SET_UP) $(if $(findstring --small,$(ARGS)),,baselines)
	@test -z "$$KEEP" || test -n "$$DATABASE_URL" || \
		{ echo "KEEP leaves a database for the next run: set DATABASE_URL and DATABASE_OWNER_URL to a server that stays." >&2; exit 2; }
	@$(PY) -m local run -- $(PY) -m benchmarks $(ARGS)

baselines: .venv/baselines

mutants: $(SET_UP)
	@$(PY) -m tests.mutants $(ARGS)

machine: $(SET_UP)
	@$(PY) -m local run -- $(PY) -m tests.moves $(ARGS)

kills: $(SET_UP)
	@$(PY) -m local run -- $(PY) -m tests.kills $(ARGS)

causes: $(SET_UP)
	@$(PY) -m local run -- $(PY) -m tests.causes $(ARGS)

.venv/installed: $(LOCKS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed. If it has another name: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "Python's venv is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || \
	    { echo "Making a local environment in .venv …" && $(PYTHON) -m venv --clear .venv; }
	@echo "Installing what the portal is built from …"
	@$(PY) -m uv --version >/dev/null 2>&1 || \
	    $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt || true
	@$(PY) -m uv pip sync --no-config --quiet --python $(PY) --require-hashes $(LOCKS) || \
	    $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@touch $@

# Beside what is there; what is not to be had is left out of the comparison, which says so.
.venv/baselines: requirements/baselines.txt .venv/installed
	@echo "Installing what our speed is compared with …"
	@if $(PY) -m uv pip install --no-config --quiet --python $(PY) --require-hashes -r $<; \
	    then touch $@; else echo "Some of it cannot be installed here."; fi

static/built/complete: .venv/installed $(LOOK)
	@echo "Building the style sheet …"
	@$(PY) -m local look
	@touch $@
