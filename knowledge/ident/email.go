package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Why an e-mail address is a sample rather than a real one.
const (
	DummyDomain = "sample-domain" // example.com, a name reserved for tests, "yourdomain.com"
	DummyName   = "sample-name"   // "your-email@…", "name@…" of a form's example
)

// Email reports whether addr has the form of an e-mail address (the usual part of RFC 5321 and 6531: no quotes, comments or
// address literals), and why it is a sample: DummyDomain, DummyName, or "" if it is none. Names reserved by RFC 2606 and 6761
// are samples, but not where the shop itself lives on one: shopHost is its host name without port, "" if unknown.
func Email(addr, shopHost string) (ok bool, dummy string) {
	local, domain, found := strings.Cut(strings.TrimSpace(addr), "@")
	if !found || len(addr) > 254 || !localPart(local) || !hostName(domain) {
		return false, ""
	}
	local, domain = strings.ToLower(local), strings.ToLower(domain)
	shop := strings.TrimPrefix(strings.ToLower(strings.TrimSuffix(shopHost, ".")), "www.")
	if shop != "" && (domain == shop || strings.HasSuffix(domain, "."+shop) || strings.HasSuffix(shop, "."+domain)) {
		return true, ""
	}
	if sampleDomain(domain) || templates().mailboxDomains[domain] {
		return true, DummyDomain
	}
	if sampleLocal[local] || templates().mails[local+"@"+domain] {
		return true, DummyName
	}
	return true, ""
}

func localPart(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".!#$%&'*+/=?^_`{|}~-", r) || r == utf8.RuneError {
			return false
		}
	}
	return true
}

func hostName(s string) bool {
	labels := strings.Split(s, ".")
	if len(s) > 253 || len(labels) < 2 {
		return false
	}
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for _, r := range l {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '-' || r == utf8.RuneError {
				return false
			}
		}
	}
	top := labels[len(labels)-1]
	return utf8.RuneCountInString(top) >= 2 && strings.Trim(top, "0123456789") != ""
}

// sampleDomain holds for names reserved by RFC 2606 and 6761 and for the placeholders of themes and templates. Names that
// somebody may really trade under, such as shop.com, are left out.
func sampleDomain(domain string) bool {
	top, name := nameOf(domain)
	switch top {
	case "example", "test", "invalid", "localhost":
		return true
	}
	if name == "example" && (top == "com" || top == "org" || top == "net" || top == "edu") {
		return true
	}
	return sampleNames[strings.ReplaceAll(name, "-", "")]
}

// nameOf parts a domain of at least two labels into its top and the label by which it is called.
func nameOf(domain string) (top, name string) {
	labels := strings.Split(domain, ".")
	top, name = labels[len(labels)-1], labels[len(labels)-2]
	if len(labels) > 2 && len(top) == 2 && (name == "com" || name == "co" || name == "net" || name == "org") { // seudominio.com.br
		name = labels[len(labels)-3]
	}
	return top, name
}

// TemplateDomain reports whether a domain is called as templates call the one that is to be written in its place, "yourstore.com": it is nobody's shop.
func TemplateDomain(domain string) bool {
	if !strings.Contains(domain, ".") {
		return false
	}
	_, name := nameOf(strings.ToLower(domain))
	return sampleNames[strings.ReplaceAll(name, "-", "")]
}

var sampleNames = wordSet(`yourdomain yourdomainname yourstore yourshop yourcompany yoursite yourwebsite yourbusiness youremail mydomain mystore myshop mycompany mysite
	mywebsite domain domainname company companyname storename shopname sitename example exampleshop examplestore beispiel beispielshop musterfirma mustershop ihredomain
	deinedomain meinedomain ihrshop deinshop meinshop ihrefirma exemple votredomaine votresite votreboutique votreentreprise monsite ejemplo tudominio tutienda midominio
	sudominio esempio tuodominio tuosito miosito voorbeeld jouwdomein uwdomein jouwwebshop seudominio sualoja seusite meudominio twojadomena twojsklep przyklad przykład
	suaempresa minhaempresa tuempresa suempresa tuaazienda jouwbedrijf uwbedrijf twojafirma yourmail mailexample testmail shopifydemo demostore`)

var sampleLocal = wordSet(`your-email youremail your.email your_email yourname your-name your.name your_name ihre-email ihreemail deine-email ihrname ihr-name votre-email
	votreemail votre-nom tu-email tuemail su-email tua-email tuaemail jouw-email uw-email seu-email seuemail twoj-email insert-email email-here`)
