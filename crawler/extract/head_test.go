package extract

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func TestMetaElementsThatStandInForHeaderFields(t *testing.T) {
	policy := "script-src 'self' " + strings.Repeat("https://partner.example ", 300)
	p := readPage(t, `<html lang=en><head><meta http-equiv="Content-Security-Policy" content="`+policy+`"><meta http-equiv=x-frame-options content=DENY>
		<meta name=Content-Security-Policy content="img-src *"><meta name=referrer content=origin><meta http-equiv=referrer content=unsafe-url></head>
		<body><meta http-equiv="Content-Security-Policy" content="default-src *"><main>Wax</main></body></html>`)
	want := []snapshot.Meta{{Name: "content-security-policy", Content: strings.TrimSpace(policy)}, {Name: "x-frame-options", Content: "DENY"}, {Name: "referrer", Content: "origin"}}
	if len(p.Meta) != len(want) {
		t.Fatalf("%d meta elements: %.300q", len(p.Meta), p.Meta)
	}
	for i, m := range p.Meta {
		if m != want[i] {
			t.Errorf("%.80q, want %.80q", m, want[i])
		}
	}
}

func TestPoliciesWithoutEndAreBounded(t *testing.T) {
	p := readPage(t, "<html><head>"+strings.Repeat(`<meta http-equiv="Content-Security-Policy" content="`+strings.Repeat("x ", 50_000)+`">`, 100)+"</head><p>Wax</p>")
	size := 0
	for _, m := range p.Meta {
		size += len(m.Content)
	}
	if len(p.Meta) == 0 || size > 200_000 {
		t.Errorf("%d meta elements of %d bytes", len(p.Meta), size)
	}
}

func TestWhatPinsAScript(t *testing.T) {
	const hash = "sha256-/xUj+3OJU5yExlq6GSYGSHk7tPXikynS7ogEvDej/m4="
	for attributes, want := range map[string]snapshot.LinkFlag{
		``:                                     0,
		`integrity="` + hash + `"`:             snapshot.LinkIntegrity,
		`integrity="` + hash + `" crossorigin`: snapshot.LinkIntegrity | snapshot.LinkCORS,
		`integrity="md5-x ` + hash + `?a=b" crossorigin=anonymous`: snapshot.LinkIntegrity | snapshot.LinkCORS,
		`integrity="md5-1B2M2Y8AsgTpgAmY7PhCfg==" crossorigin=""`:  snapshot.LinkCORS,
		`integrity="sha256-short"`:                                 0,
		`integrity="" type=module`:                                 snapshot.LinkCORS,
	} {
		p := readPage(t, `<html><head><script src="https://cdn.example/a.js" `+attributes+`></script></head><p>Wax</p>`)
		if len(p.Links) != 1 || p.Links[0].Flags != want {
			t.Errorf("%s: %+v, want %d", attributes, p.Links, want)
		}
	}
}
