# One command a job; `make help` lists them. Works with GNU make 3.81 (macOS) and later.

# The first of these that is new enough makes the virtual environment: PYTHON=python3.12 make run
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11

VENV := .venv
BIN := $(VENV)/bin
# Stamps of the finished steps are in the environment that they speak of, and go when it goes.
MADE := $(VENV)/made

# Linux gets a CUDA build of torch from PyPI, several GB; PyTorch's own index has the CPU build, which wins by its local
# version (2.13.0+cpu). Where that host can't be reached, pip must give up soon and go on with what it finds elsewhere.
ifeq ($(shell uname -s),Linux)
TORCH_INDEX := --extra-index-url https://download.pytorch.org/whl/cpu --retries 2 --timeout 15
endif

INSTALL := $(BIN)/python scripts/install_packages.py
# What an interrupted pip leaves behind can look installed: while this file is there, the environment is not trusted.
BEGIN := touch $(VENV)/installing
END := rm $(VENV)/installing

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run setup test browser lint format bench adapt calibrate evaluation lock clean FORCE

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: setup ## set up what is missing, then serve the chat on http://127.0.0.1:7860
	@$(BIN)/chatbot serve

setup: $(MADE)/project ## virtual environment, dependencies, model and index
	@$(BIN)/chatbot build

test: $(MADE)/project $(MADE)/test browser lint ## all checks: lint, types, tests (sets up what they need)
	@ACCESSIBILITY_REPORT=chatbot/web/accessibility.json OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --maxprocesses 4

lint: $(MADE)/project $(MADE)/test ## lint, format and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: $(MADE)/test ## apply the linter's fixes and the format
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: $(MADE)/project ## run every program in tests/benchmarks
	@for program in tests/benchmarks/[a-z]*.py; do \
		echo "== $$program"; \
		$(BIN)/python -m "tests.benchmarks.$$(basename "$$program" .py)" || exit 1; \
	done

adapt: $(MADE)/project $(MADE)/adapt ## train the model's adapter on the pairs in index/adaptation (about 15 minutes)
	@$(BIN)/python scripts/adapt_model.py

calibrate: $(MADE)/project ## fit the weights of the answers' features on the labelled questions
	@$(BIN)/python scripts/calibrate.py

evaluation: setup ## measure on the questions to look at last, and write docs/evaluation and the figures on /om
	@$(BIN)/chatbot evaluate --report docs/evaluation --figures chatbot/figures.json \
		tests/gold/questions.last.jsonl tests/gold/collections/b.jsonl
	@$(BIN)/chatbot evaluate --attribution tests/gold/articles/last --figures chatbot/figures.json
	@$(BIN)/python -m scripts.ablate

lock: ## write the lock files again from pyproject.toml (UPGRADE=--upgrade takes newer releases)
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	$(firstword $(PYTHON)) -m venv "$$scratch" && "$$scratch/bin/pip" install -q uv && \
	"$$scratch/bin/uv" pip compile -q $(UPGRADE) pyproject.toml -o requirements.lock && \
	for group in test adapt; do \
		"$$scratch/bin/uv" pip compile -q $(UPGRADE) --group $$group -c requirements.lock -o requirements-$$group.lock; \
	done

clean: ## remove the virtual environment and the tools' caches; var/ (index and data) stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# ------------------------------------------------------------------------------------------------
# Set-up. Each step's stamp is written last, so that an interrupted step is taken again.

# Always looked at, seldom made: an environment does not survive being moved (its stamp holds the path) nor the removal
# of the Python below it.
$(MADE)/venv: FORCE
	@if [ ! -e $(VENV)/installing ] && [ "$$(cat $@ 2>/dev/null)" = "$(CURDIR)" ] && $(BIN)/python -c '' 2>/dev/null; \
	then exit 0; fi; \
	for python in $(PYTHON); do \
		if "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then \
			echo "Virtual environment $(VENV): $$("$$python" --version)"; \
			"$$python" -m venv --clear $(VENV) && mkdir -p $(MADE) && echo "$(CURDIR)" > $@; \
			exit; \
		fi; \
	done; \
	set -- $(PYTHON); \
	echo "Python 3.11, 3.12, 3.13 or 3.14 is needed; $$1 is $$("$$1" --version 2>/dev/null || echo 'not there')." \
		"Name another: PYTHON=/path/to/python3.12 make run" >&2; \
	exit 1

$(MADE)/packages: $(MADE)/venv requirements.lock requirements-torch.txt
	@$(BEGIN)
	@$(INSTALL) "Packages (about 300 MB the first time)" --require-hashes --no-deps -r requirements.lock
	@$(INSTALL) "PyTorch (about 200 MB the first time)" $(TORCH_INDEX) -r requirements-torch.txt
	@$(END)
	@touch $@

# The lock's setuptools builds it, so nothing is fetched.
$(MADE)/project: $(MADE)/packages pyproject.toml
	@$(BEGIN)
	@$(INSTALL) "The command $(BIN)/chatbot" --no-deps --no-build-isolation --editable .
	@$(END)
	@touch $@

$(MADE)/test: $(MADE)/packages requirements-test.lock
	@$(BEGIN)
	@$(INSTALL) "Packages for the tests" --require-hashes --no-deps -r requirements-test.lock
	@$(END)
	@touch $@

$(MADE)/adapt: $(MADE)/packages requirements-adapt.lock
	@$(BEGIN)
	@$(INSTALL) "Packages for training" --require-hashes --no-deps -r requirements-adapt.lock
	@$(END)
	@touch $@

FIND_BROWSER := $(BIN)/python -c 'import sys; from tests.chromium import find_chromium; sys.exit(not find_chromium())'

browser: $(MADE)/venv
	@$(FIND_BROWSER) && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
	if [ -z "$$CHATBOT_CHROMIUM" ] && command -v apt-get >/dev/null && { [ -z "$$as_root" ] || command -v sudo >/dev/null; }; then \
		echo "Chromium for the tests ..."; \
		$$as_root apt-get update -qq && \
		$$as_root env DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	fi; \
	$(FIND_BROWSER) && exit 0; \
	echo "The tests need Chromium or Chrome and found none: install one, or name it: CHATBOT_CHROMIUM=/path/to/chrome make test" >&2; \
	exit 1
