// Judges each header set by MDN HTTP Observatory, at its lowest entry that takes a host and a port, and prints JSON.
//   node observe.mjs FIRST-PORT FOLDER-OF-THE-PACKAGE
import { pathToFileURL } from "node:url";
import { sets } from "./sets.mjs";

const [first, folder] = [Number(process.argv[2]), process.argv[3]];
const load = (file) => import(pathToFileURL(`${folder}/src/${file}`));
const { retrieve } = await load("retriever/retriever.js");
const tests = {
  csp: (await load("analyzer/tests/csp.js")).contentSecurityPolicyTest,
  frame: (await load("analyzer/tests/x-frame-options.js")).xFrameOptionsTest,
  sniff: (await load("analyzer/tests/x-content-type-options.js")).xContentTypeOptionsTest,
  referrer: (await load("analyzer/tests/referrer-policy.js")).referrerPolicyTest,
  cookies: (await load("analyzer/tests/cookies.js")).cookiesTest,
  sri: (await load("analyzer/tests/subresource-integrity.js")).subresourceIntegrityTest,
};
const out = [];
for (const [i, s] of sets.entries()) {
  const requests = await retrieve("localhost", { httpsPort: first + i, httpPort: first + 100 + i });
  if (!requests.responses.auto) throw new Error(`${s.name}: no answer`);
  const test = tests[s.aspect];
  if (!test) {
    out.push({ verdict: "not looked at", detail: "" });
    continue;
  }
  const o = test(requests);
  out.push({ verdict: o.pass ? "good" : "bad", detail: o.result });
}
console.log(JSON.stringify(out));
