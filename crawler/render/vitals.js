// What was measured of a load, and how it fits a phone's screen.
(() => {
  const seen = globalThis.seen || { shifts: [], tasks: [] };
  const nav = performance.getEntriesByType("navigation")[0] || {};
  const box = (e) => {
    if (!e || !e.isConnected) return null;
    const r = e.getBoundingClientRect();
    return r.width && r.height ? { x: r.x, y: r.y, width: r.width, height: r.height } : null;
  };
  const out = {
    now: performance.now(), ttfb: nav.responseStart || 0, load: nav.loadEventEnd || 0, fcp: seen.fcp || 0,
    lcp: seen.lcp ? seen.lcp.at : 0, lcpOf: seen.lcp ? seen.lcp.of : "", lcpBox: seen.lcp ? box(seen.lcp.element) : null,
    shifts: seen.shifts, tasks: seen.tasks,
    wide: 0, wideOf: "", wideBox: null, noMeta: !document.querySelector('meta[name="viewport" i]'),
  };
  const root = document.scrollingElement || document.documentElement;
  const screen = 360;
  if (root && document.body) {
    // What a finger can move sideways, not what is cut off: overflow-x hidden on the page is no fault a visitor meets.
    const clipped = [document.documentElement, document.body].some((e) => ["hidden", "clip"].includes(getComputedStyle(e).overflowX));
    const width = root.scrollWidth;
    if (!clipped && width > screen + 1) {
      out.wide = width;
      let most = null, right = screen + 1;
      // What is fixed to the screen fills it when something else has made it wider, and makes it no wider itself.
      const inBox = (e) => {
        if (getComputedStyle(e).position === "fixed") return true;
        for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
          if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(p).overflowX) || getComputedStyle(p).position === "fixed") return true;
        return false;
      };
      let looked = 0;
      for (const e of document.body.querySelectorAll("*")) {
        if (++looked > 5000) break;
        const r = e.getBoundingClientRect();
        if (r.width && r.height && r.right + scrollX > right && !inBox(e)) (right = r.right + scrollX), (most = e);
      }
      if (most) (out.wideOf = seen.name ? seen.name(most) : most.tagName), (out.wideBox = box(most));
    }
  }
  return JSON.stringify(out);
})();
