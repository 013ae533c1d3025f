package crawler

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
)

// visits counts what was asked for and answered, and calls each before every answer.
type visits struct {
	mu   sync.Mutex
	n    map[string]int
	all  int
	each func(answered int)
}

func (v *visits) wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		if v.each != nil {
			v.each(v.all)
		}
		v.mu.Unlock()
		h.ServeHTTP(w, r)
		v.mu.Lock()
		defer v.mu.Unlock()
		v.n[made.ReplaceAllString(r.Method+" "+r.URL.RequestURI(), "shopvet-*")]++
		v.all++
	})
}

// made is what no two visits ask for.
var made = regexp.MustCompile(`shopvet-[0-9a-f]{18}`)

// begin forgets what was asked for.
func (v *visits) begin(each func(answered int)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.n, v.all, v.each = map[string]int{}, 0, each
}

// cut is a visit's file as a crash would leave it, and what had been answered then.
type cut struct {
	file []byte
	n    map[string]int
}

// TestAVisitGoesOnWhereItWasBrokenOff cuts the journal of a visit at many places, as a crash does, and goes on from each: nothing that was
// answered is asked again but robots.txt and what was under way, and in the end as much was seen.
func TestAVisitGoesOnWhereItWasBrokenOff(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 5, Lang: "de", Products: 40, Flaws: []shopgen.Flaw{shopgen.FlawBrokenInternal, shopgen.FlawBrokenImages}})
	if err != nil {
		t.Fatal(err)
	}
	seen := &visits{n: map[string]int{}}
	srv := httptest.NewServer(seen.wrap(shop))
	defer srv.Close()
	name := filepath.Join(t.TempDir(), "journal")
	o := Options{Resume: name, Limits: snapshot.Limits{Profile: "standard", RetryAfter: 10 * time.Millisecond}}
	var cuts []cut
	seen.begin(func(answered int) {
		if answered%23 == 11 {
			if b, err := os.ReadFile(name); err == nil {
				cuts = append(cuts, cut{b, maps.Clone(seen.n)})
			}
		}
	})
	whole := visit(t, srv.URL, o)
	most := seen.n
	if err := Forget(name, whole); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	if len(cuts) < 10 {
		t.Fatalf("only %d places to break off at", len(cuts))
	}
	want := addresses(whole)
	for i, k := range cuts {
		b := k.file[:len(k.file)-min(i%7, len(k.file))] // a record that was under way
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		seen.begin(nil)
		got := visit(t, srv.URL, o)
		_ = os.Remove(name)
		if a := addresses(got); a != want {
			t.Errorf("broken off at %d bytes, what was seen differs: %s", len(b), differences(a, want))
		}
		if s := inAll(got); s != inAll(whole) {
			t.Errorf("broken off at %d bytes, there are %s, want %s", len(b), s, inAll(whole))
		}
		if list := askedAgain(k.n, seen.n, most); len(list) > 10 { // four probes under way of two requests each, and one in a record cut off
			t.Errorf("broken off at %d bytes after %d answers, these were asked for again: %q", len(b), len(k.n), list)
		}
	}
}

// askedAgain lists what was asked for more often, in a visit that was broken off, than in one that was not.
func askedAgain(before, after, most map[string]int) []string {
	var list []string
	for address, n := range after {
		if address == "GET /robots.txt" { // a shop may have changed its mind
			continue
		}
		for range before[address] + n - max(most[address], n) {
			list = append(list, address)
		}
	}
	return list
}

// inAll sums up what a snapshot holds besides pages.
func inAll(s *snapshot.Snapshot) string {
	tries := 0
	for i := range s.Probes {
		tries += s.Probes[i].Exchange.Tries
	}
	for p := range s.Pages.All() {
		tries += p.Exchange.Tries
	}
	return fmt.Sprint(len(s.Samples), " timings, ", len(s.Probes), " probes, ", tries, " tries, ", len(s.Scripts), " scripts, ", len(s.NotFound), " not found, ", len(s.Search.Tries),
		" searches, ", s.Sitemaps, s.SkippedTotal, len(s.Cookies), s.Found, s.Have)
}

// TestAVisitThatWasOverIsNotMadeAgain: who is stopped while judging keeps what was seen.
func TestAVisitThatWasOverIsNotMadeAgain(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 5, Products: 12})
	if err != nil {
		t.Fatal(err)
	}
	seen := &visits{n: map[string]int{}}
	srv := httptest.NewServer(seen.wrap(shop))
	defer srv.Close()
	o := Options{Resume: filepath.Join(t.TempDir(), "journal"), Limits: limits()}
	want := written(t, visit(t, srv.URL, o))
	seen.begin(nil)
	if got := written(t, visit(t, srv.URL, o)); got != want {
		t.Errorf("what was seen differs:\n%s\n%s", got, want)
	}
	if seen.all > 0 {
		t.Errorf("asked again: %v", seen.n)
	}
	o.Limits.Pages = 7
	if got := visit(t, srv.URL, o); got.Limits.Pages != 7 {
		t.Error("the limits of this run do not count")
	}
}

