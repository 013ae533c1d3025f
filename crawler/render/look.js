// What a page shows, as data; of a frame in it, where part says so, only its words and buttons. Nothing is filled in, and nothing clicked but, where press
// says so, the button of that name in a frame. What controls.js needs is left in our own world of the page.
((part, press) => {
  const shade = (n) => n.shadowRoot || (globalThis.shades && globalThis.shades.get(n)); // see shade.go
  const all = []; // every element, those of shadow trees too
  const gather = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (all.length >= 30000) return;
      all.push(e);
      if (shade(e)) gather(shade(e));
    }
  };
  gather(document);
  const shows = (e) => {
    const r = e.getBoundingClientRect();
    return r.width > 1 && r.height > 1 && (!e.checkVisibility || e.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  };
  // innerText knows nothing of shadow trees.
  const text = (e, most) => {
    let s = "";
    const walk = (n) => {
      if (s.length > most) return;
      if (n.nodeType === 3) s += n.data + " ";
      else if (n.nodeType === 1 && !["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"].includes(n.tagName) && (!n.checkVisibility || n.checkVisibility())) {
        if (n.tagName === "SLOT") (n.assignedNodes().length ? n.assignedNodes() : n.childNodes).forEach(walk);
        else if (shade(n)) shade(n).childNodes.forEach(walk);
        else n.childNodes.forEach(walk);
      } else if (n.nodeType === 11) n.childNodes.forEach(walk);
    };
    walk(e);
    return s.replace(/\s+/g, " ").trim().slice(0, most);
  };
  const isButton = (e) =>
    e.tagName === "BUTTON" || e.getAttribute("role") === "button" || (e.tagName === "INPUT" && ["submit", "button", "image"].includes(e.type));
  const label = (e) => (text(e, 120) || e.value || e.getAttribute("aria-label") || e.title || e.alt || "").replace(/\s+/g, " ").trim().slice(0, 120);

  const copy = () => {
    const to = document.implementation.createHTMLDocument("");
    let nodes = 0;
    const take = (n, into) => {
      if (++nodes > 60000) return;
      if (n.nodeType === 1) {
        if (n.tagName === "NOSCRIPT" || n.tagName === "TEMPLATE") return;
        if (n.tagName === "SLOT") {
          const given = n.assignedNodes();
          (given.length ? given : n.childNodes).forEach((c) => take(c, into));
          return;
        }
        const e = to.importNode(n, false);
        into.appendChild(e);
        (shade(n) || n).childNodes.forEach((c) => take(c, e));
      } else if (n.nodeType === 3 || n.nodeType === 8) into.appendChild(to.importNode(n, false));
    };
    const box = to.createDocumentFragment();
    take(document.documentElement, box);
    return "<!doctype html>" + (box.firstElementChild ? box.firstElementChild.outerHTML : "");
  };

  const images = all.filter((e) => e.tagName === "IMG" && e.getClientRects().length);
  const lost = images
    .filter((e) => e.complete && !e.naturalWidth && /^https?:/.test(e.currentSrc) && !/\.svg(\?|$)/i.test(e.currentSrc))
    .map((e) => ({ url: e.currentSrc.slice(0, 2000), main: !e.closest("header,footer,nav,[role=banner],[role=contentinfo]") }));

  const hint = /cookie|consent|gdpr|rgpd|dsgvo|cmp|ccpa|privacy-?(banner|bar|notice|modal|popup)/i;
  const laid = (e) => ["fixed", "sticky"].includes(getComputedStyle(e).position) || e.tagName === "DIALOG" || ["dialog", "alertdialog"].includes(e.getAttribute("role"));
  const called = (e) => hint.test(e.id) || (typeof e.className === "string" && hint.test(e.className));
  const found = all.filter((e) => !["HTML", "BODY", "SCRIPT", "STYLE", "IFRAME", "A", "BUTTON"].includes(e.tagName) && (called(e) || laid(e)) && shows(e));
  const within = (e, other) => {
    for (let p = other; p; p = p.parentNode || p.host) if (p === e) return true;
    return false;
  };
  const buttons = (e) => {
    const list = [];
    const walk = (n) => {
      if (n.nodeType !== 1 && n.nodeType !== 11) return;
      if (n.nodeType === 1 && (isButton(n) || n.tagName === "A") && shows(n)) {
        const s = label(n);
        if (press !== undefined && s === press && isButton(n)) press = void n.click();
        if (s && list.length < 20) list.push({ text: s, link: !isButton(n) && !!n.getAttribute("href") && !/^(#|javascript:)/i.test(n.getAttribute("href")) });
        return;
      }
      (shade(n) || n).childNodes.forEach(walk);
    };
    walk(e);
    return list;
  };
  if (part) {
    const asks = [...document.querySelectorAll("input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea")].some(shows);
    return JSON.stringify({ text: text(document.body, 2000), buttons: buttons(document.body), asks });
  }
  const outermost = found.filter((e) => !found.some((o) => o !== e && within(o, e)));
  const notices = outermost
    .map((e) => ({ text: text(e, 2000), buttons: buttons(e), named: called(e) || all.some((c) => within(e, c) && called(c)) }))
    .filter((n) => n.text.length >= 20 && n.buttons.length)
    .slice(0, 8);
  // A notice may stand in a frame. That of another site cannot be read from here.
  const above = (e) => {
    for (let p = e; p && p.nodeType === 1; p = p.parentElement || (p.getRootNode().host)) if (laid(p) || called(p)) return true;
    return false;
  };
  const closed = [], framed = [];
  for (const e of all.filter((e) => e.tagName === "IFRAME" && shows(e) && above(e)).slice(0, 8)) {
    let body = null;
    try {
      body = e.contentDocument && e.contentDocument.body;
    } catch {}
    if (body) framed.push(body), notices.push({ text: text(body, 2000), buttons: buttons(body), named: called(e) });
    else if (/^https?:/.test(e.src)) closed.push({ url: e.src.slice(0, 2000), named: called(e) });
  }

  const frames = all
    .filter((e) => e.tagName === "IFRAME" || e.tagName === "FRAME")
    .slice(0, 40)
    .map((e) => ({ url: (e.src || "").slice(0, 1000), visible: shows(e) }))
    .filter((f) => /^https?:/.test(f.url));

  const fields = new Set();
  for (const e of all) {
    if (e.tagName !== "INPUT" || ["hidden", "checkbox", "radio", "submit", "button"].includes(e.type) || !shows(e)) continue;
    const auto = (e.autocomplete || "").toLowerCase().split(/\s+/).find((w) => ["cc-number", "cc-csc", "cc-exp", "cc-exp-month"].includes(w));
    const name = (e.name + " " + e.id).toLowerCase().replace(/[-_\s.\[\]]/g, "");
    if (auto) fields.add(auto);
    else if (/cardnumber|ccnumber|creditcardno|kartennummer|numerocarte|numerotarjeta/.test(name)) fields.add("cc-number");
    else if (/cvc|cvv|cardcode|securitycode/.test(name)) fields.add("cc-csc");
  }
  globalThis.tools = { all, shows, label, isButton, over: outermost, framed };
  return JSON.stringify({
    html: copy(), url: location.href, lost, shown: images.length, notices, closed, frames, fields: [...fields],
    buttons: all.filter((e) => isButton(e) && shows(e)).map(label).filter(Boolean).slice(0, 80),
  });
})
