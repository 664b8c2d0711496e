# `make` lists what it can do. `make site` and `make test` need nothing but Python 3.11 or newer, git and make.
# Librarians do not need this file: see README.md.

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:
SHELL := /bin/sh

CONTENT ?= content
OUT     ?= public
TODAY   ?=
JOBS    ?= auto

VENV    := .venv
PY      := $(VENV)/bin/python
BIN     := $(VENV)/bin

# The first Python that is new enough and can make an environment.
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python

# The day for which `make check` looks at the sample town, so that it stays clean however late it is run.
CHECK_DAY := 2027-01-15

# Prints nothing and ends with 0 when docs/rules.md, docs/fields.md and the schemas are up to date.
DOCS_UP_TO_DATE := $(PY) -m bulletin schema --docs --check

PACKAGES := chromium fonts-dejavu-core fonts-noto-core gcc libc6-dev libical-dev pkg-config jing nodejs npm

.PHONY: help
help: ## list what make can do
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' Makefile | expand -t 12

.PHONY: site
site: $(VENV)/installed ## build the sample town into public/
	@$(PY) -m bulletin build --content $(CONTENT) --out $(OUT) $(if $(TODAY),--today $(TODAY)) \
	  || { code=$$?; [ $$code -eq 3 ] || exit $$code; }
	@echo "Open $(CURDIR)/$(OUT)/index.html in a browser."

.PHONY: serve
serve: $(VENV)/installed ## show the board in the browser, and rebuild it on every change
	@$(PY) -m bulletin serve --content $(CONTENT)

.PHONY: check
check: $(VENV)/installed ## is the sample town clean, are the generated docs up to date?
	$(PY) -m bulletin check $(CONTENT) --today $(CHECK_DAY)
	$(DOCS_UP_TO_DATE)

.PHONY: test
test: $(VENV)/installed-test node_modules/.installed debian lint ## set up everything the tests need, then run them all
	$(BIN)/pytest -n $(JOBS) --dist loadfile

.PHONY: lint
lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict bulletin
	$(BIN)/lint-imports

.PHONY: golden
golden: $(VENV)/installed-test ## write the expected outputs of tests/boards/ anew; then read the diff
	$(BIN)/pytest -q -m golden --update-golden

.PHONY: bench
bench: $(VENV)/installed ## time every stage on a made-up board
	$(PY) -m benchmarks
