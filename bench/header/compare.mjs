// Puts both tools' judgements side by side as a Markdown table, and fails where they differ without an explanation or shopvet differs from the truth.
//   node compare.mjs OBSERVATORY.json FOLDER-OF-SHOPVET-REPORTS
import { readFileSync } from "node:fs";
import { sets } from "./sets.mjs";

const checks = { csp: "header-csp", frame: "header-frame-guard", sniff: "header-hygiene", referrer: "header-hygiene", cookies: "header-cookie-flags", sri: "header-subresource-integrity", version: "header-hygiene" };
// Of the check of small fields only the findings on the aspect count.
const findings = { sniff: ["no-nosniff", "bad-sniff"], referrer: ["unsafe-url"], version: ["version"] };

function shopvet(report, aspect) {
  const r = report.results.find((r) => r.check === checks[aspect]);
  const own = (r.findings ?? []).filter((f) => !findings[aspect] || findings[aspect].includes(f.message.key));
  const status = findings[aspect] && own.length === 0 && r.status === "warn" ? "pass" : r.status;
  const verdict = { pass: "good", "not-applicable": "good", warn: "bad", fail: "bad" }[status] ?? status;
  return { verdict, detail: status + (own.length ? ": " + [...new Set(own.map((f) => f.message.key))].join(", ") : "") };
}

const observed = JSON.parse(readFileSync(process.argv[2]));
const cell = (s) => String(s).replaceAll("|", "\\|");
const lines = ["| about | header set | a browser is | shopvet | observatory | same? | if not, why |", "|---|---|---|---|---|---|---|"];
let same = 0, right = 0, left = 0, wrong = 0, clear = 0;
for (const [i, s] of sets.entries()) {
  const a = shopvet(JSON.parse(readFileSync(`${process.argv[3]}/${i}.json`)), s.aspect), b = observed[i];
  const agree = a.verdict === b.verdict, compared = b.verdict !== "not looked at";
  if (compared && agree) same++;
  if (s.truth !== "taste") {
    clear++;
    if (a.verdict === s.truth) right++;
    else { wrong++; console.error(`shopvet says ${a.verdict} of "${s.name}", which is ${s.truth}`); }
    if (b.verdict === s.truth) left++;
  }
  const why = !compared ? "it has no such test" : agree ? "" : s.why;
  if (why === undefined) { wrong++; console.error(`not explained: "${s.name}": shopvet ${a.detail}, observatory ${b.detail}`); }
  if (compared && agree && s.why) { wrong++; console.error(`explained, and no difference: "${s.name}"`); }
  const truth = { good: "protected", bad: "not protected", taste: "a matter of taste" }[s.truth];
  lines.push(`| ${s.aspect} | ${cell(s.name)} | ${truth} | ${a.detail} | ${b.verdict === "not looked at" ? "–" : (b.verdict === "good" ? "pass: " : "fail: ") + b.detail} | ${!compared ? "–" : agree ? "yes" : "no"} | ${cell(why ?? "**not explained**")} |`);
}
console.log(lines.join("\n"));
const compared = observed.filter((o) => o.verdict !== "not looked at").length;
console.log(`\n${sets.length} header sets, ${compared} compared: the same in ${same}, another judgement in ${compared - same}, each explained. Of the ${clear} sets for which the standards give one answer, shopvet gives it in ${right}, the observatory in ${left}.`);
process.exit(wrong ? 1 : 0);
