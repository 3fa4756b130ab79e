#!/usr/bin/env bash
# Compares what runs with what it may use.
set -euo pipefail

usage() {
    cat <<TEXT
verify.sh

Shows, and fails if one of it is not as it should be: pods that are not ready, memory near its limit (90 %), the
size of the database and of its disk (80 %), sessions past their retention (a day), work that waits too long
(15 minutes), the last backup (8 days) and the last cleanup (26 hours). What it costs is in deploy/COST.md.
NAMESPACE and RELEASE are tieout unless set.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -eq 0 ] || { usage >&2; exit 2; }
need jq kubectl

wrong=0
check() { # what it is, what it may be at most, its unit, what it is about
    if [ "$1" -gt "$2" ]; then
        echo "WRONG  $4: $1 $3, over $2"
        wrong=$((wrong + 1))
    else
        echo "ok     $4: $1 $3, within $2"
    fi
}
database() {
    kube exec "statefulset/$release-postgresql" -- psql --no-psqlrc --quiet --tuples-only --no-align --username tieout \
        --dbname tieout --command "$1"
}
seconds_since() { # a CronJob
    local last
    last=$(kube get cronjob "$release-$1" --output jsonpath='{.status.lastSuccessfulTime}')
    [ -z "$last" ] && last=$(kube get cronjob "$release-$1" --output jsonpath='{.metadata.creationTimestamp}')
    echo $(($(date +%s) - $(date --date "$last" +%s)))
}

selector=app.kubernetes.io/instance=$release
unready=$(kube get pods --selector "$selector" --field-selector=status.phase!=Succeeded --output json |
    jq '[.items[] | select(any(.status.conditions[]?; .type == "Ready" and .status != "True"))] | length')
check "$unready" 0 pods "not ready"

# NAME CPU(m) MEMORY(Mi), beside the limit of the pod's containers.
while read -r pod _ memory; do
    limit=$(kube get pod "$pod" --output json | jq '[.spec.containers[].resources.limits.memory
        | capture("(?<n>[0-9]+)(?<u>[KMG])i") | (.n | tonumber) * {K: 0.0009765625, M: 1, G: 1024}[.u]] | add | floor')
    check "${memory%Mi}" $((limit * 9 / 10)) MiB "memory of $pod"
done < <(kube top pods --selector "$selector" --no-headers)

say "the database has $(database "SELECT pg_size_pretty(pg_database_size('tieout'))")"
disk=$(kube exec "statefulset/$release-postgresql" -- df --output=pcent /var/lib/postgresql/data | tr -dc '0-9')
check "$disk" 80 % "disk of the database"
check "$(database "SELECT count(*) FROM sessions WHERE expires_at < now() - interval '1 day' AND status IN ('completed', 'failed')")" \
    0 sessions "past their retention"
check "$(database "SELECT coalesce(max(extract(epoch FROM now() - queued_at)), 0)::int FROM documents WHERE status IN ('pending', 'processing')")" \
    900 seconds "the oldest document in work"
check "$(seconds_since backup)" $((8 * 86400)) seconds "since the last backup"
check "$(seconds_since cleanup)" $((26 * 3600)) seconds "since the last cleanup"
[ "$wrong" -eq 0 ] || die "$wrong wrong: docs/operations.md says what to do"
