package verdict_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/shopvet/shopvet/verdict"
)

// sample returns a verdict that uses every field there is.
func sample() *verdict.Verdict {
	msg := verdict.Message{Key: "none", Args: map[string]any{"count": 3, "names": []string{"a", "b"}}, Text: "3 <b>things</b> & more"}
	law := verdict.Source{Title: "A law", URL: "https://law.example/5", Market: "de", From: "2024-05-14", Level: "must"}
	factor := verdict.FactorScore{Factor: verdict.VendorIdentity, Name: "Who the seller is", Weight: 13, Mark: 61.5, Coverage: 0.9, Checks: 3, Unknown: 1}
	phases := &verdict.Phases{N: 4, DNS: 0.01, Connect: 0.02, TLS: 0.03, Wait: 0.2, Receive: 0.1, Total: 0.35, Min: 0.3, Max: 0.5}
	return &verdict.Verdict{
		Schema: verdict.Schema, Version: "0.1.0", Ruleset: "abc", Target: "https://shop.example", Base: "https://shop.example/",
		Taken: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Development: true,
		Crawl: verdict.Crawl{
			Stop: "page-limit", Obstacle: "rate-limit", Profile: "standard", Seconds: 3.5, Pages: 400, HTML: 390,
			Skipped: map[string]int{"robots": 4}, Bytes: 12_000_000, FullLook: true, LookGaps: []verdict.Message{msg}, MedianTTF: 0.2,
		},
		Markets: []verdict.Market{{Code: "de", Scored: true, Reasons: []string{"given"}, Configured: true, Data: "2026-11-01"}},
		Initial: verdict.Score{
			Stage: verdict.StageInitial, Known: true, Value: 39, Low: 30, High: 39, Coverage: 0.93, Grade: "E", Provisional: true, Raw: 74.25,
			Deduction: 8, Factors: []verdict.FactorScore{factor},
			Caps: []verdict.Cap{{ID: "K6", Limit: 39, Class: "accountability", Reason: msg, Checks: []string{"identity-legal-name"}}},
		},
		Mature: verdict.Score{Stage: verdict.StageMature, Why: &msg, High: 100},
		Actions: []verdict.Action{{
			Checks: []string{"identity-legal-name"}, Title: "Name the seller", Fix: "Name the seller.", Effort: 1, Gain: 12, RawGain: 3.25, After: 51,
			Grade: "D", Lifts: []string{"K6"}, Duty: true, Reaches: true, Stage: verdict.StageInitial, MatureGain: 2.5,
		}},
		Verify: []verdict.Verification{{Check: "tls-cert-valid", Title: "The certificate stands", Why: msg, Gain: 0.02}},
		Results: []verdict.Result{{
			Check: "identity-legal-name", Status: verdict.Fail, Grade: 0.25, Severity: verdict.High, Confidence: verdict.Likely, Reason: msg,
			Findings: []verdict.Finding{{
				Message:     msg,
				Evidence:    []verdict.Evidence{{URL: "https://shop.example/", Target: "t", Selector: "footer", Header: "Server", Snippet: "s", Value: "v", Limit: "l"}},
				Fingerprint: "0123456789abcdef",
			}},
			Total: 7, Seen: 9, Duty: &law,
		}},
		Rules: map[string]verdict.Rule{"identity-legal-name": {
			Title: "The seller is named", Why: "Why.", Fix: "Name the seller.", Factor: verdict.VendorIdentity, Stage: verdict.StageBoth,
			Severity: verdict.High, Effort: 1, Sources: []verdict.Source{{Title: "A study"}}, Experimental: true,
		}},
		Shop: verdict.Shop{
			Name: "Shop", NameURL: "u", Platform: "p", PlatformBy: "b", Server: "nginx", Languages: []string{"de"}, Roles: map[string]int{"product": 9},
			Policies: []verdict.Policy{{Kind: "terms", URL: "u", Title: "t", Form: "page", Lang: "de", Letters: 900, Hollow: "stub"}},
			Contacts: []verdict.Contact{{Kind: "email", Value: "v", URL: "u"}},
			Identity: []verdict.Identifier{{Kind: "de-vat", Value: "v", Country: "DE", WellFormed: true, URL: "u"}},
			Payments: []verdict.Payment{{Name: "n", URL: "u", From: "text"}},
		},
		Timings: []verdict.Timing{{Role: "home", URL: "https://shop.example/", N: 4, Silent: 1, First: phases, Cold: phases, Warm: phases}},
		Notes:   []verdict.Message{msg},
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(verdict.JSONSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("verdict.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("verdict.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func encoded(t *testing.T, v *verdict.Verdict) string {
	t.Helper()
	var b strings.Builder
	if err := verdict.Encode(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

func TestVerdictsFollowTheSchema(t *testing.T) {
	s := compiled(t)
	if err := validate(t, s, encoded(t, sample())); err != nil {
		t.Errorf("a full verdict: %v", err)
	}
	// What a shop that could not be reached leaves: no lists at all.
	why := verdict.Message{Key: "score.low-coverage", Text: "Too little was seen"}
	bare := &verdict.Verdict{
		Schema: verdict.Schema, Target: "https://shop.example", Taken: sample().Taken, Crawl: verdict.Crawl{Stop: "unreachable"},
		Initial: verdict.Score{Stage: verdict.StageInitial, Why: &why, High: 100}, Mature: verdict.Score{Stage: verdict.StageMature, Why: &why, High: 100},
		Results: []verdict.Result{{Check: "a-one", Status: verdict.Unknown, Severity: verdict.Low, Confidence: verdict.Sure, Findings: []verdict.Finding{{Fingerprint: "0123456789abcdef"}}}},
	}
	text := encoded(t, bare)
	if err := validate(t, s, text); err != nil {
		t.Errorf("a bare verdict: %v", err)
	}
	if strings.Contains(text, "null") {
		t.Errorf("a list is null:\n%s", text)
	}
	if bare.Markets != nil || bare.Rules != nil || bare.Shop.Roles != nil || bare.Results[0].Findings[0].Evidence != nil {
		t.Error("writing a verdict changed it")
	}
}

func TestTheSchemaRefusesWhatIsNoVerdict(t *testing.T) {
	s := compiled(t)
	tests := map[string]func(map[string]any){
		"another schema":          func(v map[string]any) { v["schema"] = 2 },
		"an unknown field":        func(v map[string]any) { v["extra"] = true },
		"a missing field":         func(v map[string]any) { delete(v, "results") },
		"no time":                 func(v map[string]any) { v["taken"] = "yesterday" },
		"a reason to stop":        func(v map[string]any) { v["crawl"].(map[string]any)["stop"] = "bored" },
		"a reason to skip":        func(v map[string]any) { v["crawl"].(map[string]any)["skipped"] = map[string]any{"dull": 1} },
		"a status":                func(v map[string]any) { of(v, "results")["status"] = "meh" },
		"a severity":              func(v map[string]any) { of(v, "results")["severity"] = "" },
		"a grade above one":       func(v map[string]any) { of(v, "results")["grade"] = 1.5 },
		"an id":                   func(v map[string]any) { of(v, "results")["check"] = "Nameless" },
		"a field of a finding":    func(v map[string]any) { of(of(v, "results"), "findings")["where"] = "there" },
		"a score beyond 100":      func(v map[string]any) { v["initial"].(map[string]any)["value"] = 101 },
		"a known score with why":  func(v map[string]any) { v["initial"].(map[string]any)["why"] = map[string]any{"key": "k", "text": "t"} },
		"a withheld one with one": func(v map[string]any) { v["mature"].(map[string]any)["grade"] = "A" },
		"a withheld one with no reason": func(v map[string]any) {
			v["mature"].(map[string]any)["why"] = nil
		},
		"a cap that rests on nothing": func(v map[string]any) { of(v["initial"].(map[string]any), "caps")["checks"] = []any{} },
		"a cap":                       func(v map[string]any) { of(v["initial"].(map[string]any), "caps")["id"] = "K15" },
		"an effort":                   func(v map[string]any) { of(v, "actions")["effort"] = 2 },
		"a null list":                 func(v map[string]any) { v["notes"] = nil },
		"a rule under no id": func(v map[string]any) {
			v["rules"].(map[string]any)["x"] = v["rules"].(map[string]any)["identity-legal-name"]
		},
		"a form of a policy": func(v map[string]any) { of(v["shop"].(map[string]any), "policies")["form"] = "scroll" },
	}
	for name, spoil := range tests {
		var v map[string]any
		if err := json.Unmarshal([]byte(encoded(t, sample())), &v); err != nil {
			t.Fatal(err)
		}
		spoil(v)
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if validate(t, s, string(text)) == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// of returns the first element of a list.
func of(v map[string]any, list string) map[string]any { return v[list].([]any)[0].(map[string]any) }

func TestAVerdictComesBackAsItWas(t *testing.T) {
	first := encoded(t, sample())
	v, err := verdict.Decode(strings.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if second := encoded(t, v); second != first {
		t.Errorf("written again it differs:\n%s\n%s", first, second)
	}
	if v.Results[0].Findings[0].Message.Text != sample().Results[0].Findings[0].Message.Text {
		t.Error("a text with markup came back otherwise")
	}
}

func TestWhatIsNoVerdictIsRefusedInOneLine(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", "", "not JSON at byte 0"},
		{"a page", "<html>", "not JSON at byte 1"},
		{"cut off", encoded(t, sample())[:900], "not JSON at byte 900"},
		{"a list", "[1]", "cannot"},
		{"other JSON", `{"schema": null}`, "no verdict of shopvet"},
		{"a number below one", `{"schema": 0}`, "no verdict of shopvet"},
		{"no schema", `{}`, "no verdict of shopvet"},
		{"a newer one", `{"schema": 2, "results": {"odd": true}}`, "newer shopvet (schema 2, this one knows up to 1)"},
		{"a wrong type", `{"schema": 1, "results": 7}`, "results is a number"},
		{"something after it", `{"schema": 1} {}`, "not JSON at byte 15"},
	}
	for _, tt := range tests {
		_, err := verdict.Decode(strings.NewReader(tt.text))
		if err == nil {
			t.Errorf("%s is accepted", tt.name)
			continue
		}
		if !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestFieldsOfALaterProgramArePassedOver(t *testing.T) {
	v, err := verdict.Decode(strings.NewReader(`{"schema": 1, "target": "https://shop.example", "later": {"x": 1}}`))
	if err != nil || v.Target != "https://shop.example" {
		t.Errorf("got %+v, %v", v, err)
	}
}
