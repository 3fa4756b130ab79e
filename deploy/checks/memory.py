"""How much memory processes really use, with those that they start."""

import threading
import time
from pathlib import Path


def family(pid):
    """A process and those that it started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def megabytes(pid):
    """What a process and those that it started have resident; what they share counts once."""
    total = 0
    try:
        for member in list(family(pid)):
            lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except OSError:
        # One of them has just ended.
        pass
    return total / 1000


class Peak(threading.Thread):
    """Watches processes by name, and keeps the most that each has used."""

    def __init__(self, pids):
        super().__init__(daemon=True)
        self.pids, self.most, self.goes_on = pids, dict.fromkeys(pids, 0), True
        self.start()

    def run(self):
        while self.goes_on:
            self.look()
            time.sleep(0.05)

    def look(self):
        self.most = {name: max(self.most[name], megabytes(pid)) for name, pid in self.pids.items()}

    def end(self):
        self.goes_on = False
        self.join()
        return self.most
