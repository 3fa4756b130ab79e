"""What the guides tell a person to type is there: scripts, options, recipes, values, objects, alerts, commands."""

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

import chart
from chart import CHART, ROOT

GUIDES = ("docs/operations.md", "docs/quickstart.md", "deploy/README.md", "deploy/k8s/README.md")
SCRIPTS = ROOT / "deploy/scripts"
VALUES = yaml.safe_load((CHART / "values.yaml").read_text())
NAMED = r"(deployment|statefulset|service|cronjob|pvc)[ /](?:data-)?(tieout-[a-z]+)"


def read(guide):
    return (ROOT / guide).read_text()


def blocks(text, language):
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)


def commands(text, program, before=r"^ *|[|(] *"):
    """What a program is called with in the shell blocks of a guide, to the line's end; `before` is where it may stand."""
    lines = [line.partition(" #")[0] for block in blocks(text, "sh") for line in block.replace("\\\n", " ").splitlines()]
    return [line[found.start() :] for line in lines for found in re.finditer(rf"(?:{before}){program}(?= )", line)]


def options(command):
    return re.findall(r" (--[a-z][a-z-]+)", command.partition(" | ")[0])


def script_help(name):
    return subprocess.run(["bash", SCRIPTS / name, "--help"], capture_output=True, text=True, check=True).stdout


def is_value(key):
    """Whether the chart knows the value; an empty mapping takes whatever is given."""
    found = VALUES
    for part in key.split("."):
        if found == {}:
            return True
        if not isinstance(found, dict) or part not in found:
            return part in schema_settings()
        found = found[part]
    return True


def schema_settings():
    return yaml.safe_load((CHART / "values.schema.json").read_text())["properties"]["settings"]["properties"]


def unknown(text):
    """What a guide names, and is not there."""
    for name in re.findall(r"(?:deploy/scripts/|`)([a-z-]+\.(?:sh|py))\b", text):
        if not (SCRIPTS / name).exists():
            yield f"the script {name}"
    for name, rest in re.findall(r"deploy/scripts/([a-z-]+\.sh)(.*)", text):
        for option in options(rest.partition("#")[0]):
            if option not in script_help(name):
                yield f"{name} {option}"
    recipes = set(re.findall(r"^([a-z][a-z-]*)(?: [^:\n]*)?:(?!=)", (ROOT / "justfile").read_text(), re.MULTILINE))
    for recipe in re.findall(r"`?just ([a-z][a-z-]*)", text):
        if recipe not in recipes:
            yield f"just {recipe}"
    for key in re.findall(rf"(?:`|--set[ =]|--set-string[ =])((?:{'|'.join(VALUES)})\.[A-Za-z_.]+\w)(?=[=`])", text):
        if not is_value(key) and not key.endswith(".sh"):
            yield f"the value {key}"
    known = read("docs/cli.md")
    for command in commands(text, "tieout", r"^ *| -- | api |release/"):
        word = re.search(r"tieout((?: [a-z]+)*)", command)[1]
        page = known.partition(f"## tieout{word}\n")[2].partition("\n## ")[0]
        if not page or any(f"{option} " not in page for option in options(command)):
            yield f"the command {command.strip()}"
    there = {found["metadata"]["name"] for found in chart.objects("staging")}
    for _, name in re.findall(NAMED, text):
        if name.removesuffix("-0") not in there:
            yield f"the object {name}"


class Guides(unittest.TestCase):
    def test_what_they_name_is_there(self):
        for guide in GUIDES:
            self.assertEqual(list(unknown(read(guide))), [], guide)

    def test_what_is_not_there_is_found(self):
        for text in [
            "`deploy/scripts/deploy-moon.sh`", "deploy/scripts/restore.sh --demote", "`just launch`", "`api.replica=2`", "`settings.LOG_LEVLE`",
            "--set postgresql.storage.siez=20Gi", "```sh\ntieout token make --name x\n```", "```sh\ntieout token create --nam x\n```",
            "kubectl logs deployment/tieout-apj",
        ]:
            self.assertEqual(len(list(unknown(text))), 1, text)

    def test_every_script_is_explained_somewhere(self):
        told = "".join(map(read, GUIDES)) + read("justfile") + "".join(path.read_text() for path in SCRIPTS.glob("*.sh"))
        for path in SCRIPTS.iterdir():
            self.assertIn(path.name, told)

    def test_every_alert_has_its_words_and_the_other_way_round(self):
        text = chart.text("staging")
        there = set(re.findall(r"alert: (\w+)", text))
        told = set(re.findall(r"`(Tieout[A-Z]\w+)`", read("docs/operations.md")))
        self.assertEqual(told, there)

    def test_the_values_they_show_are_taken(self):
        shown = [(guide, block) for guide in GUIDES for block in blocks(read(guide), "yaml")]
        self.assertGreater(len(shown), 2)
        for guide, block in shown:
            with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
                file.write(block.replace("REGISTRY", "registry.example"))
                file.flush()
                whole = "env:" in block
                base = [] if whole else chart.values("prod")
                done = subprocess.run(
                    [chart.HELM, "template", "tieout", CHART, "--kube-version", "1.32.0", *base, "--values", file.name],
                    capture_output=True, text=True, check=False,
                )
                self.assertEqual(done.returncode, 0, f"{guide}: {done.stderr}")

    def test_the_options_of_helm_are_its_own(self):
        for guide in GUIDES:
            for command in commands(read(guide), "helm"):
                word = re.search(r"helm(?: -n \w+)? ([a-z]+)", command)[1]
                known = subprocess.run([chart.HELM, word, "--help"], capture_output=True, text=True, check=True).stdout
                for option in options(command):
                    self.assertIn(f"{option} ", known, command)

    def test_what_is_exported_is_asked_for(self):
        asked = script_help("deploy-aks.sh")
        for name in re.findall(r"([A-Z_]+)=", "".join(re.findall(r"^export .*", read("docs/quickstart.md"), re.MULTILINE))):
            self.assertRegex(asked, rf"\n  {name} ")


if __name__ == "__main__":
    unittest.main()
