#!/usr/bin/env bash
# Restores a backup.
set -euo pipefail

usage() {
    cat <<TEXT
restore.sh [BACKUP] [--promote]

Restores BACKUP (such as tieout-20260301T010000Z; the newest, unless given) into a database of its own, compares
the rows and checksums of every table with those at the time of the backup, and deletes what has expired since.
With --promote it then takes the place of the database that is served, which is kept under another name; requests
fail for a few seconds. Without it nothing that is served changes.
NAMESPACE and RELEASE are tieout unless set.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
backup='' promote=no
for argument in "$@"; do
    case $argument in
        --promote) promote=yes ;;
        tieout-*) backup=$argument ;;
        *) usage >&2; die "$argument is no backup" ;;
    esac
done
need kubectl
run_job restore "BACKUP=$backup" "PROMOTE=$promote"
