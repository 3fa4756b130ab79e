// The review, by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, sound, visit } from "./browser.mjs";
import { Service, sample } from "./service.mjs";

let service, browser, session;
before(async () => {
  [service, browser] = await Promise.all([Service.start(), launch()]);
  session = await service.reconcile("Review", await sample("layouts/b"));
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

const waiting = async () => {
  const answer = await fetch(`${service.address}/api/sessions/${session.id}?include=none`);
  return (await answer.json()).summary.matches;
};

const list = async () => {
  const answer = await fetch(`${service.address}/api/sessions/${session.id}?include=match_results`);
  return (await answer.json()).match_results;
};

/** Takes every decision back. */
async function waitAgain() {
  for (const one of (await list()).filter((one) => one.reviewed_by)) {
    await fetch(`${service.address}/api/matches/${one.id}/withdraw`, {
      method: "POST", headers: { "content-type": "application/json" }, body: "{}",
    });
  }
}

test("matches are decided, taken back and decided again without a mouse", async () => {
  const { page, wrong, close } = await visit(browser, service.address);
  const before = await waiting();
  assert.ok(before.manual_review >= 2, "the sample has matches to decide");
  await page.goto(`/sessions/${session.id}/review`);
  await page.getByText(`1 of ${before.manual_review}`).waitFor();
  await sound(page, "the review");

  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await sound(page, "the keys");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });

  await page.keyboard.press("j");
  await page.getByText(`2 of ${before.manual_review}`).waitFor();
  await page.keyboard.press("k");
  await page.getByText(`1 of ${before.manual_review}`).waitFor();

  await page.keyboard.press("a");
  await page.getByText("Approved", { exact: true }).first().waitFor();
  await page.getByText(`${before.manual_review - 1} left`).waitFor();
  assert.equal((await waiting()).approved, 1);

  await page.keyboard.press("u");
  await page.getByText("Taken back", { exact: true }).first().waitFor();
  await page.getByText(`${before.manual_review} left`).waitFor();
  assert.deepEqual(await waiting(), before);

  for (let left = before.manual_review; left > 0; left -= 1) {
    await page.keyboard.press(left % 2 ? "r" : "1");
    if (left > 1) await page.getByText(`${left - 1} left`).waitFor();
  }
  await page.getByRole("heading", { name: "Nothing left to decide" }).waitFor();
  assert.equal((await waiting()).manual_review, 0);
  await sound(page, "the end of the review");
  assert.deepEqual(wrong, []);
  await close();
});

test("two keys at once decide two matches", async () => {
  const { page, wrong, close } = await visit(browser, service.address);
  await waitAgain();
  const before = await waiting();
  await page.goto(`/sessions/${session.id}/review`);
  await page.getByText(`1 of ${before.manual_review}`).waitFor();
  await page.evaluate(() => {
    for (const key of ["a", "r"]) window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  });
  const left = before.manual_review - 2;
  const done = left ? page.getByText(`${left} left`) : page.getByText("Nothing left to decide");
  await done.first().waitFor();
  await page.getByText("Rejected", { exact: true }).first().waitFor();
  const decided = (await list()).filter((one) => one.reviewed_by);
  assert.equal(decided.length, 2);
  assert.equal(decided.filter((one) => one.match_status === "approved").length, 1);
  assert.deepEqual(wrong, []);
  await close();
});

test("what somebody else decided first is said", async () => {
  const { page, close } = await visit(browser, service.address);
  await waitAgain();
  await page.goto(`/sessions/${session.id}/review`);
  await page.getByText("1 of").waitFor();
  for (const one of (await list()).filter((one) => one.match_status === "manual_review")) {
    await fetch(`${service.address}/api/matches/${one.id}/reject`, {
      method: "POST", headers: { "content-type": "application/json" }, body: "{}",
    });
  }
  await page.keyboard.press("a");
  await page.getByText("Somebody else decided this one in the meantime").waitFor();
  await close();
});

test("leaving while a decision is under way asks first", async () => {
  const { page, wrong, close } = await visit(browser, service.address);
  await waitAgain();
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route("**/approve", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/sessions/${session.id}/review`);
  await page.getByText("1 of").waitFor();
  const sent = page.waitForRequest("**/approve");
  await page.keyboard.press("a");
  await sent;
  const asked = page.waitForEvent("dialog");
  page.close({ runBeforeUnload: true });
  const question = await asked;
  assert.equal(question.type(), "beforeunload");
  await question.dismiss();
  go();
  await page.getByText("Approved", { exact: true }).first().waitFor();
  assert.deepEqual(wrong, []);
  await close();
});
