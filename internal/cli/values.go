package cli

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/internal/config"
)

// The values below are what flags, environment variables and the config file have in common: all three are read by Set, so that a mistake
// is told in the same words wherever it stands.

// choice is one of a closed list.
type choice struct {
	value string
	what  string // "profile"
	known []string
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return "name" }

func (c *choice) Set(s string) error {
	if !slices.Contains(c.known, s) {
		return fmt.Errorf("there is no %s %q%s: use %s", c.what, clip(s), config.DidYouMean(s, c.known), config.List(c.known, "or"))
	}
	c.value = s
	return nil
}

// choices are several of a closed list, separated by commas or given one by one.
type choices struct {
	values []string
	what   string
	known  []string
	set    bool // by the source that counts: what comes from elsewhere is replaced, not added to
}

func (c *choices) String() string { return strings.Join(c.values, ",") }
func (c *choices) Type() string   { return "list" }

func (c *choices) Set(s string) error {
	if !c.set {
		c.values, c.set = nil, true
	}
	for part := range strings.SplitSeq(s, ",") {
		one := choice{what: c.what, known: c.known}
		if err := one.Set(strings.ToLower(strings.TrimSpace(part))); err != nil {
			return err
		}
		if !slices.Contains(c.values, one.value) {
			c.values = append(c.values, one.value)
		}
	}
	return nil
}

// list keeps every value in the order given, doubles too.
type list struct {
	values []string
	check  func(string) error
}

func (l *list) String() string { return strings.Join(l.values, ",") }
func (l *list) Type() string   { return "list" }

func (l *list) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		if err := l.check(part); err != nil {
			return err
		}
		l.values = append(l.values, part)
	}
	return nil
}

// servers are one or two name servers, as host:port: what one says is compared with what the other says.
type servers struct{ values []string }

func (v *servers) String() string { return strings.Join(v.values, ",") }
func (v *servers) Type() string   { return "list" }

func (v *servers) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		address, err := crawler.ParseResolver(part)
		switch {
		case err != nil:
			return err
		case slices.Contains(v.values, address):
		case len(v.values) == 2:
			return fmt.Errorf("one or two name servers are asked, %s is one too many", clip(strings.TrimSpace(part)))
		default:
			v.values = append(v.values, address)
		}
	}
	return nil
}

// count is a whole number from 1 up; 0 means that none was given.
type count struct{ n int }

func (c *count) String() string {
	if c.n == 0 {
		return ""
	}
	return strconv.Itoa(c.n)
}
func (c *count) Type() string { return "number" }

func (c *count) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return fmt.Errorf("%q is not a whole number from 1 up", clip(s))
	}
	c.n = n
	return nil
}

// duration is a time longer than none; 0 means that none was given.
type duration struct{ d time.Duration }

func (d *duration) String() string {
	if d.d == 0 {
		return ""
	}
	return d.d.String()
}
func (d *duration) Type() string { return "time" }

func (d *duration) Set(s string) error {
	v, err := time.ParseDuration(s)
	if err != nil || v <= 0 {
		return fmt.Errorf("%q is not a time: write it like 90s, 5m or 1h30m", clip(s))
	}
	d.d = v
	return nil
}

// rate is a number of requests a second; 0 means without limit of ours.
type rate struct {
	n     float64
	given bool
}

func (r *rate) String() string {
	if !r.given {
		return ""
	}
	return strconv.FormatFloat(r.n, 'g', -1, 64)
}
func (r *rate) Type() string { return "number" }

func (r *rate) Set(s string) error {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0) || math.IsInf(n, 0) {
		return errors.New(strconv.Quote(clip(s)) + " is not a number of requests a second: use 0.5, 6, or 0 for no limit of ours")
	}
	r.n, r.given = n, true
	return nil
}

// file is the name of a file.
type file struct{ name string }

func (f *file) String() string { return f.name }
func (f *file) Type() string   { return "file" }

func (f *file) Set(s string) error {
	if s == "" {
		return errors.New("a file name is missing")
	}
	f.name = s
	return nil
}

// clip bounds what is repeated of a mistake.
func clip(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:77], "") + "..."
	}
	return s
}
