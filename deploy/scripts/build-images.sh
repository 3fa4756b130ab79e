#!/usr/bin/env bash
# Builds the two images.
set -euo pipefail

usage() {
    cat <<TEXT
build-images.sh [--prefix REGISTRY/] [--push]

Builds tieout-api and tieout-web of the version in Cargo.toml with docker. The time stamps in them are those of
the commit, so that the same commit makes the same image. More is passed on to docker by BUILD_ARGS, such as
BUILD_ARGS='--build-arg OCR=no'.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"

prefix='' push=no
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) prefix=${2:?--prefix needs the registry}; shift ;;
        --push) push=yes ;;
        *) usage >&2; die "$1 is not understood" ;;
    esac
    shift
done
need docker git
cd "$root"
version=$(version)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
read -r -a more <<<"${BUILD_ARGS:-}"

for part in api web; do
    image=${prefix}tieout-$part:$version
    docker build --file "Dockerfile.$part" --tag "$image" --build-arg "VERSION=$version" \
        --build-arg "REVISION=$(git rev-parse HEAD)" --build-arg SOURCE_DATE_EPOCH "${more[@]}" .
    "$root/deploy/scripts/check-image.sh" "$image"
    if [ "$push" = yes ]; then docker push "$image"; fi
    say "built $image"
done
