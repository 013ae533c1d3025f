package catalogue_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/verdict"
)

// planted is a look with everything that alerts are made from.
func planted(at time.Time, score int, name string, cert time.Time, results ...verdict.Result) *verdict.Verdict {
	v := look(at, score, results...)
	if name != "" {
		v.Shop.Identity = []verdict.Identifier{{Kind: "company", Value: name, WellFormed: true}}
	}
	v.Connections = []verdict.Connection{{Host: "shop.example", Roles: []string{"shop"}, Certificate: &verdict.Certificate{From: cert.AddDate(0, 0, -90), Until: cert}}}
	return v
}

func unreachable(at time.Time) *verdict.Verdict {
	v := look(at, 0)
	v.Crawl, v.Initial = verdict.Crawl{Stop: "unreachable"}, verdict.Score{}
	return v
}

// kinds lists alerts as text.
func kinds(list []catalogue.Alert) string {
	var out []string
	for _, a := range list {
		out = append(out, strings.TrimSpace(string(a.Kind)+" "+a.Subject))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// Twelve changes are planted over eleven looks, among them what must not be told: each is told once, and nothing else.
func TestAlerts(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		n := added(t, s, catalogue.Seller{URL: "https://shop.example/", Cadence: 24 * time.Hour})
		far, soon := day.AddDate(0, 0, 60), day.AddDate(0, 0, 16)
		bad := func(check string, severity verdict.Severity, status verdict.Status) verdict.Result {
			return result(check, severity, status, "x")
		}
		good := func(check string) verdict.Result { return result(check, verdict.High, verdict.Pass) }
		narrow := func(v *verdict.Verdict) *verdict.Verdict { v.Crawl.HTML = 5; return v }
		rules := func(v *verdict.Verdict) *verdict.Verdict { v.Ruleset = "other"; return v }
		at := func(d int) time.Time { return day.AddDate(0, 0, d) }
		for i, step := range []struct {
			v    *verdict.Verdict
			want string
		}{
			{planted(at(0), 80, "Valley Candles Ltd", far, bad("tls-cert", verdict.High, verdict.Fail), good("nav-menu")), ""},                                                          // the first look tells nothing
			{planted(at(1), 78, "VALLEY  CANDLES LTD.", far, bad("tls-cert", verdict.High, verdict.Fail), bad("nav-menu", verdict.Low, verdict.Fail)), ""},                              // little, and layout
			{planted(at(2), 60, "Valley Candles Ltd", soon, good("tls-cert"), bad("contact-page", verdict.Critical, verdict.Fail)), "certificate shop.example, lifted tls-cert, score"}, // contact-page did not exist before
			{planted(at(3), 60, "Hill Wax GmbH", soon, good("tls-cert"), bad("contact-page", verdict.Critical, verdict.Fail)), "identity company"},                                      // the certificate was told
			{planted(at(4), 60, "", soon, result("tls-cert", verdict.High, verdict.Unknown), good("contact-page")), "lifted contact-page"},                                              // nothing in the name's place
			{planted(at(5), 60, "", soon, bad("tls-cert", verdict.High, verdict.Fail), good("contact-page")), ""},                                                                       // not seen before: no change of the shop's
			{narrow(planted(at(6), 30, "Other", soon, good("tls-cert"), bad("contact-page", verdict.High, verdict.Fail))), "finding contact-page"},                                      // less was read: what is gone may only not have been seen
			{rules(planted(at(7), 90, "Other", far, good("tls-cert"), bad("policy-terms", verdict.High, verdict.Fail))), ""},                                                            // other rules: nothing is compared
			{unreachable(at(8)), ""},
			{unreachable(at(9)), "unreachable"},
			{unreachable(at(10)), ""},
			{rules(planted(at(11), 90, "Other", far, good("tls-cert"), bad("policy-terms", verdict.High, verdict.Fail))), "back"},
		} {
			if got := kinds(scanned(t, s, n.ID, step.v)); got != step.want {
				t.Errorf("look %d: %q, want %q", i, got, step.want)
			}
		}
		all := must(s.Alerts(t.Context(), catalogue.AlertFilter{Open: true}))(t)
		if len(all) != 8 {
			t.Errorf("%d alerts: %s", len(all), kinds(all))
		}
		ok(t, s.Acknowledge(t.Context(), all[0].ID, "ada", "seen", day))
		if left := must(s.Alerts(t.Context(), catalogue.AlertFilter{Seller: n.ID, Open: true}))(t); len(left) != 7 {
			t.Errorf("%d left", len(left))
		}
		if page := must(s.Alerts(t.Context(), catalogue.AlertFilter{Before: all[2].ID, Limit: 2}))(t); len(page) != 2 || page[0].ID != all[3].ID {
			t.Errorf("%+v", page)
		}
	})
}

