// The real service with the real client, on a port and a database of its own.
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const binary = process.env.TIEOUT_BIN ?? path.join(root, "target/debug/tieout");
const web = process.env.WEB_DIST ?? path.join(root, "frontend/dist");

export class Service {
  /** Starts it; `listen` to come back on the same port. */
  static async start({ data, listen = "127.0.0.1:0" } = {}) {
    const folder = data ?? (await mkdtemp(path.join(tmpdir(), "tieout-e2e-")));
    const child = run(["serve", "--listen", listen, "--data-dir", folder, "--web", web]);
    return new Service(child, folder, await told(child, /listening on (http:\/\/\S+)/));
  }

  /** Starts a demonstration, and waits until its month is reconciled. */
  static async demo(name, files) {
    const folder = await mkdtemp(path.join(tmpdir(), "tieout-e2e-"));
    const child = run([
      "demo", ...files, "--name", name, "--listen", "127.0.0.1:0", "--data-dir", folder, "--web", web,
    ]);
    return new Service(child, folder, await told(child, /look at it at (http:\/\/[^/\s]+)/));
  }

  constructor(child, folder, address) {
    Object.assign(this, { child, folder, address });
  }

  async stop({ keep = false } = {}) {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await ended;
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }

  /** Uploads a folder of samples, waits until it is reconciled, and says its session. */
  async reconcile(name, files) {
    const form = new FormData();
    form.append("name", name);
    for (const file of files) form.append("files", new Blob([await readFile(file)]), path.basename(file));
    const answer = await fetch(`${this.address}/api/upload`, { method: "POST", body: form });
    if (answer.status !== 202) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
    const { id } = await answer.json();
    for (;;) {
      const session = await (await fetch(`${this.address}/api/sessions/${id}?include=none`)).json();
      if (session.status === "completed") return session;
      if (session.status === "failed") throw new Error(`${name} failed: ${session.error}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** The papers of a sample: statement, report and receipts. */
export async function sample(name) {
  const folder = path.join(root, "samples", name);
  const papers = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && /\.(pdf|png|jpe?g)$/.test(entry.name)) {
      papers.push(path.join(entry.parentPath ?? entry.path, entry.name));
    }
  }
  return papers.sort();
}

function run(words) {
  return spawn(binary, words, {
    env: { ...process.env, LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The address that the process tells, in the words that `telling` knows. */
function told(child, telling) {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk) => {
      said += chunk;
      const found = said.match(telling);
      if (found) resolve(found[1]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`tieout ended with ${code}: ${said}`)));
    child.once("error", reject);
  });
}
