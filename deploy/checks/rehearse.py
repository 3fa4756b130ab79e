"""Runs the stack on this machine as in its pods, without a cluster: root only, for its namespaces.

    rehearse.py [TIEOUT] [PREVIOUS]

The program (target/debug/tieout) sees nothing but what the step in Dockerfile.api puts into the image, read-only, as
user 10001, with the environment of the rendered chart; PostgreSQL and Redis are those of this machine; nginx with the
web image's configuration is in front. PREVIOUS, if it is given, is there first: it is probed as the chart says, goes
through the smoke test, and gives way to the program on the same database while people look and upload: migration
first, then processes of both, then only the new. The new one is told to stop with an upload and a stream under way.
"""

import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import chart
import images
from assertions import component, kind, quantity, settings
from front import Site, free_port, wait_for_port
from memory import Peak, megabytes

SAMPLES = sorted((chart.ROOT / "samples/small").glob("*.pdf"))
MONTH = sorted((chart.ROOT / "samples/month").glob("*.pdf"))
DATABASE = f"tieout_rehearsal_{os.getpid()}"


def say(line):
    print(f"rehearse: {line}", flush=True)


def sql(statement, database="postgres"):
    subprocess.run(["psql", "-h", "127.0.0.1", "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-qc", statement], check=True)


class Image:
    """What Dockerfile.api puts together, as a folder."""

    def __init__(self, folder, program):
        self.folder = folder
        images.put_together(folder, program)
        subprocess.run([chart.ROOT / "deploy/scripts/check-image.sh", folder], check=True)
        self.version = hashlib.sha256(program.read_bytes()).hexdigest()[:12]
        # What Kubernetes mounts.
        for name in ("proc", "dev", "run/secrets/tieout"):
            (folder / name).mkdir(parents=True)
        (folder / "run/secrets/tieout/postgres-password").write_text("not asked for here")

    def start(self, environment, *arguments, **options):
        """Runs the program in it: read-only, with /tmp in memory, as the user of the pod."""
        root = self.folder
        script = (
            f"mount --bind {root} {root} && mount -o remount,bind,ro {root} && mount -t tmpfs -o size=512m,mode=1777 tmp {root}/tmp"
            f" && mount --rbind /proc {root}/proc && mount --rbind /dev {root}/dev"
            f' && exec setpriv --no-new-privs chroot --userspec=10001:10001 --groups= {root} "$@"'
        )
        command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh", *arguments]
        path = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
        return subprocess.Popen(command, env={"PATH": path, **environment}, **options)

    def run(self, environment, *arguments):
        done = self.start(environment, *arguments, stdout=subprocess.PIPE, text=True)
        said = done.communicate()[0]
        assert done.returncode == 0, f"{arguments}: {done.returncode}"
        return said.strip()


class Service:
    """The API and a worker, with what the chart of the staging environment says of them."""

    def __init__(self, image, log):
        objects = chart.objects("staging")
        self.pods = {component(found): found["spec"]["template"]["spec"] for found in kind(objects, "Deployment", "Job")}
        self.port = free_port()
        # Only where things are differs from the pod.
        self.environment = settings(objects) | {
            "LISTEN": f"127.0.0.1:{self.port}", "POSTGRES_HOST": "127.0.0.1", "POSTGRES_USER": "postgres",
            "POSTGRES_DB": DATABASE, "REDIS_URL": "redis://127.0.0.1:6379",
        }
        self.image, self.processes = image, {}
        self.run(self.pods["migrate"]["containers"][0])
        for name in ("api", "worker"):
            self.run(self.pods[name]["initContainers"][0])
            arguments = self.pods[name]["containers"][0]["args"]
            self.processes[name] = image.start(self.environment, "tieout", *arguments, stdout=log, stderr=log)

    def run(self, container):
        return self.image.run(self.environment, "tieout", *container["args"])

    def probe(self):
        wait_for_port(self.port, self.processes["api"])
        for name, process in self.processes.items():
            container = self.pods[name]["containers"][0]
            for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                asked = container[probe]
                if "httpGet" in asked:
                    self.image.run({}, "probe", str(self.port), asked["httpGet"]["path"])
                else:
                    self.image.run(self.environment, *asked["exec"]["command"])
            status = Path(f"/proc/{process.pid}/status").read_text()
            assert "Uid:\t10001\t10001" in status and "CapEff:\t0000000000000000" in status, status

    def within(self, part, used):
        """What each has used, in MB; less than the chart asks for (`requests`), or allows (`limits`)."""
        for name, megabytes in used.items():
            most = quantity(self.pods[name]["containers"][0]["resources"][part]["memory"]) / 1e6
            assert megabytes < most, f"{name} uses {megabytes:.0f} MB; its {part} are {most:.0f}"
        return ", ".join(f"{name} {megabytes:.0f} MB" for name, megabytes in used.items())

    def stop(self):
        """As a pod is told to: how many seconds each took, within what the chart gives."""
        begun = time.monotonic()
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for name, process in self.processes.items():
            pod = self.pods[name]
            waits = pod["containers"][0].get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
            code = process.wait(timeout=pod["terminationGracePeriodSeconds"] - waits)
            assert code == 0, f"{name} ended with {code}"
        return time.monotonic() - begun


