// The header sets: what every page of one small shop is sent with. `aspect` is what the set is about: csp, frame, sniff, referrer, cookies, sri or
// version. `truth` says by the standards whether a browser is protected ("good"), is not ("bad"), or the matter is one of taste ("taste"). `why`
// explains a difference between the two tools; a difference without it makes the comparison fail.

// Fields that both tools find in order, so that a set is about one thing only.
const csp = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const plain = { csp: [csp], frame: [], sniff: ["nosniff"], referrer: ["same-origin"], cookies: [], server: ["nginx"] };

const names = {
  csp: "Content-Security-Policy", report: "Content-Security-Policy-Report-Only", frame: "X-Frame-Options", sniff: "X-Content-Type-Options",
  referrer: "Referrer-Policy", cookies: "Set-Cookie", server: "Server", powered: "X-Powered-By",
};

const set = (aspect, name, truth, fields, extra = {}) => ({ aspect, name, truth, fields: { ...plain, ...fields }, ...extra });
const policies = (...list) => ({ csp: list });
const session = "0123456789abcdef0123456789abcdef; Path=/";

export const sets = [
  set("csp", "sound policy", "good", {}),
  set("csp", "no policy", "bad", { csp: [], frame: ["DENY"] }),
  set("csp", "report only", "bad", { csp: [], report: [csp], frame: ["DENY"] }),
  set("csp", "'unsafe-inline'", "bad", policies("default-src 'self'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'")),
  set("csp", "'unsafe-inline' beside a nonce", "good", policies("default-src 'none'; script-src 'nonce-r4nd0m' 'unsafe-inline'; frame-ancestors 'none'"), { nonce: true }),
  set("csp", "'unsafe-inline' beside a hash", "good", policies("default-src 'none'; script-src 'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=' 'unsafe-inline'; frame-ancestors 'none'")),
  set("csp", "strict-dynamic with a nonce, old fallbacks", "good", policies("default-src 'none'; script-src 'strict-dynamic' 'nonce-r4nd0m' https: 'unsafe-inline'; frame-ancestors 'none'"), { nonce: true }),
  set("csp", "strict-dynamic without nonce", "good", policies("default-src 'none'; script-src 'strict-dynamic' 'self' 'unsafe-inline'; frame-ancestors 'none'"), {
    why: "by CSP 3 'strict-dynamic' makes browsers ignore 'self' and 'unsafe-inline': no script can run at all, which is safe (and surely not meant). Observatory calls the field invalid" }),
  set("csp", "wildcard *", "bad", policies("default-src 'self'; script-src *; frame-ancestors 'none'")),
  set("csp", "every https host", "bad", policies("default-src 'self'; script-src https:; frame-ancestors 'none'")),
  set("csp", "data: in script-src", "bad", policies("default-src 'self'; script-src 'self' data:; frame-ancestors 'none'")),
  set("csp", "*.com", "bad", policies("default-src 'self'; script-src 'self' *.com; frame-ancestors 'none'"), {
    why: "a star before a public suffix lets in every host of it; Observatory compares with a list of whole words" }),
  set("csp", "hosts of a shop system (*.shopifycdn.com)", "good", policies("default-src 'self'; script-src 'self' https://*.shopifycdn.com; frame-ancestors 'none'")),
  set("csp", "'unsafe-eval'", "taste", policies("default-src 'self'; script-src 'self' 'unsafe-eval'; frame-ancestors 'none'"), {
    why: "eval lets in nothing that did not already run; shopvet names it beside a pass, Observatory fails it" }),
  set("csp", "styles inline, scripts not", "good", policies("default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'")),
  set("csp", "object-src open, scripts limited", "taste", policies("script-src 'self'; frame-ancestors 'none'"), {
    why: "browsers have run no plug-ins since 2021; shopvet names the missing object-src beside a pass, Observatory fails it like 'unsafe-inline'" }),
  set("csp", "policy without a word on scripts", "bad", policies("frame-ancestors 'none'; upgrade-insecure-requests")),
  set("csp", "two policies, the second strict", "good", policies("script-src 'self' 'unsafe-inline'; frame-ancestors 'none'", "default-src 'self'; object-src 'none'"), {
    why: "browsers obey all policies, so 'unsafe-inline' in one of them opens nothing. Observatory adds up what has the same name in both and does not apply the second's default-src to scripts" }),
  set("csp", "script-src twice, the first strict", "good", policies("default-src 'none'; script-src 'self'; script-src 'unsafe-inline' *; frame-ancestors 'none'"), {
    why: "the first counts (CSP 3 §2.2.1); shopvet names it beside a pass, Observatory calls the field invalid on purpose" }),
  set("csp", "script-src twice, the first open", "bad", policies("default-src 'none'; script-src 'unsafe-inline'; script-src 'self'; frame-ancestors 'none'")),
  set("csp", "elements strict, script-src open", "good", policies("default-src 'none'; script-src 'unsafe-inline'; script-src-elem 'self'; script-src-attr 'none'; frame-ancestors 'none'"), {
    why: "script-src is only the fallback of the two others (CSP 3 §6.8.3); Observatory reads script-src alone" }),
  set("csp", "elements open, script-src strict", "bad", policies("default-src 'none'; script-src 'self'; script-src-elem 'unsafe-inline' *; frame-ancestors 'none'"), {
    why: "the same the other way round: Observatory passes a policy that lets every script element in" }),
  set("csp", "policy in a meta element", "good", { csp: [], frame: ["DENY"] }, { head: `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; object-src 'none'">` }),
  set("csp", "policy in a meta element of the body", "bad", { csp: [], frame: ["DENY"] }, { body: `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`,
    why: "browsers heed a policy in the head only (HTML standard); Observatory looks for meta elements anywhere" }),
  set("csp", "script-src void by curly quotes", "bad", policies("script-src \u2018self\u2019; object-src 'none'"), { latin: true, frame: ["DENY"],
    why: "a directive that is not ASCII is passed over (CSP 3 §2.2.1), so no rule on scripts is left; Observatory takes ‘self’ for a host" }),
  set("csp", "nonce that never changes", "bad", policies("default-src 'none'; script-src 'nonce-c3RhdGlj'; frame-ancestors 'none'"), {
    why: "shopvet reads several pages and sees the same nonce on each; Observatory reads one" }),
  set("csp", "unfilled nonce template beside 'unsafe-inline'", "bad", policies("default-src 'none'; script-src 'nonce-{{nonce}}' 'unsafe-inline'; frame-ancestors 'none'"), {
    why: "'nonce-{{nonce}}' is no nonce by its form, so browsers pass over it and 'unsafe-inline' counts; Observatory looks at its beginning" }),

  set("frame", "X-Frame-Options DENY", "good", { csp: ["default-src 'self'"], frame: ["DENY"] }),
  set("frame", "neither field", "bad", { csp: ["default-src 'self'"] }),
  set("frame", "ALLOW-FROM", "bad", { csp: ["default-src 'self'"], frame: ["ALLOW-FROM https://partner.example/"] }, {
    why: "browsers no longer know ALLOW-FROM and let every site embed the page (HTML standard); Observatory passes it" }),
  set("frame", "no such value", "bad", { csp: ["default-src 'self'"], frame: ["SAME-ORIGIN"] }),
  set("frame", "SAMEORIGIN twice", "good", { csp: ["default-src 'self'"], frame: ["SAMEORIGIN", "SAMEORIGIN"] }, {
    why: "equal values count once (HTML standard); Observatory gets them joined by a comma and knows no such value" }),
  set("frame", "SAMEORIGIN, DENY", "good", { csp: ["default-src 'self'"], frame: ["SAMEORIGIN, DENY"] }, {
    why: "values that contradict each other make browsers refuse the frame (HTML standard); Observatory knows no such value" }),
  set("frame", "frame-ancestors *, DENY", "bad", { csp: ["default-src 'self'; frame-ancestors *"], frame: ["DENY"] }, {
    why: "frame-ancestors makes browsers pass over X-Frame-Options, and * lets everybody in; Observatory passes any frame-ancestors" }),
  set("frame", "frame-ancestors in a meta element", "bad", { csp: [] }, { head: `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; frame-ancestors 'none'">`,
    why: "browsers pass over frame-ancestors in a meta element; Observatory's test of frames reads the policy with the meta element's in it" }),
  set("frame", "frame-ancestors with a partner", "good", { csp: ["default-src 'self'; frame-ancestors 'self' https://partner.example"] }),

  set("sniff", "nosniff missing", "bad", { sniff: [] }),
  set("sniff", "no-sniff", "bad", { sniff: ["no-sniff"] }),
  set("sniff", "nosniff twice", "good", { sniff: ["nosniff", "nosniff"] }, { why: "the first value counts (Fetch standard); Observatory gets them joined by a comma and knows no such value" }),

  set("referrer", "unsafe-url", "bad", { referrer: ["unsafe-url"] }),
  set("referrer", "no policy", "good", { referrer: [] }),
  set("referrer", "fallbacks, the last safe", "good", { referrer: ["unsafe-url, strict-origin-when-cross-origin"] }),
  set("referrer", "no-referrer-when-downgrade", "taste", { referrer: ["no-referrer-when-downgrade"] }, {
    why: "it was the default of browsers until 2020; the catalogue asks only that it is not unsafe-url, Observatory wants one of the four strictest" }),
  set("referrer", "unknown word", "good", { referrer: ["none-of-your-business"] }, {
    why: "browsers pass over it and use their default, which is safe; Observatory calls the field invalid" }),
  set("referrer", "unsafe-url in a meta element", "bad", {}, { head: `<meta name="referrer" content="unsafe-url">` }),

  set("cookies", "session cookie with all three", "good", { cookies: [`PHPSESSID=${session}; Secure; HttpOnly; SameSite=Lax`] }),
  set("cookies", "session cookie without Secure", "bad", { cookies: [`PHPSESSID=${session}; HttpOnly; SameSite=Lax`] }),
  set("cookies", "session cookie without HttpOnly", "bad", { cookies: [`PHPSESSID=${session}; Secure; SameSite=Lax`] }),
  set("cookies", "session cookie without SameSite", "taste", { cookies: [`PHPSESSID=${session}; Secure; HttpOnly`] }, {
    why: "the catalogue asks for SameSite on cookies of sessions, since browsers differ in what they do without; Observatory counts it as a bonus" }),
  set("cookies", "session of OpenCart without HttpOnly", "bad", { cookies: [`OCSESSID=${session}; Secure; SameSite=Lax`] }),
  set("cookies", "session of Zen Cart without HttpOnly", "bad", { cookies: [`zenid=${session}; Secure; SameSite=Lax`] }, {
    why: "its name is known to shopvet; Observatory takes names with \"sess\" or \"login\" for sessions" }),
  set("cookies", "measuring cookie without Secure", "taste", { cookies: ["_ga=GA1.1.1234567890.1234567890; Path=/"] }, {
    why: "it opens nothing to whoever reads it: shopvet does not judge it, Observatory wants Secure on every cookie" }),
  set("cookies", "token against forged requests, for scripts", "good", { cookies: [`XSRF-TOKEN=${session}; Secure; SameSite=Lax`] }),
  set("cookies", "a cookie is deleted", "good", { cookies: ["PHPSESSID=deleted; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/"] }, {
    why: "a date in the past takes the cookie away, so nothing is set that could be read; Observatory judges it like any other" }),
  set("cookies", "SameSite=None without Secure", "bad", { cookies: [`PHPSESSID=${session}; HttpOnly; SameSite=None`] }),
  set("cookies", "__Host- with a Domain", "bad", { cookies: [`__Host-session=${session}; Domain=localhost; Secure; HttpOnly; SameSite=Lax`] }, {
    why: "browsers refuse it (RFC 6265bis §4.1.3.2): every visit begins signed out. Observatory does not look at prefixes" }),

  set("sri", "library with hash and crossorigin", "good", {}, { head: `<script src="https://unpkg.com/lazysizes@5.3.2/lazysizes.min.js" integrity="sha384-3gT/vsepWkfz/ff7PpWNUeMzeWoH3cDhm/A8jM7ouoAK0/fP/9bcHHR5kHq2nf+e" crossorigin="anonymous"></script>` }),
  set("sri", "library without hash", "bad", {}, { head: `<script src="https://unpkg.com/lazysizes@5.3.2/lazysizes.min.js"></script>` }),
  set("sri", "hash without crossorigin", "bad", {}, { head: `<script src="https://unpkg.com/lazysizes@5.3.2/lazysizes.min.js" integrity="sha384-3gT/vsepWkfz/ff7PpWNUeMzeWoH3cDhm/A8jM7ouoAK0/fP/9bcHHR5kHq2nf+e"></script>`,
    why: "browsers refuse to run it; Observatory looks for the hash alone" }),
  set("sri", "payment script that its maker changes", "taste", {}, { head: `<script src="https://js.stripe.com/v3/"></script>`,
    why: "its maker changes it at will and forbids pinning it: no honest shop could. Observatory wants a hash on every script of another site" }),

  set("version", "nginx/1.18.0 (Ubuntu)", "bad", { server: ["nginx/1.18.0 (Ubuntu)"] }),
  set("version", "PHP/7.4.33", "bad", { powered: ["PHP/7.4.33"] }),
];

// fieldsOf returns the fields of a set as node's raw list, for one answer. A nonce of a sound server is new with every answer.
export function fieldsOf(s) {
  const raw = [];
  for (const [key, values] of Object.entries({ ...s.fields, ...(s.frame ? { frame: s.frame } : {}) })) {
    for (let value of values) {
      if (s.nonce) value = value.replace("r4nd0m", Buffer.from(String(Math.random())).toString("base64"));
      if (s.latin) value = Buffer.from(value, "utf8").toString("latin1");
      raw.push(names[key], value);
    }
  }
  return raw;
}
