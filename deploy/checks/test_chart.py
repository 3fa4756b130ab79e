"""The chart keeps every rule, and each rule finds the chart that breaks it."""

import ast
import copy
import inspect
import re
import subprocess
import sys
import unittest

import assertions
import chart
from assertions import component, kind


def known_settings():
    page = (chart.ROOT / "docs/configuration.md").read_text()
    return set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))


def first(objects, what, of):
    return next(found for found in kind(objects, what) if component(found) == of)


def pod(objects, of, what="Deployment"):
    return first(objects, what, of)["spec"]["template"]["spec"]


def api(objects):
    return pod(objects, "api")["containers"][0]


def drop(mapping, key):
    del mapping[key]


def put(mapping, **changes):
    mapping.update(changes)


# A rule, and something that breaks it in the production environment.
BROKEN = [
    (assertions.pods_pass_the_restricted_standard, lambda o: drop(pod(o, "api")["securityContext"], "runAsNonRoot")),
    (assertions.pods_pass_the_restricted_standard, lambda o: put(pod(o, "web")["securityContext"], runAsUser=0)),
    (assertions.pods_pass_the_restricted_standard, lambda o: drop(pod(o, "web")["securityContext"], "seccompProfile")),
    (assertions.pods_pass_the_restricted_standard, lambda o: put(pod(o, "web"), hostNetwork=True)),
    (assertions.pods_pass_the_restricted_standard, lambda o: pod(o, "web")["volumes"].append({"name": "host", "hostPath": {"path": "/"}})),
    (assertions.containers_are_confined, lambda o: put(api(o)["securityContext"], readOnlyRootFilesystem=False)),
    (assertions.containers_are_confined, lambda o: put(api(o)["securityContext"], allowPrivilegeEscalation=True)),
    (assertions.containers_are_confined, lambda o: put(api(o)["securityContext"]["capabilities"], add=["NET_ADMIN"])),
    (assertions.containers_are_confined, lambda o: drop(pod(o, "api")["initContainers"][0], "securityContext")),
    (assertions.nobody_gets_a_token, lambda o: drop(pod(o, "api"), "automountServiceAccountToken")),
    (assertions.nobody_gets_a_token, lambda o: put(kind(o, "ServiceAccount")[0], automountServiceAccountToken=True)),
    (assertions.resources_are_asked_for_and_limited, lambda o: drop(api(o)["resources"]["limits"], "ephemeral-storage")),
    (assertions.resources_are_asked_for_and_limited, lambda o: put(api(o)["resources"]["requests"], cpu="2000")),
    (assertions.resources_are_asked_for_and_limited, lambda o: put(api(o)["resources"]["limits"], memory="1.2GB")),
    (assertions.temporary_files_have_room_and_a_limit, lambda o: pod(o, "api")["volumes"].append({"name": "more", "emptyDir": {}})),
    (assertions.temporary_files_have_room_and_a_limit, lambda o: pod(o, "api")["volumes"].append({"name": "more", "emptyDir": {"sizeLimit": "1Gi"}})),
    (assertions.what_runs_is_probed, lambda o: drop(api(o), "readinessProbe")),
    (assertions.liveness_never_touches_the_database, lambda o: put(api(o)["livenessProbe"]["httpGet"], path="/health/ready")),
    (assertions.start_is_within_thirty_seconds, lambda o: put(api(o)["startupProbe"], periodSeconds=2)),
    (assertions.stopping_has_time, lambda o: put(pod(o, "api"), terminationGracePeriodSeconds=25)),
    (assertions.stopping_has_time, lambda o: drop(api(o), "lifecycle")),
    (assertions.upgrades_refuse_nobody, lambda o: put(first(o, "Deployment", "api")["spec"]["strategy"]["rollingUpdate"], maxUnavailable=1)),
    (assertions.autoscaling_alone_counts_replicas, lambda o: put(first(o, "Deployment", "api")["spec"], replicas=2)),
    (assertions.autoscaling_alone_counts_replicas, lambda o: put(first(o, "HorizontalPodAutoscaler", "api")["spec"], minReplicas=6)),
    (assertions.autoscaling_alone_counts_replicas, lambda o: put(first(o, "HorizontalPodAutoscaler", "api")["spec"]["scaleTargetRef"], name="other")),
    (assertions.autoscaling_alone_counts_replicas, lambda o: drop(first(o, "HorizontalPodAutoscaler", "api")["spec"], "behavior")),
    (assertions.nodes_can_be_drained, lambda o: put(first(o, "PodDisruptionBudget", "api")["spec"], maxUnavailable=0)),
    (assertions.nodes_can_be_drained, lambda o: put(first(o, "Deployment", "web")["spec"], replicas=1)),
    (assertions.nodes_can_be_drained, lambda o: first(o, "PodDisruptionBudget", "web")["spec"]["selector"]["matchLabels"].pop("app.kubernetes.io/component")),
    (assertions.connections_fit_into_the_database, lambda o: put(assertions.settings(o), DATABASE_CONNECTIONS_MOST="20")),
    (assertions.documents_fit_into_memory, lambda o: put(assertions.settings(o), EXTRACTION_MEMORY_MB="2048")),
    (assertions.jobs_end_and_do_not_overlap, lambda o: put(first(o, "CronJob", "cleanup")["spec"], schedule="0 25 * * *")),
    (assertions.jobs_end_and_do_not_overlap, lambda o: put(first(o, "CronJob", "cleanup")["spec"], schedule="daily")),
    (assertions.jobs_end_and_do_not_overlap, lambda o: put(first(o, "CronJob", "backup")["spec"], concurrencyPolicy="Allow")),
    (assertions.jobs_end_and_do_not_overlap, lambda o: drop(first(o, "Job", "migrate")["spec"], "activeDeadlineSeconds")),
    (assertions.scheduled_work_is_there, lambda o: o.remove(first(o, "CronJob", "backup"))),
    (assertions.selectors_find_their_pods, lambda o: put(first(o, "Service", "api")["spec"]["selector"], **{"app.kubernetes.io/component": "apj"})),
    (assertions.selectors_find_their_pods, lambda o: put(first(o, "Deployment", "api")["spec"]["selector"]["matchLabels"], **{"app.kubernetes.io/version": "1"})),
    (assertions.what_is_referred_to_is_there, lambda o: api(o)["volumeMounts"].append({"name": "lost", "mountPath": "/lost"})),
    (assertions.what_is_referred_to_is_there, lambda o: o.remove(first(o, "PersistentVolumeClaim", "backup"))),
    (assertions.what_is_referred_to_is_there, lambda o: put(api(o)["envFrom"][0]["configMapRef"], name="lost")),
    (assertions.secrets_come_as_files, lambda o: api(o).setdefault("env", []).append({"name": "POSTGRES_PASSWORD", "value": "x"})),
    (assertions.no_namespace_is_named, lambda o: put(first(o, "Service", "api")["metadata"], namespace="tieout")),
    (assertions.nobody_may_talk_unless_allowed, lambda o: o.remove(first(o, "NetworkPolicy", "default-deny"))),
    (assertions.nobody_may_talk_unless_allowed, lambda o: drop(first(o, "NetworkPolicy", "api")["spec"]["ingress"][0], "from")),
    (assertions.nobody_may_talk_unless_allowed, lambda o: put(first(o, "NetworkPolicy", "api")["spec"]["ingress"][0]["from"][0], podSelector={})),
    (assertions.needed_ways_are_open, lambda o: o.remove(first(o, "NetworkPolicy", "to-postgresql"))),
    (assertions.needed_ways_are_open, lambda o: first(o, "NetworkPolicy", "postgresql")["spec"]["ingress"][0]["from"][0].pop("matchExpressions", None) or first(o, "NetworkPolicy", "postgresql")["spec"]["ingress"][0]["from"][0]["podSelector"].pop("matchExpressions")),
    (assertions.production_is_pinned_and_keeps_no_secret, lambda o: o.append({"kind": "Secret", "metadata": {"name": "x"}})),
    (assertions.production_is_pinned_and_keeps_no_secret, lambda o: put(api(o), image="tieout-api:latest")),
    (assertions.production_is_pinned_and_keeps_no_secret, lambda o: drop(kind(o, "Ingress")[0]["spec"], "tls")),
    (lambda o: assertions.settings_are_known(o, known_settings()), lambda o: put(assertions.settings(o), LOG_LEVLE="info")),
]

