"""The scripts, with stand-ins for kubectl, helm, docker, az and minikube that write down how they were called."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(path for path in (ROOT / "deploy/scripts").glob("*.sh") if path.name != "lib.sh")
STAND_INS = ("az", "cargo", "curl", "docker", "git", "helm", "kubectl", "minikube")
VERSION = re.search(r'^version = "(.*)"', (ROOT / "Cargo.toml").read_text(), re.MULTILINE)[1]
SECRET = "correct horse battery staple"

STAND_IN = """#!{python}
import json, os, pathlib, re, sys, time
folder = pathlib.Path(os.environ["STAND_INS"])
call = " ".join([pathlib.Path(sys.argv[0]).name, *sys.argv[1:]])
said = "" if sys.stdin.isatty() or "--filename -" not in call else sys.stdin.read()
with open(folder / "calls", "a") as calls:
    calls.write(call + chr(10))
for pattern, answer, code in json.loads((folder / "answers").read_text()):
    if re.search(pattern, call):
        sys.stdout.write(answer if answer is not None else said)
        sys.stdout.flush()
        if "port-forward" in call:
            time.sleep(60)
        sys.exit(code)
"""

PASSES = [
    (r"^kubectl .*create job .*--dry-run", "kind: Job\n", 0),
    (r"^kubectl .*port-forward", "Forwarding from 127.0.0.1:40123 -> 8080\n", 0),
    (r"token create", "tieout_0123\n", 0),
    (r"^kubectl config current-context", "aks-finance\n", 0),
    (r"^az acr show ", "registry.example\n", 0),
    (r"^az acr repository show", "sha256:" + "a" * 64 + "\n", 0),
    (r"^helm history", '[{"revision":7,"status":"deployed"}]', 0),
    (r"^git log", "1767225600\n", 0),
    (r"^git rev-parse", "abcdef\n", 0),
    (r"^docker image inspect .*User", "10001:10001\n", 0),
    (r"^docker image inspect .*Size", "30000000\n", 0),
    (r"^docker create", "container\n", 0),
]


class Scripts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in STAND_INS:
            path = self.folder / name
            path.write_text(STAND_IN.format(python=sys.executable))
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        (self.folder / "calls").touch()
        # The way through a month is shown by the rehearsal; here it only must be gone.
        self.answer()

    def answer(self, *first):
        empty = self.folder / "empty.tar"
        if not empty.exists():
            subprocess.run(["tar", "--create", "--file", empty, "--files-from", "/dev/null"], check=True)
        (self.folder / "answers").write_text(json.dumps([*first, *PASSES, (r"^docker export", empty.read_text(), 0)]))

    def run_script(self, name, *arguments, **environment):
        (self.folder / "calls").write_text("")
        self.ran = subprocess.run(
            [shutil.which("bash"), ROOT / "deploy/scripts" / name, *arguments], capture_output=True, text=True, check=False, timeout=60,
            stdin=subprocess.DEVNULL,
            env={"PATH": f"{self.folder}:{os.environ['PATH']}", "HOME": str(self.folder), "STAND_INS": str(self.folder), **environment},
        )
        return self.ran.returncode

    def calls(self):
        return (self.folder / "calls").read_text().splitlines()

    def called(self, pattern):
        return [call for call in self.calls() if re.search(pattern, call)]

    def passes(self, name, *arguments, **environment):
        self.assertEqual(self.run_script(name, *arguments, **environment), 0, self.ran.stdout + self.ran.stderr)

    def fails(self, word, name, *arguments, **environment):
        self.assertNotEqual(self.run_script(name, *arguments, **environment), 0)
        self.assertIn(word, self.ran.stderr + self.ran.stdout)

    def test_each_says_what_it_does_and_does_nothing_else(self):
        for script in SCRIPTS:
            with self.subTest(script=script.name):
                self.passes(script.name, "--help")
                self.assertTrue(self.ran.stdout.startswith(script.name))
                self.assertEqual(self.calls(), [])

    def test_each_stops_at_the_first_fault(self):
        for script in SCRIPTS:
            self.assertIn("\nset -euo pipefail\n", script.read_text(), script.name)

    def test_each_refuses_what_it_does_not_understand(self):
        for script in SCRIPTS:
            if script.name in ("deploy-minikube.sh", "make-secret.sh", "smoke.sh", "deploy-aks.sh", "check-image.sh"):
                continue
            with self.subTest(script=script.name):
                self.assertNotEqual(self.run_script(script.name, "--frobnicate"), 0)
                self.assertEqual(self.calls(), [])

    def test_a_missing_tool_is_named(self):
        only = self.folder / "only"
        only.mkdir()
        for tool in ("basename", "bash", "dirname"):
            (only / tool).symlink_to(shutil.which(tool))
        self.fails("kubectl is missing: install it", "backup.sh", PATH=str(only))

    def test_images_are_of_the_version_and_the_commit(self):
        self.passes("build-images.sh", "--prefix", "registry.example/", "--push")
        for part in ("api", "web"):
            [build] = self.called(f"^docker build --file Dockerfile.{part} ")
            self.assertIn(f"--tag registry.example/tieout-{part}:{VERSION} ", build)
            self.assertIn("--build-arg REVISION=abcdef", build)
            self.assertTrue(self.called(f"^docker push registry.example/tieout-{part}:{VERSION}$"))

    def test_images_that_are_not_as_they_must_be_are_refused(self):
        for pattern, answer, word in [
            ("inspect .*User", "root\n", "runs as 'root'"),
            ("inspect .*User", "0:0\n", "runs as '0:0'"),
            ("inspect .*Size", "130000000\n", "over 120"),
        ]:
            self.answer((pattern, answer, 0))
            self.fails(word, "check-image.sh", "tieout-api:1")
        self.answer(("docker run", "", 1))
        self.fails("read-only", "check-image.sh", "tieout-api:1")

    def test_an_image_with_a_shell_is_refused(self):
        (self.folder / "bin").mkdir()
        (self.folder / "bin/sh").touch()
        archive = subprocess.run(["tar", "--create", "--directory", self.folder, "bin"], capture_output=True, check=True).stdout
        self.answer(("^docker export", archive.decode(), 0))
        self.fails("holds tools", "check-image.sh", "tieout-api:1")
        (self.folder / "bin/sh").rename(self.folder / "bin/tieout")
        archive = subprocess.run(["tar", "--create", "--directory", self.folder, "bin"], capture_output=True, check=True).stdout
        self.answer(("^docker export", archive.decode(), 0))
        self.passes("check-image.sh", "tieout-api:1")

    def test_minikube_gets_the_secret_from_a_file(self):
        password = self.folder / "password"
        password.write_text(SECRET)
        for _ in range(2):
            self.passes("deploy-minikube.sh", str(password))
        [secret] = self.called("create secret")
        self.assertIn(f"--from-file=postgres-password={password}", secret)
        self.assertNotIn(SECRET, "\n".join(self.calls()) + self.ran.stdout + self.ran.stderr)
        [upgrade] = self.called("^helm upgrade")
        self.assertIn("--install --namespace tieout", upgrade)
        self.assertIn("values-dev.yaml --wait --timeout 3m", upgrade)
        self.assertTrue(self.called("label namespace tieout .*enforce=restricted"))

    def test_minikube_is_started_only_if_it_is_not_up(self):
        password = self.folder / "password"
        password.write_text(SECRET)
        self.passes("deploy-minikube.sh", str(password))
        self.assertFalse(self.called("minikube start"))
        self.answer(("minikube status", "", 7))
        self.passes("deploy-minikube.sh", str(password))
        self.assertTrue(self.called("minikube start --cpus 2 --memory 4g"))

    def test_a_password_that_is_not_there_is_told(self):
        self.fails("is not there, or empty", "deploy-minikube.sh", str(self.folder / "nowhere"))
        self.assertFalse(self.called("helm upgrade"))

    def test_a_secret_is_made_once_and_for_its_owner(self):
        path = self.folder / "made/password"
        self.passes("make-secret.sh", str(path))
        first = path.read_text()
        self.assertRegex(first, r"^[A-Za-z0-9]{32}$")
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.passes("make-secret.sh", str(path))
        self.assertEqual(path.read_text(), first)

    AKS = {"ACR": "finance", "SOURCE": "source.example", "KEY_VAULT": "vault", "TENANT_ID": "t", "CLIENT_ID": "c"}

    def without_smoke(self):
        """The smoke test's own requests are answered as a service without a token would."""
        return [(r"^curl .*api/sessions", "401", 0), (r"^curl .*(live|ready)", "200", 0)]

    def test_aks_gets_digests_and_is_tried(self):
        self.answer(*self.without_smoke(), (r"^helm upgrade", "", 0))
        self.run_script("deploy-aks.sh", VERSION, **self.AKS)
        [upgrade] = self.called("^helm upgrade")
        for image in ("api", "web", "postgresql", "redis", "curl"):
            self.assertIn(f"image.{image}.digest=sha256:{'a' * 64}", upgrade)
        self.assertIn("values-prod.yaml", upgrade)
        self.assertTrue(self.called("token create"))

    def test_aks_copies_images_of_others_that_are_missing(self):
        looked = "repository show .*--image postgres:16-bookworm"
        self.answer((looked, "", 3))
        self.run_script("deploy-aks.sh", VERSION, **self.AKS)
        self.assertTrue(self.called("az acr import --name finance --source source.example/library/postgres:16-bookworm"))

    def test_aks_goes_back_when_the_upgrade_fails(self):
        self.answer((r"^helm upgrade", "", 1))
        self.fails("revision 7 is again", "deploy-aks.sh", VERSION, **self.AKS)
        self.assertTrue(self.called("^helm rollback tieout 7 --namespace tieout --wait"))

    def test_aks_goes_back_when_the_smoke_test_fails(self):
        self.answer((r"^curl .*", "503", 0))
        self.fails("revision 7 is again", "deploy-aks.sh", VERSION, **self.AKS)
        self.assertTrue(self.called("^helm rollback tieout 7"))

    def test_aks_says_so_when_there_is_nothing_to_go_back_to(self):
        self.answer((r"^helm upgrade", "", 1), (r"^helm history", "", 1))
        self.fails("no version before it", "deploy-aks.sh", VERSION, **self.AKS)
        self.assertFalse(self.called("rollback"))

    def test_aks_refuses_before_anything_is_done(self):
        self.fails("check out the right commit", "deploy-aks.sh", "9.9.9", **self.AKS)
        self.fails("ACR is not set", "deploy-aks.sh", VERSION)
        self.fails("context is aks-finance", "deploy-aks.sh", VERSION, EXPECT_CONTEXT="other", **self.AKS)
        self.assertFalse(self.called("^(helm|docker|az)"))

    def test_a_backup_is_the_job_of_the_schedule(self):
        self.passes("backup.sh")
        [made] = self.called("create job")
        self.assertIn("--from=cronjob/tieout-backup --dry-run=client", made)
        self.assertTrue(self.called("logs job/tieout-backup-"))

    def test_a_job_that_fails_is_told_with_its_log(self):
        self.answer(("condition=complete", "", 1), ("logs job", "it broke\n", 0))
        self.fails("it broke", "backup.sh")

    def test_a_restore_names_its_backup_and_serves_nothing_unasked(self):
        self.passes("restore.sh")
        self.assertTrue(self.called("set env --local .*BACKUP= PROMOTE=no$"))
        self.passes("restore.sh", "tieout-20260301T010000Z", "--promote")
        self.assertTrue(self.called("set env --local .*BACKUP=tieout-20260301T010000Z PROMOTE=yes$"))

    def test_the_namespace_and_the_release_can_be_others(self):
        self.passes("cleanup.sh", NAMESPACE="finance", RELEASE="month")
        self.assertTrue(self.called("kubectl --namespace finance create job month-cleanup-.* --from=cronjob/month-cleanup"))

    def test_the_smoke_test_takes_its_token_from_a_file(self):
        self.answer(*self.without_smoke())
        self.run_script("smoke.sh")
        self.assertTrue(self.called("create --name smoke --scope write --days 1"))
        self.assertFalse(any("tieout_0123" in call for call in self.calls()))

    def test_a_release_is_refused_before_anything_is_changed(self):
        before = (ROOT / "Cargo.toml").read_text()
        self.fails("1.x is no version", "release.sh", "1.x")
        self.fails("0.0.1 is before", "release.sh", "0.0.1")
        self.answer(("^git status", " M README.md\n", 0))
        self.fails("not committed", "release.sh", "99.0.0")
        self.assertEqual((ROOT / "Cargo.toml").read_text(), before)

    def verified(self, *first):
        limits = {"spec": {"containers": [{"resources": {"limits": {"memory": "100Mi"}}}]}}
        pods = {"items": [{"status": {"conditions": [{"type": "Ready", "status": "True"}]}}]}
        self.answer(
            *first, ("get pods", json.dumps(pods), 0), ("get pod ", json.dumps(limits), 0), ("top pods", "tieout-api-0 5m 40Mi\n", 0),
            ("df --output", "Use%\n 12%\n", 0), ("pg_size_pretty", "9 MB\n", 0), ("psql", "0\n", 0),
            ("get cronjob", subprocess.run(["date", "-u", "+%FT%TZ"], capture_output=True, text=True, check=True).stdout.strip(), 0),
        )

    def test_what_is_well_is_said_to_be_well(self):
        self.verified()
        self.passes("verify.sh")
        self.assertNotIn("WRONG", self.ran.stdout)

    def test_each_thing_that_is_wrong_is_found(self):
        unready = {"items": [{"status": {"conditions": [{"type": "Ready", "status": "False"}]}}]}
        for first, word in [
            (("get pods", json.dumps(unready), 0), "WRONG  not ready"),
            (("top pods", "tieout-api-0 5m 95Mi\n", 0), "WRONG  memory of tieout-api-0"),
            (("df --output", "Use%\n 81%\n", 0), "WRONG  disk"),
            (("expires_at", "3\n", 0), "WRONG  past their retention"),
            (("queued_at", "901\n", 0), "WRONG  the oldest document"),
            (("get cronjob tieout-backup", "2026-01-01T00:00:00Z", 0), "WRONG  since the last backup"),
            (("get cronjob tieout-cleanup", "2026-01-01T00:00:00Z", 0), "WRONG  since the last cleanup"),
        ]:
            with self.subTest(word=word):
                self.verified(first)
                self.fails(word, "verify.sh")


if __name__ == "__main__":
    unittest.main()
