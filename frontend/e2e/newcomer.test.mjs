// What somebody who has read nothing does with the demo, with the keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, visit } from "./browser.mjs";
import { Service, sample } from "./service.mjs";

/** Nobody looks for something longer than this many presses of a key. */
const PATIENCE = 20;

let service, browser;
before(async () => {
  const month = (await sample("month")).filter((paper) => !paper.includes("receipts"));
  [service, browser] = await Promise.all([Service.demo("March", [...month, ...(await sample("demo"))]), launch()]);
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

/** Tabs to what carries this name, and presses Enter. */
async function open(page, name) {
  for (let press = 0; press < PATIENCE; press += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const it = document.activeElement;
      return it === document.body ? "" : (it.getAttribute("aria-label") ?? it.textContent);
    });
    if (name.test(focused)) return page.keyboard.press("Enter");
  }
  assert.fail(`${name} is not within ${PATIENCE} presses of Tab`);
}

test("the demo's month is looked at, decided and downloaded without a mouse", async () => {
  const { page, wrong, close } = await visit(browser, service.address);
  await page.goto("/");
  await page.getByRole("link", { name: /March.*4 matches to decide/ }).waitFor();
  await open(page, /^March/);
  await page.getByRole("heading", { name: "Ties out", exact: true }).waitFor();

  await open(page, /Review/);
  await page.getByText("1 of 4").waitFor();
  for (const [key, left] of [["a", "3 left"], ["r", "2 left"], ["1", "1 left"]]) {
    await page.getByText("Candidate 1").waitFor();
    await page.keyboard.press(key);
    await page.getByText(left).waitFor();
  }

  await open(page, /^Back to the session/);
  // What was decided a moment ago is told, though the service may still be at it.
  await page.getByRole("link", { name: /^Review 1$/ }).waitFor();
  await open(page, /^Reports/);
  await page.getByRole("button", { name: "Download: Excel workbook" }).waitFor();
  const download = page.waitForEvent("download");
  await open(page, /Excel workbook/);
  assert.match((await download).suggestedFilename(), /\.xlsx$/);

  const [session] = (await (await fetch(`${service.address}/api/sessions`)).json()).items;
  assert.equal(session.summary.matches.manual_review, 1);
  assert.deepEqual(wrong, []);
  await close();
});