RULE_NAMES = {rule.__name__ for rule in assertions.RULES} | {"production_is_pinned_and_keeps_no_secret", "settings_are_known"}

# Values that the schema refuses, and the word of its refusal.
REFUSED = [
    ("dev", "imgae.tag=1", "imgae"),
    ("dev", "api.replica=2", "replica"),
    ("dev", "settings.LOG_LEVLE=info", "LOG_LEVLE"),
    ("dev", "settings.WORKERS=many", "WORKERS"),
    ("dev", "settings.RETENTION_DAYS=0", "RETENTION_DAYS"),
    ("dev", "env=production", "env"),
    ("dev", "api.replicas=0", "api.replicas"),
    ("dev", "api.replicas=6", "api.replicas"),
    ("dev", "web.replicas=3", "web.replicas"),
    ("dev", "api.autoscaling.minReplicas=1", "minReplicas"),
    ("dev", "api.resources.requests.cpu=lots", "cpu"),
    ("dev", "api.resources.limits.gpu=1", "gpu"),
    ("dev", "image.pullPolicy=Sometimes", "pullPolicy"),
    ("dev", "image.api.digest=sha256:12", "digest"),
    ("dev", "cleanup.schedule=daily", "schedule"),
    ("dev", "postgresql.database=Robert'); DROP", "database"),
    ("dev", "postgresql.external.port=70000", "port"),
    ("dev", "backup.keepDays=0", "keepDays"),
    ("dev", "backup.storage.accessMode=ReadMany", "accessMode"),
    ("dev", "ingress.enabled=true", "host"),
    ("dev", "ingress.enabled=true,ingress.host=tieout.example", "ingress.tlsSecret"),
    ("dev", "secrets.keyVault.enabled=true", "name"),
    ("dev", "secrets.generate=true", "exactly one"),
    ("dev", "secrets.existingSecret=", "exactly one"),
    ("dev", "postgresql.enabled=false", "postgresql.external.host"),
    ("prod", "image.api.digest=", "digest"),
    ("prod", "image.postgresql.digest=", "digest"),
    ("prod", "secrets.generate=true", "generate"),
    ("prod", "networkPolicy.enabled=false", "networkPolicy"),
    ("prod", "redis.enabled=true", "redis"),
    ("prod", "backup.enabled=false", "backup"),
    ("prod", "secrets.keyVault.clientId=", "clientId"),
]


