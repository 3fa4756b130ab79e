#!/usr/bin/env bash
# Makes a backup now.
set -euo pipefail

usage() {
    cat <<TEXT
backup.sh

Runs the backup now, as the CronJob would at its time, waits for its end and shows its log.
NAMESPACE and RELEASE are tieout unless set.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -eq 0 ] || { usage >&2; exit 2; }
need kubectl
run_job backup