class Client:
    def __init__(self, port, token):
        self.port, self.headers = port, {"Authorization": f"Bearer {token}"}

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, self.headers | (headers or {}))
        answer = connection.getresponse()
        return answer, connection

    def json(self, path):
        answer, connection = self.request("GET", path)
        with closing(connection):
            assert answer.status == 200, f"{path}: {answer.status}"
            return json.load(answer)

    def begin_upload(self, name, papers=SAMPLES):
        """Sends half of an upload; what it gives sends the rest, and says which session it became."""
        parts = b"".join(
            b'--edge\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\nContent-Type: application/pdf\r\n\r\n%s\r\n'
            % (path.name.encode(), path.read_bytes())
            for path in papers
        )
        body = b'--edge\r\nContent-Disposition: form-data; name="name"\r\n\r\n%s\r\n' % name.encode() + parts + b"--edge--\r\n"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest("POST", "/api/upload")
        for key, value in self.headers.items():
            connection.putheader(key, value)
        connection.putheader("Content-Type", "multipart/form-data; boundary=edge")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[: len(body) // 2])

        def finish():
            connection.send(body[len(body) // 2 :])
            answer = connection.getresponse()
            said = answer.read()
            assert answer.status == 202, f"{answer.status}: {said}"
            return answer.headers["Location"]

        return finish

    def ends(self, session):
        """Waits for the session's end, and says which."""
        while (status := self.json(session)["status"]) not in ("completed", "failed"):
            time.sleep(0.2)
        return status


class Load(threading.Thread):
    """Does the same again and again, and keeps what came of it and what failed."""

    def __init__(self, act, pause):
        super().__init__(daemon=True)
        self.act, self.pause, self.done, self.failed, self.goes_on = act, pause, [], [], True
        self.start()

    def run(self):
        while self.goes_on:
            try:
                self.done.append(self.act())
            except (AssertionError, OSError, http.client.HTTPException) as fault:
                self.failed.append(repr(fault))
            time.sleep(self.pause)

    def end(self):
        self.goes_on = False
        self.join()
        asked = len(self.done) + len(self.failed)
        assert asked > 10 and not self.failed, f"{len(self.failed)} of {asked} failed: {self.failed[:3]}"
        return self.done


def wait_until_closed(port):
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            time.sleep(0.02)
        except ConnectionRefusedError:
            return


def stop_with_work_under_way(service, client):
    session = client.begin_upload("Before")()
    answer, connection = client.request("GET", f"{session}/progress/stream")
    finish = client.begin_upload("Under way")
    stopped = []
    stopping = threading.Thread(target=lambda: stopped.append(service.stop()))
    answer.readline()
    stopping.start()
    wait_until_closed(service.port)
    under_way = finish()
    with closing(connection):
        answer.read()
    stopping.join()
    assert stopped, "it did not stop in time"
    say(f"told to stop with an upload and a stream under way: the upload was taken, all ended in {stopped[0]:.1f} s")
    return [session, under_way]


def measure(service, site, client):
    pids = {name: process.pid for name, process in service.processes.items()} | {"web": site.process.pid}
    idle = {name: megabytes(pid) for name, pid in pids.items()}
    say(f"memory idle: {service.within('requests', idle)}")
    peak = Peak(pids)
    assert client.ends(client.begin_upload("The month", MONTH)()) == "completed"
    say(f"memory while the sample month is read: {service.within('limits', peak.end())}")


# What the version after this one might add: the version before must live with it.
EXPANSION = """
ALTER TABLE sessions ADD COLUMN of_tomorrow text;
ALTER TABLE documents ADD COLUMN of_tomorrow bigint NOT NULL DEFAULT 0;
CREATE TABLE things_of_tomorrow (id uuid PRIMARY KEY, session_id uuid REFERENCES sessions ON DELETE CASCADE);
INSERT INTO seaql_migrations (version, applied_at) VALUES ('m99991231_000001_of_tomorrow', 0);
"""


def roll_over(old, image, site, client, log):
    """As an upgrade goes: the old one serves until the new one is ready, and nobody notices."""
    looking = Load(lambda: client.json("/api/sessions"), pause=0.01)
    uploading = Load(lambda: client.begin_upload(f"During {time.monotonic()}")(), pause=0.3)
    time.sleep(1)
    new = Service(image, log)
    new.probe()
    sql(EXPANSION, DATABASE)
    time.sleep(1)
    site.lead_to(new.port)
    site.reload()
    time.sleep(old.pods["api"]["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"])
    seconds = old.stop()
    time.sleep(1)
    looked, sessions = looking.end(), uploading.end()
    ends = [client.ends(session) for session in sessions]
    assert set(ends) == {"completed"}, ends
    say(f"rolled over under load, the schema growing meanwhile: {len(looked)} looks and {len(ends)} uploads, none failed, all completed")
    say(f"the old one ended {seconds:.1f} s after SIGTERM")
    return new


def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else chart.ROOT / "target/debug/tieout").resolve()
    previous = Path(sys.argv[2] if len(sys.argv) > 2 else program).resolve()
    if os.geteuid() != 0:
        sys.exit("rehearse: needs root, for namespaces: run it with sudo")
    scratch = Path(tempfile.mkdtemp(prefix="rehearsal-"))
    scratch.chmod(0o755)
    services, site = [], None
    sql(f"CREATE DATABASE {DATABASE}")
    try:
        with (scratch / "log").open("w") as log:
            old, new = Image(scratch / "previous", previous), Image(scratch / "image", program)
            services.append(Service(old, log))
            services[0].probe()
            same = "the same program" if old.version == new.version else "another"
            say(f"from {old.version} to {new.version}: {same}")
            say("runs read-only, as user 10001 without capabilities; every probe passes")
            (scratch / "site/web").mkdir(parents=True)
            (scratch / "site/web/index.html").write_text("the client")
            site = Site(scratch / "site", services[0].port)
            token = old.run(services[0].environment, "tieout", "token", "create", "--name", "rehearsal", "--scope", "write", "--days", "1")
            (scratch / "token").write_text(token)
            smoke = [chart.ROOT / "deploy/scripts/smoke.sh", f"http://127.0.0.1:{site.port}"]
            subprocess.run(smoke, env=os.environ | {"TOKEN_FILE": str(scratch / "token")}, check=True)
            client = Client(site.port, token)
            measure(services[0], site, client)
            services.append(roll_over(services[0], new, site, client, log))
            sessions = stop_with_work_under_way(services[1], client)
            services.append(Service(new, log))
            services[2].probe()
            site.lead_to(services[2].port)
            site.reload()
            ends = [client.ends(session) for session in sessions]
            assert ends == ["completed", "completed"], ends
            say("what was under way is completed by the next process: nothing is lost")
    except BaseException:
        print((scratch / "log").read_text()[-3000:], file=sys.stderr)
        raise
    finally:
        for process in [process for service in services for process in service.processes.values()]:
            process.kill()
            process.wait()
        if site:
            site.stop()
        sql(f"DROP DATABASE {DATABASE} WITH (FORCE)")
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
