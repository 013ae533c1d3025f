// Notes what the browser tells of a load while it goes on. It runs in a world of its own: the page can neither see nor change it.
(() => {
  if (globalThis.seen) return;
  const seen = (globalThis.seen = { lcp: null, shifts: [], tasks: [], fcp: 0, broken: [] });
  const words = (e) => (e.innerText || e.textContent || "").replace(/\s+/g, " ").trim().slice(0, 60);
  seen.name = (e) => {
    if (!e) return "";
    if (e.nodeType !== 1) e = e.parentElement;
    if (!e) return "";
    let s = e.tagName.toLowerCase();
    if (e.id) s += "#" + String(e.id).slice(0, 40);
    else if (typeof e.className === "string" && e.className.trim()) s += "." + e.className.trim().split(/\s+/).slice(0, 2).join(".").slice(0, 60);
    const src = e.currentSrc || "";
    const text = src ? src.slice(0, 200) : words(e);
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
    seen.lcp = { at: e.startTime, of: seen.name(e.element) || (e.url || "").slice(0, 200), element: e.element };
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
