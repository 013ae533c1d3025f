package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// PostalAddress looks for a street address of the seller. A box at a post office, or a statement that the address is disclosed on
// request as small sellers in Japan may do, is less and warns.
var PostalAddress = checks.Site(checks.Meta{
	ID:     "identity-postal-address",
	Title:  "The seller's postal address is given",
	Why:    "An address tells strangers that there is somebody to go to or write to when things go wrong, and which country's rules protect them.",
	Fix:    "Write your postal address with street, postcode and town as text, not as a picture, on the contact or legal page and best in the footer as well.",
	Effort: 1,
	Messages: map[string]string{
		"street":     "A street address is given: {address}",
		"po-box":     "Only a box at a post office was found on the pages read, no street: {address}",
		"on-request": "The address is disclosed on request only: {address}",
		"sample":     "The only address found on the pages read is a template's sample: {address}",
		"none":       "No postal address was found on the pages read",
		"here":       "This is where visitors look for the seller's postal address",
		"others":     "It could not be told whether this is the seller's address, since those of others stand in the same text: {address}",
		"veiled":     "No address was found in what could be read, but this was not read in full or shows it as a picture: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		eCommerce,
		{Title: "Decreto 7.962/2013 (Brazil), article 2", Market: "br"},
		{Title: "特定商取引法 第11条 (Japan, Act on Specified Commercial Transactions, article 11)", URL: "https://www.no-trouble.caa.go.jp/what/mailorder/", Market: "jp"},
	},
	Rests: []string{"address"},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgePostalAddress)

func judgePostalAddress(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if a := address(site, true, ident.KindStreet); a != nil {
		return checks.Pass(checks.Msg("street", "address", a.Text))
	}
	for _, kind := range []string{ident.KindPOBox, ident.KindOnRequest} {
		if a := address(site, true, kind); a != nil {
			return less(in, a, kind)
		}
	}
	if a := doubtful(site); a != nil {
		return checks.Unknown(checks.Msg("others", "address", a.Text))
	}
	at := hidden(site)
	if a := sample(site); a != nil {
		reason := checks.Msg("sample", "address", a.Text)
		f := checks.Find(reason, evidence(a))
		if in.Site.Look.Full && at == "" {
			return checks.Fail(reason, f)
		}
		return checks.Warn(reason, f) // the sample was seen, that there is nothing better was not
	}
	if at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: where(site)})))
}

// less warns of an address that is not a street's. A street may stand where nobody looked, so this too wants the full look.
func less(in *checks.Input, a *facts.Address, kind string) checks.Outcome {
	if at := hidden(in.Site); at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	reason := checks.Msg(kind, "address", a.Text)
	return checks.Absent(in, checks.Warn(reason, checks.Find(reason, evidence(a))))
}

func evidence(a *facts.Address) verdict.Evidence {
	return verdict.Evidence{URL: a.URL, Selector: facts.Place(a.Zone), Snippet: a.Text}
}

// address returns the first address of a kind that is no sample: the seller's, or one that may be.
func address(site *facts.Site, seller bool, kind string) *facts.Address {
	for i := range site.Addresses {
		a := &site.Addresses[i]
		if a.Seller == seller && a.Kind == kind && !a.Dummy {
			return a
		}
	}
	return nil
}

// doubtful returns an address that may be the seller's or somebody else's, nil where each is said to be an authority's, a mediator's or a host's.
func doubtful(site *facts.Site) *facts.Address {
	for i := range site.Addresses {
		a := &site.Addresses[i]
		if !a.Seller && !a.Other && a.Kind == ident.KindStreet && !a.Dummy {
			return a
		}
	}
	return nil
}

func sample(site *facts.Site) *facts.Address {
	for i := range site.Addresses {
		if a := &site.Addresses[i]; a.Seller && a.Dummy {
			return a
		}
	}
	return nil
}
