package crawler

import (
	"context"
	"net/http"
	"net/url"

	"github.com/shopvet/shopvet/snapshot"
)

// noteForm notes where a form of the shop leads that is sent by GET and need not be filled in. What its button says must not act.
func (c *crawl) noteForm(l snapshot.Link, p *snapshot.Page) {
	if l.Flags&snapshot.LinkReady == 0 || c.memoActs(l.Text, c.tab.Get(l.Text)) != "" || c.parts.known(l.To) {
		return
	}
	action := c.tab.Get(l.To)
	u, err := url.Parse(action)
	if err != nil || !c.site.has(u) {
		return
	}
	c.addPart(part{id: l.To, kind: snapshot.LinkForm, class: snapshot.ProbePart, first: p.ID, query: untouched(p, action)}, tierBuild)
}

// untouched is the query that a browser makes of a form in which nothing was filled in: that which leads to an address, else the first of the page.
func untouched(p *snapshot.Page, action string) string {
	var form *snapshot.Form
	for i := range p.Forms {
		if f := &p.Forms[i]; f.Method == "get" && (form == nil || f.Action == action) {
			form = f
			if f.Action == action {
				break
			}
		}
	}
	if form == nil {
		return ""
	}
	q := url.Values{}
	for _, f := range form.Fields {
		switch f.Type {
		case "checkbox", "radio": // not ticked
		default:
			if f.Name != "" {
				q.Add(f.Name, f.Value)
			}
		}
	}
	return q.Encode()
}

// askUntouched asks for what a form leads to with its fields as they are, where the bare address is said to be missing.
func (c *crawl) askUntouched(ctx context.Context, t *tried, got trip, w way) trip {
	if t.query == "" || !missingPage(&got) {
		return got
	}
	w.method = http.MethodGet
	u := *t.url
	if u.RawQuery = t.query; acts(&u) != "" {
		return got
	}
	if next := c.follow(ctx, u.String(), w); next.skip == "" && !missingPage(&next) {
		return next
	}
	return got
}

func missingPage(t *trip) bool {
	s := t.ex.Status()
	return t.skip == "" && t.ex.Err == nil && (s == http.StatusNotFound || s == http.StatusGone)
}
