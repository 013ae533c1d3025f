// Notes what the browser tells of a load while it goes on. It runs in a world of its own: the page can neither see nor change it.
(() => {
  if (globalThis.seen) return;
  const seen = (globalThis.seen = { lcp: null, shifts: [], tasks: [], fcp: 0, broken: [] });
  // No word is cut in the middle, where blanks divide words, and no character.
  const cut = (s, most) => (s.length <= most ? s : s.slice(0, most + 1).replace(/\s+\S{0,25}$/, "").slice(0, most).replace(/[\ud800-\udbff]$/, "") + "…");
  const words = (e) => cut((e.innerText || e.textContent || "").slice(0, 2000).replace(/\s+/g, " ").trim(), 60);
  const short = (name) => name && name.length <= 40;
  seen.name = (e) => {
    if (!e) return "";
    if (e.nodeType !== 1) e = e.parentElement;
    if (!e) return "";
    let s = e.tagName.toLowerCase();
    const classes = typeof e.className === "string" ? e.className.trim().split(/\s+/).filter(short).slice(0, 2) : [];
    if (typeof e.id === "string" && short(e.id)) s += "#" + e.id;
    else if (classes.length) s += "." + classes.join(".");
    const src = e.currentSrc || "";
    const text = src ? cut(src, 200) : words(e);
    return text ? s + ": " + text : s;
  };
  const watch = (type, take) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    } catch {}
  };
  watch("paint", (e) => {
    if (e.name === "first-contentful-paint") seen.fcp = e.startTime;
  });
  watch("largest-contentful-paint", (e) => {
    seen.lcp = { at: e.startTime, of: seen.name(e.element) || cut(e.url || "", 200), element: e.element };
  });
  watch("layout-shift", (e) => {
    // Nobody touches these pages: what the browser takes for input is the size of the screen that we set.
    if (seen.shifts.length > 500) return;
    let most = null, area = 0;
    for (const s of e.sources || []) {
      const a = Math.max(s.previousRect.width * s.previousRect.height, s.currentRect.width * s.currentRect.height);
      if (a > area) (area = a), (most = s.node);
    }
    seen.shifts.push({ at: e.startTime, score: e.value, of: seen.name(most) });
  });
  watch("longtask", (e) => {
    if (seen.tasks.length < 1000) seen.tasks.push({ at: e.startTime, took: e.duration });
  });
})();
