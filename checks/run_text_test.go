package checks_test

import (
	"encoding/json"
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
	"math"
	"strings"
	"testing"
)

func TestMessages(t *testing.T) {
	long := strings.Repeat("長", 400)
	tests := []struct {
		name string
		msg  verdict.Message
		want string
		bad  bool
	}{
		{name: "text", msg: checks.Msg("bad", "what", "The price"), want: "The price is wrong"},
		{name: "list", msg: checks.Msg("bad", "what", []string{"a", "b"}), want: "a, b is wrong"},
		{name: "day", msg: checks.Msg("bad", "what", "2026-02-03"), want: "3 February 2026 is wrong"},
		{name: "number", msg: checks.Msg("bad", "what", 0.8149), want: "0.81 is wrong"},
		{name: "no number", msg: checks.Msg("bad", "what", math.NaN()), want: "NaN is wrong"},
		{name: "a slot's value is no template", msg: checks.Msg("bad", "what", "{what} {else}"), want: "{what} {else} is wrong"},
		{name: "a long value is cut", msg: checks.Msg("bad", "what", long), want: strings.Repeat("長", 299) + "… is wrong"},
		{name: "no such message", msg: checks.Msg("odd"), want: "odd", bad: true},
		{name: "no value", msg: checks.Msg("bad"), want: "bad", bad: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := checks.Site(meta("a-one"), none{}, always(checks.Warn(tt.msg, checks.Find(tt.msg))))
			r := runOne(t, c, input())
			if r.Reason.Text != tt.want || r.Findings[0].Message.Text != tt.want {
				t.Errorf("got %q and %q, want %q", r.Reason.Text, r.Findings[0].Message.Text, tt.want)
			}
			if err := c.Meta.Validate(r); (err != nil) != tt.bad {
				t.Errorf("validate says %v", err)
			}
			if _, err := json.Marshal(r); err != nil {
				t.Errorf("the result cannot be written: %v", err)
			}
		})
	}
}

func TestFingerprintsOutliveARun(t *testing.T) {
	finding := func(url, target, value string) verdict.Finding {
		return checks.Find(checks.Msg("bad", "what", value), verdict.Evidence{URL: url, Target: target, Value: value})
	}
	prints := func(list ...verdict.Finding) []string {
		var all []string
		for _, f := range runOne(t, checks.Site(meta("a-one"), none{}, always(checks.Fail(checks.Msg("ok"), list...))), input()).Findings {
			all = append(all, f.Fingerprint)
		}
		return all
	}
	a := prints(finding("http://127.0.0.1:8101/p?id=1", "http://127.0.0.1:8101/gone", "812 ms"))[0]
	if b := prints(finding("http://127.0.0.1:9000/p?id=1", "http://127.0.0.1:9000/gone", "640 ms"))[0]; a != b {
		t.Error("another port and another measured value make another finding")
	}
	if b := prints(finding("https://shop.example/p?id=1", "https://shop.example/gone", "1 s"))[0]; a != b {
		t.Error("going public makes another finding")
	}
	for _, other := range []verdict.Finding{
		finding("http://127.0.0.1:8101/p?id=2", "http://127.0.0.1:8101/gone", ""),
		finding("http://127.0.0.1:8101/p?id=1", "http://127.0.0.1:8101/lost", ""),
		finding("http://127.0.0.1:8101/p?id=1", "https://elsewhere.example/gone", ""),
	} {
		if prints(other)[0] == a {
			t.Errorf("%+v is taken for another matter", other.Evidence)
		}
	}
	missing := func(name string) verdict.Finding {
		return finding("https://a.example/"+name, "https://a.example/"+name, "200")
	}
	if a, b := prints(missing("shopvet-640e065e68816bfe19.html"))[0], prints(missing("shopvet-12d108e5c09d321d23.html"))[0]; a != b {
		t.Error("the name that a visit makes up makes another finding in every visit")
	}
	if a, b := prints(missing("shopvet-640e065e68816bfe19.html"))[0], prints(missing("shopvet-green.html"))[0]; a == b {
		t.Error("a page of the shop's own is taken for a name that was made up")
	}
	twins := prints(finding("https://a.example/", "", "1"), finding("https://a.example/", "", "2"))
	if twins[0] == twins[1] {
		t.Error("two findings of one result share a fingerprint")
	}
}
