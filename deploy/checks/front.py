"""The web image's nginx on this machine: its own configuration, with other paths and ports."""

import socket
import subprocess
import time
from pathlib import Path

IMAGES = Path(__file__).parent.parent / "images"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """nginx in front of the API at a port; `root` holds the client in its folder `web`."""

    def __init__(self, root, api_port):
        self.root, self.port = root, free_port()
        root.chmod(0o755)
        self.lead_to(api_port)
        configuration = (IMAGES / "nginx.conf").read_text()
        for there, here in [
            ("/tmp/", f"{root}/"),
            ("listen 8080;", f"listen 127.0.0.1:{self.port};"),
            ("/etc/nginx/upstream.conf", f"{root}/upstream.conf"),
            ("root /srv/web;", f"root {root}/web;"),
            ("/dev/stdout", f"{root}/access.log"),
        ]:
            assert there in configuration, there
            configuration = configuration.replace(there, here)
        (root / "nginx.conf").write_text(configuration)
        self.process = subprocess.Popen(["nginx", "-e", "stderr", "-c", str(root / "nginx.conf")])
        wait_for_port(self.port, self.process)

    def lead_to(self, api_port):
        upstream = (IMAGES / "upstream.conf").read_text()
        (self.root / "upstream.conf").write_text(upstream.replace("api:8080", f"127.0.0.1:{api_port}"))

    def reload(self):
        """Comes back when nobody answers by the configuration of before any more."""
        before = self.workers()
        subprocess.run(["nginx", "-e", "stderr", "-c", str(self.root / "nginx.conf"), "-s", "reload"], check=True)
        while any(pid in before and "shutting down" not in title for pid, title in self.workers().items()):
            time.sleep(0.02)

    def workers(self):
        listed = subprocess.run(["ps", "--ppid", str(self.process.pid), "-o", "pid=,args="], capture_output=True, text=True, check=False)
        return dict(line.split(maxsplit=1) for line in listed.stdout.splitlines())

    def stop(self):
        self.process.terminate()
        self.process.wait()


def wait_for_port(port, process):
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("it does not start")
