package tls_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/tls"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://shop.example/"

// home is a shop of one page, with what else the crawl saw of it.
func home(header ...string) []checktest.Page { return []checktest.Page{page(base, "", header...)} }

// prose and footer make a page more than its form, so that it is not taken for a wall before the shop.
const prose = `<p>We pour candles from beeswax in small batches, and send them to you within two days of your order.</p>`

const footer = `<footer><a href="/candles">All candles</a> <a href="/wax">On wax</a> <a href="/wicks">On wicks</a> <a href="/visit">Visit</a></footer>`

// page is an HTML page with header fields, given as name, value, name, value …
func page(url, html string, header ...string) checktest.Page {
	h := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
	for i := 0; i+1 < len(header); i += 2 {
		h[header[i]] = append(h[header[i]], header[i+1])
	}
	return checktest.Page{URL: url, HTML: "<!doctype html><html lang=en><body><main><h1>Candles</h1>" + prose + html + "</main>" + footer + "</body></html>", Header: h}
}

// way is an exchange with one hop for each address, all but the last answered by redirects of the status.
func way(label string, status int, urls ...string) snapshot.Exchange {
	ex := snapshot.Exchange{Label: label, URL: urls[0], Tries: 1}
	for i, u := range urls {
		h := snapshot.Hop{URL: u, Status: status, Bytes: 9000}
		if i == len(urls)-1 {
			h.Status = 200
		}
		ex.Hops = append(ex.Hops, h)
	}
	return ex
}

func entries(list ...snapshot.Exchange) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) { s.Entry = list }
}

func shake(t snapshot.TLS) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		if t.Host == "" {
			t.Host = "shop.example"
		}
		s.TLS, s.Have = []snapshot.TLS{t}, s.Have|snapshot.HaveTLS
	}
}

func failed(kind snapshot.FaultKind, tries int) snapshot.TLS {
	return snapshot.TLS{Tries: tries, Err: &snapshot.Fault{Kind: kind, Text: "nothing listens on the port"}}
}

