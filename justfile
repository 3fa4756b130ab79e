# What a person does daily. `./justw` runs it even where `just` is not installed.

# One flag set for every build, so that nothing is built twice; CI also refuses a stale lock file.
all := "--workspace --all-targets" + locked
locked := if env("CI", "") == "" { "" } else { " --locked" }

month := "samples/month"

export PATH := justfile_directory() / ".tools/bin:" + env("CARGO_HOME", home_directory() / ".cargo") / "bin:" + env("PATH")

# List the recipes
default:
    @"{{ just_executable() }}" --justfile "{{ justfile() }}" --list --unsorted

# Install what the recipes need and this machine lacks
setup:
    @.ci/provide cc rustfmt clippy wasm32-unknown-unknown cargo-nextest cargo-deny ocr-models \
        curl jq requests

# Start the service, send it the sample month, and say what it found; Ctrl-C ends it
demo *options: setup web
    cargo run --release{{ locked }} --package tieout-api --bin tieout -- demo \
        {{ month }}/statement.pdf {{ month }}/expense_report.pdf {{ month }}/receipts \
        samples/demo/receipts --name "March 2025 (sample)" --web frontend/dist {{ options }}

# Build everything
build:
    cargo build {{ all }}

# Run every test: of the client, in the browser, and of everything else
test: setup web-check e2e
    cargo test --workspace{{ locked }} --doc --quiet
    cargo nextest run {{ all }}

# Check the format and the lints
lint: setup
    cargo fmt --all --check
    cd frontend && cargo fmt --all --check
    cargo clippy {{ all }} -- -D warnings

# Build the documentation; a broken link fails
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace{{ locked }} --no-deps

# Build the web client into frontend/dist; fails when a first visit would load too much
web *options: web-setup
    cd frontend && cargo run --quiet{{ locked }} --package xtask -- build {{ options }}

# Build the web client again whenever a source changes
web-dev: web-setup
    cd frontend && cargo run --quiet --package xtask -- watch

# Check the web client: lints, and the tests of what needs no browser
web-check: setup
    @# As it is shipped: what runs while it compiles is then the same for both, and built once.
    cd frontend && cargo clippy{{ locked }} --release --package tieout-frontend --package tieout-paper --all-features --target wasm32-unknown-unknown -- -D warnings
    cd frontend && cargo clippy{{ locked }} --package xtask --package tieout-paper --all-targets -- -D warnings
    cd frontend && cargo test{{ locked }} --workspace --quiet

# Drive the web client in Chromium, against the real service and the sample month
e2e: web
    @.ci/provide chromium
    cargo build {{ all }}
    cd frontend && npm run --silent e2e

# Take pictures of every page, in light, dark and on a phone
screenshots: web
    @.ci/provide chromium
    cargo build {{ all }}
    cd frontend && SCREENSHOTS=../docs/screenshots node --test e2e/look.test.mjs

# Measure how quick the web client is, as a person sees it; figures for docs/benchmarks.md
web-measure: web
    @.ci/provide chromium
    cargo build{{ locked }} --release --package tieout-api --bin tieout
    cd frontend && TIEOUT_BIN=../target/release/tieout node e2e/measure.mjs

[private]
web-setup:
    @.ci/provide cc wasm32-unknown-unknown npm
    cd frontend && test node_modules/.package-lock.json -nt package-lock.json || npm ci --no-audit --no-fund

# Check the dependencies: licences, banned crates, sources
deny: setup
    cargo deny --locked check --hide-inclusion-graph licenses bans sources
    cd frontend && cargo deny --locked --config ../deny.toml check --hide-inclusion-graph licenses bans sources

# Check the dependencies against the published advisories (needs the network)
advisories: setup
    cargo deny --locked check advisories
    cd frontend && cargo deny --locked --config ../deny.toml check advisories

# Write again what is made from the code
generate: setup
    .ci/cli-page > docs/cli.md
    .ci/made openapi > docs/openapi.json
    .ci/made config page > docs/configuration.md
    .ci/made config example > .env.example

# Check that what is made from the code is as the code is now
generated: setup
    .ci/cli-page | diff docs/cli.md - || { echo "docs/cli.md is out of date: run ./justw generate"; exit 1; }
    .ci/made openapi | diff -q docs/openapi.json - || { echo "docs/openapi.json is out of date: run ./justw generate"; exit 1; }

