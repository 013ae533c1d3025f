package web

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
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
	maxLines = 50_000 // of a list that is put in by hand
	leastGap = time.Hour
	mostGap  = 366 * 24 * time.Hour
)

// profiles are the ways to look at a shop.
func profiles() []string { return []string{"", "quick", "standard", "deep"} }

// errAddress says that a text is no address of a shop.
var errAddress = errors.New("not an address of a shop: write it like https://shop.example")

// address brings the address of a shop into one form, and refuses what is none. Whether a name leads to a private address is told when it
// is visited; here only addresses that say so themselves are refused.
func (s *Server) address(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if !strings.Contains(raw, "://") {
		raw = "https://" + raw
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Hostname() == "" || len(raw) > maxURL {
		return "", errAddress
	}
	host := strings.ToLower(u.Hostname())
	u.Host = host
	if strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	}
	if p := u.Port(); p != "" {
		u.Host = net.JoinHostPort(host, p)
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	if !s.o.Private && private(host) {
		return "", errors.New("this address lies in a private network")
	}
	if _, err := netip.ParseAddr(host); err != nil && !strings.Contains(host, ".") && !s.o.Private {
		return "", errAddress
	}
	return u.String(), nil
}

// private reports whether a host says itself that it is of a private network.
func private(host string) bool {
	host = strings.TrimSuffix(host, ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal") {
		return true
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	a = a.Unmap()
	return !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast()
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
	hours := c.form("cadence")
	if hours == "" {
		hours = "0"
	}
	h, err := strconv.ParseFloat(hours, 64)
	if err != nil || h < 0 || h > mostGap.Hours() {
		return nil, refuse(http.StatusBadRequest, "web.problem.field")
	}
	n.Cadence = time.Duration(h * float64(time.Hour)).Round(time.Minute)
	return n, n.valid()
}

// valid reports what of settings cannot be.
func (n *settings) valid() error {
	fits := func(list []string, most int) bool {
		return len(list) <= maxTags && !slices.ContainsFunc(list, func(t string) bool { return len(t) > most || strings.ContainsAny(t, "\x00\"\\") })
	}
	switch {
	case len(n.Name) > maxField, len(n.Owner) > maxField, !slices.Contains(profiles(), n.Profile), !fits(n.Tags, 60), !fits(n.Markets, 8),
		strings.ContainsRune(n.Name+n.Owner, 0), n.Cadence != 0 && (n.Cadence < leastGap || n.Cadence > mostGap):
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	return nil
}

func (n *settings) onto(x *catalogue.Seller) {
	x.Name, x.Owner, x.Profile, x.Tags, x.Markets, x.Cadence, x.Paused = n.Name, n.Owner, n.Profile, n.Tags, n.Markets, n.Cadence, n.Paused
}

// newView is the page on which sellers are added, and what became of a list.
type newView struct {
	Profiles []string
	List     string
	Saved    *catalogue.Saved
	Bad      []badLine
	More     int // bad lines that are not shown
}

// badLine is a line of a list that was not taken.
type badLine struct {
	Line int
	Text string
}

func (s *Server) newSellersPage(c *call) error {
	return c.page("new", "sellers", c.words.Text("web.new.title"), newView{Profiles: profiles()})
}

// addSellers takes a list of addresses, one a line, from the form's text or a file. Lines that are none are told; the others are taken.
func (s *Server) addSellers(c *call) error {
	set, err := c.settings()
	if err != nil {
		return err
	}
	var in io.Reader = strings.NewReader(c.r.FormValue("list"))
	if f, _, err := c.r.FormFile("file"); err == nil {
		defer f.Close()
		in = io.MultiReader(in, strings.NewReader("\n"), f)
	}
	v := newView{Profiles: profiles()}
	list, err := s.readList(in, set, &v)
	if err != nil {
		return err
	}
	saved, err := s.o.Store.PutSellers(c.context(), list, c.now)
	if err != nil {
		return err
	}
	v.Saved = &saved
	if err := c.did("sellers.add", "", strconv.Itoa(saved.Added)+" added, "+strconv.Itoa(saved.Changed)+" changed"); err != nil {
		return err
	}
	return c.page("new", "sellers", c.words.Text("web.new.title"), v)
}

// readList reads addresses, one a line; a name may follow after a comma.
func (s *Server) readList(in io.Reader, set *settings, v *newView) ([]catalogue.Seller, error) {
	var list []catalogue.Seller
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 4096), 2*maxURL)
	for number := 1; lines.Scan(); number++ {
		if number > maxLines {
			return nil, refuse(http.StatusRequestEntityTooLarge, "web.problem.large")
		}
		text := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		raw, name, _ := strings.Cut(text, ",")
		u, err := s.address(raw)
		name = strings.Trim(strings.TrimSpace(name), `"`)
		if err != nil || len(name) > maxField {
			if len(v.Bad) < 20 {
				v.Bad = append(v.Bad, badLine{number, text})
			} else {
				v.More++
			}
			continue
		}
		n := catalogue.Seller{URL: u}
		set.onto(&n)
		n.Name = nonEmpty(name, set.Name)
		list = append(list, n)
	}
	if lines.Err() != nil {
		return nil, refuse(http.StatusBadRequest, "web.problem.list")
	}
	return list, nil
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
	return c.page("settings", "sellers", sellerName(*n), settingsView{*n, profiles(), strings.Join(n.Tags, ", "), strings.Join(n.Markets, ", "), hours})
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
