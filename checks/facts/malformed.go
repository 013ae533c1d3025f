package facts

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/snapshot"
)

// Defect is what is wrong with an address as it is written, so that nobody need be asked.
type Defect string

// The defects of addresses.
const (
	DefectNone    Defect = ""
	DefectAddress Defect = "address" // no program can open it
	DefectMail    Defect = "mail"    // no mail can be sent to it
	DefectPhone   Defect = "phone"   // it has no number
	DefectPort    Defect = "port"    // browsers refuse the port
)

// DefectOf returns what is wrong with an address. Scripts may yet complete some, where their page has any.
func (s *Site) DefectOf(raw string) (d Defect, unfinished bool) {
	scheme, rest, ok := strings.Cut(raw, ":")
	if !ok {
		return DefectNone, false
	}
	switch scheme = strings.ToLower(scheme); scheme {
	case "mailto":
		return mailDefect(rest)
	case "tel":
		return phoneDefect(rest)
	}
	if malformed(raw) {
		return DefectAddress, false
	}
	if scheme == "http" || scheme == "https" {
		if u, err := url.Parse(raw); err == nil && snapshot.BadPort(u.Port()) && u.Host != s.baseHost() {
			return DefectPort, false
		}
	}
	return DefectNone, false
}

func (s *Site) baseHost() string {
	u, err := url.Parse(s.Snap.Base)
	if err != nil {
		return ""
	}
	return u.Host
}

// templates are marks of what is still to be filled in.
const templates = "{}<>$%[]"

// mailDefect reads what stands behind "mailto:": addresses with a comma between, as RFC 6068 has it, or with a semicolon, as many write. A list
// without anybody leaves it to the visitor to whom to write.
func mailDefect(rest string) (Defect, bool) {
	to, _, _ := strings.Cut(rest, "?")
	if decoded, err := url.PathUnescape(to); err == nil {
		to = decoded
	}
	for one := range strings.FieldsFuncSeq(to, func(r rune) bool { return r == ',' || r == ';' }) {
		if _, inner, ok := strings.Cut(one, "<"); ok { // "Anna <anna@shop.example>"
			one = strings.TrimSuffix(strings.TrimSpace(inner), ">")
		}
		one = strings.TrimSpace(one)
		local, domain, at := strings.Cut(one, "@")
		if one == "" || strings.HasPrefix(one, `"`) {
			continue
		}
		if !at || local == "" || domain == "" || strings.Contains(domain, "@") {
			return DefectMail, !at || strings.ContainsAny(one, templates)
		}
	}
	return DefectNone, false
}

// phoneDefect reads what stands behind "tel:".
func phoneDefect(rest string) (Defect, bool) {
	if decoded, err := url.PathUnescape(rest); err == nil {
		rest = decoded
	}
	if strings.ContainsFunc(rest, unicode.IsDigit) || strings.ContainsAny(rest, "*#") {
		return DefectNone, false
	}
	return DefectPhone, strings.TrimSpace(rest) == "" || strings.ContainsAny(rest, templates)
}

// misspelt are schemes that nothing opens: https, mailto and tel as they are written in haste.
var misspelt = map[string]bool{
	"htp": true, "htpp": true, "hhtp": true, "htttp": true, "hhttp": true, "httpp": true, "ttp": true, "htps": true, "htpps": true, "hhtps": true, "htttps": true, "hhttps": true,
	"httpss": true, "httsp": true, "ttps": true, "tps": true, "http": true, "https": true, "mailt": true, "maito": true, "mialto": true, "mailo": true, "mailtp": true, "malito": true,
	"mail": true, "tell": true, "te": true,
}

// malformed reports whether an address is one that no program can open.
func malformed(raw string) bool {
	scheme, _, ok := strings.Cut(raw, ":")
	if !ok || len(scheme) > 8 || !misspelt[strings.ToLower(scheme)] {
		return false
	}
	if scheme != "http" && scheme != "https" {
		return true
	}
	u, err := url.Parse(raw)
	if err != nil { // what Go refuses and browsers take, such as a lone percent sign
		rest, ok := strings.CutPrefix(raw, scheme+"://")
		host, _, _ := strings.Cut(rest, "/")
		host, _, _ = strings.Cut(host, "?")
		return !ok || host == "" || strings.ContainsAny(host, " <>[^|\"%")
	}
	return u.Host == ""
}