# What CI runs, the quickest to fail first
ci: lint docs test deny generated deploy-check

# Fetch the models that read scans and photos (30 MB, once)
ocr-models:
    @.ci/provide ocr-models

# Score what is read from a folder of receipts against its truth.json: `just eval-receipts samples/receipts --engine tesseract`
eval-receipts folder *options: ocr-models
    cargo run --release{{ locked }} --package tieout-eval --bin eval-receipts -- {{ folder }} {{ options }}

# Measure beside the programs that others use; figures for docs/benchmarks.md
bench:
    @.ci/provide cc pdftotext
    test -d .tools/bench || python3 -m venv .tools/bench
    .tools/bench/bin/pip install --quiet --disable-pip-version-check -r bench/requirements.txt
    cargo build --release{{ locked }} --package tieout-api --bin tieout
    cargo build --release{{ locked }} --package tieout-extraction --package tieout-matching --package tieout-reporting --examples
    .tools/bench/bin/python bench/run.py {{ env("CARGO_TARGET_DIR", "target") }}/release

# Measure the running service: start, memory, latency, a large upload
bench-service:
    cargo build --release{{ locked }} --package tieout-api --bin tieout
    python3 bench/service.py {{ env("CARGO_TARGET_DIR", "target") }}/release/tieout

# Throw made-up documents at a reader: `just fuzz pdf 600`
fuzz target seconds="60":
    @.ci/provide cc cargo-fuzz
    mkdir -p fuzz/corpus/{{ target }}
    RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none {{ target }} fuzz/corpus/{{ target }} samples/layouts/a_variants \
        -- -max_total_time={{ seconds }} -timeout=20

deploy_python := ".tools/deploy/bin/python"

# Start the whole stack on this machine with Docker, as in production; http://127.0.0.1:8080
up:
    deploy/scripts/make-secret.sh deploy/.secrets/postgres-password
    @# The folder is closed to others; the containers know no user of this machine.
    chmod 644 deploy/.secrets/postgres-password
    docker compose --file deploy/compose.yaml up --build --detach --wait

# Stop it; the data stays
down:
    docker compose --file deploy/compose.yaml down

# Check the deployment: images, chart, scripts, nginx, cost
deploy-check:
    @.ci/provide deploy helm nginx shellcheck jq
    .tools/deploy/bin/hadolint Dockerfile.api Dockerfile.web
    shellcheck --external-sources deploy/scripts/*.sh deploy/checks/*.sh deploy/helm/tieout/files/*.sh
    .tools/deploy/bin/yamllint --strict deploy .yamllint.yaml
    {{ deploy_python }} deploy/checks/cost.py --check
    {{ deploy_python }} -m unittest discover --start-directory deploy/checks --pattern 'test_*.py'

# The same, and what takes minutes: every object against the schemas of Kubernetes, checkov, the backup drill
deploy-check-all: deploy-check
    {{ deploy_python }} -m pip install --quiet --disable-pip-version-check -r deploy/checks/requirements-all.txt
    {{ deploy_python }} deploy/checks/schemas.py
    LOG_LEVEL=ERROR .tools/deploy/bin/checkov --quiet --compact --config-file deploy/checks/checkov.yaml
    cargo build --package tieout-api --bin tieout{{ locked }}
    deploy/checks/drill.sh

# Run API, worker and nginx as in their pods, without a cluster: smoke test, roll over from the commit PREVIOUS, stop under load (needs root)
rehearse previous="":
    @.ci/provide deploy helm nginx cc
    {{ if previous == "" { "" } else { "deploy/checks/previous.sh " + previous } }}
    cargo build --package tieout-api --bin tieout{{ locked }}
    {{ deploy_python }} deploy/checks/rehearse.py {{ env("CARGO_TARGET_DIR", "target") }}/debug/tieout \
        {{ if previous == "" { "" } else { "out/previous/tieout" } }}

# Write again what is made from the chart: deploy/k8s, deploy/COST.md
deploy-render:
    @.ci/provide deploy helm
    {{ deploy_python }} deploy/checks/plain.py
    {{ deploy_python }} deploy/checks/cost.py

# Prepare a release: `just release 0.2.0` sets the version everywhere; licences and SBOM go to out/release
release version:
    @.ci/provide deploy helm cc cargo-cyclonedx cargo-deny
    deploy/scripts/release.sh {{ version }}

# Remove what was built
clean:
    cargo clean
    rm -rf out
