# `make help` lists the targets. Each sets itself up: nothing but make and Python 3.11 is needed.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
CORPUS ?= $(or $(OASMITH_CORPUS),../shared/corpus)

OLDEST := 2.0.0

.DEFAULT_GOAL := help
.PHONY: help setup generate test rest coverage golden check lint format types imports current corpus hostile contract oldest bench identity witnesses clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) not found: set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

setup: $(READY) ## Make the virtual environment from requirements.lock

generate: $(READY) ## Regenerate generated/ from specs/
	$(BIN)/oasmith generate

test: coverage rest ## Every test

rest: $(READY) ## Every test but the runtime's, which `coverage` runs
	$(BIN)/python -m pytest -n 2 --dist loadgroup --ignore=tests/runtime

golden: $(READY) ## Rewrite the expected files of the golden cases
	$(BIN)/python -m pytest tests/golden -q --update-golden

coverage: $(READY) ## The runtime's tests; fails where a branch of it is not run
	$(BIN)/python -m coverage run --branch --source=generator.runtime -m pytest -q tests/runtime
	$(BIN)/python -m coverage report --show-missing --skip-covered --fail-under=100

lint: $(READY) ## ruff and black, without changing anything
	$(BIN)/ruff check .
	$(BIN)/black --check --quiet .

format: $(READY) ## black, and ruff's safe fixes
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/black --quiet .

types: $(READY) ## mypy and basedpyright, both strict, on our code and on generated code
	$(BIN)/mypy
	$(BIN)/basedpyright --level error

imports: $(READY) ## The layers of the compiler
	$(BIN)/lint-imports

current: $(READY) ## generated/ is what specs/ make, and nothing else
	$(BIN)/oasmith check
	git diff --exit-code --stat -- generated

check: lint types imports test generate current ## Everything that CI runs

corpus: $(READY) ## Generate, import and type-check every spec of the corpus (minutes to an hour)
	npm install --silent --prefix .octokit @octokit/openapi
	$(BIN)/python -m tests.corpus.run --corpus $(CORPUS) --extra .octokit/node_modules/@octokit/openapi/generated/api.github.com.json

hostile: $(READY) ## The attack cases of the corpus, and every payload at every place of a specification (half an hour)
	$(BIN)/python $(CORPUS)/hostile/check.py --python $(abspath $(BIN))/python --cmd '$(abspath $(BIN))/oasmith generate {spec} --output {out}'
	$(BIN)/python -m tests.properties.hostile.run --share 1/2 & $(BIN)/python -m tests.properties.hostile.run --share 2/2; result=$$?; wait $$! && exit $$result

contract: $(READY) ## Call every operation of real specs against Prism, which npm installs
	npm install --silent --prefix .prism @stoplight/prism-cli@5
	$(BIN)/python -m tests.contract.run --prism .prism/node_modules/.bin/prism $(wildcard $(CORPUS)/specs/pinecone__*_2025-04.yaml) $(addprefix $(CORPUS)/specs/,readme__train-travel-31.json bump__train-travel@2025-03-12.yaml figma__figma@2026-03-30.yaml qdrant__v1.12.json meilisearch__meilisearch@2025-06-16.json discord__discord@2025-03-12.json)

oldest: $(READY) ## The behaviour tests on the oldest httpx2 that generated code supports
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --target .oldest httpx2==$(OLDEST)
	PYTHONPATH=.oldest $(BIN)/python -c "import httpx2; assert httpx2.__version__ == '$(OLDEST)', httpx2.__version__"
	PYTHONPATH=.oldest $(BIN)/python -m pytest -n 2 --dist loadgroup tests/behaviour

identity: $(READY) ## Every spec of the corpus against itself, written otherwise (an hour)
	OASMITH_WHOLE_CORPUS=1 $(BIN)/python -m pytest -n 2 -q tests/diff/test_identity.py

witnesses: $(READY) ## What breaks between Pinecone's versions, as griffe and mypy see it (minutes)
	$(BIN)/python -m tests.diff.witnesses --corpus $(CORPUS)

bench: $(READY) ## Generation, codecs and imports beside the peers: writes docs/benchmarks.md (20 minutes)
	OASMITH_CORPUS=$(CORPUS) $(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.overhead
	$(BIN)/python -m benchmarks.diff

clean: ## Remove what the targets above made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .oasmith-cache .bench .oldest
