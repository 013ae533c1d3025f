// The clocks that run down on a page, each with the words around it. Read twice, what changed in between is a clock that runs.
(() => {
  const clocks = [];
  const parts = /(?<!\d)(?:(\d{1,3})\s*[^\d\s]{0,8}\s*[:\s]\s*)?(\d{1,2})\s*[^\d\s]{0,8}\s*[:\s]\s*(\d{1,2})\s*[^\d\s]{0,8}\s*[:\s]\s*(\d{1,2})(?!\d)|(?<!\d)(\d{1,3})\s*:\s*(\d{2})(?!\d)/;
  const read = (s) => {
    const m = parts.exec(s);
    if (!m) return -1;
    if (m[5] !== undefined) return +m[5] * 60 + +m[6];
    return +(m[1] || 0) * 86400 + +m[2] * 3600 + +m[3] * 60 + +m[4];
  };
  const roots = [document];
  for (const e of document.querySelectorAll("*")) if (e.shadowRoot) roots.push(e.shadowRoot);
  let looked = 0;
  for (const root of roots) {
    for (const e of root.querySelectorAll("body *")) {
      if (++looked > 20000 || clocks.length >= 10) break;
      if (["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "OPTION", "TEXTAREA"].includes(e.tagName)) continue;
      if (e.childElementCount > 12 || e.textContent.length > 400) continue;
      const s = (e.innerText || "").replace(/\s+/g, " ").trim();
      if (s.length < 4 || s.length > 60 || (s.match(/\d/g) || []).length < 3) continue;
      if ([...e.children].some((c) => read((c.innerText || "").replace(/\s+/g, " ").trim()) >= 0)) continue; // a smaller one holds it
      const left = read(s);
      if (left < 0 || (e.checkVisibility && !e.checkVisibility())) continue;
      let around = e, words = s;
      while (around.parentElement && around.parentElement !== document.body && words.replace(/[\d\W]/g, "").length < 25) {
        around = around.parentElement;
        words = (around.innerText || "").replace(/\s+/g, " ").trim();
      }
      clocks.push({ text: words.slice(0, 300), left });
    }
  }
  return JSON.stringify({ now: performance.now(), clocks });
})();
