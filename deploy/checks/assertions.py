"""What must hold of the rendered objects, and no schema says. Each rule yields what breaks it."""

import re

QUANTITY = re.compile(r"^(\d+(?:\.\d+)?)(m|Ki|Mi|Gi|Ti|)$")
FACTORS = {"m": 1e-3, "": 1, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
RESOURCES = ("cpu", "memory", "ephemeral-storage")
SERVED = ("Deployment", "StatefulSet")


def quantity(text):
    """A quantity of Kubernetes as a number, or None."""
    match = QUANTITY.match(str(text))
    return match and float(match[1]) * FACTORS[match[2]]


def kind(objects, *kinds):
    return [found for found in objects if found["kind"] in kinds]


def name(found):
    return f"{found['kind']} {found['metadata']['name']}"


def component(found):
    return found["metadata"]["labels"]["app.kubernetes.io/component"]


def pods(objects):
    """Every pod that is ever made, with the object that makes it."""
    for found in objects:
        match found["kind"]:
            case "Pod":
                yield found, found["metadata"], found["spec"]
            case "Deployment" | "StatefulSet" | "Job":
                template = found["spec"]["template"]
                yield found, template["metadata"], template["spec"]
            case "CronJob":
                template = found["spec"]["jobTemplate"]["spec"]["template"]
                yield found, template["metadata"], template["spec"]


def containers(objects):
    for found, _, pod in pods(objects):
        for container in pod.get("initContainers", []) + pod["containers"]:
            yield found, pod, container


def settings(objects):
    return next(found["data"] for found in kind(objects, "ConfigMap") if found["metadata"]["name"].endswith("-settings"))


def pods_pass_the_restricted_standard(objects):
    for found, _, pod in pods(objects):
        security = pod.get("securityContext", {})
        if not security.get("runAsNonRoot") or not security.get("runAsUser"):
            yield f"{name(found)}: runs as root, or as nobody knows whom"
        if security.get("seccompProfile", {}).get("type") != "RuntimeDefault":
            yield f"{name(found)}: has no seccomp profile"
        for word in ("hostNetwork", "hostPID", "hostIPC"):
            if pod.get(word):
                yield f"{name(found)}: {word}"
        allowed = {"configMap", "csi", "emptyDir", "persistentVolumeClaim", "secret"}
        for volume in pod.get("volumes", []):
            if not set(volume) - {"name"} <= allowed:
                yield f"{name(found)}: the volume {volume['name']} is of another kind"


def containers_are_confined(objects):
    for found, _, container in containers(objects):
        security = container.get("securityContext", {})
        wanted = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "runAsNonRoot": True}
        for key, value in wanted.items():
            if security.get(key) is not value:
                yield f"{name(found)}: {container['name']} has not {key}={value}"
        if security.get("capabilities") != {"drop": ["ALL"]}:
            yield f"{name(found)}: {container['name']} keeps capabilities"


def nobody_gets_a_token(objects):
    for account in kind(objects, "ServiceAccount"):
        if account.get("automountServiceAccountToken") is not False:
            yield f"{name(account)}: hands out tokens"
    for found, _, pod in pods(objects):
        if pod.get("automountServiceAccountToken") is not False:
            yield f"{name(found)}: mounts a token of Kubernetes"


def resources_are_asked_for_and_limited(objects):
    for found, _, container in containers(objects):
        resources = container.get("resources", {})
        for what in RESOURCES:
            asked, most = (quantity(resources.get(part, {}).get(what)) for part in ("requests", "limits"))
            if asked is None or most is None or asked > most:
                yield f"{name(found)}: {container['name']} asks for {asked} {what}, within {most}"


def temporary_files_have_room_and_a_limit(objects):
    for found, _, pod in pods(objects):
        limits = [quantity(volume["emptyDir"].get("sizeLimit")) for volume in pod.get("volumes", []) if "emptyDir" in volume]
        if None in limits:
            yield f"{name(found)}: an emptyDir without sizeLimit"
            continue
        most = max(quantity(one["resources"]["limits"]["ephemeral-storage"]) for one in pod["containers"])
        if sum(limits) > most:
            yield f"{name(found)}: its emptyDirs hold more than its limit of ephemeral storage"


def what_runs_is_probed(objects):
    for found in kind(objects, *SERVED):
        for container in found["spec"]["template"]["spec"]["containers"]:
            for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                if probe not in container:
                    yield f"{name(found)}: {container['name']} has no {probe}"


