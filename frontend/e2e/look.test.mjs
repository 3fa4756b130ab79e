// Every page in light, dark and at 390 px: nothing for axe to find, nothing wider than the screen.
// SCREENSHOTS=folder keeps a picture of each.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { FORMS, launch, sound, visit } from "./browser.mjs";
import { Service, sample } from "./service.mjs";

let service, browser, session, review;
before(async () => {
  [service, browser] = await Promise.all([Service.start(), launch()]);
  session = await service.reconcile("March 2025", await sample("month"));
  review = await service.reconcile("April 2025", await sample("layouts/b"));
  await fetch(`${service.address}/api/aliases`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind: "merchant", printed: "SQ *BLUE FERN", means: "Blue Fern Coffee" }),
  });
  if (process.env.SCREENSHOTS) await mkdir(process.env.SCREENSHOTS, { recursive: true });
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

const pages = {
  dashboard: [() => "/", "Recent sessions"],
  upload: [() => "/upload", "Drop files"],
  sessions: [() => "/sessions", "April 2025"],
  exceptions: [() => `/sessions/${session.id}`, "rows ·"],
  employees: [() => `/sessions/${session.id}?tab=employees`, "97 rows"],
  transactions: [() => `/sessions/${session.id}?tab=transactions`, "1,518 rows"],
  receipts: [() => `/sessions/${session.id}?tab=receipts`, "rows"],
  documents: [() => `/sessions/${session.id}?tab=documents`, "Printed against extracted"],
  activity: [() => `/sessions/${session.id}?tab=activity`, "Details"],
  review: [() => `/sessions/${review.id}/review`, "Candidate 1"],
  reports: [() => `/sessions/${session.id}/reports`, "Copy"],
  aliases: [() => "/aliases", "Blue Fern Coffee"],
  settings: [() => "/settings", "API tokens"],
  nowhere: [() => "/no/such/page", "There is nothing here"],
};

for (const form of Object.keys(FORMS)) {
  for (const [name, [address, sign]] of Object.entries(pages)) {
    test(`${name}, ${form}`, async () => {
      const { page, wrong, close } = await visit(browser, service.address, form);
      await page.goto(address());
      await page.getByText(sign).first().waitFor();
      await page.waitForFunction(() => !document.querySelector(".skeleton"));
      if (process.env.SCREENSHOTS) {
        await page.screenshot({ path: path.join(process.env.SCREENSHOTS, `${name}-${form}.png`) });
      }
      await sound(page, `${name}, ${form}`);
      assert.deepEqual(wrong, []);
      await close();
    });
  }
}

test("the page of parts is in the development build alone", async () => {
  const { page, close } = await visit(browser, service.address);
  await page.goto("/parts");
  await page.getByText("There is nothing here").waitFor();
  await close();
});

test("the theme is chosen and remembered", async () => {
  const { page, close } = await visit(browser, service.address);
  await page.goto("/");
  await page.getByRole("button", { name: "Switch to dark" }).click();
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
  await page.reload();
  await page.getByRole("button", { name: "Switch to light" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  await close();
});
