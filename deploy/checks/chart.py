"""The chart, rendered."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CHART = ROOT / "deploy/helm/tieout"
ENVIRONMENTS = ("dev", "staging", "prod")
HELM = shutil.which("helm", path=ROOT / ".tools/bin") or "helm"
VERSIONS = ("1.30.0", "1.32.0", "1.36.0")
# Everything that is off in all three environments, so that it is rendered at least once.
VARIANTS = {
    "external": ["dev", "postgresql.enabled=false", "postgresql.external.host=db", "postgresql.external.cidr=10.0.0.4/32"],
    "gateway": ["dev", "httpRoute.enabled=true", "httpRoute.host=tieout.example", "httpRoute.gateway.name=shared"],
    "generated": ["dev", "secrets.existingSecret=", "secrets.generate=true"],
    "vault": ["dev", "ingress.enabled=true", "ingress.host=tieout.example", "ingress.keyVaultCertificate=https://vault.example/certificates/tieout"],
}


def values(environment):
    files = [CHART / f"values-{environment}.yaml"]
    if environment == "prod":
        files.append(ROOT / "deploy/checks/prod.yaml")
    return [word for file in files for word in ("--values", str(file))]


def run(command, environment, *options):
    """What helm says; raises with its words where it refuses."""
    done = subprocess.run(
        [HELM, *command, str(CHART), *values(environment), *options],
        capture_output=True, text=True, check=False,
    )
    if done.returncode:
        raise ValueError(done.stdout + done.stderr)
    return done.stdout


@cache
def text(environment, version="1.32.0", *options):
    return run(["template", "tieout"], environment, "--namespace", "tieout", "--kube-version", version, *options)


def objects(environment, version="1.32.0", *options):
    return [found for found in yaml.load_all(text(environment, version, *options), Loader=yaml.CSafeLoader) if found]


def variant(name):
    environment, *changes = VARIANTS[name]
    return objects(environment, "1.32.0", *[word for change in changes for word in ("--set", change)])
