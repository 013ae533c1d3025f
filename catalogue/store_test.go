package catalogue_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/verdict"
)

// The tables can be made, taken down by one step and made again.
func TestMigrations(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		all := must(s.Migrations(t.Context()))(t)
		if len(all) == 0 || !all[len(all)-1].Applied {
			t.Fatalf("%+v", all)
		}
		if n := must(s.MigrateUp(t.Context()))(t); n != 0 {
			t.Errorf("%d steps the second time", n)
		}
		for i := len(all); i > 0; i-- {
			if v := must(s.MigrateDown(t.Context()))(t); v != all[i-1].Version {
				t.Errorf("took down %d, want %d", v, all[i-1].Version)
			}
		}
		if v := must(s.MigrateDown(t.Context()))(t); v != 0 {
			t.Errorf("took down %d of nothing", v)
		}
		if n := must(s.MigrateUp(t.Context()))(t); n != len(all) {
			t.Errorf("%d steps, want %d", n, len(all))
		}
	})
}

// A list can be put twice; what differs is changed, and what is known of a seller stays.
func TestSellersArePutOnce(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		list := []catalogue.Seller{
			{URL: "https://www.kerzen.co.uk/", Name: "Kerzen & Söhne 蜡烛", Tags: []string{"b", "a", "a", " "}, Markets: []string{"de"}, Cadence: time.Hour, Owner: "M-1"},
			{URL: "https://shop.example/", Name: "'; DROP TABLE sellers; --"},
			{URL: "http://127.0.0.1:8080/"},
		}
		if got := must(s.PutSellers(t.Context(), list, day))(t); got != (catalogue.Saved{Added: 3}) {
			t.Errorf("%+v", got)
		}
		again := slices.Clone(list)
		again[1].Name = "Other"
		again = append(again, again[2])
		if got := must(s.PutSellers(t.Context(), again, day.Add(time.Hour)))(t); got != (catalogue.Saved{Changed: 1, Same: 3}) {
			t.Errorf("%+v", got)
		}
		n := must(s.SellerByURL(t.Context(), "https://www.kerzen.co.uk/"))(t)
		if n.Domain != "kerzen.co.uk" || !slices.Equal(n.Tags, []string{"a", "b"}) || n.Name != "Kerzen & Söhne 蜡烛" || n.Cadence != time.Hour || !n.NextDue.Equal(day) || n.Now.Score != -1 || n.Now.State != catalogue.Never {
			t.Errorf("%+v", n)
		}
		if d := must(s.SellerByURL(t.Context(), "http://127.0.0.1:8080/"))(t); d.Domain != "127.0.0.1:8080" || !d.NextDue.IsZero() {
			t.Errorf("%+v", d)
		}
		n.Tags, n.Cadence = []string{"c"}, 2*time.Hour
		ok(t, s.UpdateSeller(t.Context(), n, day))
		if tags := must(s.Tags(t.Context()))(t); len(tags) != 1 || tags["c"] != 1 {
			t.Errorf("%v", tags)
		}
		ok(t, s.PauseSeller(t.Context(), n.ID, true, day))
		if _, err := s.Seller(t.Context(), "nobody"); !errors.Is(err, catalogue.ErrNotFound) {
			t.Error(err)
		}
		if err := s.PauseSeller(t.Context(), "nobody", true, day); !errors.Is(err, catalogue.ErrNotFound) {
			t.Error(err)
		}
	})
}

