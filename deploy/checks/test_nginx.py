"""Runs the web image's nginx configuration for real, in front of an API that is made up."""

import http.client
import re
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from front import Site

MEGABYTE = bytes(1_000_000)


class Api(BaseHTTPRequestHandler):
    """Streams an event at a time, when it is told to; counts what is uploaded."""

    protocol_version = "HTTP/1.1"
    may_go_on = threading.Event()
    first_bytes = threading.Event()

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"data: one\n\n")
        if self.path.endswith("/stream"):
            self.may_go_on.wait(30)
            self.wfile.write(b"data: two\n\n")
        self.close_connection = True

    def do_POST(self):
        left = int(self.headers["Content-Length"])
        received = 0
        while received < left:
            received += len(self.rfile.read1(min(left - received, 1 << 20)))
            self.first_bytes.set()
        body = str(received).encode()
        self.send_response(202)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def write_site(folder):
    folder.mkdir()
    for name in ("index.html", "app-0123456789abcdef.wasm", "app-0123456789abcdef.js", "icon.svg"):
        (folder / name).write_text(f"plain {name}")
        (folder / f"{name}.br").write_text(f"brotli {name}")
        (folder / f"{name}.gz").write_text(f"gzip {name}")


def the_services_policy():
    """What the service itself sends with the client, where no nginx is in front."""
    code = (Path(__file__).parents[2] / "crates/api/src/http/headers.rs").read_text()
    text = re.search(r'const WEB_CLIENT: &str =\s*"(.*?)";', code, re.DOTALL)[1]
    return re.sub(r"\\\n\s*", "", text)


class Nginx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = Path(cls.folder.name)
        write_site(root / "web")
        cls.api = ThreadingHTTPServer(("127.0.0.1", 0), Api)
        threading.Thread(target=cls.api.serve_forever, daemon=True).start()
        cls.site = Site(root, cls.api.server_port)
        cls.port = cls.site.port

    @classmethod
    def tearDownClass(cls):
        cls.site.stop()
        cls.api.shutdown()
        cls.api.server_close()
        cls.folder.cleanup()

    def get(self, path, encoding="identity"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        self.addCleanup(connection.close)
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def test_files_come_compressed_as_the_browser_wishes(self):
        for encoding, word in [("br, gzip", "brotli"), ("gzip", "gzip"), ("identity", "plain")]:
            status, headers, body = self.get("/app-0123456789abcdef.wasm", encoding)
            self.assertEqual((status, body), (200, f"{word} app-0123456789abcdef.wasm"))
            self.assertEqual(headers["Content-Type"], "application/wasm")

    def test_only_hashed_files_are_kept_for_ever(self):
        for path, kept in [
            ("/app-0123456789abcdef.js", "public, max-age=31536000, immutable"),
            ("/icon.svg", "no-cache"),
            ("/", "no-cache"),
            ("/sessions/0123456789abcdef", "no-cache"),
        ]:
            self.assertEqual(self.get(path)[1]["Cache-Control"], kept, path)

    def test_a_missing_file_is_missing_and_a_route_is_the_client(self):
        for path in ["/app-ffffffffffffffff.wasm", "/favicon.ico", "/.env", "/a/b.js", "/../etc/passwd.x"]:
            self.assertIn(self.get(path)[0], (400, 404), path)
        for path in ["/", "/sessions", "/sessions/018f/matches"]:
            status, _, body = self.get(path)
            self.assertEqual((status, body), (200, "plain index.html"), path)

    def test_the_policy_is_strict_and_that_of_the_service(self):
        for path in ["/", "/app-0123456789abcdef.js", "/missing.js"]:
            headers = self.get(path)[1]
            policy = headers["Content-Security-Policy"]
            self.assertEqual(policy, the_services_policy())
            self.assertIn("script-src 'self' 'wasm-unsafe-eval';", policy)
            self.assertNotIn("unsafe-inline", policy)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")

    def test_answers_of_the_api_are_passed_on_as_they_are(self):
        status, headers, body = self.get("/api/sessions")
        self.assertEqual((status, body), (200, "data: one\n\n"))
        self.assertIsNone(headers["Content-Security-Policy"])
        self.assertEqual(self.get("/apiary")[2], "plain index.html")

    def test_counts_are_not_shown(self):
        self.assertEqual(self.get("/metrics")[0], 404)
        self.assertEqual(self.get("/healthz")[2], "ok\n")

    def test_an_event_arrives_before_the_next_is_sent(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        self.addCleanup(connection.close)
        connection.request("GET", "/api/sessions/1/progress/stream")
        answer = connection.getresponse()
        self.assertEqual(answer.readline(), b"data: one\n")
        Api.may_go_on.set()
        self.assertEqual(answer.read(), b"\ndata: two\n\n")

    def test_a_thousand_megabytes_are_passed_on_as_they_come(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.addCleanup(connection.close)
        connection.putrequest("POST", "/api/upload")
        connection.putheader("Content-Length", str(1_000 * len(MEGABYTE)))
        connection.endheaders()
        connection.send(MEGABYTE)
        # It has arrived, and the rest was not even sent.
        self.assertTrue(Api.first_bytes.wait(20))
        for _ in range(999):
            connection.send(MEGABYTE)
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.read()), (202, b"1000000000"))

    def test_more_is_refused_before_it_is_read(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        self.addCleanup(connection.close)
        connection.putrequest("POST", "/api/upload")
        connection.putheader("Content-Length", str(1 << 31))
        connection.endheaders()
        self.assertEqual(connection.getresponse().status, 413)


if __name__ == "__main__":
    unittest.main()
