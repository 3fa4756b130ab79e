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
    const child = spawn(binary, ["serve", "--listen", listen, "--data-dir", folder, "--web", web], {
      env: { ...process.env, LOG_LEVEL: "warn" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const address = await told(child);
    return new Service(child, folder, address);
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

function told(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk) => {
      said += chunk;
      const found = said.match(/listening on (http:\/\/\S+)/);
      if (found) resolve(found[1]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`tieout ended with ${code}: ${said}`)));
    child.once("error", reject);
  });
}
