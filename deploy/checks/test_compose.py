"""The stack of one machine is as confined as the chart, and starts in order."""

import re
import unittest
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def services():
    return yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())["services"]


def faults(services):
    for name, service in services.items():
        if not service.get("read_only") or service.get("cap_drop") != ["ALL"] or "no-new-privileges:true" not in service.get("security_opt", []):
            yield f"{name}: is not confined"
        if "mem_limit" not in service:
            yield f"{name}: has no limit of memory"
        for port in service.get("ports", []):
            if not port.startswith("127.0.0.1:"):
                yield f"{name}: {port} is open to other machines"
        for other, when in service.get("depends_on", {}).items():
            healthy = services[other].get("healthcheck", {}).get("test") or "build" in services[other]
            if when["condition"] == "service_started" or (when["condition"] == "service_healthy" and not healthy):
                yield f"{name}: does not wait for {other}"
        for variable in service.get("environment", {}):
            if re.search("PASSWORD$|TOKEN$", variable):
                yield f"{name}: {variable} is a secret in the environment"


class Compose(unittest.TestCase):
    def test_it_keeps_the_rules(self):
        self.assertEqual(list(faults(services())), [])

    def test_each_rule_finds_what_breaks_it(self):
        for name, change in [
            ("api", {"read_only": False}), ("web", {"ports": ["8080:8080"]}), ("redis", {"mem_limit": None}),
            ("api", {"depends_on": {"redis": {"condition": "service_started"}}}),
            ("api", {"environment": {"POSTGRES_PASSWORD": "x"}}),
        ]:
            with self.subTest(change=change):
                changed = services()
                changed[name].update(change)
                if change.get("mem_limit", "") is None:
                    del changed[name]["mem_limit"]
                self.assertNotEqual(list(faults(changed)), [])

    def test_documents_fit_into_the_worker(self):
        worker = services()["worker"]
        needed = int(worker["environment"]["WORKERS"]) * int(worker["environment"]["EXTRACTION_MEMORY_MB"])
        self.assertGreater(int(worker["mem_limit"].removesuffix("m")), needed)

    def test_it_takes_the_images_of_the_chart(self):
        values = yaml.safe_load((ROOT / "deploy/helm/tieout/values.yaml").read_text())["image"]
        for part in ("postgresql", "redis"):
            self.assertEqual(services()[part]["image"], f"{values[part]['repository']}:{values[part]['tag']}")


if __name__ == "__main__":
    unittest.main()
