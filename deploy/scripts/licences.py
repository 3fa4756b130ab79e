"""Prints the licences of everything that is linked into the service and the web client, each with its text."""

import json
import subprocess
import sys
from collections import deque
from pathlib import Path

HOST = next(line.split()[1] for line in subprocess.check_output(["rustc", "-vV"], text=True).splitlines() if line.startswith("host"))
# What is delivered: its package, the manifest of its workspace, and what it is compiled for.
DELIVERED = [
    ("tieout-api", "Cargo.toml", HOST),
    ("tieout-frontend", "frontend/Cargo.toml", "wasm32-unknown-unknown"),
    ("tieout-paper", "frontend/Cargo.toml", "wasm32-unknown-unknown"),
]
NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT")


def linked(program, manifest, target):
    """The packages that the program is linked to: not those that only build or test it."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--manifest-path", manifest, "--filter-platform", target]
    metadata = json.loads(subprocess.check_output(command, text=True))
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    [start] = [each for each, package in packages.items() if package["name"] == program]
    found, waiting = {start}, deque([start])
    while waiting:
        for dependency in nodes[waiting.popleft()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_linked and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                waiting.append(dependency["pkg"])
    return [packages[each] for each in found if packages[each]["source"]]


def texts(package):
    folder = Path(package["manifest_path"]).parent
    return [path.read_text(errors="replace").strip() for path in sorted(folder.iterdir()) if path.is_file() and path.name.upper().startswith(NAMES)]


def main():
    found = {(package["name"], package["version"]): package for delivered in DELIVERED for package in linked(*delivered)}
    packages = [package for _, package in sorted(found.items())]
    unnamed = [package["name"] for package in packages if not package["license"] and not texts(package)]
    if unnamed:
        sys.exit(f"licences: {', '.join(unnamed)} have none")
    print("# Licences\n\nWhat is linked into the service and the web client, under which licence, and the texts.\n")
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