def liveness_never_touches_the_database(objects):
    for found in kind(objects, "Deployment"):
        for container in found["spec"]["template"]["spec"]["containers"]:
            probe = container.get("livenessProbe", {})
            path = probe.get("httpGet", {}).get("path")
            command = " ".join(probe.get("exec", {}).get("command", []))
            if path in ("/health", "/health/ready") or "migrate" in command or "psql" in command:
                yield f"{name(found)}: a database that is down would have {container['name']} killed"


def start_is_within_thirty_seconds(objects):
    for found in kind(objects, "Deployment"):
        for container in found["spec"]["template"]["spec"]["containers"]:
            probe = container.get("startupProbe", {})
            seconds = probe.get("periodSeconds", 10) * probe.get("failureThreshold", 3)
            if seconds > 30:
                yield f"{name(found)}: {container['name']} may take {seconds} s to start"


def stopping_has_time(objects):
    seconds = int(settings(objects)["SHUTDOWN_SECONDS"])
    for found in kind(objects, "Deployment"):
        pod = found["spec"]["template"]["spec"]
        if component(found) not in ("api", "worker", "web"):
            continue
        waits = sum(one.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0) for one in pod["containers"])
        if component(found) != "worker" and not waits:
            yield f"{name(found)}: stops while requests are still sent to it"
        if pod.get("terminationGracePeriodSeconds", 30) < waits + seconds + 5:
            yield f"{name(found)}: is killed before its {waits} + {seconds} seconds are over"


def upgrades_refuse_nobody(objects):
    for found in kind(objects, "Deployment"):
        rolling = found["spec"].get("strategy", {}).get("rollingUpdate", {})
        if component(found) in ("api", "web") and rolling.get("maxUnavailable") != 0:
            yield f"{name(found)}: an upgrade takes pods away before others are there"


def replicas(objects, target):
    """The fewest and the most pods of a Deployment."""
    for scaler in kind(objects, "HorizontalPodAutoscaler"):
        if scaler["spec"]["scaleTargetRef"]["name"] == target["metadata"]["name"]:
            return scaler["spec"]["minReplicas"], scaler["spec"]["maxReplicas"]
    return (target["spec"].get("replicas", 1),) * 2


def autoscaling_alone_counts_replicas(objects):
    deployments = {found["metadata"]["name"]: found for found in kind(objects, "Deployment")}
    for scaler in kind(objects, "HorizontalPodAutoscaler"):
        spec = scaler["spec"]
        target = deployments.get(spec["scaleTargetRef"]["name"])
        if target is None or "replicas" in target["spec"]:
            yield f"{name(scaler)}: its Deployment is missing, or sets replicas itself"
        if not 2 <= spec["minReplicas"] <= spec["maxReplicas"] <= 5:
            yield f"{name(scaler)}: {spec['minReplicas']} to {spec['maxReplicas']} replicas"
        if spec.get("behavior", {}).get("scaleDown", {}).get("stabilizationWindowSeconds") != 300:
            yield f"{name(scaler)}: scales down at once"


def nodes_can_be_drained(objects):
    for budget in kind(objects, "PodDisruptionBudget"):
        wanted = budget["spec"]["selector"]["matchLabels"]
        held = [found for found in kind(objects, *SERVED) if wanted.items() <= found["spec"]["template"]["metadata"]["labels"].items()]
        if len(held) != 1:
            yield f"{name(budget)}: holds {len(held)} things, not one"
            continue
        fewest, _ = replicas(objects, held[0])
        may_go = budget["spec"].get("maxUnavailable", fewest - budget["spec"].get("minAvailable", 0))
        if fewest < 2 or not isinstance(may_go, int) or may_go < 1:
            yield f"{name(budget)}: of {fewest} pods {may_go} may go"


def connections_fit_into_the_database(objects):
    servers = [found for found in kind(objects, "StatefulSet") if component(found) == "postgresql"]
    for server in servers:
        arguments = " ".join(server["spec"]["template"]["spec"]["containers"][0].get("args", []))
        limit = re.search(r"max_connections=(\d+)", arguments)
        most = int(settings(objects)["DATABASE_CONNECTIONS_MOST"])
        # One more of each during an upgrade; ten for jobs and people.
        users = sum(replicas(objects, found)[1] + 1 for found in kind(objects, "Deployment") if component(found) in ("api", "worker"))
        if not limit or users * most + 10 > int(limit[1]):
            yield f"{name(server)}: {users} processes with {most} connections each, and 10, are too many"