func TestTextsKeepTheHouseRules(t *testing.T) {
	set, err := checks.NewSet(tls.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

func TestTransportIsNotJudgedOnADevelopmentCopy(t *testing.T) {
	for _, c := range tls.All {
		snap := checktest.Shop(t, page("http://127.0.0.1:8080/", `<form method=get action=/x><input type=password name=p></form><script src=http://cdn.example/a.js></script>`))
		snap.Development = true
		if r := checktest.Run(t, c, checktest.Input(t, snap, checktest.Options{})); r.Status != verdict.NotApplicable {
			t.Errorf("%s: %s", c.Meta.ID, r.Status)
		}
	}
}

func TestHTTPSReachable(t *testing.T) {
	plain := entries(way("http", 301, "http://shop.example/"))
	both := func(h snapshot.TLS) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) { shake(h)(s); plain(s) }
	}
	none := func(h snapshot.TLS) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) { shake(h)(s); s.Entry = nil }
	}
	asks, invited := snapshot.TLS{Version: "TLS 1.3", Tries: 1, ClientCert: true}, failed(snapshot.FaultTLS, 1)
	invited.ClientCert = true
	unread := failed(snapshot.FaultTLS, 1)
	unread.Err.Text = "the TLS handshake failed: failed to parse certificate from server: x509: negative serial number"
	puzzling := speaks(yes, yes, no, no, no)
	puzzling.Err, puzzling.Version = &snapshot.Fault{Kind: snapshot.FaultTLS, Text: "the TLS handshake failed: bad record MAC"}, ""
	anonymous := onlyDHE(0)
	anonymous.Survey.Versions[1].Suites = []string{"TLS_DH_anon_WITH_AES_128_CBC_SHA"}
	anonymous.Survey.Classes = []snapshot.ClassTried{{Class: snapshot.ClassAnonymous, Version: "TLS 1.2", Answer: yes}}
	fine, fault := snapshot.TLSAt{Tries: 1}, func(kind snapshot.FaultKind, tries int) snapshot.TLSAt {
		return snapshot.TLSAt{Tries: tries, Err: &snapshot.Fault{Kind: kind, Text: "it did not work"}}
	}
	// proven lets another host of the shop answer over IPv6.
	proven := func(edit func(*snapshot.Snapshot)) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			edit(s)
			s.TLS = append(s.TLS, snapshot.TLS{Host: "cdn.shop.example", Families: []snapshot.TLSAt{{Addr: "[2001:db8::2]:443"}}})
		}
	}
	checktest.Table(t, tls.HTTPSReachable,
		checktest.Case{Name: "handshake completed", Pages: home(), Edit: shake(snapshot.TLS{Version: "TLS 1.3", Tries: 1}), Want: verdict.Pass},
		checktest.Case{Name: "a bad certificate is still a handshake", Pages: home(), Edit: none(snapshot.TLS{Tries: 1, VerifyErr: &snapshot.Fault{Kind: snapshot.FaultCertExpired}}), Want: verdict.Pass},
		checktest.Case{Name: "handshake failed but the page came over https", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Pass},
		checktest.Case{Name: "closed, while http answers", Pages: home(), Edit: both(failed(snapshot.FaultRefused, 3)), Want: verdict.Fail, Reason: "silent", Total: 1},
		checktest.Case{Name: "closed at a single try", Pages: home(), Edit: both(failed(snapshot.FaultRefused, 1)), Want: verdict.Unknown},
		checktest.Case{Name: "nothing answers at all", Pages: home(), Edit: none(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown},
		checktest.Case{Name: "no resolver", Pages: home(), Edit: both(failed(snapshot.FaultDNS, 3)), Want: verdict.Unknown},
		checktest.Case{Name: "we stopped", Pages: home(), Edit: both(failed(snapshot.FaultCancelled, 3)), Want: verdict.Unknown},
		checktest.Case{Name: "the port speaks no TLS", Pages: home(), Edit: none(failed(snapshot.FaultProtocol, 1)), Want: verdict.Fail, Reason: "refused", Total: 1},
		checktest.Case{Name: "TLS 1.0 only, which browsers refuse", Pages: home(), Edit: none(speaks(no, no, no, yes, no)), Want: verdict.Fail, Reason: "outdated", Total: 1},
		checktest.Case{Name: "DHE only, which browsers no longer know", Pages: home(), Edit: none(onlyDHE(4096)), Want: verdict.Fail, Reason: "exotic", Total: 1},
		checktest.Case{Name: "suites without a certificate only", Pages: home(), Edit: none(anonymous), Want: verdict.Fail, Reason: "exotic", Total: 1},
		checktest.Case{Name: "a certificate that our library cannot read", Pages: home(), Edit: none(unread), Want: verdict.Unknown, Reason: "unclear"},
		checktest.Case{Name: "it speaks TLS, and we stumble", Pages: home(), Edit: none(puzzling), Want: verdict.Unknown, Reason: "unclear"},
		checktest.Case{Name: "for invited visitors", Pages: home(), Edit: none(invited), Want: verdict.Unknown, Reason: "invited"},
		checktest.Case{Name: "asks for a certificate, and goes on without", Pages: home(), Edit: shake(asks), Want: verdict.Pass, Reason: "asks"},
		checktest.Case{Name: "for invited visitors, as TLS 1.3 tells them", Pages: home(), Edit: func(s *snapshot.Snapshot) {
			shake(asks)(s)
			s.Entry = []snapshot.Exchange{{Label: "https", URL: base, Tries: 1, Err: &snapshot.Fault{Kind: snapshot.FaultTLS, Text: "certificate required"}}}
		}, Want: verdict.Unknown, Reason: "invited"},
		checktest.Case{Name: "the checkout speaks no TLS", Pages: home(), Edit: atCheckout(failed(snapshot.FaultTLS, 1)), Want: verdict.Fail, Reason: "refused", Total: 1, At: []string{"https://pay.shop.example/"}},
		checktest.Case{Name: "the checkout is silent", Pages: home(), Edit: atCheckout(failed(snapshot.FaultTimeout, 3)), Want: verdict.Pass},
		checktest.Case{Name: "both families", Pages: home(), Edit: families(fine, fine), Want: verdict.Pass},
		checktest.Case{Name: "no IPv6 on our computer", Pages: home(), Edit: families(fine, fault(snapshot.FaultUnreachable, 3)), Want: verdict.Pass},
		checktest.Case{Name: "IPv6 silent, and nothing else answers over it", Pages: home(), Edit: families(fine, fault(snapshot.FaultTimeout, 3)), Want: verdict.Pass},
		checktest.Case{Name: "IPv6 silent, while others answer over it", Pages: home(), Edit: proven(families(fine, fault(snapshot.FaultTimeout, 3))), Want: verdict.Warn, Reason: "one-family", Total: 1},
		checktest.Case{Name: "IPv6 silent at a single try", Pages: home(), Edit: proven(families(fine, fault(snapshot.FaultTimeout, 1))), Want: verdict.Pass},
		checktest.Case{Name: "closed over IPv6", Pages: home(), Edit: families(fine, fault(snapshot.FaultRefused, 3)), Want: verdict.Warn, Reason: "one-family", Total: 1},
		checktest.Case{Name: "no TLS over IPv4", Pages: home(), Edit: families(fault(snapshot.FaultTLS, 1), fine), Want: verdict.Warn, Reason: "one-family", Total: 1},
		checktest.Case{Name: "another host only", Pages: home(), Edit: shake(snapshot.TLS{Host: "cdn.example"}), Want: verdict.Unknown, Reason: "not-tried"},
		checktest.Case{Name: "not tried", Pages: home(), Want: verdict.Unknown, Reason: checks.KeyNeeds},
	)
}

