// The short texts that a page shows, and each as it changes, as data: first those that stand there, then what was told since.
(() => {
  const most = 240, enough = 25;
  const begin = () => {
    const said = { list: [], waiting: new Set(), last: new WeakMap(), ids: new WeakMap(), count: 0, told: 0 };
    const words = (e) => (e.innerText || "").replace(/[^\S\n]+/g, " ").replace(/\s*\n\s*/g, "\n").trim();
    const weight = (s) => [...s].reduce((n, c) => n + (/\p{L}/u.test(c) ? (c > "\u2e7f" ? 4 : 1) : 0), 0);
    // A number alone says nothing: what stands around it says what it counts.
    const tell = (node) => {
      let e = node.nodeType === 1 ? node : node.parentElement;
      if (!e || said.told > 3000) return;
      said.told++;
      let text = words(e);
      if (!text || text.length > most || (e.checkVisibility && !e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))) return;
      while (weight(text) < enough && e.parentElement && e.parentElement !== document.body) {
        const wider = words(e.parentElement);
        if (wider.length > most) break;
        (e = e.parentElement), (text = wider);
      }
      // What a claim is about, such as the name of one of several goods shown in turn, may stand right beside it.
      let beside = "";
      for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
        const wider = words(p);
        if (wider.length > text.length + 120) break;
        if (wider.length > text.length + 2) {
          beside = wider;
          break;
        }
      }
      if (said.last.get(e) === text) return;
      said.last.set(e, text);
      if (!said.ids.has(e)) said.ids.set(e, ++said.count);
      if (said.list.length < 600) said.list.push({ text, beside, at: performance.now(), of: said.ids.get(e) });
    };
    const watch = new MutationObserver((list) => {
      for (const m of list) {
        if (said.waiting.size > 500) return;
        said.waiting.add(m.target);
        m.addedNodes.forEach((n) => (n.nodeType === 1 || n.nodeType === 3) && said.waiting.add(n));
      }
    });
    const roots = [document.documentElement];
    for (const e of document.querySelectorAll("*")) if (e.shadowRoot) roots.push(e.shadowRoot);
    for (const root of roots) {
      watch.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "style", "hidden"] });
      let looked = 0;
      for (const e of root.querySelectorAll("*")) {
        if (++looked > 20000) break;
        if (!["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"].includes(e.tagName) && [...e.childNodes].some((n) => n.nodeType === 3 && /\d/.test(n.data))) tell(e);
      }
    }
    said.told = 0;
    setInterval(() => {
      const list = [...said.waiting];
      said.waiting.clear();
      list.forEach(tell);
    }, 200);
    return said;
  };
  const said = (globalThis.said = globalThis.said || begin());
  return JSON.stringify({ now: performance.now(), said: said.list.splice(0) });
})();
