#!/usr/bin/env bash
# Goes the way of a month through the service that runs.
set -euo pipefail

usage() {
    cat <<TEXT
smoke.sh [URL]

Health, a refusal without a token, upload, progress, results, reports, expiry, deletion: with the small sample.
Without URL it goes through a port of this machine to the release in the cluster, and makes itself a token for a
day there. With URL, such as that of deploy/compose.yaml, TOKEN_FILE names a file with a token.
NAMESPACE and RELEASE are tieout unless set.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -le 1 ] || { usage >&2; exit 2; }
need curl
if [ $# -eq 1 ]; then
    exec "$chart/files/smoke.sh" "$1" "$root/samples/small"
fi

need kubectl
scratch=$(mktemp -d)
trap 'kill "${forward:-}" 2>/dev/null || true; rm -rf "$scratch"' EXIT
umask 077
kube exec "deployment/$fullname-api" --container api -- tieout token create --name smoke --scope write --days 1 >"$scratch/token"
kubectl --namespace "$namespace" port-forward "service/$fullname-web" :80 >"$scratch/forward" &
forward=$!
until port=$(sed -n 's/^Forwarding from 127.0.0.1:\([0-9]*\).*/\1/p' "$scratch/forward" | head -n 1) && [ -n "$port" ]; do
    kill -0 "$forward" 2>/dev/null || die "no way to service/$fullname-web"
    sleep 0.2
done
TOKEN_FILE=$scratch/token "$chart/files/smoke.sh" "http://127.0.0.1:$port" "$root/samples/small"
