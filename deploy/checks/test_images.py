"""The images, as far as they can be known without a Docker engine: what is sent to it, what is taken from that, and
what an image says of itself. What is in them: rehearse.py puts one together, check-image.sh looks into it."""

import re
import subprocess
import unittest

from images import ROOT, context, instructions, read

IMAGES = ("Dockerfile.api", "Dockerfile.web")


def tracked():
    return subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def faults(name, text):
    """What is wrong with a Dockerfile."""
    found = list(instructions(text))
    ends = [(word, rest) for word, rest, stage in found if not stage]
    users = [rest for word, rest in ends if word == "USER"]
    if not users or not re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[-1]):
        yield f"{name}: its user is no number but root's"
    for word in ("HEALTHCHECK", "ENTRYPOINT"):
        commands = [rest for each, rest in ends if each == word]
        if not commands or "[" not in commands[-1]:
            yield f"{name}: {word} is missing, or needs a shell"
    labels = " ".join(rest for word, rest in ends if word == "LABEL")
    for label in ("title", "description", "version", "revision", "licenses"):
        if f"org.opencontainers.image.{label}=" not in labels:
            yield f"{name}: has no label {label}"
    given = {rest.partition("=")[0] for word, rest, _ in found if word == "ARG"}
    stages = {stage for _, _, stage in found}
    for word, rest, _ in found:
        base = rest.partition(" AS ")[0]
        if word == "FROM" and base != "scratch" and base.strip("${}") not in given | stages:
            yield f"{name}: {base} cannot be pinned from outside"
        if "<<" in rest:
            yield f"{name}: has a heredoc, which older engines refuse"


class Images(unittest.TestCase):
    def test_they_say_what_an_image_must(self):
        for name in IMAGES:
            self.assertEqual(list(faults(name, read(name))), [])

    def test_each_fault_is_found(self):
        for word, change in [
            ("no number", ("USER 10001:10001", "USER root")),
            ("HEALTHCHECK", ('CMD ["probe", "8080", "/health/live"]', "CMD probe 8080 /health/live")),
            ("ENTRYPOINT", ('ENTRYPOINT ["tieout"]', "ENTRYPOINT tieout")),
            ("no label revision", ("org.opencontainers.image.revision=", "revision=")),
            ("cannot be pinned", ("FROM ${PYTHON} AS models", "FROM python:3 AS models")),
            ("heredoc", ("RUN mkdir /models", "RUN <<END mkdir /models")),
        ]:
            with self.subTest(word=word):
                changed = read("Dockerfile.api").replace(*change)
                self.assertTrue(any(word in fault for fault in faults("Dockerfile.api", changed)), word)

    def test_whatever_the_program_is_compiled_with_is_sent(self):
        files = tracked()
        sent = context(files)
        missing = []
        for path in [path for path in sent if path.endswith(".rs") and "/tests/" not in path and "/benches/" not in path]:
            folder = (ROOT / path).parent
            shipped = (ROOT / path).read_text().partition("#[cfg(test)]")[0]
            for named in re.findall(r'include_(?:str|bytes)!\("([^"]+)"\)', shipped):
                wanted = str((folder / named).resolve().relative_to(ROOT))
                if wanted not in sent:
                    missing.append(f"{wanted}, with which {path} is compiled")
        missing += [path for path in files if path.endswith("Cargo.toml") and not path.startswith("fuzz/") and path not in sent]
        self.assertEqual(missing, [])

    def test_whatever_is_copied_is_sent(self):
        sent = context(tracked())
        for name in IMAGES:
            for word, rest, _ in instructions(read(name)):
                if word == "COPY" and "--from" not in rest:
                    for source in rest.split()[:-1]:
                        self.assertTrue(source == "." or any(path == source or path.startswith(f"{source}/") for path in sent), source)

    def test_nothing_else_is_sent(self):
        sent = context([*tracked(), ".git/config", ".env", "frontend/.env.local", "deploy/.secrets/postgres-password", "crates/api/server.pem",
                        "target/debug/tieout", "frontend/target/x", "frontend/node_modules/a/b.js", "frontend/dist/index.html"])
        for path in sent:
            self.assertNotRegex(path, r"^(\.git/|samples|docs|deploy/(?!images/)|target|out/|bench|\.tools)|\.env|\.pem$|node_modules|/dist/|frontend/target")
        self.assertIn("crates/api/src/main.rs", sent)


if __name__ == "__main__":
    unittest.main()
