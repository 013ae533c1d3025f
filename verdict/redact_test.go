package verdict_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// sole is the shop of a sole trader: what is known of her stands in facts, in the sentence of a check in order, in a claim, and in evidence.
func sole() *verdict.Verdict {
	v := sample()
	v.Shop.Identity = []verdict.Identifier{{Kind: "person", Value: "Anna Lindner", WellFormed: true}, {Kind: "de-vat", Value: "DE136695976", WellFormed: true}}
	v.Shop.Contacts = []verdict.Contact{{Kind: "email", Value: "anna@lindner.example"}, {Kind: "phone", Value: "+49 30 123456"},
		{Kind: "address", Value: "Gartenweg 3, 10115 Berlin"}, {Kind: "form", Value: "/kontakt"}}
	v.Shop.Policies[0].Claims = []verdict.Claim{{Kind: "controller", Sentence: "Verantwortlich ist Anna Lindner, Gartenweg 3, 10115 Berlin."}}
	told := func(status verdict.Status, text string) verdict.Result {
		return verdict.Result{Check: string(status) + "-check", Status: status, Severity: verdict.Low,
			Reason:   verdict.Message{Key: "k", Text: text, Args: map[string]any{"who": []string{"Anna Lindner"}, "m": verdict.Message{Key: "x", Text: text}}},
			Findings: []verdict.Finding{{Message: verdict.Message{Text: text}, Evidence: []verdict.Evidence{{Snippet: text, Value: "anna@lindner.example"}}}}}
	}
	v.Results = []verdict.Result{told(verdict.Pass, "The seller is Anna Lindner, anna@lindner.example"), told(verdict.Fail, "Two sellers: Anna Lindner and Bernd Maier")}
	v.Pictures = []verdict.Picture{{}}
	return v
}

func TestRedactLeavesEvidenceOnly(t *testing.T) {
	before := sole()
	out, err := verdict.Redact(before)
	if err != nil {
		t.Fatal(err)
	}
	fail := out.Results[1]
	out.Results = out.Results[:1]
	rest, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"Lindner", "anna@", "123456", "Gartenweg"} {
		if strings.Contains(string(rest), gone) {
			t.Errorf("%q is still there", gone)
		}
	}
	if len(out.Shop.Contacts) != 1 || len(out.Shop.Identity) != 1 || len(out.Pictures) != 0 {
		t.Errorf("left: %+v %+v, %d pictures", out.Shop.Contacts, out.Shop.Identity, len(out.Pictures))
	}
	if f := fail.Findings[0]; fail.Reason.Text != "Two sellers: Anna Lindner and Bernd Maier" || f.Evidence[0].Value != "anna@lindner.example" {
		t.Errorf("evidence is gone: %+v", fail)
	}
	if n := out.Notes[len(out.Notes)-1]; n.Key != "note.redacted" || !strings.Contains(n.Text, "4 entries") {
		t.Errorf("nothing tells of it: %+v", n)
	}
	if len(before.Shop.Contacts) != 4 {
		t.Error("the verdict itself was changed")
	}
}

// How a company is reached is no personal data; who stands for it is.
func TestRedactLeavesACompanyReachable(t *testing.T) {
	v := sole()
	v.Shop.Identity = append(v.Shop.Identity, verdict.Identifier{Kind: "company", Value: "Lindner Kerzen GmbH", WellFormed: true})
	out, err := verdict.Redact(v)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Shop.Contacts) != 4 || len(out.Shop.Identity) != 2 || strings.Contains(out.Results[0].Reason.Text, "Anna Lindner") {
		t.Errorf("left: %+v %+v %q", out.Shop.Contacts, out.Shop.Identity, out.Results[0].Reason.Text)
	}
}
