#!/usr/bin/env bash
# Prepares a release.
set -euo pipefail

usage() {
    cat <<TEXT
release.sh VERSION

Sets VERSION in the manifests and lock files of the service and the web client, the chart, the description of the
API and the changelog, renders again what is made from the chart, and writes into out/release the notes, the licences
of everything that is linked in, and the bills of materials (CycloneDX) of both. Needs a clean tree. Commits and
pushes nothing: it says what to do next.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -eq 1 ] || { usage >&2; exit 2; }
new=$1
[[ $new =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || die "$new is no version, such as 1.2.3"
need cargo cargo-cyclonedx git python3
cd "$root"
[ -z "$(git status --porcelain)" ] || die "there are changes that are not committed: commit them first"
old=$(version)
[ "$(printf '%s\n' "$old" "$new" | sort --version-sort | tail -n 1)" = "$new" ] || die "$new is before $old"
notes=$(sed -n '/^## Unreleased$/,/^## [0-9]/{/^## /d;p}' CHANGELOG.md)
[ -n "${notes//[[:space:]]/}" ] || die "CHANGELOG.md says nothing under Unreleased: what would be released?"

sed -i "/^\[workspace.package\]/,/^\$/s/^version = .*/version = \"$new\"/" Cargo.toml frontend/Cargo.toml
sed -i "0,/\"version\": \"$old\"/s//\"version\": \"$new\"/" docs/openapi.json
sed -i "s/^\(version\|appVersion\): .*/\1: $new/" deploy/helm/tieout/Chart.yaml
sed -i "s/^## Unreleased\$/## Unreleased\n\n## $new - $(date -u +%F)/" CHANGELOG.md
for manifest in Cargo.toml frontend/Cargo.toml; do
    cargo update --quiet --offline --workspace --manifest-path "$manifest"
done
python=$root/.tools/deploy/bin/python
"$python" deploy/checks/plain.py
"$python" deploy/checks/cost.py

out=$root/out/release
mkdir -p "$out"
printf '%s\n' "$notes" >"$out/NOTES.md"
"$python" deploy/scripts/licences.py >"$out/LICENCES.md"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
bill() { cargo cyclonedx --quiet --format json --spec-version 1.5 --override-filename bill-of-materials "$@"; }
bill
bill --manifest-path frontend/Cargo.toml --target wasm32-unknown-unknown
# It writes one beside every manifest; those of what is delivered are the ones that count.
mv crates/api/bill-of-materials.json "$out/bill-of-materials-api.json"
mv frontend/bill-of-materials.json "$out/bill-of-materials-web.json"
mv frontend/paper/bill-of-materials.json "$out/bill-of-materials-paper.json"
find crates migration tidy frontend/xtask -name bill-of-materials.json -delete
# Where it was made is nobody's business, and the same release is the same wherever it is made.
sed -i "s|file://$root/|file:///|g" "$out"/bill-of-materials-*.json
say "version $new is prepared in the tree and in out/release"
say "next: git commit --all --message 'Release $new' && git tag --sign v$new && git push --follow-tags"