def documents_fit_into_memory(objects):
    given = settings(objects)
    worker = "api" if given["WORK_IN_SERVER"] == "true" else "worker"
    needed = int(given["WORKERS"]) * int(given["EXTRACTION_MEMORY_MB"]) * 1e6 + 128 * 2**20
    for found, _, container in containers(objects):
        if container["name"] == worker and quantity(container["resources"]["limits"]["memory"]) < needed:
            yield f"{name(found)}: {given['WORKERS']} documents of {given['EXTRACTION_MEMORY_MB']} MB do not fit"


def jobs_end_and_do_not_overlap(objects):
    for found in kind(objects, "CronJob"):
        spec = found["spec"]
        fields = spec["schedule"].split()
        ranges = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
        if len(fields) != 5 or any(not fits(field, *bounds) for field, bounds in zip(fields, ranges)):
            yield f"{name(found)}: {spec['schedule']} is no time"
        if spec.get("timeZone") != "Etc/UTC" or spec.get("concurrencyPolicy") != "Forbid":
            yield f"{name(found)}: its time zone or its overlapping is left open"
    for found in kind(objects, "CronJob", "Job"):
        job = found["spec"]["jobTemplate"]["spec"] if found["kind"] == "CronJob" else found["spec"]
        if not job.get("activeDeadlineSeconds") or "backoffLimit" not in job:
            yield f"{name(found)}: may run, or be tried, for ever"


def fits(field, low, high):
    numbers = re.findall(r"\d+", re.sub(r"/\d+", "", field))
    return bool(re.fullmatch(r"(\*|\d+(-\d+)?)(/\d+)?(,\d+(-\d+)?)*", field)) and all(low <= int(one) <= high for one in numbers)


def scheduled_work_is_there(objects):
    found = {component(one): one["spec"]["schedule"] for one in kind(objects, "CronJob")}
    for what, when in {"cleanup": "0 2 * * *", "backup": "0 1 * * 0"}.items():
        if found.get(what) != when:
            yield f"CronJob {what}: {found.get(what)}, not {when}"


def selectors_find_their_pods(objects):
    labels = [metadata["labels"] for _, metadata, _ in pods(objects)]
    for service in kind(objects, "Service"):
        if not any(service["spec"]["selector"].items() <= one.items() for one in labels):
            yield f"{name(service)}: leads to no pod"
    for found in kind(objects, *SERVED):
        wanted = found["spec"]["selector"]["matchLabels"]
        if "app.kubernetes.io/version" in wanted or not wanted.items() <= found["spec"]["template"]["metadata"]["labels"].items():
            yield f"{name(found)}: its selector does not last, or does not match"


def what_is_referred_to_is_there(objects):
    there = {(found["kind"], found["metadata"]["name"]) for found in objects}
    for found, pod, container in containers(objects):
        volumes = {volume["name"] for volume in pod.get("volumes", [])}
        if found["kind"] == "StatefulSet":
            volumes |= {claim["metadata"]["name"] for claim in found["spec"].get("volumeClaimTemplates", [])}
        for mount in container.get("volumeMounts", []):
            if mount["name"] not in volumes:
                yield f"{name(found)}: {container['name']} mounts {mount['name']}, which is not there"
        for source in container.get("envFrom", []):
            if ("ConfigMap", source["configMapRef"]["name"]) not in there:
                yield f"{name(found)}: {source['configMapRef']['name']} is not there"
    for found, _, pod in pods(objects):
        for volume in pod.get("volumes", []):
            wanted = {"configMap": ("ConfigMap", "name"), "persistentVolumeClaim": ("PersistentVolumeClaim", "claimName")}
            for key, (what, field) in wanted.items():
                if key in volume and (what, volume[key][field]) not in there:
                    yield f"{name(found)}: {what} {volume[key][field]} is not there"


def secrets_come_as_files(objects):
    for found, _, container in containers(objects):
        for variable in container.get("env", []):
            if "secretKeyRef" in variable.get("valueFrom", {}) or re.search(r"PASSWORD$|TOKEN$|_KEY$", variable["name"]):
                yield f"{name(found)}: {variable['name']} puts a secret into the environment"