// A score that always moves by several points is not told to fall when it moves by as many again.
func TestScoresThatMoveByThemselves(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		n := added(t, s, catalogue.Seller{URL: "https://shop.example/"})
		for i, score := range []int{80, 75, 80, 75, 80, 74, 80, 55} {
			want := ""
			if score == 55 || i == 1 { // the first step is all that is known
				want = "score"
			}
			if got := kinds(scanned(t, s, n.ID, look(day.AddDate(0, 0, i), score))); got != want {
				t.Errorf("look %d at %d: %q, want %q", i, score, got, want)
			}
		}
	})
}

// What is muted is kept and not sent; each channel gets what it asks for, at once or summed up.
func TestMutesAndChannels(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		ctx := t.Context()
		n := added(t, s, catalogue.Seller{URL: "https://shop.example/", Tags: []string{"gold"}})
		for _, c := range []*catalogue.Channel{
			{Kind: "webhook", Name: "all", Secret: "s"}, {Kind: "email", Name: "daily", Digest: 24 * time.Hour}, {Kind: "slack", Name: "tin", Tag: "tin"},
			{Kind: "slack", Name: "identity", Kinds: []string{"identity"}}, {Kind: "slack", Name: "off", Disabled: true},
		} {
			ok(t, s.PutChannel(ctx, c, day))
		}
		if err := s.AddMute(ctx, &catalogue.Mute{Until: day.AddDate(0, 0, 9)}, day); err == nil {
			t.Error("a mute without reason")
		}
		ok(t, s.AddMute(ctx, &catalogue.Mute{Seller: n.ID, Check: "tls-cert", Reason: "known", Until: day.AddDate(0, 0, 2)}, day))
		fail := func(d int, checks ...string) {
			var r []verdict.Result
			for _, c := range []string{"tls-cert", "nav-menu"} {
				status := verdict.Pass
				if slices.Contains(checks, c) {
					status = verdict.Fail
				}
				r = append(r, result(c, verdict.High, status))
			}
			scanned(t, s, n.ID, look(day.AddDate(0, 0, d), 80, r...))
		}
		fail(0)
		fail(1, "tls-cert", "nav-menu") // the first is muted
		fail(3, "nav-menu")             // lifted: the mute has ended
		due := func(at time.Time) string {
			var out []string
			for _, c := range must(s.Channels(ctx))(t) {
				for _, d := range must(s.DueDeliveries(ctx, c.ID, at, 99))(t) {
					out = append(out, c.Name+" "+string(d.Alert.Kind)+" "+d.Alert.Subject)
				}
			}
			return strings.Join(out, ", ")
		}
		if got := due(day.AddDate(0, 0, 3)); got != "all finding nav-menu, all lifted tls-cert, daily finding nav-menu" {
			t.Error(got)
		}
		if got := due(day.AddDate(0, 0, 4)); got != "all finding nav-menu, all lifted tls-cert, daily finding nav-menu, daily lifted tls-cert" {
			t.Error(got)
		}
		c := must(s.Channels(ctx))(t)[0]
		list := must(s.DueDeliveries(ctx, c.ID, day.AddDate(0, 0, 3), 1))(t)
		if list[0].Seller.URL != n.URL || list[0].Alert.Message.Key != "alert.finding" || c.Secret != "s" {
			t.Errorf("%+v", list[0])
		}
		ok(t, s.NotDelivered(ctx, list, day.AddDate(0, 0, 9), "no answer"))
		if left := must(s.DueDeliveries(ctx, c.ID, day.AddDate(0, 0, 3), 9))(t); len(left) != 1 {
			t.Errorf("%d", len(left))
		}
		again := must(s.DueDeliveries(ctx, c.ID, day.AddDate(0, 0, 9), 1))(t)
		if again[0].Attempts != 1 {
			t.Errorf("%+v", again)
		}
		ok(t, s.Delivered(ctx, again, day.AddDate(0, 0, 9)))
		if sent := must(s.SentOf(ctx, again[0].Alert.ID))(t); fmt.Sprint(sent[0].State, " ", sent[0].Attempts, len(sent)) != "sent 2 2" {
			t.Errorf("%+v", sent)
		}
		ok(t, s.DeleteChannel(ctx, c.ID))
		if got := due(day.AddDate(0, 0, 9)); strings.Contains(got, "all") {
			t.Error(got)
		}
	})
}
