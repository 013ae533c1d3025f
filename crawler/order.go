package crawler

import (
	"context"
	"net/url"
	"slices"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/order"
	"github.com/shopvet/shopvet/snapshot"
)

// mostTries is how many products are tried: of some a kind must be chosen first.
const mostTries = 3

// tryOrder puts a product into the cart and goes on to the checkout, as far as no data are asked for and nothing is ordered. It fills a cart that
// nobody will empty, so it is done only where the user said that the site is theirs.
func (c *crawl) tryOrder(ctx context.Context) {
	if !c.opts.OwnSite {
		return
	}
	for _, address := range c.orderable() {
		if !c.mayBrowse(ctx) {
			return
		}
		w := walk{crawl: c}
		r := c.browseTo(ctx, render.Visit{URL: address, GoOn: w.next})
		if r == nil {
			return
		}
		o := w.order
		o.From = address
		if r.Fault != "" {
			o.End = snapshot.OrderFailed
		}
		c.snap.Order = &o
		if slices.ContainsFunc(o.Steps, func(s snapshot.OrderStep) bool { return s.Checkout }) {
			return
		}
	}
}

// orderable lists pages of products that can be put into the cart; where none was told for one, any page that offers it.
func (c *crawl) orderable() []string {
	c.samples.mu.Lock()
	list := slices.Clone(c.samples.goods)
	c.samples.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.pages {
		if len(list) == 0 && p.HTML && !p.Alias && p.Exchange.Status() == 200 && p.Marked(snapshot.MarkAddToCart) {
			list = append(list, c.pageAddress(p.ID))
		}
	}
	return list
}

// walk is the way of an order. It says at each scene what to press.
type walk struct {
	*crawl
	order   snapshot.Order
	pressed []string
	guest   bool
}

func (w *walk) next(s *render.Scene) int {
	u, err := url.Parse(s.URL)
	if err != nil || !w.site.has(u) {
		w.order.End = snapshot.OrderLast // a provider's page: not ours to look at
		return render.Leave
	}
	concept, _ := w.cues.Best("", pathOf(u), w.lang)
	step := snapshot.OrderStep{URL: s.URL, Checkout: concept == cue.Checkout || w.wentOn() && concept != cue.Cart, Buttons: s.Look.Buttons, Asked: s.Asked, Frames: s.Look.Frames}
	if n := len(w.pressed); n > 0 {
		step.Pressed = w.pressed[n-1]
	}
	w.order.Steps = append(w.order.Steps, step)
	switch {
	case len(w.pressed) == 0:
		return w.press(s, snapshot.OrderNoButton, w.fills)
	case step.Checkout:
		return w.atCheckout(s, &step)
	case w.wentOn():
		w.order.End = snapshot.OrderNoWay // back at the cart: it is empty
		return render.Leave
	case slices.ContainsFunc(s.Controls, w.pays):
		return w.press(s, snapshot.OrderNoWay, w.pays)
	case concept != cue.Cart:
		return w.press(s, snapshot.OrderNoCart, w.opensCart)
	}
	w.order.End = snapshot.OrderNoWay
	return render.Leave
}

// atCheckout goes on as a guest, once, and else ends the way: what comes next is for people who buy.
func (w *walk) atCheckout(s *render.Scene, step *snapshot.OrderStep) int {
	ends := slices.ContainsFunc(step.Buttons, func(b string) bool { return order.KindOf(b) != "" })
	if !ends && !w.guest && slices.ContainsFunc(s.Controls, w.asGuest) {
		w.guest = true
		return w.press(s, snapshot.OrderAsks, w.asGuest)
	}
	w.order.End = snapshot.OrderLast
	if !ends && len(step.Asked) > 0 {
		w.order.End = snapshot.OrderAsks
	}
	return render.Leave
}

// wentOn reports whether the checkout was asked for.
func (w *walk) wentOn() bool {
	return len(w.pressed) > 1 && w.cues.Has(w.pressed[len(w.pressed)-1], cue.LinkText, w.lang, cue.Checkout) || w.guest
}

// press returns the number of the first control that fits.
func (w *walk) press(s *render.Scene, without snapshot.OrderEnd, fits func(render.Control) bool) int {
	i := slices.IndexFunc(s.Controls, fits)
	if i < 0 {
		w.order.End = without
		return render.Leave
	}
	w.pressed = append(w.pressed, s.Controls[i].Text)
	return i
}

// harmless reports whether a control may be pressed at all: nothing is to be typed in before, it stays with the shop, and it does not order. A link
// that only opens another page of the shop does not, whatever it says.
func (w *walk) harmless(ctl render.Control) bool {
	u, err := url.Parse(ctl.To)
	opens := ctl.Link && ctl.To != "" && err == nil && acts(u) == ""
	return !ctl.Asks && err == nil && (ctl.To == "" || w.site.has(u)) && (opens || order.KindOf(ctl.Text) == "")
}

func (w *walk) fills(ctl render.Control) bool {
	return w.harmless(ctl) && w.cues.Acts(ctl.Text, "", w.lang) == cue.AddToCart
}

func (w *walk) opensCart(ctl render.Control) bool {
	return w.harmless(ctl) && w.leadsTo(ctl, cue.Cart)
}

func (w *walk) pays(ctl render.Control) bool {
	return w.harmless(ctl) && w.leadsTo(ctl, cue.Checkout)
}

func (w *walk) asGuest(ctl render.Control) bool {
	return w.harmless(ctl) && w.cues.Has(ctl.Text, cue.LinkText, w.lang, cue.GuestOrder)
}

func (w *walk) leadsTo(ctl render.Control, to cue.Concept) bool {
	if w.cues.Acts(ctl.Text, "", w.lang) != cue.None {
		return false
	}
	path := ""
	if u, err := url.Parse(ctl.To); err == nil && ctl.Link {
		path = pathOf(u)
	}
	concept, _ := w.cues.Best(ctl.Text, path, w.lang)
	return concept == to
}