def no_namespace_is_named(objects):
    for found in objects:
        if "namespace" in found["metadata"]:
            yield f"{name(found)}: names its namespace"


def nobody_may_talk_unless_allowed(objects):
    policies = kind(objects, "NetworkPolicy")
    closed = [one for one in policies if set(one["spec"].get("policyTypes", [])) == {"Ingress", "Egress"} and "ingress" not in one["spec"]]
    if not any(one["metadata"]["name"].endswith("default-deny") for one in closed):
        yield "NetworkPolicy: whatever is not forbidden is allowed"
    for policy in policies:
        for rule in policy["spec"].get("ingress", []) + policy["spec"].get("egress", []):
            peers = rule.get("from", rule.get("to", []))
            if not rule.get("ports") or not peers or any(is_everybody(peer) for peer in peers):
                yield f"{name(policy)}: a rule is open to everybody, or at every port"


def is_everybody(peer):
    return any(peer.get(key, None) in ({}, {"matchLabels": {}}, {"matchLabels": None}) for key in ("namespaceSelector", "podSelector"))


def needed_ways_are_open(objects):
    """Who must reach whom, by the policies as a cluster reads them."""
    policies = kind(objects, "NetworkPolicy")
    labels = {component(found): metadata["labels"] for found, metadata, _ in pods(objects)}
    needed = [("web", "api", 8080), ("smoke", "web", 8080)]
    for target, port in (("postgresql", 5432), ("redis", 6379)):
        users = ("api", "worker") if target == "redis" else ("api", "worker", "migrate", "cleanup", "backup", "restore", "smoke")
        needed += [(user, target, port) for user in users]
    for source, target, port in needed:
        if source in labels and target in labels and not (
            opens(policies, "egress", "to", labels[source], labels[target], port)
            and opens(policies, "ingress", "from", labels[target], labels[source], port)
        ):
            yield f"NetworkPolicy: {source} cannot reach {target}"
    if "postgresql" in labels and opens(policies, "ingress", "from", labels["postgresql"], labels["web"], 5432):
        yield "NetworkPolicy: web can reach postgresql"


def opens(policies, direction, peers, pod, peer, port):
    return any(
        selects(policy["spec"]["podSelector"], pod)
        and any(
            any("podSelector" in one and "namespaceSelector" not in one and selects(one["podSelector"], peer) for one in rule.get(peers, []))
            and any(one["port"] == port for one in rule["ports"])
            for rule in policy["spec"].get(direction, [])
        )
        for policy in policies
    )


def selects(selector, labels):
    return selector.get("matchLabels", {}).items() <= labels.items() and all(
        labels.get(one["key"]) in one["values"] for one in selector.get("matchExpressions", [])
    )


def production_is_pinned_and_keeps_no_secret(objects):
    """Only of the production environment."""
    for secret in kind(objects, "Secret"):
        yield f"{name(secret)}: a secret of production is in the chart"
    for found, _, container in containers(objects):
        if "@sha256:" not in container["image"]:
            yield f"{name(found)}: {container['image']} may mean another image tomorrow"
    for ingress in kind(objects, "Ingress"):
        hosts = {host for entry in ingress["spec"].get("tls", []) for host in entry["hosts"]}
        if ingress["spec"]["ingressClassName"] != "webapprouting.kubernetes.azure.com" or hosts != {"credit-card.ii-us.com"}:
            yield f"{name(ingress)}: another class, another host, or no TLS"


def settings_are_known(objects, known):
    """Only with the names of docs/configuration.md at hand."""
    for variable in settings(objects):
        if variable not in known and variable.removesuffix("_FILE") not in known:
            yield f"ConfigMap: {variable} is not in docs/configuration.md"


RULES = [
    pods_pass_the_restricted_standard, containers_are_confined, nobody_gets_a_token, resources_are_asked_for_and_limited,
    temporary_files_have_room_and_a_limit, what_runs_is_probed, liveness_never_touches_the_database,
    start_is_within_thirty_seconds, stopping_has_time, upgrades_refuse_nobody, autoscaling_alone_counts_replicas,
    nodes_can_be_drained, connections_fit_into_the_database, documents_fit_into_memory, jobs_end_and_do_not_overlap,
    scheduled_work_is_there, selectors_find_their_pods, what_is_referred_to_is_there, secrets_come_as_files,
    no_namespace_is_named, nobody_may_talk_unless_allowed, needed_ways_are_open,
]
