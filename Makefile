# `make` lists what it can do. `make site` and `make test` need nothing but Python 3.11 or newer, git and make;
# what they set up (.venv, node_modules) is made once. Librarians need none of this: see README.md.

.DEFAULT_GOAL := help
.SUFFIXES:
.NOTPARALLEL:
.DELETE_ON_ERROR:
SHELL := bash

# make site CONTENT=folder OUT=folder TODAY=2027-01-15 · make test JOBS=4 · make site PYTHON=python3.13
# make test BULLETIN_TEST_EFFORT=10: ten times as many random inputs · make test RELEASES=newest: not the locked releases
CONTENT ?= content
OUT ?= public
TODAY ?=
JOBS ?= auto
RELEASES ?= locked
export PYTHON RELEASES
# The programs that the tests start are compiled once, whatever this shell says.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin

# The day `make check` looks at the sample town, so that it stays clean however late it is run.
CHECK_DAY := 2027-01-15

# Ends with 0 when docs/rules.md, docs/fields.md and the JSON Schemas are up to date.
DOCS_UP_TO_DATE := $(BIN)/bulletin schema --docs --check

# Writes the expected outputs of tests/boards/ anew.
UPDATE_GOLDEN := $(BIN)/pytest -q -m golden --update-golden

# With RELEASES=newest, the newest checkers that package.json allows.
NPM_INSTALL := npm $(if $(filter newest,$(RELEASES)),install --no-package-lock,ci)

# Prints how long a build of a made-up board takes, room by room.
BENCHMARK := $(BIN)/python -m benchmarks

.PHONY: help
help: ## list what make can do
	@echo 'make TARGET, where TARGET is one of'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1 \2/p' Makefile \
	  | while read -r target words; do printf '  %-8s %s\n' "$$target" "$$words"; done

.PHONY: site
site: .venv/.installed ## build the sample town into public/
	@$(BIN)/bulletin build --content "$(CONTENT)" --out "$(OUT)" $(if $(TODAY),--today $(TODAY)) \
	  || { code=$$?; [ $$code -eq 3 ] || exit $$code; }
	@echo 'Open $(abspath $(OUT))/index.html in your browser, or run `make serve` and follow the links.'

.PHONY: test
test: .venv/.installed-test packages node_modules/.installed lint ## set up everything the tests need, then run all of them
	$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

.PHONY: serve
serve: .venv/.installed ## show the board in the browser and rebuild it on every change
	@$(BIN)/bulletin serve --content "$(CONTENT)"

.PHONY: check
check: .venv/.installed ## is the sample town clean, are the generated docs up to date?
	$(BIN)/bulletin check content --today $(CHECK_DAY)
	$(DOCS_UP_TO_DATE)

.PHONY: golden
golden: .venv/.installed-test ## write the expected outputs of the tests anew; then read the diff
	$(UPDATE_GOLDEN)

.PHONY: bench
bench: .venv/.installed ## print how long each room takes
	$(BENCHMARK)

.PHONY: lock
lock: .venv/.installed-test ## lock the newest releases: writes requirements/ anew; then run the tests
	@.ci/lock $(BIN)/uv

.PHONY: lint
lint: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict bulletin
	$(BIN)/lint-imports

.PHONY: packages
packages:
	@.ci/packages

.venv/.installed: pyproject.toml requirements/build.txt requirements/run.txt
	@.ci/environment .venv
	@touch $@

.venv/.installed-test: pyproject.toml requirements/build.txt requirements/test.txt
	@.ci/environment .venv test
	@touch .venv/.installed $@

# The order only: npm may be among the packages.
node_modules/.installed: package-lock.json | packages
	@$(NPM_INSTALL) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
