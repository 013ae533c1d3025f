// Keeps the parts of a page that are marked data-live fresh while scans go on. Without script a page is as fresh as its last load.
"use strict";
(() => {
  const parts = () => document.querySelectorAll("[data-live][id]");
  if (!parts().length || !window.EventSource) return;
  const seller = document.querySelector("[data-live][data-seller]")?.dataset.seller;
  const rest = 3000; // at least so long from one load to the next
  let timer = 0, last = 0;

  async function refresh() {
    timer = 0;
    last = Date.now();
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of parts()) {
      const fresh = page.getElementById(old.id);
      // Who is just using a part keeps it as it is.
      if (!fresh || fresh.innerHTML === old.innerHTML || old.contains(document.activeElement)) continue;
      old.replaceChildren(...fresh.childNodes);
    }
  }
  function soon() {
    if (!timer) timer = setTimeout(() => refresh().catch(() => {}), Math.max(200, last + rest - Date.now()));
  }
  const stream = new EventSource("/events" + (seller ? "?seller=" + encodeURIComponent(seller) : ""));
  stream.addEventListener("queue", soon);
  // What went on before the stream was open, at first and after each time it broke off, nobody tells.
  stream.addEventListener("open", soon);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
})();
