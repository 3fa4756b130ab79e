#!/usr/bin/env bash
# Looks into an image: is there only what must be there?
set -euo pipefail

usage() {
    cat <<TEXT
check-image.sh IMAGE | FOLDER

Fails if the image holds a shell, a compiler, a package manager or a program that changes its user; if it runs as
root; if it is larger than it may be (api 120 MB, without models 40, web 40); or if it does not start on a read-only
file system. Of a FOLDER with the files of an image it sees what it holds, and how much that is.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -eq 1 ] || { usage >&2; exit 2; }
image=$1

look_into() { # the listing of its files
    tools='(sh|bash|ash|dash|busybox|cc|gcc|ld|as|make|cargo|rustc|apk|apt|apt-get|dpkg|pip|python3?|perl|curl|wget|nc|su|sudo)'
    if found=$(grep -E "(^| |/)s?bin/$tools\$" <<<"$1"); then die "$image holds tools: $found"; fi
    if found=$(grep -E '^-..[sS]|^-.....[sS]' <<<"$1"); then die "$image holds programs that change their user: $found"; fi
}

need tar
if [ -d "$image" ]; then
    look_into "$(tar --create --directory "$image" . | tar --list --verbose)"
    say "$image: $(du --summarize --block-size=1MB "$image" | cut -f 1) MB, no tools"
    exit
fi

need docker
user=$(docker image inspect --format '{{.Config.User}}' "$image")
[[ $user =~ ^[1-9][0-9]*:[1-9][0-9]*$ ]] || die "$image runs as '$user', not as a number other than 0"
container=$(docker create "$image")
trap 'docker rm --force "$container" >/dev/null' EXIT
files=$(docker export "$container" | tar --list --verbose)
look_into "$files"
if grep -q 'usr/share/tieout/ocr/.*onnx' <<<"$files"; then most=120; else most=40; fi
bytes=$(docker image inspect --format '{{.Size}}' "$image")
[ "$bytes" -le $((most * 1000 * 1000)) ] || die "$image has $((bytes / 1000 / 1000)) MB, over $most"

case $image in
    *api*) docker run --rm --read-only --cap-drop ALL --tmpfs /tmp "$image" --version >/dev/null ;;
    *) docker run --rm --read-only --cap-drop ALL --tmpfs /tmp --add-host api:127.0.0.1 "$image" -t 2>/dev/null ;;
esac || die "$image does not start on a read-only file system"
say "$image: $((bytes / 1000 / 1000)) MB, user $user, no tools, read-only"