// Every order and filter gives each seller once, in order, page by page.
func TestSellersAreListedInPages(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		var list []catalogue.Seller
		for i := range 57 {
			n := catalogue.Seller{URL: fmt.Sprintf("https://shop%d.example/", i), Name: fmt.Sprintf("Shop %c", 'A'+i%7), Cadence: time.Hour, Tags: []string{"t" + fmt.Sprint(i%3)}, Markets: []string{"de", "at"}[:i%3]}
			list = append(list, n)
		}
		must(s.PutSellers(t.Context(), list, day))(t)
		for i := range 20 {
			scanned(t, s, list[i].ID, look(day.Add(time.Duration(i)*time.Minute), 50+i%5, result("tls-cert", verdict.High, []verdict.Status{verdict.Pass, verdict.Fail}[i%2])))
		}
		for _, sort := range catalogue.Sorts() {
			for _, minus := range []string{"", "-"} {
				seen := map[string]bool{}
				p := catalogue.Page{Sort: catalogue.Sort(minus) + sort, Limit: 10}
				for pages := 0; ; pages++ {
					part, next, err := s.Sellers(t.Context(), catalogue.Filter{}, p)
					ok(t, err)
					for _, n := range part {
						if seen[n.ID] {
							t.Fatalf("%s: %s twice", p.Sort, n.URL)
						}
						seen[n.ID] = true
					}
					if next == "" {
						break
					}
					if p.After = next; pages > 10 {
						t.Fatal("no end")
					}
				}
				if len(seen) != len(list) {
					t.Errorf("%s: %d sellers", p.Sort, len(seen))
				}
			}
		}
		top, _, err := s.Sellers(t.Context(), catalogue.Filter{}, catalogue.Page{Sort: "-score", Limit: 1})
		if err != nil || top[0].Now.Score != 54 {
			t.Errorf("%v %+v", err, top)
		}
		paused := true
		for name, c := range map[string]struct {
			f    catalogue.Filter
			want int
		}{
			"all":       {catalogue.Filter{}, 57},
			"word":      {catalogue.Filter{Search: "SHOP5"}, 8},
			"two words": {catalogue.Filter{Search: "shop1 example"}, 11},
			"literal":   {catalogue.Filter{Search: "shop_"}, 0},
			"tag":       {catalogue.Filter{Tag: "t1"}, 19},
			"market":    {catalogue.Filter{Market: "de"}, 38},
			"grade":     {catalogue.Filter{Grade: "B"}, 20},
			"none":      {catalogue.Filter{Grade: "-"}, 37},
			"state":     {catalogue.Filter{State: catalogue.Fine}, 20},
			"serious":   {catalogue.Filter{Serious: true}, 10},
			"check":     {catalogue.Filter{Check: "tls-cert", Tag: "t0"}, 3},
			"overdue":   {catalogue.Filter{Overdue: day.Add(time.Minute)}, 37},
			"paused":    {catalogue.Filter{Paused: &paused}, 0},
			"network":   {catalogue.Filter{Network: "192.0.2.7"}, 20},
		} {
			if n := must(s.CountSellers(t.Context(), c.f))(t); n != c.want {
				t.Errorf("%s: %d, want %d", name, n, c.want)
			}
		}
		for _, p := range []catalogue.Page{{Sort: "shoe-size"}, {After: "!"}, {Sort: "score", After: "e30"}} {
			if _, _, err := s.Sellers(t.Context(), catalogue.Filter{}, p); err == nil {
				t.Errorf("%+v", p)
			}
		}
		o := must(s.Overview(t.Context(), day.Add(time.Minute)))(t)
		if o.Sellers != 57 || o.Grades["B"] != 20 || o.States[catalogue.Never] != 37 || o.Overdue != 37 || o.Serious != 10 {
			t.Errorf("%+v", o)
		}
		if c := must(s.CheckCounts(t.Context()))(t); len(c) != 1 || c[0].Sellers != 10 {
			t.Errorf("%+v", c)
		}
	})
}

