// Serves each header set on an https port of its own, with a redirect to it on the port 100 above over http.
//   node serve.mjs FIRST-PORT KEY CERT
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { fieldsOf, sets } from "./sets.mjs";

const [first, key, cert] = [Number(process.argv[2]), readFileSync(process.argv[3]), readFileSync(process.argv[4])];
const titles = { "/": "Candles", "/account/login": "Sign in", "/cart": "Cart" };

function page(s, path) {
  const form = path === "/account/login" ? '<form method="post"><input type="email" name="email"><input type="password" name="password"><button>Sign in</button></form>' : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${titles[path]}</title>${s.head ?? ""}</head><body>
<nav><a href="/">Home</a> <a href="/account/login">Sign in</a> <a href="/cart">Cart</a></nav>
<main><h1>${titles[path]}</h1><p>All of our candles are made of wax from bees that live in the hills behind the shop.</p>${form}${s.body ?? ""}</main></body></html>`;
}

sets.forEach((s, i) => {
  https.createServer({ key, cert }, (req, res) => {
    const path = new URL(req.url, "https://localhost").pathname;
    if (!titles[path]) {
      res.writeHead(404, { "Content-Type": "text/plain" }).end("not found\n");
      return;
    }
    const body = page(s, path);
    res.writeHead(200, ["Content-Type", "text/html; charset=utf-8", "Date", new Date().toUTCString(), "Content-Length", Buffer.byteLength(body), ...fieldsOf(s)]).end(body);
  }).listen(first + i, "127.0.0.1");
  http.createServer((req, res) => res.writeHead(301, { Location: `https://localhost:${first + i}${req.url}` }).end()).listen(first + 100 + i, "127.0.0.1");
});
console.log(`serving ${sets.length} header sets from https://localhost:${first}/ on`);