func TestHTTPRedirect(t *testing.T) {
	clear := "http://shop.example/"
	short := way("http", 0, clear)
	short.Hops[0].Bytes = 300
	refresh := way("http", 0, clear)
	refresh.Hops[0].Header = map[string][]string{"Refresh": {"0; url=https://shop.example/"}}
	closed := snapshot.Exchange{Label: "http", URL: clear, Tries: 1, Err: &snapshot.Fault{Kind: snapshot.FaultRefused}}
	silent := snapshot.Exchange{Label: "http", URL: clear, Tries: 3, Err: &snapshot.Fault{Kind: snapshot.FaultTimeout}}
	forbidden := way("http", 0, clear)
	forbidden.Hops[0].Status = 403
	broken := way("http-deep", 0, "http://shop.example/x")
	broken.Hops[0].Status = 503
	checktest.Table(t, tls.HTTPRedirect,
		checktest.Case{Name: "permanent", Pages: home(), Edit: entries(way("http", 301, clear, base), way("http-deep", 308, "http://shop.example/a", "https://shop.example/a")), Want: verdict.Pass},
		checktest.Case{Name: "over http www first", Pages: home(), Edit: entries(way("http", 301, clear, "http://www.shop.example/", "https://www.shop.example/")), Want: verdict.Pass},
		checktest.Case{Name: "port 80 closed", Pages: home(), Edit: entries(closed), Want: verdict.Pass},
		checktest.Case{Name: "http is turned away", Pages: home(), Edit: entries(forbidden), Want: verdict.Pass},
		checktest.Case{Name: "port 80 silent", Pages: home(), Edit: entries(silent), Want: verdict.Unknown},
		checktest.Case{Name: "temporary", Pages: home(), Edit: entries(way("http", 302, clear, base)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "temporary only behind https", Pages: home(), Edit: entries(func() snapshot.Exchange {
			ex := way("http", 302, clear, base, base+"en/")
			ex.Hops[0].Status = 301
			return ex
		}()), Want: verdict.Pass},
		checktest.Case{Name: "short page", Pages: home(), Edit: entries(short), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "refresh header", Pages: home(), Edit: entries(refresh), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "away to another site", Pages: home(), Edit: entries(way("http", 301, clear, "https://other.example/")), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "an inner page in clear", Pages: home(), Edit: entries(way("http", 301, clear, base), way("http-deep", 0, "http://shop.example/a")), Want: verdict.Fail, Total: 1, At: []string{"http://shop.example/a"}},
		checktest.Case{Name: "an error in clear", Pages: home(), Edit: entries(way("http", 301, clear, base), broken), Want: verdict.Pass},
		checktest.Case{Name: "https asked for only", Pages: home(), Edit: entries(way("https", 0, base)), Want: verdict.Unknown, Reason: "not-tried"},
		checktest.Case{Name: "port of its own", Pages: []checktest.Page{page("https://127.0.0.1:8443/", "")}, Want: verdict.NotApplicable},
	)
}

func TestHSTS(t *testing.T) {
	const name = "Strict-Transport-Security"
	with := func(values ...string) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			s.Entry = []snapshot.Exchange{way("https", 0, base)}
			s.Entry[0].Hops[0].Header = map[string][]string{name: values}
		}
	}
	apex := func(value string) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			s.Base = "https://www.shop.example/"
			s.Entry = []snapshot.Exchange{way("https", 301, base, s.Base)}
			s.Entry[0].Hops[0].Header = map[string][]string{name: {value}}
		}
	}
	// listed is a shop whose domain asks for a place on the browsers' list, with what else was seen of it.
	const asking = "max-age=63072000; includeSubDomains; preload"
	listed := func(value string, more ...snapshot.Exchange) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			with(value)(s)
			s.Entry = append(s.Entry, more...)
			s.TLS = []snapshot.TLS{{Host: "shop.example", Version: "TLS 1.3", Chain: []snapshot.Cert{cert(-10, 80)}}}
		}
	}
	forward := way("http", 301, "http://shop.example/", base)
	checktest.Table(t, tls.HSTS,
		checktest.Case{Name: "two years", Pages: home(), Edit: with("max-age=63072000"), Want: verdict.Pass, Reason: "long"},
		checktest.Case{Name: "quoted, odd case", Pages: home(), Edit: with(`Max-Age="31536000" ;INCLUDESUBDOMAINS`), Want: verdict.Pass, Reason: "long-all"},
		checktest.Case{Name: "all that the browsers' list wants", Pages: home(), Edit: listed(asking, forward), Want: verdict.Pass, Reason: "preload"},
		checktest.Case{Name: "port 80 closed will do", Pages: home(), Edit: listed(asking, snapshot.Exchange{URL: "http://shop.example/", Err: &snapshot.Fault{Kind: snapshot.FaultRefused}}), Want: verdict.Pass, Reason: "preload"},
		checktest.Case{Name: "asks for the list without subdomains", Pages: home(), Edit: listed("max-age=63072000; preload", forward), Want: verdict.Pass, Reason: "preload-not"},
		checktest.Case{Name: "asks for the list, redirect leads to www first", Pages: home(), Edit: listed(asking, way("http", 301, "http://shop.example/", "http://www.shop.example/", base)), Want: verdict.Pass, Reason: "preload-not"},
		checktest.Case{Name: "asks for the list, redirect not seen", Pages: home(), Edit: listed(asking), Want: verdict.Pass, Reason: "preload-not"},
		checktest.Case{Name: "asks for the list from www, while the bare name says nothing", Pages: home(), Edit: func(s *snapshot.Snapshot) {
			s.Base = "https://www.shop.example/"
			s.Entry = []snapshot.Exchange{way("https", 301, base, s.Base)}
			s.Entry[0].Hops[1].Header = map[string][]string{name: {asking}}
		}, Want: verdict.Pass, Reason: "preload-not"},
		checktest.Case{Name: "the bare host speaks for www", Pages: home(), Edit: apex("max-age=31536000; includeSubDomains"), Want: verdict.Pass},
		checktest.Case{Name: "the bare host speaks for itself", Pages: home(), Edit: apex("max-age=31536000"), Want: verdict.Warn, Reason: "absent", Total: 1},
		checktest.Case{Name: "a day", Pages: home(), Edit: with("max-age=86400"), Want: verdict.Warn, Reason: "short", Total: 1},
		checktest.Case{Name: "off", Pages: home(), Edit: with("max-age=0"), Want: verdict.Warn, Reason: "off", Total: 1},
		checktest.Case{Name: "absent", Pages: home(), Edit: with(), Want: verdict.Warn, Reason: "absent", Total: 1},
		checktest.Case{Name: "twice in one field", Pages: home(), Edit: with("max-age=31536000; max-age=0"), Want: verdict.Warn, Reason: "malformed", Total: 1},
		checktest.Case{Name: "the first of two fields counts", Pages: home(), Edit: with("max-age=31536000", "max-age=0"), Want: verdict.Pass},
		checktest.Case{Name: "no number", Pages: home(), Edit: with("max-age=-1"), Want: verdict.Warn, Reason: "malformed", Total: 1},
		checktest.Case{Name: "http shop", Pages: []checktest.Page{page("http://shop.example/", "")}, Want: verdict.NotApplicable},
		checktest.Case{Name: "a bot wall answered", Pages: home(), Edit: func(s *snapshot.Snapshot) { with()(s); s.Obstacle = snapshot.ObstacleBotChallenge }, Want: verdict.Unknown},
	)
}

// cert is a certificate that is valid from and to so many days from now.
func cert(from, to float64) snapshot.Cert {
	at := func(days float64) time.Time {
		return checktest.Taken().Add(time.Duration(days * 24 * float64(time.Hour)))
	}
	return snapshot.Cert{Subject: "CN=shop.example", Issuer: "CN=Some CA", Names: []string{"shop.example"}, NotBefore: at(from), NotAfter: at(to)}
}
