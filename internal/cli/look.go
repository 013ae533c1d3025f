package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// A visit of the catalogue is quick where nothing else is said: who watches many shops looks often.
const defaultLook = "quick"

// tracer makes the spans of a look; they go nowhere unless the program sends traces.
var tracer = otel.Tracer("github.com/shopvet/shopvet/internal/cli")

// spared is how much longer than its visit a scan may take: for judging, and for what a visit asks after its time.
const spared = 2 * time.Minute

// looker looks at shops of the catalogue.
type looker struct {
	a     *app
	o     *options
	co    crawler.Options // what all visits have in common
	store *catalogue.Store
	// mail is what mails with alerts are sent with, nil without.
	mail *notify.Mail
	// visits keeps what visits under way have seen, nil without.
	visits *visits
	// answered is when a shop last answered, milliseconds: without control sites it tells whether we can reach any.
	answered atomic.Int64
}

// newLooker returns a looker and what closes its browser.
func (a *app) newLooker(ctx context.Context, o *options) (*looker, func(), error) {
	if o.profile.value == "" {
		o.profile.value = defaultLook
	}
	if o.browser.value == "" {
		o.browser.value = "off" // one page at a time is loaded: with many shops everything would wait for it
	}
	if err := a.loadLibraries(o); err != nil {
		return nil, nil, err
	}
	co, err := o.crawl()
	if err != nil {
		return nil, nil, err
	}
	if err := o.makeArchives(); err != nil {
		return nil, nil, err
	}
	closed, err := a.openBrowser(ctx, o, &co)
	if err != nil {
		return nil, nil, err
	}
	co.ProductImages = true
	co.Stranger, co.Networks = true, o.server.networks.values
	l := &looker{a: a, o: o, co: co}
	if o.server.smtp.value != "" {
		if l.mail, err = notify.NewMail(o.server.smtp.value, o.server.mailFrom.value); err != nil {
			closed()
			return nil, nil, err
		}
	}
	return l, closed, nil
}

func (o *options) makeArchives() error {
	if o.server.archives.name == "" {
		return nil
	}
	if err := os.MkdirAll(o.server.archives.name, 0o750); err != nil {
		return fmt.Errorf("--archives: %w", plain(err))
	}
	return nil
}

// timeout is how long a scan of a seller may take.
func (l *looker) timeout(n *catalogue.Seller) time.Duration {
	limits, err := crawler.Profile(cmp.Or(n.Profile, l.o.profile.value))
	if err != nil || l.o.maxTime.d > 0 {
		limits.Time = l.o.maxTime.d
	}
	return limits.Time + spared
}

// look visits and judges one seller.
func (l *looker) look(ctx context.Context, job *queue.Job) (*catalogue.Outcome, error) {
	n := job.Seller
	o := *l.o // what is kept of one scan is its own
	co := l.co
	co.Limits.Profile = cmp.Or(n.Profile, co.Limits.Profile)
	past, err := l.history(ctx, n) // before the visit: a database that is away at its end costs no visit
	if err != nil {
		return nil, err
	}
	kept, err := l.visits.begin(job.Scan.ID)
	if err != nil {
		return nil, err
	}
	notes := newSeenNotes(hostOf(n.URL))
	snap, err := l.visit(ctx, job, &o, &co, kept, notes)
	if err != nil && ctx.Err() == nil {
		switch {
		case errors.Is(err, crawler.ErrInUse):
			err = errInUse
		case kept.lacksRoom():
			err = errNoRoom
		case kept.goesOn(): // it was begun by another version, or otherwise: it begins anew
			kept.drop()
			snap, err = l.visit(ctx, job, &o, &co, kept, notes)
		}
	}
	if err != nil {
		return nil, err
	}
	defer o.kept.drop()
	if kept != nil && snap.Stop == snapshot.StopNoRoom {
		return nil, errNoRoom
	}
	snap.Remember(past)
	jo := o.judge()
	if len(n.Markets) > 0 {
		jo.Markets = n.Markets
	}
	_, span := tracer.Start(ctx, "judge")
	v, err := shopvet.Judge(ctx, snap, jo)
	span.End()
	if err != nil {
		return nil, err
	}
	if err := o.kept.finish(snap, v); err != nil {
		return nil, err
	}
	out := &catalogue.Outcome{Verdict: v, Network: notes.network, Traits: notes.traits()}
	out.Traits = append(append(out.Traits, policyTexts(snap, v)...), productImages(snap)...)
	if o.kept != nil {
		out.Archive = o.kept.name
	}
	if out.Written = kept.drop; snap.Stop == snapshot.StopUnreachable {
		kept.drop() // it may be asked again at once, when it was our own network
	}
	switch {
	case snap.Stop != snapshot.StopUnreachable:
		l.answered.Store(time.Now().UnixMilli())
	case len(l.o.server.control.values) == 0:
		out.Unconfirmed = time.Since(time.UnixMilli(l.answered.Load())) > recently
	}
	return out, nil
}

