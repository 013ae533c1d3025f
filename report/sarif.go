package report

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// The parts of SARIF 2.1.0 (OASIS standard of 27 March 2020) that are used here.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		Results     []sarifResult     `json:"results"`
		Language    string            `json:"language"`
		Properties  map[string]any    `json:"properties"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name            string      `json:"name"`
		Version         string      `json:"version,omitempty"`
		InformationURI  string      `json:"informationUri"`
		Rules           []sarifRule `json:"rules"`
		FullDescription sarifText   `json:"fullDescription"`
	}
	sarifRule struct {
		ID            string         `json:"id"`
		Short         sarifText      `json:"shortDescription"`
		Full          sarifText      `json:"fullDescription"`
		Help          sarifText      `json:"help"`
		HelpURI       string         `json:"helpUri,omitempty"`
		Configuration sarifLevel     `json:"defaultConfiguration"`
		Properties    map[string]any `json:"properties"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifInvocation struct {
		Successful bool   `json:"executionSuccessful"`
		End        string `json:"endTimeUtc,omitempty"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Kind         string             `json:"kind"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints,omitempty"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"` // what the owner accepts
		Properties   map[string]any     `json:"properties,omitempty"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine int        `json:"startLine"`
		Snippet   *sarifText `json:"snippet,omitempty"`
	}
)

// maxSarif is how many results a run holds at most: code scanning shows no more.
const maxSarif = 5000

// SARIF writes the findings for code scanning: what needs mending is an error, what is worth improving a warning or a note.
func SARIF(w io.Writer, v *verdict.Verdict, o Options) error {
	if v == nil {
		return errNoVerdict
	}
	b := newBuilder(v, o, 0)
	run := sarifRun{
		Language: b.text("lang"), Results: []sarifResult{},
		Tool: sarifTool{Driver: sarifDriver{Name: "shopvet", Version: clean(v.Version, 60), InformationURI: homepage, Rules: []sarifRule{},
			FullDescription: sarifText{b.text("foot.measure")}}},
		Invocations: []sarifInvocation{{Successful: true}},
		Properties:  map[string]any{"target": clean(v.Target, maxAddress), "ruleset": clean(v.Ruleset, maxName)},
	}
	if !v.Taken.IsZero() {
		run.Invocations[0].End = v.Taken.UTC().Format("2006-01-02T15:04:05Z")
	}
	if v.Initial.Known {
		run.Properties["score"], run.Properties["grade"] = v.Initial.Value, clean(v.Initial.Grade, 2)
	}
	for _, r := range b.worst() {
		b.sarifResults(&run, r)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}); err != nil {
		return fmt.Errorf("write sarif report: %w", err)
	}
	return nil
}

// homepage is where this program is explained.
const homepage = "https://github.com/shopvet/shopvet"

// sarifResults adds the rule of a result and its findings.
func (b *builder) sarifResults(run *sarifRun, r *verdict.Result) {
	level := sarifLevelOf(r)
	rule := b.v.Rules[r.Check]
	id := clean(r.Check, maxName)
	index := len(run.Tool.Driver.Rules)
	run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{ID: id, Short: sarifText{b.title(r.Check)}, Full: sarifText{b.why(r.Check) + " " + b.how(r.Check)},
		Help: sarifText{b.how(r.Check)}, HelpURI: homepage + "/blob/main/docs/checks/" + slug(id) + ".md", Configuration: sarifLevel{level},
		Properties: map[string]any{"tags": []string{string(rule.Factor)}, "severity": string(r.Severity)}})
	findings := r.Findings
	if len(findings) == 0 {
		findings = []verdict.Finding{{Message: r.Reason}}
	}
	for i := range findings {
		if len(run.Results) == maxSarif {
			return
		}
		run.Results = append(run.Results, b.sarifResult(r, &findings[i], index, level))
	}
}

// sarifResult makes the SARIF result of one finding.
func (b *builder) sarifResult(r *verdict.Result, x *verdict.Finding, index int, level string) sarifResult {
	out := sarifResult{RuleID: clean(r.Check, maxName), RuleIndex: index, Kind: "fail", Level: level, Message: sarifText{b.message(r.Check, x.Message)}}
	if out.Message.Text == "" {
		out.Message.Text = b.reason(r)
	}
	if x.Fingerprint != "" {
		out.Fingerprints = map[string]string{"shopvet/v1": clean(x.Fingerprint, 40)}
	}
	if reason := b.whyAccepted(r, x); reason != "" {
		out.Suppressions = []sarifSuppression{{Kind: "external", Justification: reason}}
	}
	var urls []string
	for _, e := range first(x.Evidence, maxEvidence) {
		l := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{b.sarifURI(e.URL)}, Region: sarifRegion{StartLine: 1}}}
		if e.Snippet != "" {
			l.Physical.Region.Snippet = &sarifText{clean(e.Snippet, maxQuote)}
		}
		if said := b.sarifEvidence(&e); said != "" {
			l.Message = &sarifText{said}
		}
		out.Locations = append(out.Locations, l)
		urls = append(urls, clean(e.URL, maxAddress))
	}
	if len(out.Locations) == 0 {
		out.Locations = []sarifLocation{{Physical: sarifPhysical{Artifact: sarifArtifact{b.sarifURI("")}, Region: sarifRegion{StartLine: 1}}}}
	} else {
		out.Properties = map[string]any{"urls": urls, "places": placesOf(x)}
	}
	return out
}

// sarifEvidence puts what can be looked up at a place into one line.
func (b *builder) sarifEvidence(e *verdict.Evidence) string {
	var parts []string
	for _, s := range []string{clean(e.Target, maxQuote), b.place(e.Selector), clean(e.Header, maxName), b.alone(clean(e.Value, maxQuote))} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// sarifURI is a page's address without its scheme: code scanning turns a whole file away that names an address of the web.
// Without a page it is the shop's.
func (b *builder) sarifURI(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || raw == "" || len(raw) > maxAddress {
		if u, err = url.Parse(b.v.Target); err != nil {
			return "shop"
		}
	}
	out := url.URL{Path: strings.Trim(u.Host+u.EscapedPath(), "/"), RawQuery: u.RawQuery}
	if out.Path == "" {
		return "shop"
	}
	// A colon in the first segment would make a scheme of it.
	return strings.ReplaceAll(strings.TrimPrefix(out.String(), "./"), ":", "%3A")
}

// sarifLevelOf is the level of a result.
func sarifLevelOf(r *verdict.Result) string {
	switch {
	case r.Status == verdict.Fail && r.Severity.Weight() > verdict.Low.Weight():
		return "error"
	case r.Severity.Weight() > verdict.Low.Weight():
		return "warning"
	default:
		return "note"
	}
}
