#!/usr/bin/env bash
# Lists backups, and copies them out of the cluster and into it.
set -euo pipefail

usage() {
    cat <<TEXT
backups.sh [list | get BACKUP FOLDER | put FOLDER/BACKUP]

Lists the backups in the cluster; with get copies BACKUP (such as tieout-20260301T010000Z) into FOLDER on this
machine; with put copies one from this machine into the cluster, so that restore.sh finds it there, for example
in a cluster that was installed anew. A copy is compared with the checksums that the backup carries.
NAMESPACE and RELEASE are tieout unless set.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
misunderstood() { usage >&2; exit 2; }
what=${1:-list}
case $what:$# in
    list:[01]) ;;
    get:3) backup=$2 folder=$3; [ -d "$folder" ] || die "$folder is no folder" ;;
    put:2) backup=$(basename "$2") folder=$(dirname "$2"); [ -d "$2" ] || die "$2 is no folder" ;;
    *) misunderstood ;;
esac
case ${backup:-tieout-} in tieout-*) ;; *) die "$backup is no backup" ;; esac
need kubectl

# A Job with the backup's volume that does nothing, to look into it.
job=$fullname-backups-$(date -u +%Y%m%d%H%M%S)
trap 'kube delete job "$job" --ignore-not-found --wait=false >/dev/null' EXIT
kube create job "$job" --from="cronjob/$fullname-backup" --dry-run=client --output yaml |
    kubectl patch --local --filename - --type json --output yaml --patch \
        '[{"op": "replace", "path": "/spec/template/spec/containers/0/command", "value": ["sleep", "infinity"]}]' |
    kube create --filename - >/dev/null
kube wait --for=condition=ready --timeout=120s pod --selector "job-name=$job" >/dev/null
inside() { kube exec --stdin "job/$job" -- "$@"; }

case $what in
    list) inside ls -1 /backups ;;
    get)
        inside tar --create --directory /backups "$backup" | tar --extract --directory "$folder"
        (cd "$folder/$backup" && sha256sum --check --quiet SHA256SUMS)
        say "$backup is in $folder"
        ;;
    put)
        (cd "$folder/$backup" && sha256sum --check --quiet SHA256SUMS)
        tar --create --directory "$folder" "$backup" | inside tar --extract --directory /backups --no-same-owner --touch
        inside env --chdir "/backups/$backup" sha256sum --check --quiet SHA256SUMS
        say "$backup is in the cluster: restore.sh $backup"
        ;;
esac
