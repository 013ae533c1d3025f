package crawler

import (
	"context"
	"slices"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/knowledge/consent"
	"github.com/shopvet/shopvet/snapshot"
)

// tryRefusal refuses what a notice on cookies asks for, as a visitor may, and looks what the page does then.
func (c *crawl) tryRefusal(ctx context.Context, plans []plan) {
	for _, p := range plans {
		rec := c.rendered(p.id)
		if rec == nil || rec.Look == nil || rec.Fault != "" || !slices.ContainsFunc(rec.Look.Notices, refusable) || !c.mayBrowse(ctx) {
			continue
		}
		r := c.browseTo(ctx, render.Visit{URL: p.url, GoOn: refuse()})
		if r != nil && r.Fault == "" {
			c.snap.Refusal = refusalOf(p.url, r.Scenes)
		}
		return
	}
}

// refusable reports whether a notice on cookies offers to agree and to refuse.
func refusable(n snapshot.Notice) bool {
	offers := func(role consent.Role) bool {
		return slices.ContainsFunc(n.Buttons, func(b snapshot.Button) bool { return !b.Link && consent.RoleOf(b.Text) == role })
	}
	return (n.Named || consent.About(n.Text)) && offers(consent.Accept) && offers(consent.Refuse)
}

// refusing returns the number of the control that refuses, -1 where none does.
func refusing(s *render.Scene) int {
	return slices.IndexFunc(s.Controls, func(ctl render.Control) bool {
		return ctl.Over && !ctl.Asks && (ctl.To == "" || !ctl.Link) && consent.RoleOf(ctl.Text) == consent.Refuse &&
			slices.ContainsFunc(s.Look.Notices, func(n snapshot.Notice) bool {
				return refusable(n) && slices.ContainsFunc(n.Buttons, func(b snapshot.Button) bool { return b.Text == ctl.Text })
			})
	})
}

// refuse returns what to do at each scene of a visit that refuses: press the button, then load the page anew as one who has refused.
func refuse() func(*render.Scene) int {
	n := 0
	return func(s *render.Scene) int {
		n++
		switch at := refusing(s); {
		case n == 1 && at >= 0:
			return at
		case n == 2 && at < 0:
			return render.Reload
		default:
			return render.Leave
		}
	}
}

// refusalOf sums up the scenes of a visit that refused; nil where there was nothing to refuse when it came.
func refusalOf(address string, scenes []render.Scene) *snapshot.Refusal {
	if len(scenes) < 2 {
		return nil
	}
	before := scenes[0]
	r := &snapshot.Refusal{URL: address, Button: before.Controls[refusing(&before)].Text, Stayed: len(scenes) == 2}
	if r.Stayed {
		return r
	}
	after := scenes[2]
	r.Again, r.Asked = refusing(&after) >= 0, after.Sent
	for _, cookie := range after.Cookies {
		if !slices.Contains(before.Cookies, cookie) {
			r.Cookies = append(r.Cookies, cookie)
		}
	}
	return r
}
