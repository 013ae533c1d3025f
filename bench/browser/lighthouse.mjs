// Loads pages with Lighthouse for bench/browser: reads an address a line, writes a line of JSON with what Lighthouse measured and what shopvet's own
// scripts saw of the very same load. One warm browser serves all loads, each in a context of its own, which is kinder than its command line is.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";

const [, , modules, chrome, scripts, slow] = process.argv;
const require = createRequire(path.join(modules, "x.js"));
const load = async (name) => (await import(pathToFileURL(require.resolve(name)))).default;
const [lighthouse, puppeteer] = [await load("lighthouse"), await load("puppeteer-core")];
const [observe, vitals] = ["observe.js", "vitals.js"].map((name) => fs.readFileSync(path.join(scripts, name), "utf8"));

const audits = { lcp: "largest-contentful-paint", cls: "cumulative-layout-shift", tbt: "total-blocking-time", fcp: "first-contentful-paint" };
const settings =
  slow === "true"
    ? {
        formFactor: "mobile", screenEmulation: { mobile: true, width: 360, height: 780, deviceScaleFactor: 2 }, throttlingMethod: "devtools",
        throttling: { cpuSlowdownMultiplier: 4, requestLatencyMs: 562.5, downloadThroughputKbps: 1474.56, uploadThroughputKbps: 675 },
      }
    : { formFactor: "desktop", screenEmulation: { mobile: false, width: 1280, height: 900, deviceScaleFactor: 1 }, throttlingMethod: "provided" };

const browser = await puppeteer.launch({ executablePath: chrome, headless: true, defaultViewport: null, args: ["--no-sandbox"] });
const measure = async (address) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const tab = await page.createCDPSession();
  await tab.send("Page.enable");
  await tab.send("Page.addScriptToEvaluateOnNewDocument", { source: observe, worldName: "shopvet" });
  const { lhr } = await lighthouse(address, { logLevel: "error", onlyAudits: Object.values(audits) }, { extends: "lighthouse:default", settings }, page);
  const frameId = (await tab.send("Page.getFrameTree")).frameTree.frame.id;
  const { executionContextId: contextId } = await tab.send("Page.createIsolatedWorld", { frameId, worldName: "shopvet" });
  const seen = JSON.parse((await tab.send("Runtime.evaluate", { expression: vitals, contextId, returnByValue: true })).result.value);
  // Lighthouse takes the phone's screen away when it has gathered, which moves things about.
  const gathered = lhr.timing.entries.find((e) => e.name === "lh:runner:gather");
  const since = performance.now() - gathered.startTime - gathered.duration;
  for (const kind of ["shifts", "tasks"]) seen[kind] = seen[kind].filter((e) => e.at + since + 500 < seen.now);
  await context.close();
  const theirs = Object.fromEntries(Object.entries(audits).map(([name, id]) => [name, lhr.audits[id].numericValue]));
  return { theirs, took: lhr.timing.total, seen };
};
for await (const address of readline.createInterface({ input: process.stdin })) console.log(JSON.stringify(await measure(address)));
await browser.close();
