"""Holds what the tools said against truth.tsv, and prints the table in Markdown: table.py OUT (the folder of run.sh)."""
import collections
import json
import os
import re
import sys

out = sys.argv[1]
PROFILES = [p for p in ("quick", "standard", "deep") if any(n.endswith(f".{p}.run") for n in os.listdir(out))]
ORDER = {"fail": 0, "warn": 1}


def text(name):
    try:
        with open(os.path.join(out, name), errors="replace") as f:
            return f.read()
    except FileNotFoundError:
        return None


def truth():
    for line in text("truth.tsv").splitlines():
        if line and not line.startswith("#"):
            name, _, true, expected, testssl, sslscan = line.split("\t")
            yield name, true, [] if expected == "-" else expected.split(), testssl, sslscan


def run(name):
    """Seconds, CPU seconds, exit code, connections, hellos in all and by server name; None where the tool did not run."""
    line = text(name + ".run")
    if line is None:
        return None
    seconds, cpu, code = line.split()
    seen = [event.split() for event in (text(name + ".seen") or "").splitlines()]
    hosts = collections.Counter(e[2] for e in seen if e[0] == "hello")
    Run = collections.namedtuple("Run", "seconds cpu code opened hellos hosts")
    return Run(float(seconds), float(cpu), int(code), sum(e[0] == "syn" for e in seen), sum(hosts.values()), hosts)


def statuses(name):
    verdict = text(name + ".json")
    if not verdict:
        return None
    return {r["check"]: (r["status"], r["reason"]["text"]) for r in json.loads(verdict)["results"]}


def own_count(name):
    """The handshakes that shopvet says it made, by host, beside those of the pages."""
    first = (text(name + ".jsonl") or "").split("\n", 1)[0]
    try:
        return {t["host"]: t.get("handshakes", 0) for t in json.loads(first).get("tls") or []}
    except json.JSONDecodeError:
        return {}


def judged(check, name):
    """tls- checks are held against the truth everywhere; headers and names where the endpoint is made to be sound in everything."""
    return check.startswith("tls-") or name in ("sound-nginx", "sound-sserver") and re.match(r"header-|dns-", check)


def compare(name, profile, expected, r):
    """What disagrees with the truth, and what was not looked at."""
    got = statuses(f"{name}.{profile}")
    wrong, blind, named, limit = [], [], set(), None
    for want in expected:
        check, _, status = want.partition("=")
        if want == "public":
            continue
        if check == "max":
            limit = float(status)
            continue
        named.add(check)
        is_ = (got or {}).get(check, ("missing", ""))[0]
        if is_ in status.split("|"):
            continue
        if profile == "quick" and (is_ == "unknown" or is_ == "warn" and status == "fail"):
            blind.append(check if is_ == "unknown" else f"{check} in full (warns)")
        else:
            wrong.append(f"{check} is {is_}, should be {status}")
    if got is None:
        return ["no verdict, exit code %d" % r.code], blind
    for check, (status, _) in got.items():
        if status == "broken" or check not in named and judged(check, name) and status in ORDER:
            wrong.append(f"{check} is {status}, should not be")
    if limit and r.seconds > limit:
        wrong.append(f"took {r.seconds:.0f} s of {limit:.0f}")
    if r.code not in (0, 3):
        wrong.append(f"exit code {r.code}")
    return wrong, blind


def says(name):
    got = statuses(name)
    if got is None:
        return "–"
    bad = sorted((ORDER[s], c) for c, (s, _) in got.items() if s in ORDER and re.match(r"tls-", c))
    return ", ".join(f"{('fail', 'warn')[rank]} {check.removeprefix('tls-')}" for rank, check in bad) or "nothing"


