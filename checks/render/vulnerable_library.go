package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// VulnerableLibrary holds the script libraries of the shop, by the versions they name, against the holes that were published for them. It fails
// only where a hole rated high or critical, through which scripts can be run or something taken, is open on a page on which visitors enter a
// password, card data, an address or a message; and only where nobody is known to mend that copy without giving it a new number. What names no
// version is not guessed.
var VulnerableLibrary = checks.Site(checks.Meta{
	ID:    "render-vulnerable-library",
	Title: "The script libraries in use have no published holes",
	Why: "Holes of old script libraries are described in public lists. Whoever finds a way to use one in the shop can change its pages and read what buyers " +
		"type into them.",
	Fix: "Update the script libraries with published holes to the versions named here, together with the themes or plug-ins that bring them. Where " +
		"your shop system mends old versions itself, keep the system up to date, and ask its makers whether the copy is mended.",
	Effort: 3,
	Messages: map[string]string{
		"none":         "No library with a hole published up to {date} was seen; seen: {libraries}",
		"none-of-some": "No library with a hole published up to {date} was seen; seen: {libraries}; without a version: {silent}",
		"holes":        "Libraries with holes published up to {date}: {bad} of {seen}",
		"open":         "Libraries with holes published up to {date}: {bad} of {seen}; a serious one is open where visitors enter {asks}",
		"silent":       "The libraries that were seen name no version: {silent}",
		"unread":       "No script of the shop could be looked into, and no address of one names a library with its version",
		"no-library":   "No script of the pages read names itself as one of the {known} libraries whose published holes are known here",
		"no-scripts":   "The pages that were read load no scripts",
		"hole":         "{library} {version} has published holes, up to \"{severity}\": {ids}; closed from version {fixed} on. The worst of them: {says} {source}",
		"hole-unfixed": "{library} {version} has published holes, up to \"{severity}\": {ids}; no version closes all of them, so replace the library. The worst of them: {says} {source}",
		"hole-patched": "{library} {version} has published holes, up to \"{severity}\": {ids}; {patcher} may have mended this copy under its old number, ask there. The worst of them: {says} {source}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "OWASP Top 10, A06: Vulnerable and Outdated Components", URL: "https://owasp.org/Top10/A06_2021-Vulnerable_and_Outdated_Components/"},
		{Title: "PCI DSS v4.0, requirement 6.3: known security vulnerabilities are addressed", URL: "https://www.pcisecuritystandards.org/document_library/"},
		{Title: "GitHub Advisory Database", URL: "https://github.com/advisories"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeVulnerableLibrary)

func judgeVulnerableLibrary(in *checks.Input, _ struct{}) checks.Outcome {
	if len(in.Site.Scripts) == 0 && !anyScripts(in) {
		return checks.NotApplicable(checks.Msg("no-scripts"))
	}
	found := findLibraries(in)
	if len(found.read) == 0 {
		switch {
		case len(found.silent) > 0:
			return checks.Unknown(checks.Msg("silent", "silent", some(found.silent)))
		case found.unread > 0 && found.looked == 0:
			return checks.Unknown(checks.Msg("unread"))
		}
		return checks.NotApplicable(checks.Msg("no-library", "known", len(in.Libraries.Libs)))
	}
	var findings []verdict.Finding
	asks, sure := "", verdict.Likely
	for _, c := range found.read {
		if len(c.holes) == 0 {
			continue
		}
		findings = append(findings, c.finding(in.Libraries))
		if c.open() && (asks == "" || sure == verdict.Likely) {
			asks = c.asks
			sure = c.confidence()
		}
	}
	date := in.Libraries.Date
	var o checks.Outcome
	switch {
	case asks != "":
		o = checks.Fail(checks.Msg("open", "date", date, "bad", len(findings), "seen", len(found.read), "asks", asks), findings...)
		o.Confidence = sure
	case len(findings) > 0:
		o = checks.Warn(checks.Msg("holes", "date", date, "bad", len(findings), "seen", len(found.read)), findings...)
	case len(found.silent) > 0:
		o = checks.Pass(checks.Msg("none-of-some", "date", date, "libraries", found.names(), "silent", some(found.silent)))
	default:
		o = checks.Pass(checks.Msg("none", "date", date, "libraries", found.names()))
	}
	o.Seen = len(found.read)
	return o
}

// anyScripts reports whether a page has scripts at all, those inside the pages included.
func anyScripts(in *checks.Input) bool {
	return slices.ContainsFunc(in.Site.Pages, func(p *snapshot.Page) bool { return p.Scripts > 0 })
}

// finding says what is known against one copy of a library.
func (c *libraryCopy) finding(d *library.Data) verdict.Finding {
	worst := c.holes[0]
	key, fixed := "hole", c.fixed(d)
	switch {
	case c.Patcher != "":
		key = "hole-patched"
	case fixed == "":
		key = "hole-unfixed"
	}
	ids := make([]string, len(c.holes))
	for i, h := range c.holes {
		ids[i] = h.IDs[0]
	}
	message := checks.Msg(key, "library", c.Lib.Title, "version", c.Version.String(), "severity", string(worst.Severity), "ids", some(ids),
		"fixed", fixed, "patcher", c.Patcher, "says", worst.Says, "source", worst.Source)
	var evidence []verdict.Evidence
	for _, use := range c.uses[:min(len(c.uses), maxUses)] {
		evidence = append(evidence, verdict.Evidence{
			URL: cmp.Or(use.Form, use.Page), Target: use.URL, Snippet: c.Mark, Value: c.Version.String(), Limit: fixed,
		})
	}
	return checks.Find(message, evidence...)
}

// maxUses is how many scripts are shown that hold the same copy, maxSome how many names a sentence lists.
const (
	maxUses = 3
	maxSome = 8
)

// some lists the first names of a list and counts the others.
func some(list []string) string {
	if len(list) <= maxSome {
		return strings.Join(list, ", ")
	}
	return strings.Join(list[:maxSome], ", ") + " …"
}

// open reports whether a stranger could get at what visitors enter through the copy.
func (c *libraryCopy) open() bool {
	return c.asks != "" && c.Patcher == "" && slices.ContainsFunc(c.holes, func(h *library.Hole) bool {
		return h.Severity.Rank() >= library.High.Rank() && h.Effect != library.Stalls
	})
}

// confidence is high where the library itself, or the address of a host for packages, says the version; a file's name may be out of date.
func (c *libraryCopy) confidence() verdict.Confidence {
	if c.How == library.ByName || c.How == library.ByUserExp {
		return verdict.Likely
	}
	return verdict.Sure
}