// A result is written whole or not at all, once, and its verdict comes back as it went in.
func TestResultsAreWrittenOnce(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		n := added(t, s, catalogue.Seller{URL: "https://shop.example/", Cadence: 24 * time.Hour})
		if due := must(s.DueSellers(t.Context(), day, 10))(t); len(due) != 1 {
			t.Fatalf("%d due", len(due))
		}
		scan := wanted(t, s, n.ID, day)
		if due := must(s.DueSellers(t.Context(), day, 10))(t); len(due) != 0 {
			t.Errorf("a seller who waits for a scan is due again")
		}
		ok(t, s.StartScan(t.Context(), scan, "w1", 1, day))
		if err := s.StartScan(t.Context(), scan, "w2", 1, day); !errors.Is(err, catalogue.ErrNotFound) {
			t.Errorf("begun by two: %v", err)
		}
		if err := s.PutBack(t.Context(), scan.ID, "w2", "mine"); !errors.Is(err, catalogue.ErrNotFound) {
			t.Errorf("put back by another: %v", err)
		}
		ok(t, s.Progress(t.Context(), scan.ID, "pages", 7))
		if o := must(s.OpenScan(t.Context(), n.ID))(t); o == nil || o.State != catalogue.Running || o.Pages != 7 || o.Worker != "w1" {
			t.Errorf("%+v", o)
		}
		v := look(day, 80, result("tls-cert", verdict.High, verdict.Fail, "a", "b"))
		r := must(s.Prepare(t.Context(), n, scan, &catalogue.Outcome{Verdict: v, Archive: "x.wacz"}, day))(t)
		broken := errors.New("broken off")
		if err := s.InTx(t.Context(), func(tx catalogue.DB) error { return errors.Join(r.Write(t.Context(), tx, day), broken) }); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		if list := must(s.Results(t.Context(), n.ID, 9))(t); len(list) != 0 {
			t.Errorf("%d results of a transaction that was broken off", len(list))
		}
		ok(t, s.InTx(t.Context(), func(tx catalogue.DB) error { return r.Write(t.Context(), tx, day) }))
		if err := s.InTx(t.Context(), func(tx catalogue.DB) error { return r.Write(t.Context(), tx, day) }); !errors.Is(err, catalogue.ErrNotFound) {
			t.Errorf("written twice: %v", err)
		}
		list := must(s.Results(t.Context(), n.ID, 9))(t)
		if len(list) != 1 || list[0].Score != 80 || list[0].Fails != 1 || list[0].Serious != 1 || !list[0].Taken.Equal(day) || !list[0].Reachable {
			t.Errorf("%+v", list)
		}
		got := must(s.Verdict(t.Context(), scan.ID))(t)
		var a, b strings.Builder
		ok(t, errors.Join(verdict.Encode(&a, v), verdict.Encode(&b, got)))
		if a.String() != b.String() {
			t.Errorf("the verdict came back as another one:\n%s", b.String())
		}
		n = must(s.Seller(t.Context(), n.ID))(t)
		if n.Now.Score != 80 || n.Now.State != catalogue.Fine || n.NextDue.Before(day.Add(21*time.Hour)) || n.NextDue.After(day.Add(27*time.Hour)) {
			t.Errorf("%+v", n)
		}
		archives := must(s.DeleteSeller(t.Context(), n.ID))(t)
		if !slices.Equal(archives, []string{"x.wacz"}) {
			t.Errorf("%v", archives)
		}
		if _, err := s.Verdict(t.Context(), scan.ID); !errors.Is(err, catalogue.ErrNotFound) {
			t.Errorf("the verdict of a deleted seller is still there: %v", err)
		}
		if err := s.InTx(t.Context(), func(tx catalogue.DB) error { return r.Write(t.Context(), tx, day) }); !errors.Is(err, catalogue.ErrNotFound) {
			t.Errorf("the result of a deleted seller was written: %v", err)
		}
	})
}

// Findings have a first and a last day; what could not be seen stays as it was.
func TestFindingsComeAndGo(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		n := added(t, s, catalogue.Seller{URL: "https://shop.example/"})
		at := func(d int) time.Time { return day.AddDate(0, 0, d) }
		state := func() string {
			var out []string
			for _, f := range must(s.Findings(t.Context(), n.ID, true))(t) {
				gone := "-"
				if !f.Gone.IsZero() {
					gone = fmt.Sprint(f.Gone.Sub(day).Hours() / 24)
				}
				out = append(out, fmt.Sprintf("%s:%s %v..%v %s", f.Check, f.Fingerprint, f.FirstSeen.Sub(day).Hours()/24, f.LastSeen.Sub(day).Hours()/24, gone))
			}
			slices.Sort(out)
			return strings.Join(out, "; ")
		}
		want := func(when, text string) {
			t.Helper()
			if got := state(); got != text {
				t.Errorf("%s:\n%s, want\n%s", when, got, text)
			}
		}
		scanned(t, s, n.ID, look(at(0), 80, result("nav-menu", verdict.Low, verdict.Warn, "a", "b")))
		want("first", "nav-menu: 0..0 -; nav-menu:a 0..0 -; nav-menu:b 0..0 -")
		scanned(t, s, n.ID, look(at(1), 80, result("nav-menu", verdict.Low, verdict.Warn, "b")))
		want("one gone", "nav-menu: 0..1 -; nav-menu:a 0..0 1; nav-menu:b 0..1 -")
		scanned(t, s, n.ID, look(at(2), 80, result("nav-menu", verdict.Low, verdict.Unknown)))
		want("not seen", "nav-menu: 0..1 -; nav-menu:a 0..0 1; nav-menu:b 0..1 -")
		less := look(at(3), 80, result("nav-menu", verdict.Low, verdict.Pass))
		less.Crawl.HTML = 3
		scanned(t, s, n.ID, less)
		want("less was read", "nav-menu: 0..1 -; nav-menu:a 0..0 1; nav-menu:b 0..1 -")
		scanned(t, s, n.ID, look(at(4), 80, result("nav-menu", verdict.Low, verdict.Pass)))
		want("mended", "nav-menu: 0..1 4; nav-menu:a 0..0 1; nav-menu:b 0..1 4")
		scanned(t, s, n.ID, look(at(5), 80, result("nav-menu", verdict.Low, verdict.Warn, "a")))
		want("back", "nav-menu: 5..5 -; nav-menu:a 5..5 -; nav-menu:b 0..1 4")
		gone := look(at(6), 0)
		gone.Crawl.Stop, gone.Initial = "unreachable", verdict.Score{}
		scanned(t, s, n.ID, gone)
		want("unreachable", "nav-menu: 5..5 -; nav-menu:a 5..5 -; nav-menu:b 0..1 4")
		if n := must(s.Seller(t.Context(), n.ID))(t); n.Now.State != catalogue.Unreachable || n.Now.Score != 80 || n.Now.Misses != 1 {
			t.Errorf("%+v", n.Now)
		}
	})
}