class Rules(unittest.TestCase):
    def keeps(self, rule, objects):
        self.assertEqual(list(rule(objects)), [])

    def test_the_chart_keeps_every_rule(self):
        for environment in chart.ENVIRONMENTS:
            for rule in assertions.RULES:
                with self.subTest(environment=environment, rule=rule.__name__):
                    self.keeps(rule, chart.objects(environment))

    def test_what_is_off_in_all_environments_keeps_them_too(self):
        for variant in chart.VARIANTS:
            for rule in assertions.RULES:
                with self.subTest(variant=variant, rule=rule.__name__):
                    self.keeps(rule, chart.variant(variant))

    def test_production_is_pinned_and_keeps_no_secret(self):
        self.keeps(assertions.production_is_pinned_and_keeps_no_secret, chart.objects("prod"))

    def test_every_setting_is_one_of_the_service(self):
        known = known_settings()
        for environment in chart.ENVIRONMENTS:
            self.keeps(lambda objects: assertions.settings_are_known(objects, known), chart.objects(environment))

    def test_alerts_ask_for_what_the_service_counts(self):
        code = (chart.ROOT / "crates/api/src/http/metrics.rs").read_text()
        counted = {f"tieout_{name}" for name in re.findall(r'register\(\s*"(\w+)"', code)}
        [rules] = kind(chart.objects("staging"), "PrometheusRule")
        asked = set(re.findall(r"\btieout_\w+", str(rules["spec"])))
        self.assertNotEqual(asked, set())
        self.assertEqual({name.removesuffix("_total") for name in asked} - counted, set())

    def test_each_rule_finds_what_breaks_it(self):
        for number, (rule, break_it) in enumerate(BROKEN):
            with self.subTest(number=number, rule=rule.__name__):
                objects = copy.deepcopy(chart.objects("prod"))
                break_it(objects)
                self.assertNotEqual(list(rule(objects)), [])

    def test_each_fault_that_a_rule_knows_is_shown_to_be_found(self):
        code = inspect.getsource(assertions)
        rules = [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef) and node.name in RULE_NAMES]
        known = {node.lineno for rule in rules for node in ast.walk(rule) if isinstance(node, ast.Yield)}
        reached = set()

        def follow(frame, _, __):
            if frame.f_code.co_filename == assertions.__file__:
                reached.add(frame.f_lineno)
                return follow
            return None

        sys.settrace(follow)
        try:
            for rule, break_it in BROKEN:
                objects = copy.deepcopy(chart.objects("prod"))
                break_it(objects)
                list(rule(objects))
        finally:
            sys.settrace(None)
        lines = code.splitlines()
        self.assertEqual([lines[line - 1].strip() for line in sorted(known - reached)], [])

    def test_the_migration_comes_before_an_upgrade(self):
        upgraded = chart.objects("prod", "1.32.0", "--is-upgrade")
        hook = first(upgraded, "Job", "migrate")["metadata"]["annotations"]["helm.sh/hook"]
        self.assertEqual(hook, "pre-install,pre-upgrade")
        installed = first(chart.objects("prod"), "Job", "migrate")
        self.assertNotIn("annotations", installed["metadata"])
        self.assertIn("annotations", first(chart.variant("external"), "Job", "migrate")["metadata"])


