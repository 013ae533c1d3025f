package tls

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// authority is a publicly known issuer of certificates.
type authority struct {
	organisation string   // how the O of its certificates begins, lower case
	domains      []string // by which CAA records name it
}

// authorities are the issuers most seen on the web and those who sell under their own name, with the names that they declare for CAA
// records in their certification practice statements, as of November 2026. Who is missing is merely not recognised.
var authorities = []authority{
	{"let's encrypt", []string{"letsencrypt.org"}},
	{"google trust services", []string{"pki.goog", "google.com"}},
	{"digicert", []string{"digicert.com", "symantec.com", "geotrust.com", "rapidssl.com", "thawte.com", "digitalcertvalidation.com"}},
	{"cloudflare", []string{"digicert.com"}},
	{"sectigo", []string{"sectigo.com", "comodo.com", "comodoca.com", "usertrust.com", "trust-provider.com"}},
	{"comodo ca", []string{"sectigo.com", "comodo.com", "comodoca.com", "usertrust.com", "trust-provider.com"}},
	{"zerossl", []string{"sectigo.com", "comodo.com", "comodoca.com", "usertrust.com", "trust-provider.com", "zerossl.com"}},
	{"cpanel", []string{"sectigo.com", "comodo.com", "comodoca.com", "usertrust.com", "trust-provider.com"}},
	{"amazon", []string{"amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"}},
	{"globalsign", []string{"globalsign.com"}},
	{"godaddy", []string{"godaddy.com", "starfieldtech.com"}},
	{"starfield technologies", []string{"godaddy.com", "starfieldtech.com"}},
	{"ssl corp", []string{"ssl.com"}},
	{"entrust", []string{"entrust.net", "affirmtrust.com", "ssl.com", "sectigo.com"}},
	{"identrust", []string{"identrust.com"}},
	{"buypass", []string{"buypass.com", "buypass.no"}},
	{"actalis", []string{"actalis.it"}},
	{"asseco data systems", []string{"certum.pl", "certum.eu", "yandex.ru"}},
	{"unizeto", []string{"certum.pl", "certum.eu", "yandex.ru"}},
	{"swisssign", []string{"swisssign.com", "swisssign.net", "swissign.com", "sign.ch"}},
	{"quovadis", []string{"quovadisglobal.com", "digicert.com"}},
	{"d-trust", []string{"d-trust.net", "dtrust.de", "d-trust.de", "dtrust.net"}},
	{"deutsche telekom security", []string{"telesec.de", "pki.dfn.de", "dfn.de"}},
	{"hellenic academic", []string{"harica.gr"}},
	{"certainly", []string{"certainly.com"}},
	{"microsoft corporation", []string{"microsoft.com"}},
	{"apple inc", []string{"pki.apple.com"}},
	{"japan registry services", []string{"jprs.jp"}},
	{"secom trust", []string{"secomtrust.net"}},
	{"taiwan-ca", []string{"twca.com.tw"}},
}

// authorityOf returns the issuer of a certificate, nil when it is none that we know.
func authorityOf(c snapshot.Cert) *authority {
	name := strings.ToLower(organisation(c.Issuer))
	i := slices.IndexFunc(authorities, func(a authority) bool { return strings.HasPrefix(name, a.organisation) })
	if i < 0 {
		return nil
	}
	return &authorities[i]
}

// knownForCAA reports whether some issuer that we know goes by a name of CAA records.
func knownForCAA(domain string) bool {
	return slices.ContainsFunc(authorities, func(a authority) bool { return slices.Contains(a.domains, domain) })
}

// issuedPublicly reports whether the rules for publicly trusted issuers hold for the certificate of a host. A root on the list of this
// computer proves it not: makers of shops and offices put roots of their own there. So its issuer must be known, or have had it logged.
func issuedPublicly(t *snapshot.TLS) bool {
	return t.PublicRoot && len(t.Chain) > 0 && (len(t.SCTs) > 0 || authorityOf(t.Chain[0]) != nil)
}

// organisation returns the O of a name as written by crypto/x509/pkix: attributes with commas between them, commas of values after a
// backslash. Without an O it is the CN.
func organisation(name string) string {
	var o, cn string
	for attribute := range attributes(name) {
		key, value, _ := strings.Cut(attribute, "=")
		switch {
		case key == "O" && o == "":
			o = value
		case key == "CN" && cn == "":
			cn = value
		}
	}
	if o == "" {
		return cn
	}
	return o
}

// attributes yields the attributes of a name, without their backslashes.
func attributes(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		var b strings.Builder
		escaped := false
		for _, r := range name {
			switch {
			case escaped:
				b.WriteRune(r)
				escaped = false
			case r == '\\':
				escaped = true
			case r == ',' || r == '+':
				if !yield(b.String()) {
					return
				}
				b.Reset()
			default:
				b.WriteRune(r)
			}
		}
		yield(b.String())
	}
}
