// How long the client takes, as a person sees it: `just web-measure` prints the figures of docs/benchmarks.md.
import { launch, visit } from "./browser.mjs";
import { Service, sample } from "./service.mjs";

const VISITS = 10;
const STEPS = 12;

/** Told by the browser itself, from before the first byte. */
function watch() {
  window.told = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    window.told.paint = list.getEntries().at(-1).startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.told.shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** From the act until what it changed is painted, within the page. */
async function acted(page, act, argument) {
  return page.evaluate(
    async ([act, argument]) => {
      const table = document.querySelector("table[role=grid]");
      const begin = performance.now();
      if (act === "sort") {
        table.querySelectorAll("thead button")[argument].click();
      } else {
        const search = document.querySelector("input[type=search]");
        search.value = argument;
        search.dispatchEvent(new Event("input", { bubbles: true }));
      }
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - begin;
    },
    [act, argument],
  );
}

async function load(browser, service, address, sign) {
  const { page, close } = await visit(browser, service.address);
  await page.addInitScript(watch);
  await page.goto(address);
  await page.getByText(sign).first().waitFor();
  const usable = await page.evaluate(() => performance.now());
  await page.waitForTimeout(500);
  const { paint, shift } = await page.evaluate(() => window.told);
  const bytes = await page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter((one) => !new URL(one.name).pathname.startsWith("/api/"))
      .reduce((sum, one) => sum + one.encodedBodySize, 0),
  );
  return { page, close, figures: { paint, shift, usable, bytes } };
}

const ordered = (figures) => [...figures].sort((a, b) => a - b);
const row = (name, figures, unit, digits = 0) => {
  const sorted = ordered(figures);
  const median = sorted[Math.floor(sorted.length / 2)];
  console.log(`${name}: median ${median.toFixed(digits)} ${unit}, worst ${sorted.at(-1).toFixed(digits)} ${unit}`);
};

const [service, browser] = await Promise.all([Service.start(), launch()]);
try {
  const session = await service.reconcile("March 2025", await sample("month"));
  const pages = [
    ["dashboard", "/", "Recent sessions"],
    ["session of 1,518 transactions", `/sessions/${session.id}?tab=transactions`, "1,518 rows"],
  ];
  for (const [name, address, sign] of pages) {
    const all = [];
    for (let count = 0; count < VISITS; count += 1) {
      const { close, figures } = await load(browser, service, address, sign);
      all.push(figures);
      await close();
    }
    row(`${name}, largest contentful paint`, all.map((one) => one.paint), "ms");
    row(`${name}, usable`, all.map((one) => one.usable), "ms");
    row(`${name}, layout shift`, all.map((one) => one.shift), "", 3);
    row(`${name}, loaded`, all.map((one) => one.bytes), "B");
  }

  const { page, close } = await load(browser, service, pages[1][1], pages[1][2]);
  const titles = await page.locator("table[role=grid] thead button").count();
  const sorts = [];
  const filters = [];
  const words = ["s", "sh", "she", "shell", "shell oil", ""];
  for (let count = 0; count < STEPS; count += 1) {
    sorts.push(await acted(page, "sort", count % titles));
    filters.push(await acted(page, "search", words[count % words.length]));
  }
  row("sort of 1,518 transactions", sorts, "ms");
  row("search in 1,518 transactions", filters, "ms");
  await close();
} finally {
  await browser.close();
  await service.stop();
}
