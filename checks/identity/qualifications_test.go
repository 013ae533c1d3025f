package identity_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/identity"
	"github.com/shopvet/shopvet/verdict"
)

func TestQualifications(t *testing.T) {
	if identity.Qualifications.Meta.Severity.Weight() != 0 {
		t.Error("permits count in the score, though which ones a shop needs is not known")
	}
	named := func(text string) verdict.Result {
		snap := checktest.Shop(t, shop(``, filled+text)...)
		return checktest.Run(t, identity.Qualifications, checktest.Input(t, snap, checktest.Options{}))
	}
	if r := named(`<p>LUCID-Registernummer: DE1234567890123</p><p>WEEE-Reg.-Nr. DE 12345678</p>`); r.Status != verdict.Pass {
		t.Errorf("two registers: %s %s", r.Status, r.Reason.Text)
	}
	if r := named(``); r.Status != verdict.NotApplicable || r.Reason.Key != "none" {
		t.Errorf("nothing named: %s %s", r.Status, r.Reason.Text)
	}
}
