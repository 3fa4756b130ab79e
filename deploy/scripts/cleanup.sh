#!/usr/bin/env bash
# Deletes now what is past its time.
set -euo pipefail

usage() {
    cat <<TEXT
cleanup.sh

Runs the cleanup now, as the CronJob would at its time, waits for its end and shows what was deleted.
NAMESPACE and RELEASE are tieout unless set.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -eq 0 ] || { usage >&2; exit 2; }
need kubectl
run_job cleanup
