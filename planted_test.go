package shopvet_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/checks/all"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/verdict"
)

// shown is why a check turns in no made-up shop, and the test that shows it turn, as "file TestName".
type shown struct{ why, test string }

// shownElsewhere are the checks for which no flaw can be planted in a made-up shop. A shop here is a handler that speaks HTTP on loopback; what names,
// issuers, other sites and earlier visits say lies outside of it.
var shownElsewhere = map[string]shown{
	"dns-mail-accepts":        {"name servers say it", "names_test.go TestNamesAreJudgedByWhatNameServersSay"},
	"dns-resolve-stable":      {"name servers say it", "names_test.go TestNamesAreJudgedByWhatNameServersSay"},
	"dns-spf-dmarc":           {"name servers say it", "names_test.go TestNamesAreJudgedByWhatNameServersSay"},
	"tls-caa":                 {"name servers say it", "checks/tls/names_test.go TestCAA"},
	"tls-apex-www":            {"it needs two names", "checks/tls/names_test.go TestApexWWW"},
	"tls-http-redirect":       {"it needs the ports 80 and 443", "checks/tls/tls_test.go TestHTTPRedirect"},
	"tls-https-reachable":     {"a shop on loopback without TLS is one in the making", "checks/tls/tls_test.go TestHTTPSReachable"},
	"tls-cert-valid":          {"the server has the certificate, not the shop", "scan_test.go TestABadCertificateCapsTheScoreAndNotTheLook"},
	"tls-cert-strength":       {"Go's server refuses keys so short", "checks/tls/certrules_test.go TestCertStrength"},
	"tls-chain-complete":      {"the server has the certificates, not the shop", "checks/tls/certrules_test.go TestChainComplete"},
	"tls-transparency":        {"only publicly known issuers enter logs", "checks/tls/certrules_test.go TestTransparency"},
	"tls-revocation":          {"the issuer says it", "revoked_test.go TestTheIssuersWordOnACertificateCounts"},
	"nav-broken-external":     {"other sites are asked", "checks/nav/structure_test.go TestBrokenExternal"},
	"history-critical-free":   {"earlier visits say it", "checks/history/history_test.go TestCriticalFree"},
	"history-fix-time":        {"earlier visits say it", "checks/history/history_test.go TestFixTime"},
	"history-identity-change": {"earlier visits say it", "checks/history/history_test.go TestIdentityChange"},
	"history-uptime":          {"earlier visits say it", "checks/history/history_test.go TestUptime"},
	"privacy-us-optout":       {"needs a page that loads scripts of others, and no made-up shop does", "checks/privacy/leak_test.go TestUSOptOut"},
	"identity-qualifications": {"it only tells, and turns never", "checks/identity/qualifications_test.go TestQualifications"},
	"reputation-domain-facts": {"it only tells, and turns never", "checks/reputation/reputation_test.go TestDomainFactsNeverCount"},
}

// TestEveryCheckCanBeShownToTurn: a check without a planted flaw names the test that stands in for it, and why none can be planted.
func TestEveryCheckCanBeShownToTurn(t *testing.T) {
	turned := map[string]bool{}
	for _, info := range shopgen.Flaws() {
		for id := range info.Flips {
			turned[id] = true
		}
	}
	known := map[string]bool{}
	for _, c := range all.Checks() {
		known[c.Meta.ID] = true
		_, elsewhere := shownElsewhere[c.Meta.ID]
		switch {
		case turned[c.Meta.ID] == elsewhere && elsewhere:
			t.Errorf("%s has a flaw in internal/shopgen: take it out of this list", c.Meta.ID)
		case !turned[c.Meta.ID] && !elsewhere:
			t.Errorf("no flaw in internal/shopgen turns %s: plant one, or say here why none can be planted", c.Meta.ID)
		}
	}
	for id := range turned {
		if !known[id] {
			t.Errorf("a flaw turns %s, which is no check", id)
		}
	}
	for id, s := range shownElsewhere {
		file, name, _ := strings.Cut(s.test, " ")
		code, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil || !known[id] || s.why == "" || !regexp.MustCompile(`(?m)^func `+name+`\(`).Match(code) {
			t.Errorf("%s: %q is no test of it (%v)", id, s.test, err)
		}
	}
}

// TestFlawsThatOnlyABrowserShows holds shops with several flaws against what they say of themselves.
func TestFlawsThatOnlyABrowserShows(t *testing.T) {
	path, err := render.Find("")
	if err != nil {
		t.Skip(err)
	}
	shops := map[int][]shopgen.FlawInfo{}
	for _, info := range shopgen.Flaws() {
		if info.Browser > 0 {
			shops[info.Browser] = append(shops[info.Browser], info)
		}
	}
	for _, list := range shops {
		t.Run(string(list[0].Flaw), func(t *testing.T) {
			t.Parallel()
			o := shopgen.Options{Seed: 3, Products: 12, Lang: "de"}
			want := map[string]verdict.Status{}
			var may []string
			for _, info := range list {
				o.Flaws = append(o.Flaws, info.Flaw)
				may = append(may, info.May...)
				for id, turn := range info.Flips {
					want[id] = verdict.Status(turn)
				}
			}
			shop, err := shopgen.New(o)
			if err != nil {
				t.Fatal(err)
			}
			srv := httptest.NewServer(shop)
			t.Cleanup(srv.Close)
			engine := render.New(path)
			t.Cleanup(engine.Close)
			limits, _ := crawler.Profile("quick")
			limits.Time = 4 * time.Minute // a busy computer needs more than a minute
			_, v, err := shopvet.Scan(t.Context(), srv.URL, crawler.Options{Limits: limits, Browser: engine}, shopvet.JudgeOptions{Markets: []string{"de"}})
			if err != nil {
				t.Fatal(err)
			}
			got := bad(v)
			for id, turn := range want {
				if strings.HasPrefix(id, "speed-") && status(v, id) == verdict.Unknown {
					continue // a busy computer keeps timings open
				}
				if got[id] != turn {
					t.Errorf("want %s %s; %s", turn, id, explain(v, id))
				}
			}
			for id := range got {
				if want[id] == "" && !slices.Contains(may, id) {
					t.Errorf("not asked for: %s", explain(v, id))
				}
			}
		})
	}
}
