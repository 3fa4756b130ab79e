#!/usr/bin/env bash
# Brings a version to AKS, and takes it back if it does not work there.
set -euo pipefail

usage() {
    cat <<TEXT
deploy-aks.sh VERSION

Builds and pushes the images of VERSION (which Cargo.toml must name), copies the images of others into the same
registry, upgrades the release to exactly these digests, waits, runs the smoke test, and goes back to the revision
that worked before if anything fails. Asks nothing. Needs docker, az (logged in), kubectl (the right context), helm
and jq, and:

  ACR              the name of the Azure container registry
  KEY_VAULT        the name of the key vault with postgres-password and redis-url
  TENANT_ID        the tenant of the vault
  CLIENT_ID        the client id of the workload identity that may read it
  SOURCE           the host name of the registry that PostgreSQL, Redis and curl are copied from, such as Docker's
  BACKUP_GROUP     the resource group of the storage account with the backups; that of the nodes, unless set
  VALUES           a file with values of your own, over values-prod.yaml; none, unless set
  NAMESPACE        tieout, unless set
  RELEASE          tieout, unless set
  EXPECT_CONTEXT   if set, the kubectl context must have this name
TEXT
}

# shellcheck source=deploy/scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_if_asked "$@"
[ $# -eq 1 ] || { usage >&2; exit 2; }
version=$1
[ "$version" = "$(version)" ] || die "Cargo.toml says $(version), not $version: check out the right commit"
for variable in ACR SOURCE KEY_VAULT TENANT_ID CLIENT_ID; do
    [ -n "${!variable:-}" ] || die "$variable is not set: see --help"
done
[ -z "${VALUES:-}" ] || [ -r "$VALUES" ] || die "$VALUES, which VALUES names, cannot be read"
need az docker git helm jq kubectl
context=$(kubectl config current-context)
[ "${EXPECT_CONTEXT:-$context}" = "$context" ] || die "kubectl's context is $context, not $EXPECT_CONTEXT"

say "version $version to $context, namespace $namespace"
az acr login --name "$ACR" >/dev/null
registry=$(az acr show --name "$ACR" --query loginServer --output tsv)
"$root/deploy/scripts/build-images.sh" --prefix "$registry/" --push

# The images of others, once; from then on they come from our registry, too.
tag_of() { sed -n "s/^  $1: .*tag: \([^,}]*\).*/\1/p" "$chart/values.yaml"; }
name_of() { sed -n "s/^  $1: {repository: \([^,]*\),.*/\1/p" "$chart/values.yaml"; }
# Official images are in the folder `library`.
library() { case $1 in */*) echo "$1" ;; *) echo "library/$1" ;; esac }
digest() { az acr repository show --name "$ACR" --image "$1" --query digest --output tsv; }
options=(--set "image.registry=$registry")
for image in api web postgresql redis curl; do
    name=$(name_of "$image")
    case $image in
        api | web) tag=$version ;;
        *)
            tag=$(tag_of "$image")
            digest "$name:$tag" >/dev/null 2>&1 ||
                az acr import --name "$ACR" --source "$SOURCE/$(library "$name"):$tag" \
                    --image "$name:$tag"
            ;;
    esac
    options+=(--set "image.$image.digest=$(digest "$name:$tag")")
done
options+=(--set "secrets.keyVault.name=$KEY_VAULT,secrets.keyVault.tenantId=$TENANT_ID,secrets.keyVault.clientId=$CLIENT_ID")

make_namespace
group='{}'
[ -z "${BACKUP_GROUP:-}" ] || group="{\"parameters\": {\"resourceGroup\": \"$BACKUP_GROUP\"}}"
kubectl patch --local --filename "$root/deploy/aks/backup-storage.yaml" --output yaml --type merge --patch "$group" |
    kubectl apply --filename - >/dev/null
# The last that worked: one that failed is no place to go back to.
before=$(helm history "$release" --namespace "$namespace" --output json 2>/dev/null |
    jq --raw-output '[.[] | select(.status == "deployed")] | last.revision // empty' || true)

take_back() {
    if [ -z "$before" ]; then die "$1; there is no version before it to go back to: see docs/operations.md"; fi
    say "$1: back to revision $before"
    helm rollback "$release" "$before" --namespace "$namespace" --wait --timeout 5m
    die "$version is not in use; revision $before is again"
}

helm upgrade "$release" "$chart" --install --namespace "$namespace" --values "$chart/values-prod.yaml" \
    ${VALUES:+--values "$VALUES"} "${options[@]}" --wait --timeout 5m || take_back "the upgrade failed"
"$root/deploy/scripts/smoke.sh" || take_back "the smoke test failed"
say "version $version is in use"
