package checks

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/verdict"
)

// fingerprint returns a short hash by which a finding is known again in a later run: the check, the message, the page and what on it is
// meant. Scheme, port, names that the visit made up, measured values and quoted words are left out, since they change while the matter stays the same; the host is,
// where it is the shop's own. Findings that are alike in all this are told apart by their order, counted in marks.
func fingerprint(check string, f verdict.Finding, marks map[string]int) string {
	var ev verdict.Evidence
	if len(f.Evidence) > 0 {
		ev = f.Evidence[0]
	}
	page, target := place(facts.WithoutMadeUp(ev.URL)), place(facts.WithoutMadeUp(ev.Target))
	if target.host == page.host {
		target.host = ""
	}
	mark := fmt.Sprintf("%q", []string{check, f.Message.Key, page.path, target.host, target.path, ev.Selector, ev.Header})
	n := marks[mark]
	marks[mark]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", mark, n))
	return hex.EncodeToString(sum[:8])
}

// spot is an address without what changes between two runs on the same shop.
type spot struct{ host, path string }

func place(address string) spot {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return spot{path: address}
	}
	return spot{host: u.Hostname(), path: u.RequestURI()}
}
