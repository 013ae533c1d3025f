package crawler

import (
	"cmp"
	"crypto/x509"
	"fmt"
	"net/netip"
	"time"

	"github.com/shopvet/shopvet/crawler/dnsprobe"
	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// userAgent is how shopvet names itself to servers; the address tells a shop's owner who is visiting.
const userAgent = "shopvet/%s (+https://github.com/shopvet/shopvet)"

// Options say how a shop is visited. The zero value is a polite standard visit.
type Options struct {
	Limits    snapshot.Limits // zero fields are filled from the profile Limits.Profile, "standard" when that is empty
	RateSet   bool            // Limits.Rate was chosen by the user: 0 then means "no limit of ours"
	UserAgent string          // "" = shopvet's own
	Version   string          // of shopvet, for the user agent
	Workers   int             // exchanges at the same time; 0 = 4
	RootCAs   *x509.CertPool  // nil = the system's
	// Resolvers are the name servers to ask, as host:port (see ParseResolver): for connections, and for what is said of names. nil = the system's.
	Resolvers []string
	OwnSite   bool // the user says that the site is theirs: it is asked for files that should not lie open, and its cart is used
	// ProductImages says that the beginnings of a few product images are looked at, by which an operator sees that several shops show the same.
	ProductImages bool
	Events        func(Event)      // progress; called from several goroutines, must not block
	Soft          <-chan struct{}  // closed: take no new address, return what there is
	Now           func() time.Time // nil = time.Now
	Resume        string           // file from which the visit goes on when it was broken off, until Forget removes it; "" = none
	// Seen is told of every exchange that brought an answer, for an archive; called from several goroutines, must not keep the body.
	Seen     func(*wire.Seen)
	InMemory int64 // bytes that pages may take in memory until what they say is put aside in a file; 0 = 24 MB

	// Browser is what pages are loaded in that scripts make, and one of each kind besides; nil = none, for the reason NoBrowser (snapshot.BrowserOff).
	Browser   *render.Engine
	NoBrowser string

	// Stranger says that the target was not typed by who runs this, as in a list of sellers: it gets no exception from the guard.
	Stranger bool
	Networks []netip.Prefix // that the guard lets through although they are not public
}

// ParseResolver reads the address of a name server as a user writes it, HOST or HOST:PORT, and returns it as host:port.
func ParseResolver(s string) (string, error) { return dnsprobe.ParseServer(s) }

// Profiles lists the names of the built-in profiles.
func Profiles() []string { return []string{"quick", "standard", "deep"} }

// Profile returns the budgets of a built-in profile.
func Profile(name string) (snapshot.Limits, error) {
	l := snapshot.Limits{Profile: name, Redirects: 20, Exchange: 10 * time.Second, BodyBytes: 8 << 20, Rate: 6}
	switch name {
	case "quick":
		l.Pages, l.Depth, l.TotalBytes, l.Time = 40, 4, 256<<20, time.Minute
		l.VariantsPerPath, l.Retries, l.RetryAfter, l.Parts, l.Outside = 3, 1, 2*time.Second, 60, 20
	case "standard":
		l.Pages, l.Depth, l.TotalBytes, l.Time = 300, 8, 1<<30, 5*time.Minute
		l.VariantsPerPath, l.Retries, l.RetryAfter, l.Parts, l.Outside = 4, 2, 5*time.Second, 300, 100
	case "deep":
		l.Pages, l.Depth, l.TotalBytes, l.Time = 20000, 30, 40<<30, 2*time.Hour
		l.VariantsPerPath, l.Retries, l.RetryAfter, l.Parts, l.Outside = 10, 2, time.Minute, 3000, 500
	default:
		return l, fmt.Errorf("there is no profile %q: use quick, standard or deep", name)
	}
	return l, nil
}

func (o Options) withDefaults(t Target) Options {
	base, err := Profile(cmp.Or(o.Limits.Profile, "standard"))
	if err != nil {
		base, _ = Profile("standard")
	}
	if t.private {
		// The user's own machine: nobody else is served by it, and waiting between tries would only cost time.
		base.Rate, base.RetryAfter = 0, time.Second
	}
	o.Limits = fill(o.Limits, base, o.RateSet)
	if o.Workers <= 0 {
		o.Workers = 4
	}
	if o.InMemory <= 0 {
		o.InMemory = inMemory
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.UserAgent = cmp.Or(o.UserAgent, fmt.Sprintf(userAgent, cmp.Or(o.Version, "dev")))
	return o
}

func fill(l, base snapshot.Limits, rateSet bool) snapshot.Limits {
	l.Profile = base.Profile
	l.Pages = cmp.Or(l.Pages, base.Pages)
	l.Depth = cmp.Or(l.Depth, base.Depth)
	l.BodyBytes = cmp.Or(l.BodyBytes, base.BodyBytes)
	l.TotalBytes = cmp.Or(l.TotalBytes, base.TotalBytes)
	l.Time = cmp.Or(l.Time, base.Time)
	l.Exchange = cmp.Or(l.Exchange, base.Exchange)
	l.Redirects = cmp.Or(l.Redirects, base.Redirects)
	l.VariantsPerPath = cmp.Or(l.VariantsPerPath, base.VariantsPerPath)
	l.Retries = cmp.Or(l.Retries, base.Retries)
	l.RetryAfter = cmp.Or(l.RetryAfter, base.RetryAfter)
	l.Parts = cmp.Or(l.Parts, base.Parts)
	l.Outside = cmp.Or(l.Outside, base.Outside)
	if !rateSet {
		l.Rate = cmp.Or(l.Rate, base.Rate)
	}
	return l
}
