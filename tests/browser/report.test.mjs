// What report.html is in a browser: readable by everyone, by keyboard and without script, closed to the outside, deaf to attacks.
// Run by `make report-check`, which writes the pages to look at and names their folder in REPORTS.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const REPORTS = process.env.REPORTS;
const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (one) => one && existsSync(one),
);
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = { small: 320, phone: 390, desktop: 1280, wide: 2560 };
// It looks at files alone: nothing of its own need go out. Root, as which many a build runs, has no sandbox.
const QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// A busy machine is no fault of the page.
const PATIENCE = 1_200_000;

let browser;
before(async () => {
  assert.ok(REPORTS, "REPORTS names no folder of reports; run `make report-check`");
  assert.ok(CHROMIUM, "no Chromium found: `apt-get install chromium`, or name it in CHROMIUM");
  browser = await puppeteer.launch({ executablePath: CHROMIUM, args: QUIET, protocolTimeout: PATIENCE });
});
after(() => browser?.close());

const address = (name) => pathToFileURL(path.join(REPORTS, name)).href;
const first = (kind) => `large/report/${readdirSync(path.join(REPORTS, "large/report")).find((name) => name.startsWith(`${kind}-1.`))}`;
const everyKind = () => ["samples/report.html", "hostile/report.html", "large/report.html", ...["findings", "companies", "articles"].map(first)];

async function opened(name, { width = WIDTHS.desktop, dark = false, script = true } = {}) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.asked = [];
  page.alarms = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.on("dialog", async (dialog) => (page.alarms.push(`dialog ${dialog.message()}`), await dialog.dismiss()));
  page.on("pageerror", (error) => page.alarms.push(`error ${error.message}`));
  page.on("console", (message) => page.alarms.push(`console ${message.text()}`));
  await page.setViewport({ width, height: 900 });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(address(name), { waitUntil: "load" });
  return page;
}

const unfold = (page) => page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));

for (const dark of [false, true]) {
  for (const width of [WIDTHS.phone, WIDTHS.desktop]) {
    test(`axe finds nothing wrong, ${dark ? "dark" : "light"}, ${width} wide`, async () => {
      for (const name of everyKind()) {
        const page = await opened(name, { dark, width });
        // The whole of a large page takes axe minutes; every kind of part is in the first few.
        await page.evaluate(() => {
          for (const all of ["#companies .names > li", "#articles tbody > tr", ".lines > li", "details.fold", ".card", "#articles .article"]) {
            for (const one of [...document.querySelectorAll(all)].slice(12)) one.remove();
          }
        });
        await page.$$eval("details", (all) => all.slice(0, 30).forEach((one) => (one.open = true)));
        await page.evaluate(AXE);
        const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        assert.ok(found.passes.length > 15, `${name}: axe looked at nothing`);
        const told = found.violations.map((one) => `${one.impact} ${one.id}: ${one.nodes[0].html.slice(0, 200)} ${one.nodes[0].failureSummary}`);
        assert.deepEqual(told, [], name);
        await page.close();
      }
    });
  }
}

test("nothing is asked for but the page itself, even when it is used", async () => {
  for (const name of everyKind()) {
    const page = await opened(name);
    await unfold(page);
    const boxes = await page.$$("select");
    for (const box of boxes) await page.evaluate((one) => ((one.selectedIndex = 1), one.dispatchEvent(new Event("change", { bubbles: true }))), box);
    await page.emulateMediaType("print");
    assert.deepEqual(page.asked, [address(name)]);
    assert.deepEqual(page.alarms, []);
    await page.close();
  }
});