def testssl_says(name, patterns):
    report = text(f"{name}.testssl.json")
    if report is None:
        return "–"
    try:
        found = json.loads(report)
    except json.JSONDecodeError:
        return "its JSON is not whole"
    bad = [f for f in found if f["severity"] in ("LOW", "MEDIUM", "HIGH", "CRITICAL", "FATAL", "WARN")]
    named = [f for pattern in patterns.split(",") if patterns != "-" for f in found if re.fullmatch(pattern, re.sub(r" <.*", "", f["id"]))]
    hits = [f for f in named if f in bad] or named  # what it does not grade it may still tell
    rest = [f for f in bad if f not in hits and f["severity"] in ("MEDIUM", "HIGH", "CRITICAL", "FATAL")]
    said = [f"{f['id'].split(' ')[0]} {f['severity']}: {f['finding'][:60]}" for f in hits[:2]]
    if not said:
        said = ["not found"] if patterns != "-" else []
    if rest:
        said.append(f"{len(rest)} other: " + ", ".join(sorted({f["id"].split(" ")[0] for f in rest})[:4]) + ("…" if len(rest) > 4 else ""))
    return "; ".join(said) or "nothing"


def sslscan_says(name, pattern):
    report = text(f"{name}.sslscan.txt")
    if report is None:
        return "–"
    report = re.sub(r"\x1b\[[0-9;]*m", "", report)
    error = re.search(r"ERROR: (.*)", report)
    if error and "Supported Server Cipher" not in report:
        return error.group(1)[:70]
    if pattern == "-":
        return "·"
    hit = re.search(f"(?m)^.*?({pattern})", report)
    return re.sub(r"\s+", " ", hit.group(1).strip())[:60] if hit else "not found"


def cost(r):
    return "–" if r is None else f"{r.seconds:.1f} s, {r.hellos}" + (f" of {r.opened}" if r.opened != r.hellos else "")


def cell(s):
    return s.replace("|", "\\|").replace("\n", " ")


def main():
    columns = ["endpoint", "what is true", "shopvet says (deepest profile)", "agrees?", "testssl.sh says", "sslscan says"]
    columns += [f"shopvet {p}" for p in PROFILES] + ["own count", "testssl.sh", "sslscan"]
    print("| " + " | ".join(columns) + " |\n|" + "---|" * len(columns))
    total, disagree, looked, most = collections.defaultdict(float), 0, collections.Counter(), collections.Counter()
    for name, true, expected, testssl, sslscan in truth():
        runs = {p: run(f"{name}.{p}") for p in PROFILES}
        peers = {t: run(f"{name}.{t}") for t in ("testssl", "sslscan")}
        if not any(runs.values()) and not any(peers.values()):
            continue
        notes = []
        for p, r in runs.items():
            if r is None:
                continue
            wrong, blind = compare(name, p, expected, r)
            looked[p] += 1
            disagree += bool(wrong)
            notes += [f"**{p}: {w}**" for w in wrong] + [f"{p} did not see {b}" for b in blind]
        for tool, r in {**runs, **peers}.items():
            if r:
                total[tool] += r.seconds
                total[tool + " CPU"] += r.cpu
                total[tool + " hellos"] += r.hellos
                total[tool + " runs"] += 1
        for p in PROFILES:
            most[p] = max(most[p], sum(own_count(f"{name}.{p}").values()))
        deepest = next((p for p in reversed(PROFILES) if runs[p]), None)
        own = own_count(f"{name}.standard") or (own_count(f"{name}.{deepest}") if deepest else {})
        print("| " + " | ".join(cell(c) for c in [
            name, true, says(f"{name}.{deepest}") if deepest else "–", "; ".join(notes) or ("yes" if looked else "–"),
            testssl_says(name, testssl), sslscan_says(name, sslscan)] + [cost(runs[p]) for p in PROFILES] +
            ["+".join(str(n) for n in own.values()) or "–", cost(peers["testssl"]), cost(peers["sslscan"])]) + " |")
    print()
    for tool in PROFILES + ["testssl", "sslscan"]:
        if total[tool]:
            runs = total[tool + " runs"]
            print(f"- {tool}: {runs:.0f} endpoints, on average {total[tool] / runs:.1f} s, {total[tool + ' CPU'] / runs:.2f} CPU-s, "
                  f"{total[tool + ' hellos'] / runs:.0f} handshakes" + (f"; most by its own count {most[tool]}" if tool in most else ""))
    if looked:
        print(f"- shopvet looked {sum(looked.values())} times at {max(looked.values())} endpoints and disagrees with the truth {disagree} times.")
    sys.exit(1 if disagree else 0)


main()
