package shopvet_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http/httptest"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// scanOptions are budgets under which a synthetic shop is seen whole and soon.
func scanOptions() crawler.Options {
	return crawler.Options{OwnSite: true, Limits: snapshot.Limits{
		Profile: "standard", Pages: 600, Time: 2 * time.Minute, Exchange: 2 * time.Second, Retries: 2, RetryAfter: 20 * time.Millisecond,
		Outside: -1, // tests ask nobody outside
	}}
}

// serve starts a synthetic shop on loopback, over TLS with roots to trust when secure.
func serve(t testing.TB, o shopgen.Options, secure bool) (string, crawler.Options, *shopgen.Shop) {
	t.Helper()
	shop, err := shopgen.New(o)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(shop)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes are broken off on purpose
	opts := scanOptions()
	if secure {
		srv.EnableHTTP2 = true
		issued := authority(t).issue(t, "127.0.0.1", shop.WantsRSA(), shop.Leaf)
		srv.TLS, opts.RootCAs = issued.config(), issued.roots
		shop.Secure(srv.TLS)
		srv.StartTLS()
	} else {
		srv.Start()
	}
	t.Cleanup(func() {
		srv.CloseClientConnections()
		srv.Close()
	})
	return srv.URL + "/", opts, shop
}

func scan(t testing.TB, target string, o crawler.Options, jo shopvet.JudgeOptions) *verdict.Verdict {
	t.Helper()
	_, v, err := shopvet.Scan(context.Background(), target, o, jo)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// bad lists the results that a shop's owner would have to act on, and our own failures.
func bad(v *verdict.Verdict) map[string]verdict.Status {
	out := map[string]verdict.Status{}
	for _, r := range v.Results {
		if r.Status == verdict.Warn || r.Status == verdict.Fail || r.Status == verdict.Broken {
			out[r.Check] = r.Status
		}
	}
	return out
}

func explain(v *verdict.Verdict, id string) string {
	for _, r := range v.Results {
		if r.Check != id {
			continue
		}
		s := fmt.Sprintf("%s %s: %s", r.Status, id, r.Reason.Text)
		for i, f := range r.Findings {
			if i == 3 {
				break
			}
			s += fmt.Sprintf("\n      %s %+v", f.Message.Text, f.Evidence)
		}
		return s
	}
	return id + " did not run"
}

// TestASoundShopYieldsNoFinding is the first rule of the house: in every language and layout, over http and over https.
func TestASoundShopYieldsNoFinding(t *testing.T) {
	for _, lang := range shopgen.Languages() {
		for layout := range 3 {
			for _, secure := range []bool{false, true} {
				name := fmt.Sprintf("%s/layout %d/secure %v", lang, layout, secure)
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					target, opts, shop := serve(t, shopgen.Options{Seed: uint64(layout) + 1, Lang: lang, Layout: layout}, secure)
					v := scan(t, target, opts, shopvet.JudgeOptions{})
					for id := range bad(v) {
						t.Error(explain(v, id))
					}
					if shop.ActingHits() != 0 {
						t.Errorf("the crawl acted: %v", shop.ActingURLs())
					}
					if !v.Crawl.FullLook {
						t.Errorf("no full look: %v", v.Crawl.LookGaps)
					}
					if !v.Initial.Known || v.Initial.Grade != "A" || v.Initial.Coverage < 0.8 {
						t.Errorf("initial %d %q, coverage %.2f", v.Initial.Value, v.Initial.Grade, v.Initial.Coverage)
					}
					knows(t, v, shop.Oracle())
				})
			}
		}
	}
}

// knows demands that what is true of a shop is in the verdict.
func knows(t *testing.T, v *verdict.Verdict, o shopgen.Oracle) {
	t.Helper()
	var emails, legal []string
	for _, c := range v.Shop.Contacts {
		if c.Kind == "email" {
			emails = append(emails, c.Value)
		}
	}
	for _, i := range v.Shop.Identity {
		legal = append(legal, i.Value)
	}
	if !contains(emails, o.Email) {
		t.Errorf("e-mail %q is not among %q", o.Email, emails)
	}
	if !contains(legal, o.LegalName) {
		t.Errorf("legal name %q is not among %q", o.LegalName, legal)
	}
	if len(v.Shop.Languages) == 0 || v.Shop.Languages[0] != o.Lang {
		t.Errorf("language %q, want %q", v.Shop.Languages, o.Lang)
	}
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if strings.EqualFold(s, want) {
			return true
		}
	}
	return false
}

func flips[S ~string](m map[string]S) string {
	var out []string
	for id, s := range m {
		out = append(out, string(s)+" "+id)
	}
	sort.Strings(out)
	return strings.Join(out, ", ")
}

// TestAShopThatDoesNotFitIntoMemoryIsSeenAsAnyOther puts everything that pages say aside in a file.
func TestAShopThatDoesNotFitIntoMemoryIsSeenAsAnyOther(t *testing.T) {
	target, opts, _ := serve(t, shopgen.Options{Seed: 7, Lang: "it", Layout: 1}, true)
	opts.InMemory = 1
	v := scan(t, target, opts, shopvet.JudgeOptions{})
	for id := range bad(v) {
		t.Error(explain(v, id))
	}
	if v.Initial.Grade != "A" || !v.Crawl.FullLook {
		t.Errorf("initial %d %q, full look %v", v.Initial.Value, v.Initial.Grade, v.Crawl.FullLook)
	}
}