test("every link leads to something that is there", async () => {
  const known = new Map();
  const ids = (file) => {
    if (!known.has(file)) known.set(file, new Set([...readFileSync(file, "utf8").matchAll(/ id="([^"]+)"/g)].map((found) => found[1])));
    return known.get(file);
  };
  for (const name of everyKind()) {
    const page = await opened(name);
    const links = new Set(await page.$$eval("a[href]", (all) => all.map((one) => one.href)));
    await page.close();
    for (const link of [...links].filter((one) => one.startsWith("file:"))) {
      const target = new URL(link);
      const file = fileURLToPath(new URL(target.pathname, "file:"));
      assert.ok(existsSync(file), `${name}: ${link}`);
      if (target.hash) assert.ok(ids(file).has(target.hash.slice(1)), `${name}: ${link}`);
    }
  }
});

test("what an article says does nothing, whatever is clicked, touched or pointed at", async () => {
  const page = await opened("hostile/report.html");
  const calm = await page.evaluate(() => ({ globals: Object.keys(globalThis).length, title: document.title }));
  await unfold(page);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("body *")) {
      for (const kind of ["mouseover", "mouseenter", "focus", "focusin", "toggle", "load", "error", "pointerdown"]) {
        one.dispatchEvent(new Event(kind, { bubbles: true }));
      }
      if (one.tagName !== "A" || one.getAttribute("href").startsWith("#")) one.click?.();
    }
  });
  const after = await page.evaluate(() => ({
    globals: Object.keys(globalThis).length,
    title: document.title,
    scripts: document.scripts.length,
    styled: document.querySelectorAll("[style]").length + document.styleSheets.length,
    foreign: document.querySelectorAll("img, iframe, object, embed, base, link, video, audio, svg [onload], [autofocus]").length,
    handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((a) => a.name.startsWith("on"))).length,
    schemes: [...new Set([...document.querySelectorAll("a")].map((one) => one.protocol))].filter((one) => !["file:", "https:", "http:"].includes(one)),
    shown: getComputedStyle(document.querySelector("h1")).display,
    at: location.pathname,
  }));
  assert.deepEqual(after, {
    ...calm,
    scripts: 1,
    styled: 1,
    foreign: 0,
    handlers: 0,
    schemes: [],
    shown: "block",
    at: new URL(address("hostile/report.html")).pathname,
  });
  assert.deepEqual(page.alarms, []);
  assert.deepEqual(page.asked, [address("hostile/report.html")]);
  await page.close();
});

test("a script that got in all the same would be stopped by the page's policy", async () => {
  const page = await opened("samples/report.html");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.gotIn = true";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="globalThis.gotIn = true"><p id="p" style="color: red">p</p>');
    return { gotIn: globalThis.gotIn ?? false, red: getComputedStyle(document.getElementById("p")).color === "rgb(255, 0, 0)" };
  });
  assert.deepEqual(ran, { gotIn: false, red: false });
  await page.close();
});

test("without script everything can be read, and no filter pretends to work", async () => {
  const page = await opened("samples/report.html", { script: false });
  const seen = await page.evaluate(() => ({
    cards: [...document.querySelectorAll(".finding")].filter((one) => one.getBoundingClientRect().height > 100).length,
    all: document.querySelectorAll(".finding").length,
    form: document.getElementById("filters").getBoundingClientRect().height,
  }));
  assert.ok(seen.all > 5);
  assert.equal(seen.cards, seen.all);
  assert.equal(seen.form, 0);
  await page.click("#articles details > summary");
  assert.ok(await page.$eval("#articles details .text", (one) => one.getBoundingClientRect().height > 50));
  await page.close();
});

test("it is used by keyboard alone", async () => {
  const page = await opened("samples/report.html");
  const where = () => page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.className}${document.activeElement.name ?? ""}`);
  await page.keyboard.press("Tab");
  assert.equal(await where(), "A skip");
  assert.ok(await page.$eval(".skip", (one) => one.getBoundingClientRect().top >= 0), "the skip link shows itself");
  await page.keyboard.press("Enter");
  assert.match(await where(), /^MAIN/);
  await page.keyboard.press("Tab");
  assert.equal(await where(), "SELECT severity");
  await page.keyboard.type("Warning");
  const left = () => page.$$eval(".finding:not([hidden])", (all) => [...new Set(all.map((one) => one.dataset.severity))]);
  assert.deepEqual(await left(), ["warning"]);

  await page.focus("#companies summary");
  await page.keyboard.press("Enter");
  assert.ok(await page.$eval("#companies details", (one) => one.open));
  const outline = await page.$eval("#companies summary", (one) => getComputedStyle(one).outlineStyle);
  assert.equal(outline, "solid");
  await page.close();
});

test("each filter leaves what it names, counts it, and gives all back", async () => {
  for (const name of ["samples/report.html", "large/report.html"]) {
    const page = await opened(name);
    const all = await page.$$eval(".finding, .line", (found) => found.length);
    for (const kind of ["severity", "check", "company", "outlet"]) {
      const value = await page.$eval(`select[name=${kind}]`, (one) => one.options[one.options.length - 1].value);
      const promised = await page.$eval(`select[name=${kind}]`, (one) => Number(/\((\d+)\)$/.exec(one.options[one.options.length - 1].text)[1]));
      await page.select(`select[name=${kind}]`, value);
      const left = await page.$$eval(".finding:not([hidden]), .line:not([hidden])", (found, key) => found.map((one) => one.dataset[key].split(" ")), kind);
      assert.equal(left.length, promised, `${name} ${kind}`);
      assert.ok(left.every((values) => values.includes(value)));
      assert.equal(await page.$eval("#shown", (one) => one.textContent), left.length === all ? "" : `${left.length} of ${all} shown`);
      await page.click("button[type=reset]");
      await page.waitForFunction((count) => document.querySelectorAll(".finding:not([hidden]), .line:not([hidden])").length === count, {}, all);
    }
    await page.close();
  }
});

test("a link into a folded part opens it", async () => {
  const page = await opened("samples/report.html");
  await page.click(".finding .cite a");
  await page.waitForFunction(() => document.querySelector(`#articles details[id="${location.hash.slice(1)}"]`)?.open);
  await page.close();
});

