package header

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ExposedFiles tells of files that lie open though nobody meant them to. They are asked for only where the user says that the site is theirs: asking
// for them elsewhere is what attackers do. Lists of a folder and the Finder's notes give away names only, so they warn.
var ExposedFiles = checks.Site(checks.Meta{
	ID:    "header-exposed-files",
	Title: "No inner files of the shop lie open",
	Why:   "Forgotten backups, settings and stores of program code hold passwords and customers' data, and anybody can download them once their well-known names are tried.",
	Fix: "Delete the file from the web server's folder or forbid access to it, and change every password and key that was in it: others may have found it " +
		"before.",
	Effort: 1,
	Messages: map[string]string{
		"off":      "Not looked for: say with --own-site that the site is yours, and it is asked for files that should not lie open",
		"closed":   "None of the well-known addresses of inner files answered with such a file: {asked}",
		"silent":   "Too many of the addresses of inner files brought no answer: {silent} of {asked}",
		"open":     "Inner files that anybody can download: {bad}",
		"names":    "Places that give away the names of the shop's files: {bad}",
		"git":      "The store of the shop's program code can be downloaded",
		"env":      "A file with the settings of the shop's program can be read, with passwords or keys in it",
		"config":   "A copy of the shop's settings can be read as text",
		"password": "A list of users with the hashes of their passwords can be read",
		"dump":     "A copy of the shop's database can be downloaded",
		"archive":  "A packed backup can be downloaded",
		"phpinfo":  "A page that tells how the server is set up (phpinfo) is open to all",
		"ds-store": "A file that a Mac left behind (.DS_Store) gives away the names of files",
		"listing":  "The server lists all files of a folder",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "OWASP Web Security Testing Guide, Review Old Backup and Unreferenced Files for Sensitive Information", URL: "https://owasp.org/www-project-web-security-testing-guide/stable/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/04-Review_Old_Backup_and_Unreferenced_Files_for_Sensitive_Information"},
		{Title: "CWE-538, Insertion of Sensitive Information into Externally-Accessible File or Directory", URL: "https://cwe.mitre.org/data/definitions/538.html"},
	},
	Public: true, Since: "0.1",
}, struct{}{}, judgeExposed)

func judgeExposed(in *checks.Input, _ struct{}) checks.Outcome {
	e := in.Snap.Exposure
	if e == nil {
		return checks.NotApplicable(checks.Msg("off"))
	}
	var findings []verdict.Finding
	serious := 0
	for _, f := range e.Found {
		if f.Kind != snapshot.ExposedListing && f.Kind != snapshot.ExposedDSStore {
			serious++
		}
		findings = append(findings, checks.Find(checks.Msg(string(f.Kind)), verdict.Evidence{URL: f.URL, Snippet: f.Snippet}))
	}
	o := checks.Pass(checks.Msg("closed", "asked", e.Asked))
	switch {
	case serious > 0:
		o = checks.Fail(checks.Msg("open", "bad", serious), findings...)
	case len(findings) > 0:
		o = checks.Warn(checks.Msg("names", "bad", len(findings)), findings...)
	case e.Asked == 0 || 4*e.Silent > e.Asked:
		o = checks.Unknown(checks.Msg("silent", "silent", e.Silent, "asked", e.Asked))
	}
	o.Seen = e.Asked - e.Silent
	return o
}
