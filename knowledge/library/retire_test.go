package library

import (
	"strings"
	"testing"
)

const small = `{
  "jquery": {"npmname": "jquery",
    "vulnerabilities": [
      {"below": "3.5.0", "severity": "medium", "identifiers": {"CVE": ["CVE-2020-11022"], "githubID": "GHSA-gxr4-xjj5-5px2"}},
      {"below": "2.999.999", "severity": "low", "identifiers": {"summary": "no more  updates", "retid": "73"}, "excludes": ["1.12.4-aem"], "info": ["https://a.example/"]},
      {"below": "the end", "severity": "low", "identifiers": {"bug": "1"}}],
    "extractors": {"filename": ["jquery-(§§version§§)(\\.min)?\\.js"], "uri": ["/(§§version§§)/jquery(\\.min)?\\.js"],
      "filecontent": ["/\\*!? jQuery v(§§version§§)", "(?!x)jQuery (§§version§§)", "\\u002f\\u002f old jQuery[^](§§version§§)"], "hashes": {"abc": "1.0.0"}, "func": ["x"]}},
  "slider": {"vulnerabilities": [{"ranges": [{"atOrAbove": "1.0.0", "below": "1.2.0"}, {"below": "0.5.0"}], "severity": "high", "identifiers": {"CVE": ["CVE-2099-1"]}}],
    "extractors": {"filename": ["slider-(§§version§§)\\.js"]}},
  "names": ["of", "others"]
}`

func TestAListOfRetireJSIsUsedBesideOurs(t *testing.T) {
	d, done, err := Default().WithRetire([]byte(small), "list.json")
	if err != nil {
		t.Fatal(err)
	}
	if done != (Loaded{Libraries: 2, Holes: 3, Patterns: 6, Skipped: 1, SkippedHoles: 1}) {
		t.Errorf("%+v", done)
	}
	if d.Date != Default().Date+" and in list.json" || d.Digest() == Default().Digest() {
		t.Errorf("date %q, digest %q", d.Date, d.Digest())
	}
	holes := func(list []Reading) string {
		var ids []string
		for _, h := range d.HolesOf(list[len(list)-1].Lib, list[len(list)-1].Version) {
			ids = append(ids, h.IDs[0])
		}
		return strings.Join(ids, " ")
	}
	old := d.Address("https://shop.example/jquery-2.2.4.min.js")
	if got := holes(old); len(old) != 2 || old[0].Lib != old[1].Lib || strings.Count(got, "CVE-2020-11022") != 1 || !strings.HasSuffix(got, "retid 73") {
		t.Errorf("%s: %s", told(old), got)
	}
	if got := holes(d.Address("https://shop.example/jquery-1.12.4-aem.js")); strings.Contains(got, "retid") {
		t.Errorf("a build that the list leaves out: %s", got)
	}
	for address, want := range map[string]string{"/slider-1.1.0.js": "CVE-2099-1", "/slider-0.4.9.js": "CVE-2099-1", "/slider-1.2.0.js": "", "/slider-0.7.0.js": ""} {
		if got := holes(d.Address("https://shop.example" + address)); got != want {
			t.Errorf("%s: %q", address, got)
		}
	}
	if got := told(d.Script("https://shop.example/x.js", Text{Comments: []string{"// old jQuery\n1.4.2"}})); got != "jquery 1.4.2" {
		t.Errorf("a pattern of its own writing: %q", got)
	}
	if got := told(Default().Address("https://shop.example/slider-1.1.0.js")); got != "" {
		t.Errorf("our own data was changed: %q", got)
	}
}

func TestTheThirdFormLiesDeeper(t *testing.T) {
	_, done, err := Default().WithRetire([]byte(`{"advisories": `+small+`, "backdoored": {"x": [{"summary": "y"}]}}`), "list.json")
	if err != nil || done.Libraries != 2 {
		t.Errorf("%+v, %v", done, err)
	}
}

func TestWhatIsNoListIsRefusedInOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "not the JSON of a library list",
		"<html>":                    "not the JSON of a library list",
		"[1]":                       "not the JSON of a library list",
		"{}":                        "holds no library",
		`{"jquery": 7}`:             "holds no library",
		`{"a": {"extractors": {}}}`: "holds no library",
		`{"a": {"vulnerabilities": {"below": 1}}}`: `library "a"`,
		`{"advisories": 1}`:                        "its advisories are no list",
		small[:len(small)/2]:                       "not the JSON of a library list",
	} {
		if _, _, err := Default().WithRetire([]byte(text), "x"); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

func FuzzRetire(f *testing.F) {
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, _, err := Default().WithRetire(text, "x")
		if err != nil {
			return
		}
		for _, r := range d.Address("https://shop.example/1.2.3/jquery-1.12.4.js") {
			d.HolesOf(r.Lib, r.Version)
		}
	})
}