// TestTheEndOfAVisitIsNotMadeAgain: a visit that is broken off at its very end has nothing left to ask but robots.txt, of TLS neither.
func TestTheEndOfAVisitIsNotMadeAgain(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 5, Products: 12})
	if err != nil {
		t.Fatal(err)
	}
	var opened atomic.Int32
	srv := httptest.NewUnstartedServer(shop)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			opened.Add(1)
		}
	}
	srv.StartTLS()
	defer srv.Close()
	roots := x509.NewCertPool()
	roots.AddCert(srv.Certificate())
	o := Options{Resume: filepath.Join(t.TempDir(), "journal"), Limits: limits(), RootCAs: roots}
	whole := visit(t, srv.URL, o)
	if !whole.Have.Has(snapshot.HaveTLS) || opened.Load() < 8 {
		t.Fatalf("TLS was not asked about, by %d connections", opened.Load())
	}
	cutAt(t, o.Resume, recEnded)
	opened.Store(0)
	got := visit(t, srv.URL, o)
	if len(got.TLS) != len(whole.TLS) || got.Have != whole.Have {
		t.Errorf("%d hosts, have %b; want %d, %b", len(got.TLS), got.Have, len(whole.TLS), whole.Have)
	}
	if n := opened.Load(); n > 1 {
		t.Errorf("%d connections were opened", n)
	}
}

// TestTheHomePageIsNotAskedForAgain: a visit that is broken off before all ways in are known goes on as well.
func TestTheHomePageIsNotAskedForAgain(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 5, Products: 12})
	if err != nil {
		t.Fatal(err)
	}
	seen := &visits{n: map[string]int{}}
	srv := httptest.NewUnstartedServer(seen.wrap(shop))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.StartTLS()
	defer srv.Close()
	roots := x509.NewCertPool()
	roots.AddCert(srv.Certificate())
	o := Options{Resume: filepath.Join(t.TempDir(), "journal"), Limits: limits(), RootCAs: roots}
	whole := visit(t, srv.URL, o)
	most, want := seen.n["GET /"], addresses(whole) // a timing asks for the home page again
	cutAt(t, o.Resume, recLooked)
	seen.begin(nil)
	got := visit(t, srv.URL, o)
	if n := seen.n["GET /"]; n != most-1 {
		t.Errorf("the home page was asked for %d times, want %d", n, most-1)
	}
	if len(got.TLS) != len(whole.TLS) || len(got.Entry) != len(whole.Entry) || got.Have != whole.Have {
		t.Errorf("%d hosts, %d ways in, have %b; want %d, %d, %b", len(got.TLS), len(got.Entry), got.Have, len(whole.TLS), len(whole.Entry), whole.Have)
	}
	if a := addresses(got); a != want {
		t.Errorf("what was seen differs: %s", differences(a, want))
	}
}

// cutAt takes the first record of a kind off a journal, and all behind it.
func cutAt(t *testing.T, name string, kind byte) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	end := int64(0)
	_, err = records(bytes.NewReader(b), int64(len(b)), func(k byte, at int64, _ []byte) error {
		if k == kind && end == 0 {
			end = at - recBegin
		}
		return nil
	})
	if err != nil || end == 0 {
		t.Fatalf("no record %c in %d bytes: %v", kind, len(b), err)
	}
	if err := os.Truncate(name, end); err != nil {
		t.Fatal(err)
	}
}