// visit visits a shop, or goes on with the visit that was broken off.
func (l *looker) visit(ctx context.Context, job *queue.Job, o *options, co *crawler.Options, kept *keptVisit, notes *seenNotes) (*snapshot.Snapshot, error) {
	o.resume.name, co.Resume = kept.name(), kept.name()
	if err := l.begin(o, job); err != nil {
		return nil, err
	}
	notes.next = o.kept.seen()
	defer notes.open(kept)()
	ctx, span := tracer.Start(ctx, "visit")
	defer span.End()
	co.Seen, co.Events = notes.seen, progressOf(job, kept, span)
	snap, err := shopvet.Crawl(ctx, job.Seller.URL, *co)
	if err != nil {
		o.kept.drop()
	}
	return snap, err
}

// history is what is known of earlier looks. The snapshot gets it, so that the track record is judged from it like all else.
func (l *looker) history(ctx context.Context, n *catalogue.Seller) (*snapshot.History, error) {
	past, err := l.store.Past(ctx, n.ID, time.Now())
	if err != nil {
		return nil, err
	}
	h := &snapshot.History{}
	for _, r := range past.Runs {
		h.Runs = append(h.Runs, snapshot.Earlier(r))
	}
	for _, f := range past.Serious {
		h.Serious = append(h.Serious, snapshot.Spell{Check: f.Check, First: f.FirstSeen, Gone: f.Gone})
	}
	return h, nil
}

// recently is how long after another shop answered it is taken for granted that others can be reached.
const recently = 10 * time.Minute

// begin opens the archive of a scan, if archives are kept.
func (l *looker) begin(o *options, job *queue.Job) (err error) {
	if o.server.archives.name == "" {
		return nil
	}
	dir := filepath.Join(o.server.archives.name, job.Seller.ID)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return plain(err)
	}
	o.archive.name = filepath.Join(dir, job.Scan.ID+".wacz")
	o.kept, err = l.a.beginArchive(o)
	return err
}

// progressOf hands on how far a visit is, and tells of one that goes on.
func progressOf(job *queue.Job, kept *keptVisit, span trace.Span) func(crawler.Event) {
	var mu sync.Mutex
	phase, pages := "", 0
	return func(e crawler.Event) {
		mu.Lock()
		switch e := e.(type) {
		case crawler.Phase:
			phase = e.Name
			span.AddEvent(phase)
		case crawler.Fetched:
			pages = e.Pages
		case crawler.Resumed:
			kept.of.log.Info("a visit that was broken off goes on", "seller", job.Seller.URL, "scan", job.Scan.ID, "pages", e.Pages)
		}
		p, n := phase, pages
		mu.Unlock()
		job.Progress(p, n)
	}
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// seenNotes notes of the exchanges of a visit what tells which sellers have something in common.
type seenNotes struct {
	host string
	next func(*wire.Seen)

	mu      sync.Mutex
	file    *os.File // keeps them, nil for none
	network string
	ids     map[string]catalogue.Trait
}

func newSeenNotes(host string) *seenNotes {
	return &seenNotes{host: host, ids: map[string]catalogue.Trait{}}
}

// noteNetwork is how the network address stands among what is kept of the notes.
const noteNetwork = "network"

// open takes up what was noted of the visit before, and keeps what follows with it until the returned function is called.
func (s *seenNotes) open(kept *keptVisit) (closed func()) {
	s.file = kept.notes(func(t catalogue.Trait) {
		if t.Kind == noteNetwork {
			s.network = t.Value
		} else {
			s.ids[t.Value] = t
		}
	})
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.file != nil {
			s.file.Close()
			s.file = nil
		}
	}
}

