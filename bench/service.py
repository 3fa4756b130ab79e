"""Measures the running service: `just bench-service`. Prints a table for docs/benchmarks.md.

Everything runs on this machine: the service, once on an SQLite file of its own and once on a fresh database of
the PostgreSQL server, and one client beside it that asks at a steady rate over kept connections. Times are those
of whole answers, as the client sees them.
"""

import contextlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PROGRAM = sys.argv[1]
MONTH = Path("samples/month")
RATE = 50
SECONDS = 10
FILES = 100
FILE_BYTES = 10_000_000
BOUNDARY = "a-line-that-stands-in-no-file"


def main():
    with tempfile.TemporaryDirectory() as scratch, postgres_database() as url:
        embedded = measured({"DATA_DIR": scratch})
        served = measured({"DATABASE_URL": url})
    print("\n| the service | on SQLite | on PostgreSQL | must reach |\n|---|---|---|---|")
    for (name, here, bound), (_, there, _) in zip(embedded, served, strict=True):
        print(f"| {name} | {here} | {there} | {bound} |")


def measured(database):
    service, started = Service.start(database)
    try:
        rows = [("start until ready", f"{started:,.0f} ms", "300 ms")]
        time.sleep(1)
        idle = service.memory("VmRSS")
        rows.append(("idle, resident", f"{idle:,.0f} MB", "30 MB"))
        session, took = service.reconcile([MONTH / "statement.pdf", MONTH / "expense_report.pdf"])
        rows.append(("the sample month, upload to `completed`", f"{took:,.2f} s", "2 s"))
        for name, path, bound in [
            ("health", "/health", "5 ms"),
            ("session list", "/api/sessions", "10 ms"),
            ("session summary", f"/api/sessions/{session}?include=none", "10 ms"),
            ("session with its 1,518 transactions", f"/api/sessions/{session}", "50 ms"),
        ]:
            half, most = service.latency(path)
            rows.append((f"{name}, {RATE} a second", f"p50 {half:,.1f} ms, p99 {most:,.1f} ms", f"p99 {bound}"))
        service.forget_peak()
        took = service.upload_much()
        grown = service.memory("VmHWM") - idle
        rows.append((f"upload of {FILES} × 10 MB", f"{took:,.1f} s, at most {grown:,.0f} MB above idle", "128 MB above idle"))
    finally:
        service.stop()
    return rows


@contextlib.contextmanager
def postgres_database():
    """A database of our own on the server of the tests."""
    server = os.environ.get("TIEOUT_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432")
    name = f"tieout_bench_{os.getpid()}"
    psql = ["psql", "--quiet", f"{server}/postgres", "--command"]
    subprocess.run([*psql, f"CREATE DATABASE {name}"], check=True)
    try:
        yield f"{server}/{name}"
    finally:
        subprocess.run([*psql, f"DROP DATABASE {name} WITH (FORCE)"], check=True)


class Service:
    def __init__(self, process, host):
        self.process = process
        self.host = host

    @classmethod
    def start(cls, database):
        command = [PROGRAM, "serve", "--listen", "127.0.0.1:0"]
        environment = {**os.environ, "LOG_LEVEL": "error", **database}
        subprocess.run([PROGRAM, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
        begun = time.perf_counter()
        process = subprocess.Popen(command, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True, env=environment)
        for line in process.stdout:
            if "http://127.0.0.1:" in line:
                port = line.split("http://127.0.0.1:")[1]
                host = "127.0.0.1:" + "".join(letter for letter in port[:5] if letter.isdigit())
                break
        else:
            raise SystemExit("the service did not start")
        threading.Thread(target=process.stdout.read, daemon=True).start()
        service = cls(process, host)
        while service.get("/health/ready")[0] != 200:
            pass
        return service, (time.perf_counter() - begun) * 1000

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)

    def get(self, path, connection=None, headers=None):
        connection = connection or http.client.HTTPConnection(self.host)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def memory(self, what):
        """In MB, of the service itself: documents are read in children."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1000

    def forget_peak(self):
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def reconcile(self, papers):
        begun = time.perf_counter()
        session = self.upload((paper.name, paper.read_bytes()) for paper in papers)
        while json.loads(self.get(f"/api/sessions/{session}/progress")[1])["percent"] < 100:
            time.sleep(0.02)
        took = time.perf_counter() - begun
        status = json.loads(self.get(f"/api/sessions/{session}?include=none")[1])["status"]
        assert status == "completed", status
        return session, took

    def upload(self, files):
        connection = http.client.HTTPConnection(self.host)
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        connection.request("POST", "/api/upload", body=multipart(files), headers=headers, encode_chunked=True)
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status == 202, text
        return json.loads(text)["id"]

    def upload_much(self):
        """As many large files as one upload may have; each is another, and none can be read."""
        padding = os.urandom(1 << 20).hex().encode()[: 1 << 20]
        body = b"%PDF-1.7\n" + padding * 10
        files = ((f"{number}.pdf", body[: FILE_BYTES - 10] + b"%09d\n" % number) for number in range(FILES))
        begun = time.perf_counter()
        self.upload(files)
        return time.perf_counter() - begun

    def latency(self, path):
        """Half of the answers came within the first, 99 of 100 within the second."""
        connection = http.client.HTTPConnection(self.host)
        headers = {"Accept-Encoding": "gzip"}
        self.get(path, connection, headers)
        times = []
        due = time.perf_counter()
        for _ in range(RATE * SECONDS):
            due += 1 / RATE
            time.sleep(max(0, due - time.perf_counter()))
            begun = time.perf_counter()
            status, _ = self.get(path, connection, headers)
            times.append((time.perf_counter() - begun) * 1000)
            assert status == 200, status
        cuts = statistics.quantiles(times, n=100)
        return cuts[49], cuts[98]


def multipart(files):
    for name, body in files:
        head = f'Content-Disposition: form-data; name="files"; filename="{name}"\r\n'
        yield f"--{BOUNDARY}\r\n{head}Content-Type: application/pdf\r\n\r\n".encode()
        for start in range(0, len(body), 1 << 16):
            yield body[start : start + (1 << 16)]
        yield b"\r\n"
    yield f"--{BOUNDARY}--\r\n".encode()


if __name__ == "__main__":
    main()
