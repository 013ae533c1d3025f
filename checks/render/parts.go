package render

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// lost reports whether a file does not load, as far as that can be held against the shop. Of other servers only a plain "not here" counts, and
// a page in place of a picture where the same server sends pictures too: all else may be aimed at programs like us.
func lost(p *facts.Part, sends map[string]bool) bool {
	switch s := p.State(); s {
	case facts.Gone:
		return true
	case facts.ServerError, facts.NoHost:
		return p.Own
	case facts.Instead:
		return p.Own || sends[checks.Folder(p.URL)]
	default:
		return false
	}
}

// folders are those of which at least one file loads.
func folders(parts []facts.Part) map[string]bool {
	out := map[string]bool{}
	for i := range parts {
		if parts[i].State() == facts.Alive {
			out[checks.Folder(parts[i].URL)] = true
		}
	}
	return out
}

// faultOf makes a fault of a file that does not load.
func faultOf(p *facts.Part) checks.Fault {
	ex := &p.Probe.Exchange
	answer := facts.Answer(p.State(), ex)
	element := facts.Element(p.Probe.Kind, "")
	f := checks.Fault{Target: p.URL, Answer: answer, Text: element}
	for i := range p.From {
		l := &p.From[i]
		if p.Via == "" {
			element = facts.Element(l.Kind, l.Text)
		}
		f.Evidence = append(f.Evidence, verdict.Evidence{URL: l.OnPage, Target: p.URL, Selector: element, Snippet: p.Via, Value: answer})
	}
	if len(f.Evidence) == 0 {
		f.Evidence = []verdict.Evidence{{URL: p.URL, Target: p.URL, Selector: element, Snippet: p.Via, Value: answer}}
	}
	f.Text = f.Evidence[0].Selector
	f.Message = checks.Msg("file", "element", f.Text, "answer", answer, "pages", p.Total)
	if p.Via != "" {
		f.Message = checks.Msg("named", "element", f.Text, "answer", answer, "sheet", p.Via)
	}
	return f
}

// showsGoods reports whether a file is a picture in the main part of a page that sells or lists goods.
func showsGoods(site *facts.Site, p *facts.Part) bool {
	if !p.Used(snapshot.LinkImage) && !p.Used(snapshot.LinkSrcset) {
		return false
	}
	for i := range p.From {
		l := &p.From[i]
		if l.Kind != snapshot.LinkImage && l.Kind != snapshot.LinkSrcset || l.Zone.Shared() || l.Zone == snapshot.ZoneHead {
			continue
		}
		if r := site.Role(l.Page); r == facts.RoleProduct || r == facts.RoleListing {
			return true
		}
	}
	return false
}

// certainty says how sure it is that a file does not load.
func certainty(p *facts.Part) verdict.Confidence {
	if facts.Sure(p.State(), &p.Probe.Exchange) {
		return verdict.Sure
	}
	return verdict.Likely
}
