"""Prints the licences of everything that is linked into the program, each with its text."""

import json
import subprocess
import sys
from collections import deque
from pathlib import Path

PROGRAM = "tieout-api"
NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT")


def linked(metadata):
    """The packages that the program is linked to: not those that only build or test it."""
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    [start] = [each for each, package in packages.items() if package["name"] == PROGRAM]
    found, waiting = {start}, deque([start])
    while waiting:
        for dependency in nodes[waiting.popleft()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_linked and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                waiting.append(dependency["pkg"])
    others = [packages[each] for each in found if packages[each]["source"]]
    return sorted(others, key=lambda package: (package["name"], package["version"]))


def texts(package):
    folder = Path(package["manifest_path"]).parent
    return [path.read_text(errors="replace").strip() for path in sorted(folder.iterdir()) if path.is_file() and path.name.upper().startswith(NAMES)]


def main():
    host = next(line.split()[1] for line in subprocess.check_output(["rustc", "-vV"], text=True).splitlines() if line.startswith("host"))
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", host]
    packages = linked(json.loads(subprocess.check_output(command, text=True)))
    unnamed = [package["name"] for package in packages if not package["license"] and not texts(package)]
    if unnamed:
        sys.exit(f"licences: {', '.join(unnamed)} have none")
    print("# Licences\n\nWhat is linked into tieout, under which licence, and the texts.\n")
    for package in packages:
        print(f"- {package['name']} {package['version']}: {package['license'] or 'see its text'}")
    held = {}
    for package in packages:
        for text in texts(package):
            held.setdefault(text, []).append(f"{package['name']} {package['version']}")
    for text, holders in held.items():
        print(f"\n## {', '.join(holders)}\n\n```text\n{text}\n```")


if __name__ == "__main__":
    main()
