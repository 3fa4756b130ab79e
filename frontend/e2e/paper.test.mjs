// The papers that a browser keeps of what it uploaded: drawn beside a decision, with the place marked, and forgotten.
import assert from "node:assert/strict";
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

/** A visit that uploaded a sample through the page, and the session that came of it. */
async function uploaded(name, files) {
  const visitor = await visit(browser, service.address);
  const { page } = visitor;
  await page.goto("/upload");
  await page.locator("input[type=file]").setInputFiles(files);
  await page.getByLabel("Name of the session").fill(name);
  await page.getByRole("button", { name: "Upload and reconcile" }).click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]+$/);
  const id = page.url().split("/").pop();
  await page.getByText("Completed").first().waitFor({ timeout: 120_000 });
  return { ...visitor, id };
}

/** The names of the files that this browser keeps, by session. */
const kept = (page) =>
  page.evaluate(async () => {
    const names = {};
    const top = await navigator.storage.getDirectory();
    const sessions = await top.getDirectoryHandle("sessions").catch(() => null);
    for await (const [id, folder] of sessions?.entries() ?? []) {
      names[id] = [];
      for await (const file of folder.keys()) names[id].push(file);
    }
    return names;
  });

const whole = async (id) => (await fetch(`${service.address}/api/sessions/${id}`)).json();

/** Where the mark is, and the ink in its rows, in points; on a wide screen a point is drawn as one and a half pixels. */
const seen = (page) =>
  page.evaluate(() => {
    const [sheet, mark, desk] = [".desk canvas", ".desk .mark", ".desk"].map((one) => document.querySelector(one));
    const [of, at, sight] = [sheet, mark, desk].map((one) => one.getBoundingClientRect());
    // The mark stands a little off what it marks.
    const area = [at.left + 3 - of.left, at.top + 3 - of.top, at.right - 3 - of.left, at.bottom - 3 - of.top];
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [sheet.width, sheet.height];
    const pen = copy.getContext("2d", { willReadFrequently: true });
    pen.drawImage(sheet, 0, 0);
    const pixel = sheet.width / of.width;
    const [top, bottom] = [Math.floor(area[1] * pixel), Math.ceil(area[3] * pixel)];
    const { data } = pen.getImageData(0, top, copy.width, bottom - top);
    const dark = new Array(copy.width).fill(0);
    for (let place = 0; place < data.length; place += 4) {
      if (data[place] < 128) dark[(place / 4) % copy.width] += 1;
    }
    // What is dark from top to bottom is a rule between columns.
    const columns = [...dark.keys()].filter((column) => dark[column] > 0 && dark[column] < 0.9 * (bottom - top));
    return {
      area: area.map((edge) => edge / 1.5),
      ink: [Math.min(...columns), Math.max(...columns)].map((column) => column / pixel / 1.5),
      isInSight: at.top >= sight.top && at.bottom <= sight.bottom,
    };
  });

/** The mark is where the service says, in sight, and what is printed in its rows stands within it. */
async function marked(page, { left, top, right, bottom }) {
  const { area, ink, isInSight } = await seen(page);
  const close = (found, wanted, by) => Math.abs(found - wanted) <= by;
  const wanted = [left, top, right, bottom];
  assert.ok(area.every((edge, at) => close(edge, wanted[at], 1)), `marked ${area}, not ${wanted}`);
  assert.ok(close(ink[0], left, 4) && close(ink[1], right, 4), `printed from ${ink[0]} to ${ink[1]}, not ${wanted}`);
  assert.ok(isInSight);
}

test("the page of a candidate is drawn with its line marked, and so is the statement's", async () => {
  const { page, wrong, close, id } = await uploaded("April 2025", await sample("layouts/b"));
  const { documents, transactions, receipts } = await whole(id);
  const ids = documents.map((one) => one.id).sort();
  assert.deepEqual((await kept(page))[id].sort(), ids);

  await page.getByRole("link", { name: "Review", exact: true }).first().click();
  const drawn = (rows) =>
    page.waitForFunction(
      (texts) => texts.indexOf(document.querySelector(".desk canvas")?.getAttribute("aria-label")) + 1,
      rows.map((one) => one.text),
    ).then(async (found) => rows[(await found.jsonValue()) - 1]);
  const line = await drawn(receipts);
  await page.getByText("From this browser").waitFor();
  await page.getByRole("region", { name: `expense_report.pdf, page ${line.page}` }).waitFor();
  await marked(page, line.area);
  await sound(page, "the review with its paper");

  await page.keyboard.press("p");
  await page.getByRole("button", { name: "Statement", pressed: true }).waitFor();
  const charge = await drawn(transactions);
  await page.getByRole("region", { name: `statement.pdf, page ${charge.page}` }).waitFor();
  await marked(page, charge.area);
  await page.getByRole("button", { name: "Report line" }).click();
  assert.equal((await drawn(receipts)).id, line.id);

  await page.goto(`/sessions/${id}?tab=transactions&row=${charge.id}`);
  await page.getByRole("complementary").locator(".mark").waitFor();
  await sound(page, "the panel with its paper");
  assert.deepEqual(wrong, []);
  await close();
});

