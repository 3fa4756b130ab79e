#!/usr/bin/env bash
# Compares what runs with what it may use.
set -euo pipefail

usage() {
    cat <<TEXT
verify.sh

Shows, and fails if one of it is not as it should be: pods that are not ready, memory near its limit (90 %), the
size of the database and of its disk (80 %), sessions past their retention (a day), work that waits too long
(15 minutes), the last backup (8 days) and the last cleanup (26 hours). Beside it: what the pods ask for, and
what deploy/COST.md reckons with. Memory needs the cluster's metrics server.
NAMESPACE and RELEASE are tieout unless set.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -eq 0 ] || { usage >&2; exit 2; }
need jq kubectl

wrong=0
found_wrong() {
    echo "WRONG  $1"
    wrong=$((wrong + 1))
}
check() { # what it is, what it may be at most, its unit, what it is about
    if [ "$1" -gt "$2" ]; then
        found_wrong "$4: $1 $3, over $2"
    else
        echo "ok     $4: $1 $3, within $2"
    fi
}
server() { kube exec "statefulset/$fullname-postgresql" -- "$@"; }
database() {
    # The names are in the container's environment, not in ours.
    # shellcheck disable=SC2016
    server sh -c 'psql --no-psqlrc --quiet --tuples-only --no-align --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --command "$1"' sh "$1"
}
seconds_since() { # a CronJob
    local last
    last=$(kube get cronjob "$fullname-$1" --output jsonpath='{.status.lastSuccessfulTime}')
    [ -n "$last" ] || last=$(kube get cronjob "$fullname-$1" --output jsonpath='{.metadata.creationTimestamp}')
    echo $(($(date +%s) - $(date --date "$last" +%s)))
}

pods=$(kube get pods --selector "app.kubernetes.io/instance=$release" --field-selector=status.phase!=Succeeded --output json)
unready=$(jq '[.items[] | select(any(.status.conditions[]?; .type == "Ready" and .status != "True"))] | length' <<<"$pods")
check "$unready" 0 pods "not ready"

# A quantity of Kubernetes as a number: thousandths of a CPU, MiB of memory.
quantities='def cpu: if endswith("m") then .[:-1] | tonumber else tonumber * 1000 end;
    def memory: capture("(?<n>[0-9]+)(?<u>[KMG])i") | (.n | tonumber) * {K: 0.0009765625, M: 1, G: 1024}[.u];'
if used=$(kube top pods --selector "app.kubernetes.io/instance=$release" --no-headers); then
    while read -r pod _ memory; do
        limit=$(jq "$quantities"' [.items[] | select(.metadata.name == $pod) | .spec.containers[].resources.limits.memory | memory]
            | add // 0 | floor' --arg pod "$pod" <<<"$pods")
        if [ "$limit" -gt 0 ]; then check "${memory%Mi}" $((limit * 9 / 10)) MiB "memory of $pod"; fi
    done <<<"$used"
else
    found_wrong "memory: nobody measures it; is the metrics server there?"
fi
asked=$(jq --raw-output "$quantities"' [.items[].spec.containers[].resources.requests] |
    "\(map(.cpu | cpu) | add // 0)m of CPU and \(map(.memory | memory) | add // 0) MiB"' <<<"$pods")
reckoned=$(sed -n 's/^| \*\*together\*\* .*\*\*\(.*\)m\*\* | \*\*\(.*\) Mi\*\* |$/\1m and \2 MiB/p' "$root/deploy/COST.md")
say "the pods ask for $asked; deploy/COST.md reckons with $reckoned for production"

if kube get statefulset "$fullname-postgresql" >/dev/null 2>&1; then
    say "the database has $(database "SELECT pg_size_pretty(pg_database_size(current_database()))")"
    check "$(server df --output=pcent /var/lib/postgresql/data | tr -dc '0-9')" 80 % "disk of the database"
    check "$(database "SELECT count(*) FROM sessions WHERE expires_at < now() - interval '1 day' AND status IN ('completed', 'failed')")" \
        0 sessions "past their retention"
    check "$(database "SELECT coalesce(max(extract(epoch FROM now() - queued_at)), 0)::int FROM documents WHERE status IN ('pending', 'processing')")" \
        900 seconds "the oldest document in work"
else
    say "the database is elsewhere: look at its size, its disk and its backups there"
fi
if kube get cronjob "$fullname-backup" >/dev/null 2>&1; then
    check "$(seconds_since backup)" $((8 * 86400)) seconds "since the last backup"
else
    say "there are no backups (backup.enabled=false)"
fi
check "$(seconds_since cleanup)" $((26 * 3600)) seconds "since the last cleanup"
[ "$wrong" -eq 0 ] || die "$wrong wrong: docs/operations.md says what to do"
