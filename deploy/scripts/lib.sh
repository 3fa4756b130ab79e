# shellcheck shell=bash
# What the scripts share. Each of them sources it and sets `usage` before.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck disable=SC2034 # for those who source this
chart=$root/deploy/helm/tieout
namespace=${NAMESPACE:-tieout}
release=${RELEASE:-tieout}
# What the chart names its objects after; as `tieout.name` in its templates.
case $release in *tieout*) fullname=$release ;; *) fullname=$release-tieout ;; esac
me=$(basename "$0")

say() { echo "$me: $1"; }
die() { echo "$me: $1" >&2; exit 1; }

# Prints the help if it is asked for.
help_if_asked() {
    for argument in "$@"; do
        case $argument in -h | --help) usage; exit 0 ;; esac
    done
}

need() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null || die "$tool is missing: install it, then run this again"
    done
}

kube() { kubectl --namespace "$namespace" "$@"; }

make_namespace() {
    kubectl create namespace "$namespace" --dry-run=client --output yaml | kubectl apply --filename - >/dev/null
    kubectl label namespace "$namespace" --overwrite pod-security.kubernetes.io/enforce=restricted >/dev/null
}

version() { sed -n '/^\[workspace.package\]/,/^$/s/^version = "\(.*\)"/\1/p' "$root/Cargo.toml"; }

# Starts a Job from the CronJob $1 under a name of its own, with VARIABLE=value … set, and waits for its end.
run_job() {
    local component=$1 job
    shift
    job=$fullname-$component-$(date -u +%Y%m%d%H%M%S)
    kube create job "$job" --from="cronjob/$fullname-$component" --dry-run=client --output yaml |
        { if [ $# -gt 0 ]; then kubectl set env --local --filename - --output yaml "$@"; else cat; fi; } |
        kube create --filename - >/dev/null
    say "started $job"
    until kube wait --for=condition=complete --timeout=5s "job/$job" >/dev/null 2>&1; do
        if kube wait --for=condition=failed --timeout=1s "job/$job" >/dev/null 2>&1; then
            kube logs "job/$job" --all-containers --prefix >&2 || true
            die "$job failed: its log is above"
        fi
    done
    kube logs "job/$job" --all-containers
}
