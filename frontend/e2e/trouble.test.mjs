// What can go wrong between browser and service.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, sound, visit } from "./browser.mjs";
import { Service, sample } from "./service.mjs";

let service, browser, session;
before(async () => {
  [service, browser] = await Promise.all([Service.start(), launch()]);
  session = await service.reconcile("Small", await sample("small"));
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

test("a service that is gone is said to be, and is found again", async () => {
  const { page, close } = await visit(browser, service.address);
  await page.goto("/sessions");
  await page.getByRole("link", { name: "Small" }).waitFor();
  await service.stop({ keep: true });
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByText("Tieout does not answer").first().waitFor({ timeout: 20_000 });
  await sound(page, "a service that is gone");
  service = await Service.start({ data: service.folder, listen: new URL(service.address).host });
  await page.getByRole("button", { name: "Try again" }).first().click();
  await page.getByText("Sessions are kept for").waitFor();
  await close();
});

test("a session that expired says so", async () => {
  const { page, close } = await visit(browser, service.address);
  // Ninety days cannot be waited for: this one answer is made up.
  await page.route(`**/api/sessions/${session.id}`, (route) =>
    route.fulfill({
      status: 410,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "/problems/session-expired", title: "Session expired", status: 410,
        detail: "The session expired on 2025-06-01.", instance: "/", request_id: "r",
      }),
    }),
  );
  await page.goto(`/sessions/${session.id}`);
  await page.getByRole("heading", { name: "This session has expired" }).waitFor();
  await page.getByText("The session expired on 2025-06-01.").waitFor();
  await sound(page, "an expired session");
  await close();
});

test("a session that is not there leads on", async () => {
  const { page, close } = await visit(browser, service.address);
  await page.goto("/sessions/01900000-0000-7000-8000-000000000000");
  await page.getByRole("alert").waitFor();
  await page.goto("/sessions/nonsense");
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  await close();
});

test("being offline is said as such", async () => {
  const { page, close } = await visit(browser, service.address);
  await page.goto("/");
  await page.getByText("Recent sessions").waitFor();
  await page.context().setOffline(true);
  await page.getByText("You are offline").first().waitFor();
  await page.context().setOffline(false);
  await page.getByText("You are offline").waitFor({ state: "detached" });
  await close();
});

test("a session is renamed, and deleted only by its name", async () => {
  const { page, wrong, close } = await visit(browser, service.address);
  await page.goto("/sessions");
  await page.getByRole("button", { name: "Rename Small" }).click();
  await page.getByLabel("New name").fill("Smaller");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Delete Smaller" }).click();
  const remove = page.getByRole("dialog").getByRole("button", { name: "Delete" });
  assert.ok(await remove.isDisabled());
  await sound(page, "the deletion");
  await page.getByLabel("Type the name").fill("Smaller");
  await remove.click();
  await page.getByText("No sessions yet").waitFor();
  assert.deepEqual(wrong, []);
  await close();
});
