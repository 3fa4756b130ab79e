"""The scripts, with stand-ins for the programs that they call."""

import json
import re
import shutil
import subprocess
import unittest

import chart
from chart import ROOT
from standins import SECRET, VERSION, WithStandIns

SCRIPTS = sorted(path for path in (ROOT / "deploy/scripts").glob("*.sh") if path.name != "lib.sh")


class Scripts(WithStandIns):
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
            ("inspect .*Size", "41000000\n", "over 40"),
        ]:
            self.answer((pattern, answer, 0))
            self.fails(word, "check-image.sh", "tieout-api:1")
        self.answer(("docker run", "", 1))
        self.fails("read-only", "check-image.sh", "tieout-api:1")

    def archive(self, path):
        """What docker exports of a container that holds one file."""
        file = self.folder / "root" / path
        file.parent.mkdir(parents=True)
        file.touch()
        made = subprocess.run(["tar", "--create", "--directory", self.folder / "root", path], capture_output=True, check=True).stdout
        shutil.rmtree(self.folder / "root")
        return ("^docker export", made.decode(), 0)

    def test_an_image_with_models_may_be_larger(self):
        models = self.archive("usr/share/tieout/ocr/rec.onnx")
        self.answer(models, ("inspect .*Size", "119000000\n", 0))
        self.passes("check-image.sh", "tieout-api:1")
        self.answer(models, ("inspect .*Size", "121000000\n", 0))
        self.fails("over 120", "check-image.sh", "tieout-api:1")

    def test_a_folder_with_a_tool_or_a_program_of_root_is_refused(self):
        root = self.folder / "image/usr/local/bin"
        root.mkdir(parents=True)
        (root / "tieout").touch()
        self.passes("check-image.sh", str(self.folder / "image"))
        (root / "tieout").chmod(0o4755)
        self.fails("change their user", "check-image.sh", str(self.folder / "image"))
        (root / "tieout").rename(root / "busybox")
        self.fails("holds tools", "check-image.sh", str(self.folder / "image"))

    def test_an_image_with_a_shell_is_refused(self):
        self.answer(self.archive("bin/sh"))
        self.fails("holds tools", "check-image.sh", "tieout-api:1")
        self.answer(self.archive("bin/tieout"))
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

    def test_aks_takes_values_and_a_place_for_backups(self):
        mine = self.folder / "mine.yaml"
        mine.write_text("{}")
        self.run_script("deploy-aks.sh", VERSION, VALUES=str(mine), BACKUP_GROUP="vaults", **self.AKS)
        [upgrade] = self.called("^helm upgrade")
        self.assertIn(f"values-prod.yaml --values {mine} --set", upgrade)
        self.assertTrue(self.called('patch --local .*"resourceGroup": "vaults"'))
        self.fails("cannot be read", "deploy-aks.sh", VERSION, VALUES=str(self.folder / "nowhere"), **self.AKS)

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

    BACKUP = "tieout-20260301T010000Z"

    def backup_folder(self):
        folder = self.folder / "copies" / self.BACKUP
        folder.mkdir(parents=True)
        (folder / "dump").write_text("data")
        subprocess.run(["sh", "-c", "sha256sum dump >SHA256SUMS"], cwd=folder, check=True)
        return folder

    def test_backups_are_listed_from_a_job_that_is_gone_afterwards(self):
        self.answer(("-- ls", f"{self.BACKUP}\n", 0), ("patch --local", "kind: Job\n", 0))
        self.passes("backups.sh")
        self.assertIn(self.BACKUP, self.ran.stdout)
        [made] = self.called("create job")
        self.assertIn("--from=cronjob/tieout-backup --dry-run=client", made)
        self.assertTrue(self.called("delete job tieout-backups-"))

    def test_a_backup_comes_out_whole_or_not_at_all(self):
        folder = self.backup_folder()
        made = subprocess.run(["tar", "--create", "--directory", folder.parent, self.BACKUP], capture_output=True, check=True).stdout
        place = self.folder / "place"
        place.mkdir()
        self.answer(("-- tar --create", made.decode(), 0), ("patch --local", "kind: Job\n", 0))
        self.passes("backups.sh", "get", self.BACKUP, str(place))
        self.assertEqual((place / self.BACKUP / "dump").read_text(), "data")
        self.answer(("-- tar --create", made.decode().replace("data", "tada"), 0), ("patch --local", "kind: Job\n", 0))
        self.fails("computed checksum", "backups.sh", "get", self.BACKUP, str(place))
        self.assertTrue(self.called("delete job tieout-backups-"))

    def test_a_backup_goes_in_only_if_it_is_whole(self):
        folder = self.backup_folder()
        self.answer(("patch --local", "kind: Job\n", 0))
        self.passes("backups.sh", "put", str(folder))
        self.assertTrue(self.called(f"-- env --chdir /backups/{self.BACKUP} sha256sum --check --quiet SHA256SUMS$"))
        (folder / "dump").write_text("tada")
        self.fails("computed checksum", "backups.sh", "put", str(folder))
        self.assertFalse(self.called("-- tar"))

    def test_what_is_no_backup_is_refused(self):
        for arguments in (["get", "../etc", str(self.folder)], ["put", str(self.folder / "nowhere")], ["get"], ["drop"]):
            self.assertNotEqual(self.run_script("backups.sh", *arguments), 0, arguments)
            self.assertEqual(self.calls(), [])

    def test_a_restore_names_its_backup_and_serves_nothing_unasked(self):
        self.passes("restore.sh")
        self.assertTrue(self.called("set env --local .*BACKUP= PROMOTE=no$"))
        self.passes("restore.sh", "tieout-20260301T010000Z", "--promote")
        self.assertTrue(self.called("set env --local .*BACKUP=tieout-20260301T010000Z PROMOTE=yes$"))

    def test_the_namespace_and_the_release_can_be_others(self):
        self.passes("cleanup.sh", NAMESPACE="finance", RELEASE="month")
        self.assertTrue(self.called("kubectl --namespace finance create job month-tieout-cleanup-.* --from=cronjob/month-tieout-cleanup"))
        self.passes("cleanup.sh", NAMESPACE="finance", RELEASE="my-tieout")
        self.assertTrue(self.called("--from=cronjob/my-tieout-cleanup"))

    def test_the_objects_have_the_names_that_the_chart_gives_them(self):
        for release in ("month", "my-tieout"):
            objects = chart.run(["template", release], "dev", "--kube-version", "1.32.0")
            self.passes("cleanup.sh", RELEASE=release)
            [made] = self.called("--from=cronjob/")
            self.assertIn(f"name: {re.search('--from=cronjob/([a-z-]+)', made)[1]}\n", objects)

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

    def pods(self, ready):
        resources = {"limits": {"memory": "100Mi"}, "requests": {"cpu": "250m", "memory": "1Gi"}}
        status = {"conditions": [{"type": "Ready", "status": ready}]}
        return json.dumps({"items": [{"metadata": {"name": "tieout-api-0"}, "status": status, "spec": {"containers": [{"resources": resources}]}}]})

    def verified(self, *first):
        self.answer(
            *first, ("get pods", self.pods("True"), 0), ("top pods", "tieout-api-0 5m 40Mi\n", 0),
            ("df --output", "Use%\n 12%\n", 0), ("pg_size_pretty", "9 MB\n", 0), ("psql", "0\n", 0),
            ("get cronjob", subprocess.run(["date", "-u", "+%FT%TZ"], capture_output=True, text=True, check=True).stdout.strip(), 0),
        )

    def test_what_is_well_is_said_to_be_well(self):
        self.verified()
        self.passes("verify.sh")
        self.assertNotIn("WRONG", self.ran.stdout)
        self.assertIn("memory of tieout-api-0: 40 MiB, within 90", self.ran.stdout)
        self.assertRegex(self.ran.stdout, r"ask for 250m of CPU and 1024 MiB; deploy/COST.md reckons with \d+\.\dm and \d+\.\d MiB")

    def test_a_database_that_is_elsewhere_is_not_looked_into(self):
        self.verified(("get statefulset", "", 1))
        self.passes("verify.sh")
        self.assertFalse(self.called("psql"))

    def test_each_thing_that_is_wrong_is_found(self):
        for first, word in [
            (("get pods", self.pods("False"), 0), "WRONG  not ready"),
            (("top pods", "", 1), "WRONG  memory: nobody measures it"),
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
