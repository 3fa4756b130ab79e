"""What can be known of the images without a Docker engine."""

import re
import shlex
import subprocess
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]


def read(name):
    return (ROOT / name).read_text()


def instructions(text):
    """The instructions of a Dockerfile: word, rest, and the stage that it stands in."""
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    stage = ""
    for line in re.sub(r"\\\n", " ", text).splitlines():
        word, _, rest = line.partition(" ")
        if word == "FROM":
            stage = rest.partition(" AS ")[2]
        if word:
            yield word, rest.strip(), stage


def put_together(folder, program):
    """Runs the step of Dockerfile.api that makes the image's files, here, with a program that is built already."""
    [step] = [rest for word, rest, _ in instructions(read("Dockerfile.api")) if word == "RUN" and "/image/" in rest]
    for there, here in (("/target/dist/tieout", program), ("/image", folder)):
        step, times = re.subn(rf"(?<!\w){there}\b", shlex.quote(str(here)), step)
        assert times, there
    subprocess.run(["bash", "-eo", "pipefail", "-c", step], cwd=ROOT, check=True)


def context(paths):
    """What of these paths is sent to the engine, by .dockerignore: the last line that matches decides."""
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    return {path for path in paths if not is_ignored(path, lines)}


def is_ignored(path, lines):
    ignored = False
    for line in lines:
        if any(matches(part, line.removeprefix("!")) for part in [path, *map(str, PurePosixPath(path).parents)]):
            ignored = not line.startswith("!")
    return ignored


def matches(path, pattern):
    if path == ".":
        return False
    if pattern.startswith("**/"):
        return fnmatch(PurePosixPath(path).name, pattern[3:])
    parts, wanted = path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(fnmatch(part, want) for part, want in zip(parts, wanted))
