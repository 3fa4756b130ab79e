#!/usr/bin/env bash
# The program as it was, to roll over from.
set -euo pipefail

usage() {
    cat <<TEXT
previous.sh COMMIT

Builds the program of COMMIT (a tag, a branch, a hash) as out/previous/tieout, without touching the tree or what is
built of it.
TEXT
}

case ${1:-} in -h | --help) usage; exit 0 ;; esac
[ $# -eq 1 ] || { usage >&2; exit 2; }
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source=$PWD/out/previous/source
# Of its own: to cargo, the same crates in another folder are the same, and it would take one for the other.
target=$PWD/out/previous/target
trap 'git worktree remove --force "$source"' EXIT
git worktree add --quiet --force --detach "$source" "$1"
cargo build --locked --manifest-path "$source/Cargo.toml" --target-dir "$target" --package tieout-api --bin tieout
cp "$target/debug/tieout" out/previous/tieout