func written(t *testing.T, s *snapshot.Snapshot) string {
	t.Helper()
	var b bytes.Buffer
	if err := snapshot.Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// addresses lists the pages of a snapshot with what is known of each, sorted.
func addresses(s *snapshot.Snapshot) string {
	var list []string
	for p := range s.Pages.All() {
		if !p.HTML {
			continue // which of the pictures are looked at is up to chance
		}
		list = append(list, fmt.Sprint(strings.TrimPrefix(s.Str(p.URL), s.Base), " ", p.Exchange.Status(), " ", p.HTML, " ", p.Title, " ", p.Letters, " ", len(p.Links)))
	}
	slices.Sort(list)
	return strings.Join(list, "\n")
}

// differences lists the lines that only one of two lists has.
func differences(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	var out []string
	for _, l := range a {
		if !slices.Contains(b, l) {
			out = append(out, "+ "+l)
		}
	}
	for _, l := range b {
		if !slices.Contains(a, l) {
			out = append(out, "- "+l)
		}
	}
	return strings.Join(out, "\n")
}

// TestAFileThatIsNoJournalIsLeftAlone: whatever the user names by mistake, and whatever is damaged, is told in a line and not written over.
func TestAFileThatIsNoJournalIsLeftAlone(t *testing.T) {
	whole := wholeJournal(t)
	damaged := func(at int) string { return whole[:at] + string(whole[at]^0x10) + whole[at+1:] }
	for name, c := range map[string]struct{ content, says string }{
		"a text":          {"my notes\n", "it is no file of a visit"},
		"a text with H":   {"Hello, this is what I had in mind for the shop", "it is no file of a visit"},
		"one letter":      {"H", "it is no file of a visit"},
		"zeros":           {strings.Repeat("\x00", 4096), "it is no file of a visit"},
		"another shop":    {journalOf(t, journalHead{Journal: journalVersion, Extractor: extract.Version, Target: "https://other.example/"}), "it is of a visit to https://other.example/"},
		"another version": {journalOf(t, journalHead{Journal: journalVersion + 1, Extractor: extract.Version, Target: target}), "it was written by another version of shopvet"},
		"other pages":     {journalOf(t, journalHead{Journal: journalVersion, Extractor: extract.Version + 1, Target: target}), "it was written by another version of shopvet"},
		"another profile": {journalOf(t, journalHead{Journal: journalVersion, Extractor: extract.Version, Target: target, Profile: "deep"}), `that visit had the profile "deep"`},
		"damaged begin":   {damaged(20), "it is no file of a visit"},
		"damaged middle":  {damaged(len(whole) / 2), "the file is damaged after "},
		"text behind":     {whole + "my notes, which are longer than one thinks", "the file is damaged after "},
	} {
		file := filepath.Join(t.TempDir(), "journal")
		if err := os.WriteFile(file, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Crawl(t.Context(), target, Options{Resume: file, Limits: limits()})
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		if b, err := os.ReadFile(file); err != nil || string(b) != c.content {
			t.Errorf("%s was written over: %v", name, err)
		}
	}
}

// target is where nobody answers.
const target = "http://127.0.0.1:9/"

// TestAJournalMayEndAnywhere: a crash leaves part of a record, or zeros.
func TestAJournalMayEndAnywhere(t *testing.T) {
	whole := wholeJournal(t)
	for _, content := range []string{"", whole[:30], whole[:len(whole)-3], whole + "P\x00", whole + strings.Repeat("\x00", 9000)} {
		file := filepath.Join(t.TempDir(), "journal")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Crawl(t.Context(), target, Options{Resume: file, Limits: limits()}); err != nil {
			t.Errorf("%d of %d bytes: %v", len(content), len(whole), err)
		}
	}
}

// TestTwoVisitsDoNotShareAFile: the second is refused as long as the first goes on.
func TestTwoVisitsDoNotShareAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "journal")
	var second error
	shop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			_, second = Crawl(r.Context(), "http://"+r.Host+"/", Options{Resume: file, Limits: limits()})
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<title>Lamps</title><h1>Lamps</h1>"))
	}))
	defer shop.Close()
	visit(t, shop.URL, Options{Resume: file, Limits: limits()})
	if second == nil || !strings.Contains(second.Error(), "another run of shopvet is using it") {
		t.Errorf("the second visit: %v", second)
	}
}

// wholeJournal is that of a visit to target, of which some pages were seen.
func wholeJournal(t *testing.T) string {
	t.Helper()
	j := begunJournal(t, journalHead{Journal: journalVersion, Extractor: extract.Version, Target: target, Profile: "quick"})
	if err := j.json(recEntered, snapshot.Snapshot{Base: target}); err != nil {
		t.Fatal(err)
	}
	tab := snapshot.NewTable()
	ext := extract.New(tab)
	for i := range 5 {
		p := snapshot.NewPage()
		p.ID, p.URL, p.Title = snapshot.PageID(i), tab.ID(fmt.Sprint(target, i)), strings.Repeat("Lamps ", 20)
		p.Exchange = snapshot.Exchange{Tries: 1, Hops: []snapshot.Hop{{Status: 200}}}
		if _, _, err := j.page(p, item{}, tab, ext); err != nil {
			t.Fatal(err)
		}
	}
	return text(t, j)
}

// journalOf is the begin of a journal.
func journalOf(t *testing.T, h journalHead) string { return text(t, begunJournal(t, h)) }

func begunJournal(t *testing.T, h journalHead) *journal {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "journal"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	j := &journal{file: f, strings: 1}
	if err := j.json(recHead, h); err != nil {
		t.Fatal(err)
	}
	return j
}

func text(t *testing.T, j *journal) string {
	t.Helper()
	b, err := os.ReadFile(j.file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
