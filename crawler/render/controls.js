// What a visitor could press on a page that look.js has read, as data. The elements stay here, to be pressed by their number.
(() => {
  const { all, shows, label, isButton, over, framed } = globalThis.tools;
  const typed = ["", "text", "email", "tel", "password", "search", "url", "date"];
  // Fields that a visitor has to write something into; how many pieces, and a voucher, need no person.
  const asks = (e) =>
    (e.tagName === "TEXTAREA" || (e.tagName === "INPUT" && typed.includes((e.getAttribute("type") || "").toLowerCase()))) &&
    shows(e) && !e.readOnly && !e.disabled && !/qty|quant|menge|anzahl|amount|count|coupon|voucher|gutschein|promo|code|search|query|^s$|^q$/i.test(e.name + " " + e.id);
  const goes = (e) => {
    const a = e.closest("a[href]");
    if (a) return /^(#|javascript:|$)/i.test(a.getAttribute("href").trim()) ? "" : a.href;
    const submits = e.form && ["submit", "image"].includes(e.type);
    return submits ? e.formAction || e.form.action || location.href : "";
  };
  const inside = (o, e) => {
    for (let p = e; p; p = p.parentNode || p.host) if (p === o) return true;
    return false;
  };
  const list = (globalThis.controls = []);
  const out = [];
  // Frames of the page's own site that lie over it are part of what a visitor can press.
  const inFrames = new Set(framed.flatMap((body) => [...body.querySelectorAll("*")].slice(0, 2000)));
  for (const e of [...all, ...inFrames]) {
    if (list.length >= 400) break;
    if (!(isButton(e) || e.tagName === "A") || !shows(e) || e.disabled || e.getAttribute("aria-disabled") === "true") continue;
    const text = label(e);
    if (!text) continue;
    list.push(e);
    const form = e.form || e.closest("form");
    out.push({ text, to: goes(e), link: e.tagName === "A", over: inFrames.has(e) || over.some((o) => inside(o, e)), asks: !!form && [...form.elements].some(asks) });
  }
  const fields = all.filter(asks).map((e) => (e.autocomplete && e.autocomplete !== "on" && e.autocomplete !== "off" ? e.autocomplete : e.type || e.tagName.toLowerCase()));
  return JSON.stringify({ controls: out, asked: [...new Set(fields)].slice(0, 20) });
})();
