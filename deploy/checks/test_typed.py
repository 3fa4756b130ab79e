"""Every line that the guides tell a person to type is typed, with stand-ins for what talks to a cluster."""

import re
import subprocess
import unittest

from chart import ROOT
from standins import VERSION, WithStandIns
from test_docs import GUIDES, blocks, read

# What a person puts in place of the names in capitals.
GIVEN = {
    "FOLDER/tieout-": "copies/tieout-", "FOLDER": "copies", "MY_VALUES": "my-values.yaml", "VERSION": VERSION, "REVISION": "7", "=…": "=given",
    "REGISTRY/": "registry.example/", "NEW": "new", "REDIS_FILE": "redis", "FILE": "password", "<(auth)": "/dev/null",
}
# Not here: what builds, and what needs a browser or a terminal.
LEFT_OUT = r"cargo build|target/release/tieout|just (up|down)"
WRONG = r"not understood|usage:|command not found|syntax error|unbound variable|No such file|is no "


class Typed(WithStandIns):
    BACKUP = "tieout-20260301T010000Z"

    def place(self):
        """A copy of the repository in which files may be made."""
        place = self.folder / "place"
        (place / "deploy").mkdir(parents=True)
        for path in ROOT.iterdir():
            if path.name != "deploy":
                (place / path.name).symlink_to(path)
        for path in (ROOT / "deploy").iterdir():
            if path.name != ".secrets":
                (place / "deploy" / path.name).symlink_to(path)
        (place / "my-values.yaml").write_text("{}")
        backup = place / "copies" / self.BACKUP
        backup.mkdir(parents=True)
        (backup / "dump").write_text("data")
        subprocess.run(["sh", "-c", "sha256sum dump >SHA256SUMS"], cwd=backup, check=True)
        return place

    def lines(self, text):
        for block in blocks(text, "sh"):
            for line in re.sub(r"\\\n *", "", block).splitlines():
                if line.strip() and not re.search(LEFT_OUT, line):
                    yield line.strip()

    def test_every_line_can_be_typed(self):
        place = self.place()
        environment = self.environment()
        made = subprocess.run(["tar", "--create", "--directory", place / "copies", self.BACKUP], capture_output=True, check=True).stdout
        self.answer(
            ("-- tar --create", made.decode(), 0), (r"^curl .*api/sessions", "401", 0), (r"^curl .*(live|ready)", "200", 0),
            (r"^curl .*api/upload", "", 22), (r"logs job/", "done\n", 0), ("^helm (template|test)", "", 0),
        )
        for guide in GUIDES:
            exported = ""
            for line in self.lines(read(guide)):
                for name, value in GIVEN.items():
                    line = line.replace(name, value)
                if line.startswith("export"):
                    exported = line
                    continue
                if "port-forward" in line:
                    line = f"timeout 2 {line}"
                with self.subTest(guide=guide, line=line):
                    done = subprocess.run(
                        ["bash", "-c", f"{exported}\n{line}"], cwd=place, env=environment, capture_output=True, text=True, check=False, timeout=60,
                        stdin=subprocess.DEVNULL,
                    )
                    said = done.stdout + done.stderr
                    self.assertNotIn(done.returncode, (2, 126, 127), said)
                    self.assertNotRegex(done.stderr, WRONG)
        self.assertGreater(len(self.calls()), 60)


if __name__ == "__main__":
    unittest.main()