// What several sellers have in common is told with counts.
func TestSharedTraits(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		v := func(phone, name string) *verdict.Verdict {
			v := look(day, 80)
			v.Shop.Contacts = []verdict.Contact{{Kind: "phone", Value: phone, URL: "https://shop.example/contact"}, {Kind: "form", Value: "/contact"}}
			v.Shop.Identity = []verdict.Identifier{{Kind: "company", Value: name}, {Kind: "de-vat", Value: "DE 123", WellFormed: false}, {Kind: "gb-company", Value: "0123 4567", WellFormed: true}}
			return v
		}
		a := added(t, s, catalogue.Seller{URL: "https://a.example/"})
		b := added(t, s, catalogue.Seller{URL: "https://b.example/"})
		scanned(t, s, a.ID, v("+44 20 7946 0123", "Valley Candles Ltd."), catalogue.Trait{Kind: catalogue.TraitIcon, Value: "abc"})
		scanned(t, s, b.ID, v("+44 (20) 79460123", "Hill Candles"), catalogue.Trait{Kind: catalogue.TraitIcon, Value: "abc"})
		var kinds []string
		for _, x := range must(s.SharedOf(t.Context(), a.ID))(t) {
			kinds = append(kinds, fmt.Sprint(x.Kind, x.Sellers))
		}
		if !slices.Equal(kinds, []string{"favicon2", "number2", "phone2"}) {
			t.Errorf("%v", kinds)
		}
		all := must(s.SharedTraits(t.Context(), catalogue.TraitPhone, 10))(t)
		if len(all) != 1 || all[0].Sellers != 2 {
			t.Fatalf("%+v", all)
		}
		if with := must(s.SellersWith(t.Context(), all[0].Kind, all[0].Value, 10))(t); len(with) != 2 {
			t.Errorf("%d sellers", len(with))
		}
		scanned(t, s, b.ID, v("+49 30 123456", "Hill Candles"))
		if list := must(s.SharedOf(t.Context(), a.ID))(t); len(list) != 1 {
			t.Errorf("what one gave up is still shared: %+v", list)
		}
	})
}

// What is remembered of a seller is what its track record is judged from.
func TestPast(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		n := added(t, s, catalogue.Seller{URL: "https://shop.example/"})
		for i, status := range []verdict.Status{verdict.Fail, verdict.Fail, verdict.Pass} {
			v := look(day.AddDate(0, 0, i), 80, result("tls-cert", verdict.High, status), result("history-uptime", verdict.High, verdict.Fail))
			v.Rules["history-uptime"] = verdict.Rule{Factor: verdict.TrackRecord}
			v.Shop.Identity = []verdict.Identifier{{Kind: "company", Value: "Valley", WellFormed: true}, {Kind: "gb-vat", Value: "x"}}
			scanned(t, s, n.ID, v)
		}
		scanned(t, s, n.ID, unreachable(day.AddDate(0, 0, 3)))
		p := must(s.Past(t.Context(), n.ID, day.AddDate(0, 0, 4)))(t)
		var serious []int
		for _, r := range p.Runs {
			serious = append(serious, r.Serious)
		}
		if fmt.Sprint(serious) != "[1 1 0 -1]" || p.Runs[3].Reachable || !p.Runs[0].Taken.Equal(day) || fmt.Sprint(p.Runs[0].Identity) != "map[company:[Valley]]" {
			t.Errorf("%+v", p.Runs)
		}
		if len(p.Serious) != 1 || p.Serious[0].Check != "tls-cert" || !p.Serious[0].Gone.Equal(day.AddDate(0, 0, 2)) {
			t.Errorf("%+v", p.Serious)
		}
	})
}
