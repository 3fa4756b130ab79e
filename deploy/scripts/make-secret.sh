#!/usr/bin/env bash
# Makes up a password and keeps it in a file that only its owner reads.
set -euo pipefail

usage() {
    cat <<TEXT
make-secret.sh FILE

Writes 32 random letters and digits into FILE, without a line's end, readable by its owner alone. Does nothing if
FILE is there.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -eq 1 ] || { usage >&2; exit 2; }
[ ! -s "$1" ] || exit 0
umask 077
mkdir -p "$(dirname "$1")"
random=$(head -c 400 /dev/urandom | base64 --wrap 0 | tr -d '+/=')
printf "%s" "${random:0:32}" >"$1"