class Values(unittest.TestCase):
    def test_what_makes_no_sense_is_refused(self):
        for environment, change, word in REFUSED:
            with self.subTest(change=change):
                flag = "--set-string" if change.startswith("settings") or "schedule" in change else "--set"
                with self.assertRaises(ValueError) as refusal:
                    chart.text(environment, "1.32.0", flag, change)
                self.assertIn(word, str(refusal.exception))

    def test_a_cluster_that_is_too_old_is_refused(self):
        with self.assertRaises(ValueError) as refusal:
            chart.text("dev", "1.29.0")
        self.assertIn("kubeVersion", str(refusal.exception))

    def test_helm_finds_no_fault(self):
        for environment in chart.ENVIRONMENTS:
            self.assertIn("0 chart(s) failed", chart.run(["lint", "--strict"], environment))

    def test_every_version_of_kubernetes_takes_it(self):
        for environment in chart.ENVIRONMENTS:
            for version in chart.VERSIONS:
                with self.subTest(environment=environment, version=version):
                    self.assertIn("kind: Deployment", chart.text(environment, version))


class Smoke(unittest.TestCase):
    def test_the_smoke_test_sends_the_small_sample(self):
        for name in ("statement.pdf", "expense_report.pdf"):
            sent = (chart.ROOT / "deploy/helm/tieout/files" / name).read_bytes()
            self.assertEqual(sent, (chart.ROOT / "samples/small" / name).read_bytes(), name)


class Version(unittest.TestCase):
    def test_everything_has_that_of_the_program(self):
        found = {
            (path, version)
            for path, pattern in [
                ("Cargo.toml", r'^version = "(.*)"'),
                ("frontend/Cargo.toml", r'^version = "(.*)"'),
                ("Cargo.lock", r'^name = "tieout-\w+"\nversion = "(.*)"'),
                ("frontend/Cargo.lock", r'^name = "tieout-\w+"\nversion = "(.*)"'),
                ("docs/openapi.json", r'^    "version": "(.*)"'),
                ("deploy/helm/tieout/Chart.yaml", r"^(?:version|appVersion): (.*)$"),
            ]
            for version in re.findall(pattern, (chart.ROOT / path).read_text(), re.MULTILINE)
        }
        self.assertEqual(len({path for path, _ in found}), 6)
        self.assertEqual(len({version for _, version in found}), 1, found)


class Plain(unittest.TestCase):
    def test_the_plain_objects_are_those_of_the_chart(self):
        made = subprocess.run(
            [sys.executable, str(chart.ROOT / "deploy/checks/plain.py"), "--check"], capture_output=True, text=True, check=False
        )
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)


if __name__ == "__main__":
    unittest.main()
