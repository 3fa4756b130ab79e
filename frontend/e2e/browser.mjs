// A real Chromium, and what every visit must keep to.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export const FORMS = {
  light: { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", hasTouch: true },
};

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });

/** A visit that remembers whatever should not have happened. */
export async function visit(browser, address, form = "light") {
  const context = await browser.newContext({ baseURL: address, locale: "en-US", ...FORMS[form] });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (line) => {
    if (/Content Security Policy|panicked|unreachable/.test(line.text())) wrong.push(line.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== address) wrong.push(`asked of ${url.origin}`);
  });
  return { page, wrong, close: () => context.close() };
}

/** Uploads files as a person does, waits until they are reconciled, and says the id of their session. */
export async function upload(page, name, files) {
  await page.goto("/upload");
  await page.locator("input[type=file]").setInputFiles(files);
  await page.getByLabel("Name of the session").fill(name);
  await page.getByRole("button", { name: "Upload and reconcile" }).click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]+$/);
  await page.getByText("Completed").first().waitFor({ timeout: 120_000 });
  return page.url().split("/").pop();
}

/** No finding of axe, and nothing wider than the screen. */
export async function sound(page, where) {
  // The service forbids scripts that are not its own; the check comes in beside the policy.
  await page.evaluate(await readFile(axe, "utf8"));
  const findings = await page.evaluate(async () => {
    const run = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return run.violations.map(
      (one) => `${one.id}: ${one.help} — ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`,
    );
  });
  assert.deepEqual(findings, [], `axe, ${where}`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${where} is ${overflow} px wider than the screen`);
}
