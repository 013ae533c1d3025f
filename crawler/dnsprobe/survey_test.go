package dnsprobe_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/crawler/dnsprobe"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// counting is a name server that keeps the questions it was asked.
func counting(t *testing.T, lines ...string) (address string, asked func() []string) {
	t.Helper()
	var mu sync.Mutex
	var list []string
	answer := wiretest.Records(t, lines...)
	address = wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		mu.Lock()
		list = append(list, strings.TrimSuffix(q.Question[0].Name, ".")+" "+dns.TypeToString[q.Question[0].Qtype])
		mu.Unlock()
		answer(w, q)
	})
	return address, func() []string {
		mu.Lock()
		defer mu.Unlock()
		slices.Sort(list)
		return list
	}
}

func TestSurveyAsksWhatIsNeededAndNoMore(t *testing.T) {
	server, asked := counting(t,
		"candles.example. A 192.0.2.1", "www.candles.example. CNAME candles.example.",
		`candles.example. CAA 0 issue "letsencrypt.org"`,
		"candles.example. MX 10 mx1.mail.example.", "candles.example. MX 20 mx2.mail.example.", "mx1.mail.example. A 192.0.2.25",
		`candles.example. TXT "v=spf1 include:_spf.mail.example ~all"`, `_spf.mail.example. TXT "v=spf1 ip4:192.0.2.25 -all"`,
		`_dmarc.candles.example. TXT "v=DMARC1; p=reject"`,
	)
	p := prober(server)
	list := p.Survey(t.Context(), dnsprobe.Plan{Hosts: []string{"www.candles.example", "www.candles.example", "candles.example"}, Mail: []string{"Candles.example."}})
	want := []string{
		"_dmarc.candles.example TXT", "_spf.mail.example TXT",
		"candles.example A", "candles.example AAAA", "candles.example CAA", "candles.example MX", "candles.example TXT",
		"mx1.mail.example A", "www.candles.example A", "www.candles.example AAAA", "www.candles.example CAA",
	}
	if got := asked(); !slices.Equal(got, want) {
		t.Errorf("asked %q\nwant %q", got, want)
	}
	if len(list) != len(want) {
		t.Errorf("%d answers kept of %d", len(list), len(want))
	}
	for _, d := range list {
		addresses := strings.HasSuffix(d.Name, "candles.example") && (d.Type == "A" || d.Type == "AAAA")
		if (d.Server == server) != addresses || d.Err != nil {
			t.Errorf("%+v", d)
		}
	}
	if s := p.Servers(); len(s) != 1 || s[0] != (snapshot.NameServer{Address: server, Named: true}) {
		t.Errorf("%+v", s)
	}
}

