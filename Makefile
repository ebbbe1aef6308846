# Two commands are the whole set-up: `make run` and `make test`. Both make .venv on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-signals kafka compiled bench-kafka chaos soak tools audit lock clean

help: ## what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): requirements/dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "factionwatch needs Python 3.11 to 3.13")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(STAMP) ## read the shipped sample articles and show tallies and signals
	$(BIN)/factionwatch run streams/data/samples/iraq-syria.jsonl --out out

test: check ## every check and every test
	$(BIN)/python -m pytest

check: $(STAMP) ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

kafka: $(STAMP) ## a Kafka broker on 127.0.0.1:9092 in the foreground (needs Java 17 and Maven)
	$(BIN)/python -m deploy.kafka.broker

bench-kafka: $(STAMP) .venv-quix/.installed ## the Kafka service beside a bare loop and an equal service on Quix Streams
	$(BIN)/python -W ignore -m tests.bench.bench_kafka --quix .venv-quix/bin/python

.venv-quix/.installed: pyproject.toml
	$(PYTHON) -m venv .venv-quix
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["bench-kafka"])' \
	| xargs .venv-quix/bin/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

chaos: $(STAMP) ## the long chaos test of the Kafka service, with a seed that it prints (SEED=n repeats one)
	$(BIN)/python -W ignore -m tests.kafka.chaos $(if $(SEED),--seed $(SEED))

soak: $(STAMP) ## an hour's worth of news through broker and worker, watched by Prometheus (some minutes)
	$(BIN)/python -m tests.ops.soak

tools: ## the validators of manifests and of the compose file, into .tools (needs Go and the network)
	GOBIN=$(CURDIR)/.tools go install sigs.k8s.io/kubectl-validate@v0.0.4
	GOBIN=$(CURDIR)/.tools go install github.com/compose-spec/compose-go/v2/cmd@v2.16.2
	mv .tools/cmd .tools/compose-config
	mkdir -p .tools/crds
	cp "$$(go mod download -json github.com/kedacore/keda/v2@v2.21.0 | sed -n 's/^\t"Dir": "\(.*\)",$$/\1/p')"/config/crd/bases/keda.sh_*.yaml .tools/crds
	chmod -R u+w .tools/crds

audit: ## hold the lock to the known vulnerabilities (needs the network)
	$(PYTHON) -m venv .tools/audit
	.tools/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	.tools/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements/run.lock

compiled: $(STAMP) ## a wheel with the reading compiled to C, twice as fast, into dist (needs a C compiler; minutes)
	$(BIN)/python -m deploy.wheel dist

.venv-bench/.installed: $(STAMP) $(shell find streams schemas -name '*.py' -o -name '*.yaml')
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/run.lock
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["bench"])' \
	| xargs .venv-bench/bin/python -m pip install --quiet --disable-pip-version-check
	$(BIN)/python -m deploy.wheel .venv-bench \
	| xargs .venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall
	@touch $@

bench: $(STAMP) .venv-bench/.installed ## measure speed and memory, and a taste of detection (half an hour at most on a quiet machine)
	PYTHONPATH=. .venv-bench/bin/python tests/bench/bench_extract.py
	.venv-bench/bin/python tests/bench/bench_extract.py
	$(BIN)/python -m tests.bench.bench_resolve
	$(BIN)/python -m tests.bench.bench_run
	$(BIN)/python -m tests.bench.signals --quick

bench-signals: $(STAMP) ## false alarms and delays of the signals against other methods (a quarter of an hour on a quiet machine)
	$(BIN)/python -m tests.bench.signals

lock: $(STAMP) ## resolve the dependencies anew (needs the network)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/run.lock
	printf '%s\n' hatchling hatch-mypyc setuptools pydantic rapidfuzz types-PyYAML | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header - -o requirements/build.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml --extra plot -o requirements/dev.lock

clean: ## remove what was made
	rm -rf $(VENV) .venv-quix .venv-bench out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
