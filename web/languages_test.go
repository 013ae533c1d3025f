package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// What changed and what was found is said in the language of who looks: alerts, what checks say of findings that are there and of those that are gone,
// and the feed.
func TestAlertsAndFindingsInTheLanguageOfWhoLooks(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	filler := verdict.Message{Key: "pages", Args: map[string]any{"bad": 2, "seen": 9}, Text: "Pages with filler text: 2 of 9"}
	hollow := verdict.Message{Key: "hollow", Text: "A link to the returns rules leads to nothing"}
	for i, status := range [][2]verdict.Status{{verdict.Pass, verdict.Pass}, {verdict.Fail, verdict.Fail}, {verdict.Pass, verdict.Fail}} {
		v := sample(t, "sound")
		v.Ruleset, v.Results = "these", nil
		for k, r := range []verdict.Result{{Check: "content-placeholder", Reason: filler}, {Check: "policy-returns", Reason: hollow}} {
			r.Severity, r.Status = verdict.High, status[k]
			v.Results = append(v.Results, r)
		}
		h.looked("new", v, h.now.Add(time.Duration(i-10)*time.Minute), "")
	}
	b := h.as("admin")
	for lang, want := range map[string][3]string{
		"en": {"New: Pages with filler text: 2 of 9", "No longer so: Pages with filler text: 2 of 9", "A link to the returns rules leads to nothing"},
		"de": {"Neu: Seiten mit Fülltext: 2 von 9", "Nicht mehr so: Seiten mit Fülltext: 2 von 9", "Es gibt einen Link zu den Rückgaberegeln, aber dort steht nichts"},
		"zh": {"新问题：含有占位文字的页面：9 个中有 2 个", "已不再如此：含有占位文字的页面：9 个中有 2 个", "有退货规定的链接，但打开后没有内容"},
	} {
		header := http.Header{"Accept-Language": {lang}}
		_, list, _ := b.do(http.MethodGet, "/alerts", nil, header)
		_, feed, _ := b.do(http.MethodGet, "/alerts.rss?lang="+lang, nil, nil)
		_, seller, _ := b.do(http.MethodGet, "/sellers/"+h.ids["new"], nil, header)
		for name, page := range map[string]string{"the list": list, "the feed": feed, "the seller's page": seller} {
			for _, text := range want[:2] {
				if name != "the feed" { // there the kind stands beside it
					_, text, _ = strings.Cut(strings.Replace(text, "：", ": ", 1), ": ")
				}
				if !strings.Contains(page, text) {
					t.Errorf("%s: %q is not in %s", lang, text, name)
				}
			}
			if lang != "en" && strings.Contains(page, filler.Text) {
				t.Errorf("%s: %s says it in English", lang, name)
			}
		}
		_, findings, _ := strings.Cut(seller, `id="findings"`)
		findings, _, _ = strings.Cut(findings, "</table>")
		gone := strings.TrimPrefix(want[0], map[string]string{"en": "New: ", "de": "Neu: ", "zh": "新问题："}[lang])
		if !strings.Contains(findings, want[2]) || !strings.Contains(findings, gone) {
			t.Errorf("%s: the findings are %s", lang, findings)
		}
	}
}

// Why a row of a list was not taken is said in the language of who sent it.
func TestMistakesInListsAreSaidInEveryLanguage(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("operator")
	list := strings.Join([]string{"url,cadence,markets,profile,paused", "https://a.example,sometimes,,,", "https://b.example,,atlantis,,", "https://c.example,,,huge,", "https://d.example,,,,perhaps", "http://10.0.0.1/,,,,",
		",daily,,,", "ftp://e.example,,,,", "https:///,,,,", "https://f.example:99999,,,,", "https://ex ample,,,,", "https://" + strings.Repeat("x", 2100) + ".example,,,,"}, "\n")
	form := url.Values{"csrf": {b.csrf}, "list": {list}, "cadence": {"24"}}
	for _, lang := range []string{"en", "de", "zh"} {
		status, page, _ := b.do(http.MethodPost, "/sellers/new", strings.NewReader(form.Encode()), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept-Language": {lang}})
		_, told, _ := strings.Cut(page, `class="trouble"`)
		told, _, _ = strings.Cut(told, "</div>")
		if status != http.StatusOK || strings.Count(told, "<li>") != 11 {
			t.Fatalf("%s: status %d: %s", lang, status, told)
		}
		english := []string{"there is", "write it", "does not", "neither", "not a", "longer than", "private network"}
		for _, words := range english {
			if lang != "en" && strings.Contains(told, words) {
				t.Errorf("%s: %q is English: %s", lang, words, told)
			}
		}
	}
}

// An address that is none is answered by a page that leads on, in the language of who asks; the API by plain words.
func TestAddressesThatAreNone(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	header := http.Header{"Accept-Language": {"de"}}
	for name, b := range map[string]*browser{"stranger": h.browser(), "viewer": h.as("viewer")} {
		status, page, _ := b.do(http.MethodGet, "/no/such/page", nil, header)
		if status != http.StatusNotFound || !strings.Contains(page, "<h1>") || !strings.Contains(page, `lang="de"`) {
			t.Errorf("%s: status %d: %.200s", name, status, page)
		}
		if inside := strings.Contains(page, `href="/sellers"`); inside != (name == "viewer") {
			t.Errorf("%s: the menu is shown: %v", name, inside)
		}
	}
	if status, page := h.browser().get("/api/v1/nothing"); status != http.StatusNotFound || strings.Contains(page, "<h1>") {
		t.Errorf("the API: status %d: %.200s", status, page)
	}
}
