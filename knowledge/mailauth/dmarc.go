package mailauth

import (
	"regexp"
	"strconv"
	"strings"
)

// Policy is what the owner of a domain asks receivers to do with mail that only claims to come from it.
type Policy string

// The policies.
const (
	None       Policy = "none" // deliver it, and report
	Quarantine Policy = "quarantine"
	Reject     Policy = "reject"
)

// DMARC is one DMARC record as receivers read it: what they cannot read is left out or has its default (RFC 7489 §6.3).
type DMARC struct {
	Policy   Policy // "" makes the record void
	Sub      Policy // of subdomains; "" where it is Policy
	NoneSuch Policy // of subdomains that do not exist (RFC 9091); "" where it is Sub
	Percent  int    // of the mail that the policy is for
	Testing  bool   // t=y of the revised standard: the policy is not applied yet, as with a Percent of 0
}

// PolicyName returns the name at which the DMARC record of a domain stands.
func PolicyName(domain string) string { return "_dmarc." + domain }

// policyVersion is the start of a DMARC record (dmarc-version in RFC 7489 §6.4); the value is case-sensitive.
var policyVersion = regexp.MustCompile(`^[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)`)

// Policies returns those of the texts that are DMARC records. More than one count as none (RFC 7489 §6.6.3).
func Policies(texts []string) []string {
	var out []string
	for _, t := range texts {
		if policyVersion.MatchString(t) {
			out = append(out, t)
		}
	}
	return out
}

// PolicyLike returns the first text that was meant as a DMARC record and is none, "" where there is none such.
func PolicyLike(texts []string) string {
	for _, t := range texts {
		s := strings.ToLower(strings.TrimLeft(t, " \t\"'"))
		if (strings.HasPrefix(s, "v=dmarc") || strings.HasPrefix(s, "dmarc1") || strings.HasPrefix(s, "p=")) && len(Policies([]string{t})) == 0 {
			return t
		}
	}
	return ""
}

// ParsePolicy reads a record that Policies returned. Without a policy that can be read, or with one for subdomains that cannot, a record that asks for
// reports counts as "none", any other is void (RFC 7489 §6.6.3, step 6).
func ParsePolicy(record string) DMARC {
	d := DMARC{Percent: 100}
	tags := map[string]string{}
	for tag := range strings.SplitSeq(record, ";") {
		name, value, ok := strings.Cut(tag, "=")
		name, value = strings.ToLower(strings.Trim(name, " \t")), strings.Trim(value, " \t")
		if _, double := tags[name]; !ok || double {
			continue
		}
		tags[name] = value
	}
	var sound [2]bool
	d.Policy, sound[0] = policy(tags["p"])
	d.Sub, sound[1] = policy(tags["sp"])
	if !sound[0] || tags["sp"] != "" && !sound[1] {
		d.Policy, d.Sub = "", ""
		if hasURI(tags["rua"]) {
			d.Policy = None
		}
	}
	d.NoneSuch, _ = policy(tags["np"])
	if n, err := strconv.Atoi(tags["pct"]); err == nil && n >= 0 && n <= 100 {
		d.Percent = n
	}
	d.Testing = strings.EqualFold(tags["t"], "y")
	return d
}

func policy(s string) (Policy, bool) {
	switch p := Policy(strings.ToLower(s)); p {
	case None, Quarantine, Reject:
		return p, true
	}
	return "", false
}

// hasURI reports whether a list of addresses for reports holds one that can be read: a scheme and something behind it.
func hasURI(list string) bool {
	for uri := range strings.SplitSeq(list, ",") {
		if scheme, rest, ok := strings.Cut(strings.Trim(uri, " \t"), ":"); ok && scheme != "" && rest != "" {
			return true
		}
	}
	return false
}

// For returns the policy for mail from the very domain of the record, or from a subdomain of it.
func (d DMARC) For(subdomain bool) Policy {
	if subdomain && d.Sub != "" {
		return d.Sub
	}
	return d.Policy
}

// Share returns the share of forged mail, in percent, that a policy keeps out of the inbox or away altogether. Where the policy is for a part of the
// mail, the rest has the next milder one: quarantine instead of reject, none instead of quarantine (RFC 7489 §6.6.4).
func (d DMARC) Share(p Policy) int {
	part := d.Percent
	if d.Testing {
		part = 0
	}
	switch p {
	case Reject:
		return 100
	case Quarantine:
		return part
	default:
		return 0
	}
}