// keep notes something, which is to outlive a visit that is broken off. The caller holds s.mu.
func (s *seenNotes) keep(t catalogue.Trait) {
	if s.file == nil {
		return
	}
	if line, err := json.Marshal(t); err == nil {
		_, _ = s.file.Write(append([]byte{'\n'}, line...)) // without it one fact is missing after a fault, until the next look
	}
}

// id notes what a shop may share with others. The caller holds s.mu.
func (s *seenNotes) id(kind, value, shown, url string) {
	if _, known := s.ids[value]; known || value == "" {
		return
	}
	s.ids[value] = catalogue.Trait{Kind: kind, Value: value, Shown: shown, URL: url}
	s.keep(s.ids[value])
}

func (s *seenNotes) seen(x *wire.Seen) {
	if s.next != nil {
		s.next(x)
	}
	ids := trackerIDs(x.Body)
	icon := iconOf(x)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.network == "" && hostOf(x.URL) == s.host {
		if s.network = networkOf(x.Remote); s.network != "" {
			s.keep(catalogue.Trait{Kind: noteNetwork, Value: s.network})
		}
	}
	for _, id := range ids {
		s.id(catalogue.TraitTracker, id, id, x.URL)
	}
	s.id(catalogue.TraitIcon, icon, x.URL, x.URL)
}

func (s *seenNotes) traits() []catalogue.Trait {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []catalogue.Trait
	for _, t := range s.ids {
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b catalogue.Trait) int { return strings.Compare(a.Value, b.Value) })
	return out
}

// networkOf is the address at which shops count as one network: of IPv6 the 64 bits that one site gets.
func networkOf(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return ""
	}
	if a = a.Unmap().WithZone(""); a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}

// lookUp finds the network of a host.
func (l *looker) lookUp(resolver *net.Resolver) func(ctx context.Context, host string) string {
	return func(ctx context.Context, host string) string {
		if n := networkOf(host); n != "" {
			return n
		}
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		list, err := resolver.LookupNetIP(ctx, "ip", host)
		if err != nil || len(list) == 0 {
			return ""
		}
		slices.SortFunc(list, netip.Addr.Compare)
		return networkOf(list[0].String())
	}
}

// leastPolicy is how many letters a policy has at least whose text is compared with others'.
const leastPolicy = 500

// policyTexts tells the policies by their whole text.
func policyTexts(snap *snapshot.Snapshot, v *verdict.Verdict) []catalogue.Trait {
	at := map[string]string{}
	for _, p := range v.Shop.Policies {
		if p.Letters >= leastPolicy && p.Form == "page" {
			at[p.URL] = p.Kind
		}
	}
	var out []catalogue.Trait
	for p, err := range snap.Pages.All() {
		if err != nil {
			return out
		}
		kind, ok := at[snap.Str(p.URL)]
		if !ok || p.Content == nil || p.Text == "" {
			continue
		}
		sum := sha256.Sum256([]byte(strings.Join(strings.Fields(strings.ToLower(p.Text)), " ")))
		out = append(out, catalogue.Trait{Kind: catalogue.TraitPolicy, Value: kind + " " + hex.EncodeToString(sum[:12]), Shown: kind, URL: snap.Str(p.URL)})
	}
	return out
}

// productImages lists the product images that were looked at: two shops that show the same may buy from one maker.
func productImages(snap *snapshot.Snapshot) []catalogue.Trait {
	var out []catalogue.Trait
	for _, im := range snap.ProductImages {
		out = append(out, catalogue.Trait{Kind: catalogue.TraitImage, Value: im.Sum, Shown: snap.Str(im.URL), URL: snap.Str(im.Page)})
	}
	return out
}

// online reports whether one of the control sites answers, whatever it says.
func (l *looker) online(ctx context.Context) bool {
	if len(l.o.server.control.values) == 0 {
		return true
	}
	client := &http.Client{Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, address := range l.o.server.control.values {
		req, err := http.NewRequestWithContext(ctx, http.MethodHead, address, nil)
		if err != nil {
			continue
		}
		resp, err := client.Do(req)
		if err == nil {
			resp.Body.Close()
			return true
		}
	}
	return false
}
