package header

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Hygiene reads small fields that cost nothing. From a version that is told nothing is concluded: distributions mend old versions without
// changing their number.
var Hygiene = checks.Site(checks.Meta{
	ID:    "header-hygiene",
	Title: "No file types are left to guess, no whole addresses told to others, no version shown",
	Why:   "Browsers that guess take an uploaded picture for a program; whole addresses sent along tell other sites what a customer looked at; exact versions tell attackers which tools fit.",
	Fix: "Send X-Content-Type-Options: nosniff, take unsafe-url out of Referrer-Policy, and let the server name its product without a version, for instance " +
		"with server_tokens off in nginx, ServerTokens Prod in Apache or expose_php = Off in PHP.",
	Effort: 1,
	Messages: map[string]string{
		"clean":      "The header fields looked at are in order on all pages looked at: {seen}",
		"untidy":     "Small header settings that could be better: {bad}",
		"unclear":    "The header fields of the home page were not seen",
		"no-nosniff": "X-Content-Type-Options: nosniff is not sent",
		"bad-sniff":  "X-Content-Type-Options has a value that browsers do not know: only nosniff counts",
		"unsafe-url": "Every other site that a customer goes to or loads something from is told the whole address of the page (unsafe-url)",
		"version":    "The exact version of a product is told to everybody: {product}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "OWASP HTTP Headers Cheat Sheet", URL: "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html"},
		{Title: "WHATWG Fetch Standard, X-Content-Type-Options", URL: "https://fetch.spec.whatwg.org/#x-content-type-options-header"},
		{Title: "W3C, Referrer Policy", URL: "https://www.w3.org/TR/referrer-policy/"},
	},
	Needs: snapshot.HavePages, Public: true, Since: "0.1",
}, struct{}{}, judgeHygiene)

func judgeHygiene(in *checks.Input, _ struct{}) checks.Outcome {
	if in.Site.Home == nil {
		return checks.Unknown(checks.Msg("unclear"))
	}
	if _, ok := fields(in, in.Site.Home); !ok {
		return checks.Unknown(checks.Msg("unclear"))
	}
	var findings []verdict.Finding
	told := map[string]bool{} // the same fault of the same field is told of one page only
	seen := 0
	for p := range in.Site.Each(append([]*snapshot.Page{in.Site.Home}, guarded(in)...)) {
		header, ok := fields(in, p)
		if !ok || seen > 0 && p == in.Site.Home {
			continue
		}
		seen++
		for _, f := range untidy(header, p) {
			id := f.Message.Key + " " + f.Evidence[0].Header + " " + f.Evidence[0].Value
			if !told[id] {
				told[id] = true
				f.Evidence[0].URL = in.Site.URL(p)
				findings = append(findings, f)
			}
		}
	}
	o := checks.Pass(checks.Msg("clean", "seen", seen))
	if len(findings) > 0 {
		o = checks.Warn(checks.Msg("untidy", "bad", len(findings)), findings...)
	}
	o.Seen = seen
	return o
}

// untidy lists what is wrong with the small fields of one page.
func untidy(header map[string][]string, p *snapshot.Page) []verdict.Finding {
	var list []verdict.Finding
	add := func(field, value, limit string, msg verdict.Message) {
		list = append(list, checks.Find(msg, verdict.Evidence{Header: field, Value: quote(value), Limit: limit}))
	}
	switch sniff := header[fieldSniff]; {
	case len(sniff) == 0:
		add(fieldSniff, "not sent", "nosniff", checks.Msg("no-nosniff"))
	case !nosniff(sniff):
		add(fieldSniff, strings.Join(sniff, ", "), "nosniff", checks.Msg("bad-sniff"))
	}
	if where, ok := unsafeReferrer(header, p); ok {
		add(where, "unsafe-url", "strict-origin-when-cross-origin, or nothing", checks.Msg("unsafe-url"))
	}
	for _, v := range versions(header, p) {
		add(v.field, v.value, "a product's name without its version", checks.Msg("version", "product", v.value))
	}
	return list
}

// nosniff reads X-Content-Type-Options: the first value counts.
func nosniff(values []string) bool {
	first, _, _ := strings.Cut(strings.Join(values, ","), ",")
	return strings.EqualFold(strings.Trim(first, " \t"), "nosniff")
}

// referrerPolicies are the policies that browsers know.
var referrerPolicies = []string{"no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin",
	"strict-origin-when-cross-origin", "unsafe-url"}

// unsafeReferrer reports whether the policy in force is unsafe-url, and where it stands. Of a list of fallbacks the last one known counts, and a
// meta element goes before the header.
func unsafeReferrer(header map[string][]string, p *snapshot.Page) (where string, unsafe bool) {
	policy, where := "", ""
	for token := range strings.SplitSeq(strings.Join(header[fieldReferrer], ","), ",") {
		if token = strings.ToLower(strings.TrimSpace(token)); slices.Contains(referrerPolicies, token) {
			policy, where = token, fieldReferrer
		}
	}
	for _, content := range metas(p, "referrer") {
		content = strings.ToLower(strings.TrimSpace(content))
		if content == "always" { // its old name
			content = "unsafe-url"
		}
		if slices.Contains(referrerPolicies, content) || content == "never" || content == "default" || content == "origin-when-crossorigin" {
			policy, where = content, "meta referrer"
		}
	}
	return where, policy == "unsafe-url"
}

// told is a version and the field that tells it.
type told struct{ field, value string }

// versionFields are the fields that name the software of a server.
var versionFields = []string{"Server", "X-Powered-By", "X-Aspnet-Version", "X-Aspnetmvc-Version", "X-Generator", "X-Powered-Cms"}

// Versions with three numbers or more are exact: "Apache/2.4" and "Drupal 10" name a series.
var (
	productVersion = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_.+!-]{0,60}(?: [A-Za-z]{2,20}){0,4}(?:/| v?| version )\d{1,4}\.\d{1,6}\.\d{1,6}[A-Za-z0-9.+~_-]{0,40}`)
	bareVersion    = regexp.MustCompile(`^\d{1,4}\.\d{1,6}(\.\d{1,6})+$`)
)

// versions lists the exact versions that a page and its header fields tell.
func versions(header map[string][]string, p *snapshot.Page) []told {
	var list []told
	find := func(field, value string) {
		m := productVersion.FindString(quote(value))
		if m == "" && strings.HasPrefix(field, "X-Aspnet") {
			m = bareVersion.FindString(strings.TrimSpace(value))
		}
		if m != "" && len(list) < 10 {
			list = append(list, told{field, m})
		}
	}
	for _, field := range versionFields {
		for _, value := range header[field] {
			find(field, value)
		}
	}
	for _, content := range metas(p, "generator") {
		find("meta generator", content)
	}
	return list
}
