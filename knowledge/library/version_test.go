package library

import "testing"

func TestParseVersion(t *testing.T) {
	for text, want := range map[string]struct{ pre, build string }{
		"1.12.4": {}, "3": {}, "1.7": {}, "1.7.3.0": {}, "1.9.0b1": {pre: "b1"}, "3.0.0-rc.1": {pre: "rc.1"}, "1.0.0.beta.3": {pre: "beta.3"}, "2.0.0-alpha1": {pre: "alpha1"},
		"1.12.4-wp": {build: "wp"}, "4.0.3-wc.8.2.2": {build: "wc.8.2.2"}, "3.3.1+dfsg": {build: "dfsg"}, "1.12.4-aem": {build: "aem"}, "3.3.1~dfsg": {build: "dfsg"},
	} {
		v, ok := ParseVersion(text)
		if !ok || v.pre != want.pre || v.Build != want.build || v.String() != text {
			t.Errorf("%q: %+v, %v", text, v, ok)
		}
	}
	for _, text := range []string{"", "x", "latest", "^1.2.3", "1.2.3min", "1.2.3-", "1.2.3-4", "1.2.3/4", "12345678901.2", "1.2.3-<b>", "v1.2.3"} {
		if v, ok := ParseVersion(text); ok {
			t.Errorf("%q is read as %+v", text, v)
		}
	}
}

func TestVersionsAreOrdered(t *testing.T) {
	order := []string{"1.0.0-alpha", "1.0.0-beta2", "1.0.0-beta10", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2", "1.9.0", "1.12.4", "2.0", "10.0.0"}
	for i, a := range order {
		for j, b := range order {
			v, _ := ParseVersion(a)
			w, _ := ParseVersion(b)
			if c := v.Compare(w); c < 0 != (i < j) || c > 0 != (i > j) {
				t.Errorf("%s and %s: %d", a, b, c)
			}
		}
	}
	v, _ := ParseVersion("1.12.4-wp")
	w, _ := ParseVersion("1.12.4")
	if v.Compare(w) != 0 {
		t.Error("a build of somebody's own counts as the release it is made of")
	}
}

func TestRanges(t *testing.T) {
	for _, tt := range []struct {
		text   string
		in     []string
		out    []string
		broken bool
	}{
		{text: ">=1.2.0 <3.5.0", in: []string{"1.2.0", "1.12.4-wp", "3.4.1", "2", "3.4", "3.5.0-rc.1"}, out: []string{"1.1.9", "3.5.0", "3.5", "3", "1", "4"}},
		{text: "<1.9.0", in: []string{"0.1.0", "1.8"}, out: []string{"1.9.0", "1.9", "1", "2.0.0"}},
		{text: ">=4.0.0", in: []string{"4.0.0", "99.0.0"}, out: []string{"3.9.9"}},
		{text: "*", in: []string{"0.0.1", "99.0"}},
		{text: "", broken: true}, {text: ">=2.0.0 <1.0.0", broken: true}, {text: "1.0.0", broken: true}, {text: "<=1.0.0", broken: true}, {text: "<new", broken: true}, {text: "<1.0.0-wp", broken: true},
	} {
		r, err := ParseRange(tt.text)
		if (err != nil) != tt.broken {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		for list, want := range map[*[]string]bool{&tt.in: true, &tt.out: false} {
			for _, text := range *list {
				if v, _ := ParseVersion(text); r.Holds(v) != want {
					t.Errorf("%q holds %s: %v", tt.text, text, !want)
				}
			}
		}
	}
}
