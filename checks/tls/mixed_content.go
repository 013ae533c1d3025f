package tls

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// MixedContent looks for parts of https pages that are loaded over plain http. Links to other pages are no parts; pages that tell the
// browser to upgrade such addresses are sound, and so are addresses of the visitor's own machine.
var MixedContent = checks.Site(checks.Meta{
	ID:    "tls-mixed-content",
	Title: "Encrypted pages load all their parts encrypted",
	Why:   "Browsers block scripts and frames that come without encryption, so parts of the page stay dead; pictures that do cost the page its lock sign.",
	Fix: "Change the addresses of these files from http:// to https:// in your templates, texts and plug-ins. Where you cannot find them all, send " +
		"the header Content-Security-Policy: upgrade-insecure-requests.",
	Effort: 1,
	Messages: map[string]string{
		"none":     "No part of the encrypted pages looked at comes without encryption; pages: {seen}",
		"active":   "Encrypted pages load scripts, frames, styles or send forms without encryption; different addresses: {bad}",
		"passive":  "Encrypted pages load pictures or media without encryption; different addresses: {bad}",
		"no-https": "No page was read over https",
		"part":     "A {kind} without encryption, seen on this many pages: {pages}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "W3C, Mixed Content", URL: "https://www.w3.org/TR/mixed-content/"}},
	Needs:   snapshot.HavePages, Public: true, Since: "0.1",
}, struct{}{}, judgeMixedContent)

// part is something that pages load or send without encryption.
type part struct {
	target, kind, page string
	active             bool
	pages              int
}

func judgeMixedContent(in *checks.Input, _ struct{}) checks.Outcome {
	var parts []*part
	byKey := map[string]*part{}
	seen, active := 0, 0
	for _, p := range in.Site.Pages {
		if !isHTTPS(in.Site.URL(p)) {
			continue
		}
		seen++
		in.Site.Read(p)
		if upgrades(in.Site, p) {
			continue
		}
		here := map[string]bool{}
		for found := range insecureParts(in.Snap, p) {
			key := found.kind + " " + found.target
			if here[key] {
				continue
			}
			here[key] = true
			if byKey[key] == nil {
				found.page = in.Site.URL(p)
				byKey[key] = &found
				parts = append(parts, &found)
			}
			byKey[key].pages++
		}
	}
	if seen == 0 {
		return checks.NotApplicable(checks.Msg("no-https"))
	}
	findings := make([]verdict.Finding, 0, len(parts))
	for _, pt := range parts {
		if pt.active {
			active++
		}
		findings = append(findings, checks.Find(checks.Msg("part", "kind", pt.kind, "pages", pt.pages), verdict.Evidence{URL: pt.page, Target: pt.target, Selector: pt.kind}))
	}
	var o checks.Outcome
	switch {
	case active > 0:
		o = checks.Fail(checks.Msg("active", "bad", active), findings...)
	case len(parts) > 0:
		o = checks.Warn(checks.Msg("passive", "bad", len(parts)), findings...)
	default:
		o = checks.Pass(checks.Msg("none", "seen", seen))
	}
	o.Seen = seen
	return o
}

// insecureParts yields what a page loads or sends over http. Forms for data that must be kept are the matter of another check.
func insecureParts(snap *snapshot.Snapshot, p *snapshot.Page) func(yield func(part) bool) {
	return func(yield func(part) bool) {
		for l := range snap.Links(p) {
			kind, active := partKind(l.Kind)
			if to := snap.Str(l.To); kind != "" && overHTTP(snap, to) && !yield(part{target: to, kind: kind, active: active}) {
				return
			}
		}
		for i := range p.Forms {
			f := &p.Forms[i]
			if f.Method != "dialog" && overHTTP(snap, f.Action) && facts.AsksFor(f) == "" && !yield(part{target: f.Action, kind: "form", active: true}) {
				return
			}
		}
	}
}

// partKind names the kind of a part, "" for links that load nothing. Active parts can change the whole page.
func partKind(k snapshot.LinkKind) (name string, active bool) {
	switch k {
	case snapshot.LinkScript:
		return "script", true
	case snapshot.LinkStyle:
		return "style sheet", true
	case snapshot.LinkFrame:
		return "frame", true
	case snapshot.LinkImage, snapshot.LinkIcon, snapshot.LinkSrcset, snapshot.LinkCSS:
		return "picture", false
	case snapshot.LinkFont:
		return "font", false
	case snapshot.LinkMedia:
		return "media file", false
	default:
		return "", false
	}
}

// overHTTP reports whether an address goes over the network without encryption. The visitor's own machine is no network, unless the shop
// itself is tried out there.
func overHTTP(snap *snapshot.Snapshot, address string) bool {
	if !strings.HasPrefix(address, "http://") {
		return false
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return false
	}
	host := u.Hostname()
	if host == home(snap).Hostname() {
		return true
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return !ip.IsLoopback()
	}
	return host != "localhost" && !strings.HasSuffix(host, ".localhost")
}
