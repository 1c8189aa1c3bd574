# Two commands need nothing before them: `make run` and `make test`.
# Debian's python3 has no ensurepip and refuses a plain `pip install`, so uv comes into .tools first.
export UV_SYSTEM_CERTS = 1
export UV_PYTHON_DOWNLOADS = never
export UV_LINK_MODE = copy
.DEFAULT_GOAL := help
PORT ?= 8000
UV := .tools/bin/uv
PY := .venv/bin/python

.PHONY: help run test check unit journeys lock messages vendor screenshots kernel bench-peers clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: .venv/app.ready ## serve the demo city on http://127.0.0.1:8000/
	.venv/bin/yucaihui serve --demo --port $(PORT)

test: check unit ## every check and test that needs no service

check: .venv/dev.ready ## linters, types, floors, migrations, translations
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/yucaihui manage makemigrations --check --dry-run
	.venv/bin/yucaihui messages check

unit: .venv/dev.ready ## the tests, in parallel
	$(PY) -m pytest -n auto --maxprocesses 4

journeys: .venv/dev.ready ## journeys in a real browser (Chromium by path)
	$(PY) -m pytest tests/journeys -p no:xdist

screenshots: .venv/dev.ready ## take the guide's pictures anew
	$(PY) -m pytest tests/journeys/screenshots.py -p no:xdist

lock: .venv/dev.ready ## write requirements/*.lock anew from *.in
	$(UV) pip compile -q --universal --python-version 3.11 --no-header --generate-hashes requirements/app.in -o requirements/app.lock
	$(UV) pip compile -q --universal --python-version 3.11 --no-header --generate-hashes requirements/postgres.in -o requirements/postgres.lock
	$(UV) pip compile -q --universal --python-version 3.11 --no-header --generate-hashes requirements/cluster.in -o requirements/cluster.lock
	$(UV) pip compile -q --universal --python-version 3.11 --no-header --generate-hashes -c requirements/app.lock -c requirements/postgres.lock -c requirements/cluster.lock requirements/dev.in -o requirements/dev.lock

messages: .venv/dev.ready ## collect new texts into the catalogues
	.venv/bin/yucaihui messages update

vendor: ## fetch the browser libraries named in the manifest anew (needs npm)
	$(PY) -m yucaihui.ui.vendor

# Optional: without it matching runs by numba, with the same results and more slowly.
KERNEL := src/yucaihui/engines/matching/kernel
KERNEL_LEVELS := plain $(if $(filter x86_64,$(shell uname -m)),v3 v4)
KERNEL_FLAGS_v3 := -march=x86-64-v3
KERNEL_FLAGS_v4 := -march=x86-64-v4 -mavx512vnni
KERNEL_OBJECTS := $(foreach level,$(KERNEL_LEVELS),$(foreach part,scan titles,var/kernel/$(part).$(level).o))

kernel: $(KERNEL)/libkernel.so ## compile the optional C kernel of matching (needs a C compiler)

$(KERNEL)/libkernel.so: var/kernel/levels.plain.o $(KERNEL_OBJECTS)
	$(CC) -shared $^ -o $@.new && mv $@.new $@

$(KERNEL_OBJECTS) var/kernel/levels.plain.o: var/kernel/%.o: $(KERNEL)/*.c $(KERNEL)/*.h Makefile
	@mkdir -p var/kernel
	$(CC) -O3 -Wall -Wextra -fPIC $(KERNEL_FLAGS_$(subst .,,$(suffix $*))) \
		-D'NAME(x)=x##$(subst .,_,$(suffix $*))' -c $(KERNEL)/$(basename $*).c -o $@

bench-peers: ## throw-away environment with the peers that benches measure against
	$(UV) venv -q --allow-existing .bench && $(UV) pip install -q -p .bench -r requirements/bench-peers.txt

clean: ## remove everything that make made
	rm -rf .tools .venv .bench var

.tools/bin/uv: requirements/tools.lock
	python3 -m pip install -q --disable-pip-version-check --no-warn-script-location --upgrade --target .tools --require-hashes -r $<
	@touch $@

.venv/pyvenv.cfg: .tools/bin/uv
	$(UV) venv -q --allow-existing --python "$$(command -v python3)" .venv
	@touch $@

.venv/app.ready: .venv/pyvenv.cfg requirements/app.lock pyproject.toml
	$(UV) pip install -q -p .venv --require-hashes -r requirements/app.lock
	$(UV) pip install -q -p .venv --no-deps -e .
	@touch $@

.venv/dev.ready: .venv/app.ready requirements/dev.lock
	$(UV) pip install -q -p .venv --require-hashes -r requirements/dev.lock
	@touch $@
