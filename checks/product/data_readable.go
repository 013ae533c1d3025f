package product

import (
	"strconv"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DataReadable looks at the data that pages hold for search engines: whether they are JSON, as the standard asks. What shopvet can tell in spite of it counts
// for other checks all the same.
var DataReadable = checks.EachPage(checks.Meta{
	ID:     "product-data-readable",
	Title:  "Data for search engines can be read",
	Why:    "Search engines and price comparisons take name, price and stock of your goods from this data. Where it is broken, strict readers take nothing of it.",
	Fix:    "Open the page's source at the line named and mend the data there, or the template or plug-in that writes it. A test tool for structured data shows whether it worked.",
	Effort: 3,
	Messages: map[string]string{
		"sound": "The data can be read", "other": "The page holds no data that could be broken", "none": "No page holds data for search engines",
		"comma": "Line {line}: a comma too many", "no-comma": "Line {line}: a comma is missing", "quotes": "Line {line}: texts must stand in straight double quotes",
		"inner-quote": "Line {line}: a quote inside a text needs a backslash before it", "unclosed": "Line {line}: a text lacks the quote that ends it", "key": "Line {line}: a name stands without quotes", "unquoted": "Line {line}: a text stands without quotes",
		"no-value": "Line {line}: a name has no value", "comment": "Line {line}: comments are not allowed in data", "escape": "Line {line}: a backslash stands before a letter that takes none",
		"word": "Line {line}: a word that the data format does not know", "number": "Line {line}: a number as the data format does not know it", "entities": "Line {line}: quotes are written as &quot;",
		"template": "Line {line}: a mark of a template was not filled in", "script": "Line {line}: the data stand in a program", "several": "Line {line}: several pieces of data without a list around them",
		"twice": "Line {line}: the data were written into a text", "bracket": "Line {line}: a bracket too many, or of the wrong kind", "cut": "Line {line}: the end of the data is missing",
		"after": "Line {line}: something else stands behind the data", "not-json": "Line {line}: this is not data in the format it claims to be",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format", URL: "https://www.rfc-editor.org/rfc/rfc8259"},
		{Title: "JSON-LD 1.1, W3C Recommendation, section 7", URL: "https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, checks.Fold{WarnOnly: true, None: checks.Msg("none")}, judgeDataReadable)

func judgeDataReadable(in *checks.Input, p *snapshot.Page, _ struct{}) checks.Outcome {
	if len(p.DataFaults) == 0 {
		for i := range p.Data {
			if p.Data[i].Source == "json-ld" {
				return checks.Pass(checks.Msg("sound"))
			}
		}
		return checks.NotApplicable(checks.Msg("other"))
	}
	var findings []verdict.Finding
	for _, f := range p.DataFaults {
		line := "?"
		if f.Line > 0 {
			line = strconv.Itoa(f.Line)
		}
		findings = append(findings, checks.Find(checks.Msg(string(f.Kind), "line", line), verdict.Evidence{URL: in.Site.URL(p), Snippet: f.Near, Value: "line " + line}))
	}
	return checks.Warn(findings[0].Message, findings...)
}