test("the links at the top lead to their sections, however long what lies before", async () => {
  for (const name of ["samples/report.html", "large/report.html"]) {
    for (const width of [WIDTHS.phone, WIDTHS.desktop]) {
      for (const section of ["companies", "articles"]) {
        const page = await opened(name, { width });
        await page.click(`nav a[href="#${section}"]`);
        const there = `Math.abs(document.getElementById("${section}").getBoundingClientRect().top - 72) < 60`;
        await page.waitForFunction(there);
        // It stays there while what was left out before it is laid out.
        await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
        assert.ok(await page.evaluate(there), `${name} ${section} at ${width}`);
        await page.close();
      }
    }
  }
});

test("no width needs sideways scrolling", async () => {
  for (const name of everyKind()) {
    for (const width of Object.values(WIDTHS)) {
      const page = await opened(name, { width });
      await unfold(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${name} at ${width}: ${over} too wide`);
      await page.close();
    }
  }
});

test("screen readers meet the findings as named articles under headings in order", async () => {
  const page = await opened("samples/report.html");
  const tree = await page.accessibility.snapshot();
  const flat = [];
  const walk = (one) => (flat.push(one), (one.children ?? []).forEach(walk));
  walk(tree);
  const headings = flat.filter((one) => one.role === "heading").map((one) => one.level);
  assert.equal(headings[0], 1);
  headings.reduce((last, level) => (assert.ok(level - last <= 1, `${last} then ${level}`), level));
  const cards = await page.$$eval("article.finding", (all) => all.map((one) => document.getElementById(one.getAttribute("aria-labelledby")).textContent.trim()));
  assert.ok(cards.length > 5 && cards.every((name) => name.length > 10));
  await page.close();
});

test("on paper there are findings and no controls", async () => {
  const page = await opened("samples/report.html");
  await page.emulateMediaType("print");
  const shown = await page.evaluate(() => ({
    controls: [...document.querySelectorAll(".top, .filters, .skip")].filter((one) => one.getBoundingClientRect().height > 0).length,
    cards: [...document.querySelectorAll(".card.error")].every((one) => one.getBoundingClientRect().height > 100),
  }));
  assert.deepEqual(shown, { controls: 0, cards: true });
  assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
  await page.close();
});

// What opening costs goes with what is on the page, and that is the same on every machine; the seconds are printed.
test("of 2,000 articles no page is too much to open at once", async () => {
  for (const name of everyKind().filter((one) => one.startsWith("large"))) {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const inside = await page.createCDPSession();
    await inside.send("Performance.enable", { timeDomain: "threadTicks" });
    const work = async () => (await inside.send("Performance.getMetrics")).metrics.find((one) => one.name === "TaskDuration").value;
    const [clock, before] = [performance.now(), await work()];
    await page.goto(address(name), { waitUntil: "load" });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const [shown, spent] = [performance.now() - clock, (await work()) - before];
    const megabytes = readFileSync(path.join(REPORTS, name)).length / 1e6;
    const parts = await page.evaluate(() => document.getElementsByTagName("*").length);
    console.log(`${name}: ${megabytes.toFixed(1)} MB, ${parts} elements; ${Math.round(shown)} ms, ${Math.round(1000 * spent)} ms of them work`);
    assert.ok(megabytes < 2.5 && parts < 40_000, name);
    await page.close();
  }
});
