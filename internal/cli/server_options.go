package cli

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet/catalogue"
)

// serverOptions are the settings of what works on the catalogue.
type serverOptions struct {
	database   file
	workers    count
	perAddress count
	perMinute  count
	tagRates   tagRates
	drain      duration
	archives   file
	keep       duration
	networks   networks
	control    addresses
	smtp       address
	mailFrom   address
	listen     address
	public     address
	pages      pageOptions
}

// defaultDatabase is the file of the catalogue where none is named.
const defaultDatabase = "shopvet.db"

func (o *options) databaseFlag(fs *pflag.FlagSet) {
	fs.Var(&o.server.database, "database", "the catalogue: a `file` of SQLite, or postgres://user@host/name (default "+defaultDatabase+")")
}

// workFlags say how many shops are visited at a time, and what becomes of it.
func (o *options) workFlags(fs *pflag.FlagSet) {
	s := &o.server
	fs.Var(&s.workers, "workers", "`number` of shops to visit at the same time in this process (default 4)")
	fs.Var(&s.perAddress, "per-address", "shops to visit at the same time at one network address, by all processes together (default 2)")
	fs.Var(&s.perMinute, "per-minute", "begin at most this many visits a minute, all processes together (default: as many as there are)")
	fs.Var(&s.tagRates, "tag-rate", "begin at most so many visits a minute to sellers with a tag, as TAG=N; may be repeated")
	fs.Var(&s.drain, "drain", "how long visits may go on when the process is told to stop (default 30s)")
	fs.Var(&s.archives, "archives", "keep an archive of each visit in this `folder`")
	fs.Var(&s.keep, "keep", "keep whole verdicts and archives for this `time`; scores and findings stay (default 2160h)")
	fs.Var(&s.networks, "allow-network", "private `network` in which shops may be visited, such as 10.1.0.0/16 (default: none)")
	fs.Var(&s.control, "control", "`address` of a site of another provider, asked before a shop is called unreachable; may be repeated")
	fs.Var(&s.smtp, "smtp", "mail server for alerts, as smtp://user:password@host:587 or smtps://…")
	fs.Var(&s.mailFrom, "mail-from", "`sender` of mails with alerts")
}

func (o *options) serveFlags(fs *pflag.FlagSet) {
	fs.Var(&o.server.listen, "listen", "`address` to serve on (default 127.0.0.1:8080)")
	fs.Var(&o.server.public, "public-url", "address under which people reach this server, for links in alerts")
}

// tagRates are visits a minute by tag.
type tagRates struct{ values map[string]float64 }

func (t *tagRates) String() string {
	var parts []string
	for tag, n := range t.values {
		parts = append(parts, tag+"="+strconv.FormatFloat(n, 'g', -1, 64))
	}
	return strings.Join(parts, ",")
}
func (t *tagRates) Type() string { return "list" }

// Set reads TAG=N.
func (t *tagRates) Set(s string) error {
	tag, number, ok := strings.Cut(s, "=")
	n, err := strconv.ParseFloat(number, 64)
	if !ok || tag == "" || err != nil || !(n > 0) || n > 1e6 {
		return fmt.Errorf("%q is not TAG=N, for instance fragile=10", clip(s))
	}
	if t.values == nil {
		t.values = map[string]float64{}
	}
	t.values[tag] = n
	return nil
}

// networks are networks as CIDR.
type networks struct{ values []netip.Prefix }

func (n *networks) String() string { return strings.Trim(fmt.Sprint(n.values), "[]") }
func (n *networks) Type() string   { return "list" }

// Set reads one or several, separated by commas.
func (n *networks) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		p, err := netip.ParsePrefix(strings.TrimSpace(part))
		if err != nil {
			return fmt.Errorf("%q is not a network: write it like 10.1.0.0/16", clip(part))
		}
		n.values = append(n.values, p)
	}
	return nil
}

// contains reports whether an address lies in one of the networks.
func (n *networks) contains(host string) bool {
	a, err := netip.ParseAddr(strings.Trim(host, "[]"))
	if err != nil {
		return false
	}
	for _, p := range n.values {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// addresses are addresses of the web.
type addresses struct{ values []string }

func (a *addresses) String() string { return strings.Join(a.values, ",") }
func (a *addresses) Type() string   { return "list" }

// Set reads one or several, separated by commas.
func (a *addresses) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		u, err := url.Parse(strings.TrimSpace(part))
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return fmt.Errorf("%q is not an address: write it like https://www.example.org/", clip(part))
		}
		a.values = append(a.values, u.String())
	}
	return nil
}

// address is an address of any kind: a place to listen at, a mail server, a sender.
type address struct{ value string }

func (a *address) String() string { return a.value }
func (a *address) Type() string   { return "text" }

// Set keeps it as it is.
func (a *address) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("an address is missing")
	}
	a.value = strings.TrimSpace(s)
	return nil
}

// cadence is how often a seller is looked at.
type cadence struct {
	d     time.Duration
	given bool
}

func (c *cadence) String() string {
	if !c.given {
		return ""
	}
	return c.d.String()
}
func (c *cadence) Type() string { return "time" }

// Set reads it as the catalogue does.
func (c *cadence) Set(s string) (err error) {
	c.d, err = catalogue.ParseCadence(s)
	c.given = err == nil
	return err
}