// TestCAAClimbs goes by RFC 8659 §3: up to the first name that holds records, past names that are said not to exist, no further than where it
// cannot be seen, and not beyond the registrable domain.
func TestCAAClimbs(t *testing.T) {
	for name, tt := range map[string]struct {
		zone []string
		want string
	}{
		"own set":               {[]string{`a.b.candles.co.uk. CAA 0 issue "x.example"`, `candles.co.uk. CAA 0 issue ";"`}, "a.b.candles.co.uk"},
		"set above":             {[]string{`candles.co.uk. CAA 0 issue ";"`}, "a.b.candles.co.uk b.candles.co.uk candles.co.uk"},
		"set between":           {[]string{`b.candles.co.uk. CAA 0 issue ";"`, `candles.co.uk. CAA 0 issue "x.example"`}, "a.b.candles.co.uk b.candles.co.uk"},
		"none":                  {[]string{`co.uk. CAA 0 issue ";"`, "a.b.candles.co.uk. A 192.0.2.1"}, "a.b.candles.co.uk b.candles.co.uk candles.co.uk"},
		"not to be seen":        {[]string{"b.candles.co.uk. CAA !REFUSED", `candles.co.uk. CAA 0 issue ";"`}, "a.b.candles.co.uk b.candles.co.uk"},
		"said not to exist":     {[]string{"b.candles.co.uk. CAA !NXDOMAIN", "a.b.candles.co.uk. A 192.0.2.1", `candles.co.uk. CAA 0 issue ";"`}, "a.b.candles.co.uk b.candles.co.uk candles.co.uk"},
		"set behind an alias":   {[]string{"a.b.candles.co.uk. CNAME cdn.example.", `cdn.example. CAA 0 issue "x.example"`}, "a.b.candles.co.uk"},
		"alias without a set":   {[]string{"a.b.candles.co.uk. CNAME x.cdn.example.", "x.cdn.example. A 192.0.2.1", `cdn.example. CAA 0 issue "x.example"`}, "a.b.candles.co.uk b.candles.co.uk candles.co.uk"},
		"a host as in the list": {[]string{`uk. CAA 0 issue ";"`}, "a.b.candles.co.uk b.candles.co.uk candles.co.uk"},
	} {
		list := prober(wiretest.Zone(t, tt.zone...)).Survey(t.Context(), dnsprobe.Plan{Hosts: []string{"a.b.candles.co.uk"}})
		var got []string
		for _, d := range list {
			if d.Type == "CAA" {
				got = append(got, d.Name)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: asked %q, want %q", name, got, tt.want)
		}
	}
}

func TestMailHostsAreTriedUntilOneHasAnAddress(t *testing.T) {
	mx := func(n int) (lines []string) {
		for i := range n {
			lines = append(lines, "candles.example. MX "+string(rune('1'+i))+" m"+string(rune('1'+i))+".example.")
		}
		return lines
	}
	for name, tt := range map[string]struct {
		zone []string
		want string // A and AAAA questions, by name
	}{
		"first":         {append(mx(3), "m1.example. A 192.0.2.1"), "m1"},
		"first by IPv6": {append(mx(3), "m1.example. AAAA 2001:db8::1"), "m1 m1"},
		"second":        {append(mx(3), "m2.example. A 192.0.2.1"), "m1 m1 m2"},
		"none of three": {mx(3), "m1 m1 m2 m2 m3 m3"},
		"five at most":  {mx(7), "m1 m1 m2 m2 m3 m3 m4 m4 m5 m5"},
		"null":          {[]string{"candles.example. MX 0 ."}, ""},
		"no MX":         {[]string{"candles.example. A 192.0.2.1"}, "candles"},
		"nothing":       {nil, "candles candles"},
		"no answer":     {[]string{"candles.example. MX !REFUSED"}, ""},
	} {
		server, asked := counting(t, tt.zone...)
		prober(server).Survey(t.Context(), dnsprobe.Plan{Mail: []string{"candles.example"}})
		var got []string
		for _, q := range asked() {
			if strings.HasSuffix(q, "A") {
				host, _, _ := strings.Cut(q, ".")
				got = append(got, host)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestWhatIsHeldAgainstAShopIsAskedTwice(t *testing.T) {
	one, two := wiretest.Zone(t), wiretest.Zone(t, "candles.example. MX 10 mx.candles.example.", "mx.candles.example. A 192.0.2.1")
	list := prober(one, two).Survey(t.Context(), dnsprobe.Plan{Mail: []string{"candles.example"}})
	i := slices.IndexFunc(list, func(d snapshot.DNS) bool { return d.Type == "MX" && d.Server == two })
	if i < 0 || len(list[i].Answers) != 1 {
		t.Errorf("%+v", list)
	}
}

func TestSendersAreLookedUpAsReceiversDo(t *testing.T) {
	server, asked := counting(t,
		`shop.candles.example. TXT "v=spf1 include:a.mail.example redirect=b.mail.example"`,
		`a.mail.example. TXT "v=spf1 include:c.mail.example -all"`, `c.mail.example. TXT "v=spf1 -all include:never.example"`, `b.mail.example. TXT "v=spf1 ~all"`,
		`_dmarc.candles.example. TXT "v=DMARC1; p=none; sp=reject"`,
	)
	prober(server).Survey(t.Context(), dnsprobe.Plan{Mail: []string{"shop.candles.example", "gmail.com"}})
	var got []string
	for _, q := range asked() {
		if name, ok := strings.CutSuffix(q, " TXT"); ok {
			got = append(got, name)
		}
	}
	want := []string{"_dmarc.candles.example", "_dmarc.shop.candles.example", "a.mail.example", "b.mail.example", "c.mail.example", "shop.candles.example"}
	if !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}
}

// TestAServerInTroubleIsPutToTheTest asks it for what every server can answer, so that its failure can be told from the shop's.
func TestAServerInTroubleIsPutToTheTest(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("waits before it asks again")
	}
	good := []string{"candles.example. A 192.0.2.1", "example. NS a.nic.example.", "a.nic.example. AAAA 2001:db8::1"}
	server, _ := counting(t, append(good, "candles.example. AAAA !SERVFAIL")...)
	list := prober(server).Survey(t.Context(), dnsprobe.Plan{Hosts: []string{"candles.example", "www.candles.example"}})
	var got []string
	for _, d := range list {
		if d.Server != "" && d.Name != "candles.example" {
			got = append(got, d.Name+" "+d.Type+" "+strings.Join(d.Answers, " "))
		}
	}
	want := []string{"a.nic.example AAAA 2001:db8::1", "example NS a.nic.example", "www.candles.example A ", "www.candles.example AAAA "}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	server, asked := counting(t, good...)
	prober(server).Survey(t.Context(), dnsprobe.Plan{Hosts: []string{"candles.example", "www.candles.example"}})
	if slices.Contains(asked(), "example NS") {
		t.Errorf("a twin that there is not makes trouble: %q", asked())
	}
}