test("a receipt that is a picture is shown, and its total marked", async () => {
  const { page, wrong, close, id } = await uploaded("March 2025", await sample("small"));
  const { documents, receipts } = await whole(id);
  const picture = documents.find((one) => one.mime_type === "image/jpeg");
  const receipt = receipts.find((one) => one.source === "receipt_document");
  // What reads pictures need not be installed: in this answer, the receipt stands on one.
  const area = { left: 100, top: 60, right: 200, bottom: 80 };
  await page.route(`**/api/sessions/${id}`, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    Object.assign(json.receipts.find((one) => one.id === receipt.id), { document_id: picture.id, area });
    await route.fulfill({ response, json });
  });
  await page.goto(`/sessions/${id}?tab=receipts&row=${receipt.id}`);
  await page.locator(".desk .mark").waitFor();
  const [left, width] = await page.evaluate(() => {
    const [sheet, mark] = [".desk img", ".desk .mark"].map((one) => document.querySelector(one));
    return [parseFloat(mark.style.left), sheet.naturalWidth];
  });
  assert.ok(Math.abs(left - (100 * area.left) / width) < 0.01);
  await sound(page, "the panel with a picture");
  assert.deepEqual(wrong, []);
  await close();
});

test("what cannot be drawn is said, and the browser's own viewer shows it", async () => {
  const { page, close, id } = await uploaded("Garbled", await sample("layouts/b"));
  await page.evaluate(async () => {
    const top = await navigator.storage.getDirectory();
    const sessions = await top.getDirectoryHandle("sessions");
    for await (const folder of sessions.values()) {
      for await (const file of folder.values()) {
        const stream = await file.createWritable();
        await stream.write("no PDF any more");
        await stream.close();
      }
    }
  });
  await page.goto(`/sessions/${id}/review`);
  await page.getByText("The page could not be drawn here").waitFor();
  await page.locator("iframe").waitFor();
  await close();
});

test("files are forgotten with their session, and another browser says that it has none", async () => {
  const { page, wrong, close, id } = await uploaded("Soon gone", await sample("layouts/b"));
  const other = await visit(browser, service.address);
  await other.page.goto(`/sessions/${id}/review`);
  await other.page.getByText("This browser does not have the file").waitFor();
  assert.equal(await other.page.locator(".desk").isVisible(), false);
  await sound(other.page, "the review without its paper");
  assert.deepEqual(other.wrong, []);
  await other.close();

  assert.ok((await kept(page))[id].length > 0);
  await page.goto("/sessions");
  await page.getByRole("button", { name: "Delete Soon gone" }).click();
  await page.getByLabel("Type the name").fill("Soon gone");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText("Session deleted").first().waitFor();
  assert.equal((await kept(page))[id], undefined);
  assert.deepEqual(wrong, []);
  await close();
});

test("the files of a session that was deleted elsewhere are forgotten when one comes in again", async () => {
  const [paper] = await sample("small");
  const { page, close, id } = await uploaded("Deleted elsewhere", [paper]);
  await fetch(`${service.address}/api/sessions/${id}`, { method: "DELETE" });
  // More than the dashboard shows.
  for (let count = 0; count < 7; count += 1) await service.reconcile(`Session ${count}`, [paper]);
  assert.ok((await kept(page))[id].length > 0);
  await page.goto("/");
  await page.getByText("Session 6").waitFor();
  await page.waitForFunction(async (id) => {
    const top = await navigator.storage.getDirectory();
    const sessions = await top.getDirectoryHandle("sessions");
    return !(await Array.fromAsync(sessions.keys())).includes(id);
  }, id);
  await close();
});
