// A newcomer's first visit: from nothing to a downloaded workbook.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, sound, visit } from "./browser.mjs";
import { Service, sample } from "./service.mjs";

let service, browser;
before(async () => {
  [service, browser] = await Promise.all([Service.start(), launch()]);
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

test("a first visit ends with a downloaded workbook", async () => {
  const { page, wrong, close } = await visit(browser, service.address);
  await page.goto("/");
  await page.getByText("No month yet").waitFor();
  await page.locator("input[type=file]").setInputFiles(await sample("month"));
  await page.getByRole("heading", { name: "Upload a month" }).waitFor();
  await page.getByText("42 files,").waitFor();
  await sound(page, "the upload");
  await page.getByLabel("Name of the session").fill("March 2025");
  await page.getByRole("button", { name: "Upload and reconcile" }).click();

  await page.waitForURL(/\/sessions\/[0-9a-f-]+$/);
  await page.getByRole("progressbar", { name: "Working on it" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "March 2025" }).waitFor();
  await page.getByText("Completed").first().waitFor({ timeout: 120_000 });
  await page.getByRole("heading", { name: "Ties out", exact: true }).waitFor();
  await page.getByText("1,518 lines read, every printed total agrees").waitFor();

  await page.getByRole("link", { name: /^Transactions/ }).click();
  const table = page.getByRole("grid", { name: "Transactions" });
  await table.waitFor();
  await page.getByText("1,518 rows").waitFor();
  assert.ok((await table.locator("tbody tr").count()) < 100, "only rows in sight are drawn");

  // On paper, every row is.
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.equal(await table.locator("tbody tr:not(.spacer)").count(), 1518);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.ok((await table.locator("tbody tr").count()) < 100);

  // As people write it, though the statement prints CARLFENNTHORNE.
  await table.getByText("Fennthorne, Carl").first().waitFor();

  await page.getByRole("searchbox", { name: "Search" }).fill("shell oil");
  await page.getByText("1,518 rows").waitFor({ state: "detached" });
  assert.match(page.url(), /q=shell\+oil/);
  const first = await table.locator("tbody tr:not(.spacer)").first().innerText();
  assert.match(first.toLowerCase(), /shell oil/);

  await table.getByRole("button", { name: "Amount" }).click();
  const amounts = await table.locator("tbody tr:not(.spacer) td:nth-child(5)").allInnerTexts();
  const cents = amounts.map((text) => Number(text.replace("Credit", "").replace("−", "-").replaceAll(",", "")));
  assert.deepEqual(cents, [...cents].sort((a, b) => a - b));

  await table.locator("tbody tr:not(.spacer)").first().click();
  await page.getByRole("complementary").getByText("As printed").waitFor();
  await sound(page, "the panel");
  await page.reload();
  await page.getByRole("complementary").getByText("As printed").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("complementary").waitFor({ state: "detached" });

  await page.getByRole("link", { name: "Reports" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download: Excel workbook" }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /\.xlsx$/);
  const bytes = await readFile(await file.path());
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  assert.ok(bytes.length > 50_000);
  await page.getByText("Left out of pVault, and why").waitFor();

  assert.deepEqual(wrong, []);
  await close();
});

test("files that cannot be read are named and not sent", async () => {
  const { page, wrong, close } = await visit(browser, service.address);
  await page.goto("/upload");
  await page.locator("input[type=file]").setInputFiles([
    { name: "notes.docx", mimeType: "application/msword", buffer: Buffer.from("x") },
    { name: "empty.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
  ]);
  await page.getByText("notes.docx is not a PDF").waitFor();
  await page.getByText("empty.pdf is empty").waitFor();
  await page.getByRole("button", { name: "Remove notes.docx" }).click();
  await page.getByText("notes.docx").first().waitFor({ state: "detached" });
  assert.deepEqual(wrong, []);
  await close();
});
