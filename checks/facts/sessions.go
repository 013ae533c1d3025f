package facts

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// SessionUse is a parameter that carries the number of a visit in addresses of links.
type SessionUse struct {
	Param     string
	Example   string // the first such address
	OnPage    string // the page with the link
	Addresses int
}

// fewSessions is how many addresses must carry a visit number: one alone may be anything.
const fewSessions = 3

type sessionList struct{ byParam map[string]*SessionUse }

// look notes an address that carries a visit number.
func (l *sessionList) look(s *Site, address string, p *snapshot.Page) {
	if !strings.ContainsAny(address, "?;") {
		return
	}
	param := snapshot.SessionParam(address)
	if param == "" {
		return
	}
	if l.byParam == nil {
		l.byParam = map[string]*SessionUse{}
	}
	u := l.byParam[param]
	if u == nil {
		u = &SessionUse{Param: param, Example: address, OnPage: s.URL(p)}
		l.byParam[param] = u
	}
	u.Addresses++
}

func (l *sessionList) done() []SessionUse {
	var out []SessionUse
	for _, u := range l.byParam {
		if u.Addresses >= fewSessions {
			out = append(out, *u)
		}
	}
	slices.SortFunc(out, func(a, b SessionUse) int { return strings.Compare(a.Param, b.Param) })
	return out
}
