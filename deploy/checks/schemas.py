"""Every rendered object against the schemas of every version of Kubernetes that is supported."""

import subprocess
import sys
import tempfile
from pathlib import Path

import chart

# Kinds that the API server of the cluster learns from others.
OTHERS = {"PrometheusRule", "SecretProviderClass", "ServiceMonitor"}
VALIDATE = Path(sys.executable).parent / "kubernetes-validate"


def main():
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for environment in chart.ENVIRONMENTS:
            for version in chart.VERSIONS:
                path = Path(folder) / f"{environment}-{version}.yaml"
                path.write_text(chart.text(environment, version))
                short = version.rsplit(".", 1)[0]
                done = subprocess.run(
                    [VALIDATE, "--strict", "-k", short, path], capture_output=True, text=True, check=False
                )
                said = (done.stdout + done.stderr).splitlines()
                passed = sum("passed for resource" in line for line in said)
                unknown = [line for line in said if "Couldn't find schema" in line and not any(kind in line for kind in OTHERS)]
                wanted = sum(found["kind"] not in OTHERS for found in chart.objects(environment, version))
                fine = done.returncode == 0 and passed == wanted and not unknown
                print("ok   " if fine else "WRONG", environment, short, f"{passed} of {wanted} objects")
                if not fine:
                    failed = True
                    print("\n".join(said))
    return failed


if __name__ == "__main__":
    sys.exit(main())
