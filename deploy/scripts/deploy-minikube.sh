#!/usr/bin/env bash
# Installs everything on Minikube, or brings it up to date.
set -euo pipefail

usage() {
    cat <<TEXT
deploy-minikube.sh [FILE]

Builds the images into Minikube's own Docker, makes the secret, installs the chart with values-dev.yaml, waits
until it is ready (three minutes at most) and prints how to reach it. FILE holds the database's password; without
it one is made up and kept in deploy/.secrets/postgres-password. Safe to run again: then it upgrades.
NAMESPACE and RELEASE are tieout unless set.
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
need docker git helm kubectl minikube
password=${1:-$root/deploy/.secrets/postgres-password}

if ! minikube status >/dev/null 2>&1; then
    say "starting Minikube"
    minikube start --cpus 2 --memory 4g --cni calico
fi
# verify.sh asks it how much memory is used.
minikube addons enable metrics-server >/dev/null
eval "$(minikube docker-env)"
"$root/deploy/scripts/build-images.sh"

make_namespace
[ -e "$password" ] || [ $# -gt 0 ] || "$root/deploy/scripts/make-secret.sh" "$password"
[ -s "$password" ] || die "$password is not there, or empty: name the file with the password"
# From the file: neither the list of processes nor the shell's history shows it.
kube create secret generic tieout --from-file="postgres-password=$password" --dry-run=client --output yaml |
    kube apply --filename - >/dev/null

helm upgrade "$release" "$chart" --install --namespace "$namespace" --values "$chart/values-dev.yaml" \
    --wait --timeout 3m
kube get pods
say "ready. Now: kubectl --namespace $namespace port-forward service/$fullname-web 8080:80, and open http://127.0.0.1:8080"
