package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// The bounds of what is kept of a seller.
const (
	maxURL   = 2000
	maxTags  = 50
	maxField = 200
	leastGap = time.Hour
	mostGap  = 366 * 24 * time.Hour
)

// profiles are the ways to look at a shop; "" is the server's own choice.
func (s *Server) profiles() []string { return append([]string{""}, s.o.Sellers.Profiles...) }

// address brings the address of a shop into one form, and refuses what is none. Whether a name leads to a private address is told when it
// is visited; here only addresses that say so themselves are refused.
func (s *Server) address(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if !strings.Contains(raw, "://") {
		raw = "https://" + raw
	}
	text, err := s.o.Sellers.Address(raw)
	if err != nil {
		return "", err
	}
	u, err := url.Parse(text)
	if err != nil || len(text) > maxURL {
		return "", errors.New("this is no address of a shop")
	}
	if s.o.Reach(u) != nil {
		return "", errors.New("this address lies in a private network")
	}
	return text, nil
}

// settings are what a form says of a seller, but its address.
type settings struct {
	Name, Owner, Profile string
	Tags, Markets        []string
	Cadence              time.Duration
	Paused               bool
}

// words of a field that holds several, parted by commas or blanks.
func several(text string) []string {
	out := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;，、；\n\r\t", r) })
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// settings reads them from a form.
func (c *call) settings() (*settings, error) {
	n := &settings{Name: c.form("name"), Owner: c.form("owner"), Profile: c.form("profile"), Tags: several(c.form("tags")), Markets: several(strings.ToLower(c.form("markets"))), Paused: c.form("paused") == "1"}
	h, err := strconv.ParseFloat(nonEmpty(c.form("cadence"), "0"), 64)
	if err != nil || !(h >= 0 && h <= mostGap.Hours()) { // NaN is neither
		return nil, refuse(http.StatusBadRequest, "web.problem.cadence", "most", int(mostGap.Hours()))
	}
	n.Cadence = time.Duration(h * float64(time.Hour)).Round(time.Minute)
	return n, c.s.valid(n)
}

// valid reports what of settings cannot be.
func (s *Server) valid(n *settings) error {
	long := func(t string) bool { return len(t) > 60 || strings.ContainsAny(t, "\x00\"\\") }
	unknown := func(m string) bool { return !slices.Contains(s.o.Sellers.Markets, m) }
	switch {
	case len(n.Name) > maxField || len(n.Owner) > maxField || strings.ContainsRune(n.Name+n.Owner, 0) || !slices.Contains(s.profiles(), n.Profile):
		return refuse(http.StatusBadRequest, "web.problem.field")
	case len(n.Tags) > maxTags || slices.ContainsFunc(n.Tags, long):
		return refuse(http.StatusBadRequest, "web.problem.tags", "most", maxTags)
	case slices.ContainsFunc(n.Markets, unknown):
		return refuse(http.StatusBadRequest, "web.problem.markets", "known", strings.Join(s.o.Sellers.Markets, ", "))
	case n.Cadence != 0 && (n.Cadence < leastGap || n.Cadence > mostGap):
		return refuse(http.StatusBadRequest, "web.problem.cadence", "most", int(mostGap.Hours()))
	}
	return nil
}

func (n *settings) onto(x *catalogue.Seller) {
	x.Name, x.Owner, x.Profile, x.Tags, x.Markets, x.Cadence, x.Paused = catalogue.Clean(n.Name), catalogue.Clean(n.Owner), n.Profile, n.Tags, n.Markets, n.Cadence, n.Paused
}

// newView is the page on which sellers are added, and what became of a list.
type newView struct {
	Profiles []string
	Saved    *catalogue.Imported
	Bad      []catalogue.RowError
	More     int // bad rows that are not shown
}

func (s *Server) newSellersPage(c *call) error {
	return c.page("new", "sellers", c.words.Text("web.new.title"), newView{Profiles: s.profiles()})
}

// addSellers takes a list of sellers from a file, or else from the form's text. Rows that cannot be taken are told; the others are taken.
func (s *Server) addSellers(c *call) error {
	set, err := c.settings()
	if err != nil {
		return err
	}
	var in io.Reader = strings.NewReader(c.r.FormValue("list"))
	if f, head, err := c.r.FormFile("file"); err == nil && head.Size > 0 {
		defer f.Close()
		in = f
	}
	o := s.o.Sellers
	o.Address = s.address
	set.onto(&o.Defaults)
	done, err := s.o.Store.Import(c.context(), in, o, c.now)
	if done == nil {
		return &refusal{status: http.StatusBadRequest, key: "web.problem.list", err: err}
	}
	if err := c.did("sellers.add", "", fmt.Sprintf("%d added, %d changed", done.Added, done.Changed)); err != nil {
		return err
	}
	if err != nil {
		return &refusal{status: http.StatusBadRequest, key: "web.problem.list", err: err}
	}
	const most = 20
	v := newView{Profiles: s.profiles(), Saved: done, Bad: done.Errors[:min(most, len(done.Errors))], More: max(0, done.Failed-most)}
	return c.page("new", "sellers", c.words.Text("web.new.title"), v)
}

// settingsView is the page on which a seller's settings are changed.
type settingsView struct {
	Seller   catalogue.Seller
	Profiles []string
	Tags     string
	Markets  string
	Hours    string
}

func (s *Server) settingsPage(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	hours := strconv.FormatFloat(n.Cadence.Hours(), 'f', -1, 64)
	return c.page("settings", "sellers", sellerName(*n), settingsView{*n, s.profiles(), strings.Join(n.Tags, ", "), strings.Join(n.Markets, ", "), hours})
}

func (s *Server) saveSettings(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	set, err := c.settings()
	if err != nil {
		return err
	}
	set.onto(n)
	if err := s.o.Store.UpdateSeller(c.context(), n, c.now); err != nil {
		return err
	}
	if err := c.did("seller.change", n.ID, n.URL); err != nil {
		return err
	}
	return c.back("/sellers/"+n.ID, "saved")
}
