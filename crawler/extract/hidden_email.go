package extract

import (
	"encoding/base64"
	"html"
	"regexp"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Addresses that a page hides from collectors in its attributes and scripts. They are read where a glance is enough: text that is shifted, turned
// around or cut into pieces. No script is run.

// mailParts gathers the pieces of an address that stand in attributes of one element, to be put together by a script.
type mailParts struct{ user, host, top, whole string }

// note reads an attribute that may hold an address or a piece of one.
func (m *mailParts) note(key, value string) {
	if len(value) > 254 || value == "" {
		return
	}
	switch key {
	case "data-user", "data-local", "data-name", "data-u", "data-username", "data-mailbox", "data-account":
		m.user = value
	case "data-domain", "data-website", "data-host", "data-d":
		m.host = value
	case "data-tld":
		m.top = value
	case "data-enc-email":
		m.whole = strings.Replace(rot13(value), "[ng]", "@", 1) // its "[at]" is not shifted
	case "data-email", "data-mail", "data-mailto", "data-e-mail", "data-emailaddress":
		m.whole = value
	}
}

// address puts the pieces together, "" when they make no address.
func (m *mailParts) address() string {
	if m.whole == "" && (m.user == "" || m.host == "") {
		return ""
	}
	for _, v := range []string{m.whole, decoded64(m.whole), reverse(m.whole)} {
		if v == "" {
			continue
		}
		if v = unspell(strings.TrimPrefix(v, "mailto:")); isEmail(v) && !strings.ContainsAny(v, " <>") {
			return v
		}
	}
	host := m.host
	if m.top != "" {
		host += "." + strings.TrimPrefix(m.top, ".")
	}
	if v := m.user + "@" + host; isEmail(v) && !strings.ContainsAny(v, " /:") {
		return v
	}
	return ""
}

func decoded64(s string) string {
	if len(s) < 12 || strings.Contains(s, "@") {
		return ""
	}
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return ""
	}
	return strings.ToValidUTF8(string(b), "")
}

func rot13(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return 'a' + (r-'a'+13)%26
		case r >= 'A' && r <= 'Z':
			return 'A' + (r-'A'+13)%26
		default:
			return r
		}
	}, s)
}

// unspell writes "info(at)shop(dot)example" with its signs.
func unspell(s string) string {
	if strings.Contains(s, "@") && !strings.ContainsAny(s, "[({<") {
		return s
	}
	return spelledDot.ReplaceAllString(spelledAt.ReplaceAllString(s, "@"), ".")
}

var quoted = regexp.MustCompile(`'([^'\n]{8,300})'|"([^"\n]{8,300})"`)

// scriptedMail returns the address in a javascript: link or an event handler: written out, or shifted by some letters as one content system does.
func scriptedMail(code string) string {
	if len(code) > 2000 {
		return ""
	}
	code = strings.ReplaceAll(html.UnescapeString(unescapePath(code)), `\/`, "/")
	if i := strings.Index(code, "mailto:"); i >= 0 {
		return firstMail(code[i+len("mailto:"):])
	}
	if !strings.Contains(code, "Mailto") && !strings.Contains(code, "mail") && !strings.Contains(code, "UnCrypt") {
		return ""
	}
	m := quoted.FindStringSubmatch(code)
	if m == nil {
		return ""
	}
	for by := -12; by <= 12; by++ {
		if v, ok := strings.CutPrefix(shifted(m[1]+m[2], by), "mailto:"); ok {
			return firstMail(v)
		}
	}
	return ""
}

// shifted moves each character by some places within its range: signs and digits, capitals with "@", small letters.
func shifted(s string, by int) string {
	b := []byte(s)
	for i, c := range b {
		for _, r := range [...][2]int{{0x2b, 0x3a}, {0x40, 0x5a}, {0x61, 0x7a}} {
			if n := r[1] - r[0] + 1; int(c) >= r[0] && int(c) <= r[1] {
				b[i] = byte(r[0] + ((int(c)-r[0]+by)%n+n)%n)
			}
		}
	}
	return string(b)
}

// firstMail returns the address that a text begins with.
func firstMail(s string) string {
	end := strings.IndexAny(s, "'\"?&\\<> )")
	if end < 0 {
		end = len(s)
	}
	if v := unspell(s[:end]); isEmail(v) {
		return v
	}
	return ""
}

var (
	// Two or more literals joined by plus signs.
	pieces = regexp.MustCompile(`(?:'[^'\n]{0,200}'|"[^"\n]{0,200}")(?:\s*\+\s*(?:'[^'\n]{0,200}'|"[^"\n]{0,200}"))+`)
	piece  = regexp.MustCompile(`'([^'\n]*)'|"([^"\n]*)"`)
	// What one content system calls the pieces of a cloaked address.
	cloaked = regexp.MustCompile(`addy[\w]{0,40}\s*=\s*(?:addy[\w]{0,40}\s*\+\s*)?((?:'[^'\n]{0,200}'|"[^"\n]{0,200}")(?:\s*\+\s*(?:'[^'\n]{0,200}'|"[^"\n]{0,200}"))*)`)
)

// maxScriptMail bounds the scripts that are looked through for an address, bytes: those that write one are short.
const maxScriptMail = 8 << 10

// writtenMails returns the addresses that a script inside the page puts together from literals and writes into it. A literal that is not written, as in
// a message of an error, is none.
func writtenMails(code string) []string {
	if len(code) > maxScriptMail || !hasAny(code, "@", "&#64;", "&#x40;", `\u0040`) {
		return nil
	}
	var out []string
	add := func(text string) {
		text = html.UnescapeString(strings.ReplaceAll(text, `\/`, "/"))
		if i := strings.Index(text, "mailto:"); i >= 0 {
			text = text[i+len("mailto:"):]
		}
		if v := firstMail(text); v != "" && len(out) < 4 {
			out = append(out, v)
		}
	}
	if strings.Contains(code, "addy") {
		whole := ""
		for _, m := range cloaked.FindAllStringSubmatch(code, 20) {
			whole += joinLiterals(m[1])
		}
		add(whole)
	}
	if hasAny(code, "document.write", ".innerHTML", "mailto", ".href") {
		for _, m := range pieces.FindAllString(code, 40) {
			if text := joinLiterals(m); strings.Contains(html.UnescapeString(text), "@") && (hasAny(code, "document.write", ".innerHTML") || strings.Contains(text, "mailto:")) {
				add(text)
			}
		}
	}
	return out
}

// joinLiterals joins the literals of an expression.
func joinLiterals(expr string) string {
	var b strings.Builder
	for _, m := range piece.FindAllStringSubmatch(expr, 40) {
		b.WriteString(m[1] + m[2])
	}
	return b.String()
}

// turnedMail returns the address that stands the wrong way round about an "@", as pages write it that turn it with a style: "ed.pohs@ofni". Only an
// ending that domains really have makes it one.
func turnedMail(text string, at int) string {
	from, to := at, at+1
	for from > 0 && isLocal(text[from-1]) {
		from--
	}
	for to < len(text) && isLocal(text[to]) {
		to++
	}
	v := strings.Trim(reverse(text[from:to]), ".'-")
	if strings.Contains(text[at+1:to], ".") || len(v) < 8 || !isEmail(v) {
		return ""
	}
	_, domain, _ := strings.Cut(strings.ToLower(v), "@")
	if _, icann := publicsuffix.PublicSuffix(domain); !icann {
		return ""
	}
	return v
}
