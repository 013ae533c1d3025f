// Package mailauth reads the records by which a domain says who may send mail in its name: SPF (RFC 7208) and DMARC (RFC 7489).
//
// It reads them as receivers of mail do; what a domain ought to publish is for the checks to say.
package mailauth

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

// SPF is one SPF record.
type SPF struct {
	Terms    []Term // in order, those after "all" left out: they are never reached (RFC 7208 §5.1)
	All      byte   // the qualifier of "all": '+', '-', '~' or '?'; 0 where there is none
	Redirect string // domain that goes on where nothing matched; "" where there is none, or an "all" stands before it
}

// Term is one mechanism of a record.
type Term struct {
	Qualifier byte   // '+', '-', '~' or '?'
	Mechanism string // a, mx, include …, in lower case
	Domain    string // as written, "" where it is the domain of the record; macros are not expanded
}

// asks reports whether receivers look something up for the term (RFC 7208 §4.6.4).
func (t Term) asks() bool {
	switch t.Mechanism {
	case "include", "a", "mx", "ptr", "exists":
		return true
	}
	return false
}

// SPFRecords returns those of a domain's texts that are SPF records: they begin with the version, and a space or nothing follows (RFC 7208 §4.5).
func SPFRecords(texts []string) []string {
	var out []string
	for _, t := range texts {
		if version, _, _ := strings.Cut(t, " "); strings.EqualFold(version, "v=spf1") {
			out = append(out, t)
		}
	}
	return out
}

// SPFLike returns the first text that was meant as an SPF record and is none, "" where there is none such.
func SPFLike(texts []string) string {
	for _, t := range texts {
		s := strings.ToLower(strings.TrimLeft(t, " \t\"'"))
		if strings.HasPrefix(s, "v=spf") && len(SPFRecords([]string{t})) == 0 {
			return t
		}
	}
	return ""
}

// ParseSPF reads a record. Where it does not keep to the grammar (RFC 7208 §12), bad is the term at fault: receivers then give the whole record up,
// even when an earlier term would have matched (§4.6).
func ParseSPF(record string) (spf SPF, bad string) {
	_, rest, _ := strings.Cut(record, " ")
	seen := map[string]bool{}
	over := false // an "all" was met
	for word := range strings.SplitSeq(rest, " ") {
		if word == "" {
			continue
		}
		if name, value, ok := modifier(word); ok {
			name = strings.ToLower(name)
			known := name == "redirect" || name == "exp"
			if known && (seen[name] || !domainSpec(value)) || !macroString(value) {
				return spf, word
			}
			seen[name] = true
			if name == "redirect" {
				spf.Redirect = value
			}
			continue
		}
		t, ok := mechanism(word)
		switch {
		case !ok:
			return spf, word
		case over:
		case t.Mechanism == "all":
			over, spf.All = true, t.Qualifier
		default:
			spf.Terms = append(spf.Terms, t)
		}
	}
	if over {
		spf.Redirect = "" // ignored (§6.1)
	}
	return spf, ""
}

// modifierName is the part of a modifier before "=" (name in RFC 7208 §12).
var modifierName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)

func modifier(word string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(word, "=")
	return name, value, ok && modifierName.MatchString(name)
}

// mechanism reads a directive: a qualifier that may be left out, and a mechanism with what belongs to it.
func mechanism(word string) (t Term, ok bool) {
	t.Qualifier = '+'
	if strings.IndexByte("+-~?", word[0]) >= 0 {
		t.Qualifier, word = word[0], word[1:]
	}
	end := strings.IndexAny(word, ":/")
	if end < 0 {
		end = len(word)
	}
	t.Mechanism = strings.ToLower(word[:end])
	rest := word[end:]
	switch t.Mechanism {
	case "all":
		return t, rest == ""
	case "include", "exists":
		return t.with(rest, false, true)
	case "ptr":
		return t.with(rest, false, false)
	case "a", "mx":
		return t.with(rest, true, false)
	case "ip4", "ip6":
		return t, strings.HasPrefix(rest, ":") && network(rest[1:], t.Mechanism == "ip6")
	default:
		return t, false
	}
}

// with reads what follows the name of a mechanism: ":" and a domain, and the lengths of prefixes where it may have them.
func (t Term) with(rest string, prefixes, must bool) (Term, bool) {
	if prefixes {
		var ok bool
		if rest, ok = cutPrefixes(rest); !ok {
			return t, false
		}
	}
	if rest == "" {
		return t, !must
	}
	t.Domain = rest[1:]
	return t, rest[0] == ':' && domainSpec(t.Domain)
}

// dualPrefix is the end of a term that says how much of an address counts: "/24", "//64" or "/24//64".
var dualPrefix = regexp.MustCompile(`(?:/(\d+))?(?://(\d+))?$`)

func cutPrefixes(s string) (rest string, ok bool) {
	m := dualPrefix.FindStringSubmatchIndex(s)
	part := func(i int) string {
		if m[i] < 0 {
			return ""
		}
		return s[m[i]:m[i+1]]
	}
	return s[:m[0]], prefixLength(part(2), 32) && prefixLength(part(4), 128)
}

// prefixLength accepts "" for one that is not given; numbers have no leading zero (ip4-cidr-length).
func prefixLength(s string, most int) bool {
	if s == "" || s == "0" {
		return true
	}
	n, err := strconv.Atoi(s)
	return err == nil && s[0] != '0' && n <= most
}

func network(s string, six bool) bool {
	address, length, cut := strings.Cut(s, "/")
	a, err := netip.ParseAddr(address)
	if err != nil || a.Zone() != "" || a.Is4() == six {
		return false
	}
	most := 32
	if six {
		most = 128
	}
	return !cut || length != "" && prefixLength(length, most)
}

// macroExpand is one macro: "%{", a letter, how to turn it, "}"; or one of "%%", "%_", "%-" (RFC 7208 §7.1).
const macroExpand = `%\{[slodiphcrtvSLODIPHCRTV][0-9]*[rR]?[-.+,/_=]*\}|%[%_-]`

var (
	macroText = regexp.MustCompile(`^(?:[\x21-\x24\x26-\x7e]|` + macroExpand + `)*$`)
	// domainEnd is the end of a domain: a last label that is no number, or a macro. A label before it is wanted, since the grammar has a dot there.
	domainEnd = regexp.MustCompile(`(?:\.(?:[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])\.?|` + macroExpand + `)$`)
)

func macroString(s string) bool { return macroText.MatchString(s) }
func domainSpec(s string) bool  { return macroString(s) && domainEnd.MatchString(s) }
