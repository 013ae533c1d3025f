package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/shopvet/shopvet/catalogue"
)

// chromium opens a tab of a real browser, and collects what it complains about.
func chromium(t *testing.T) (context.Context, func() []string) {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("there is no Chromium on this machine")
	}
	alloc, free := chromedp.NewExecAllocator(t.Context(), chromedp.ExecPath(path), chromedp.Headless, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("no-sandbox", os.Getuid() == 0), chromedp.Flag("disable-dev-shm-usage", true))
	t.Cleanup(free)
	var mu sync.Mutex
	var said []string
	ctx, done := chromedp.NewContext(alloc, chromedp.WithListener(func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := ev.(type) {
		case *cdplog.EventEntryAdded:
			said = append(said, e.Entry.Text+" "+e.Entry.URL)
		case *runtime.EventExceptionThrown:
			said = append(said, e.ExceptionDetails.Text)
		}
	}))
	t.Cleanup(done)
	ctx, stop := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stop)
	return ctx, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return said
	}
}

// act does steps and tells which one failed.
func act(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	for i, s := range steps {
		if err := chromedp.Do(ctx, s); err != nil {
			page, _ := chromedp.Run(ctx, chromedp.Text("main"))
			t.Fatalf("step %d: %v; the page says: %s", i+1, err, page)
		}
	}
}

// see waits until the page has loaded and its main part holds a text.
func see(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	page := ""
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		var err error
		if page, err = chromedp.Run(ctx, chromedp.Evaluate[string](`document.readyState == "complete" && document.querySelector("main")?.innerText || ""`)); err == nil && strings.Contains(page, text) {
			return
		}
	}
	t.Fatalf("%q is not on the page: %s", text, page)
}

// turn clicks what leads to another page, and waits until that page is there: a page that says the same may have stood there before, and a way
// that is gone while the click is still on its own would cut it off, or be cut off by it.
func turn(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`void (document.before = true)`), chromedp.Click(selector))
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`!document.before && document.readyState == "complete"`)); err == nil && there { // an error: the page is just leaving
			return
		}
	}
	t.Fatalf("nothing came of clicking %s", selector)
}

// An operator signs in with the keyboard, finds a seller, has it looked at, watches it without reloading, pauses it, adds others and signs out.
func TestFlowsInABrowser(t *testing.T) {
	h := build(t, nil)
	ctx, said := chromium(t)
	const enter = "\r"
	act(t, ctx, chromedp.Navigate(h.http.URL+"/sellers?q=candles"), chromedp.SendKeys(`input[name="name"]`, "operator"), chromedp.SendKeys(`input[name="password"]`, password+enter))
	see(t, ctx, "Valley Candles") // the way leads on to where it was meant to
	turn(t, ctx, `tbody th a`)
	see(t, ctx, "Score over time")
	turn(t, ctx, `form[action$="/scan"] button`)
	see(t, ctx, "A look waits for its turn")
	scan, err := h.store.OpenScan(t.Context(), h.ids["candles"])
	ok(t, err)
	if scan == nil || scan.Cause != "operator" {
		t.Fatalf("no scan was asked for: %v", scan)
	}
	ok(t, h.store.StartScan(t.Context(), scan, "w1", 1, time.Now()))
	ok(t, h.store.Progress(t.Context(), scan.ID, "pages", 7))
	see(t, ctx, "7 pages were read so far") // told by the server, not by a reload of ours
	turn(t, ctx, `form[action$="/pause"] button`)
	see(t, ctx, "Paused: it is not looked at by schedule.")
	n, err := h.store.Seller(t.Context(), h.ids["candles"])
	ok(t, err)
	if !n.Paused {
		t.Error("it is not paused")
	}
	turn(t, ctx, `form[action$="/pause"] button`)
	see(t, ctx, "Resumed.")
	act(t, ctx, chromedp.Navigate(h.http.URL+"/sellers/new"), chromedp.SendKeys("textarea", "https://one.example\nhttp://192.168.0.1/\ntwo.example"))
	turn(t, ctx, `main form button`)
	see(t, ctx, "2 were added.")
	see(t, ctx, "Line 2: this address lies in a private network")
	act(t, ctx, chromedp.Navigate(h.http.URL+"/alerts"))
	see(t, ctx, "Muted alerts")
	turn(t, ctx, `.langs button[lang="de"]`)
	see(t, ctx, "Meldungen")
	act(t, ctx, chromedp.Navigate(h.http.URL+"/sellers/"+h.ids["hostile"]))
	see(t, ctx, "alert(1)") // as text
	turn(t, ctx, `form[action="/signout"] button`)
	see(t, ctx, "Sie sind abgemeldet.")
	for _, s := range said() {
		t.Error("the browser complains:", s)
	}
}

// What goes on between the making of a page and the moment from which it is told of changes is shown all the same.
func TestALivePageMissesNothing(t *testing.T) {
	h := build(t, nil)
	ctx, _ := chromium(t)
	h.as("operator").post("/sellers/"+h.ids["candles"]+"/scan", nil)
	scan, err := h.store.OpenScan(t.Context(), h.ids["candles"])
	ok(t, err)
	begin := sync.OnceFunc(func() {
		ok(t, h.store.StartScan(t.Context(), scan, "w1", 1, time.Now()))
		ok(t, h.store.Progress(t.Context(), scan.ID, "pages", 7))
	})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/events" {
			begin()
		}
		h.srv.ServeHTTP(w, r)
	}))
	t.Cleanup(func() { srv.CloseClientConnections(); srv.Close() })
	act(t, ctx, chromedp.Navigate(srv.URL+"/sellers/"+h.ids["candles"]), chromedp.SendKeys(`input[name="name"]`, "operator"), chromedp.SendKeys(`input[name="password"]`, password+"\r"))
	see(t, ctx, "7 pages were read so far")
}

// An admin imports a list with mistakes, mutes, acknowledges, exports, makes a key and takes it back, adds a user and locks them, adds a channel and
// deletes a seller: each by what is on the page.
func TestAdminsFlowsInABrowser(t *testing.T) {
	h := build(t, nil)
	ctx, said := chromium(t)
	act(t, ctx, chromedp.Navigate(h.http.URL+"/sellers/new"), chromedp.SendKeys(`input[name="name"]`, "admin"), chromedp.SendKeys(`input[name="password"]`, password+"\r"))
	list := filepath.Join(t.TempDir(), "shops.csv")
	ok(t, os.WriteFile(list, []byte("url,name,cadence\nhttps://by-file.example,By file,daily\nhttps://other.example,Other,sometimes\n"), 0o600))
	see(t, ctx, "Add sellers")
	act(t, ctx, chromedp.SetUploadFiles(`input[type="file"]`, []string{list}))
	turn(t, ctx, `main form button`)
	see(t, ctx, "1 was added.")
	see(t, ctx, "Line 3:")

	seller := h.http.URL + "/sellers/" + h.ids["candles"]
	act(t, ctx, chromedp.Navigate(seller), chromedp.Click("summary"), chromedp.SendKeys(`form[action="/mutes"] input[name="reason"]`, "sale is over on Monday"))
	turn(t, ctx, `form[action="/mutes"] button`)
	see(t, ctx, "sale is over on Monday")
	act(t, ctx, chromedp.SendKeys(`.event input[name="note"]`, "asked the seller"))
	turn(t, ctx, `.event form button`)
	see(t, ctx, "Noted")
	acknowledged, err := h.store.Alerts(t.Context(), catalogue.AlertFilter{})
	ok(t, err)
	if !slices.ContainsFunc(acknowledged, func(a catalogue.Alert) bool { return a.Note == "asked the seller" && a.AcknowledgedBy == "admin" }) {
		t.Error("no alert bears the note")
	}
	turn(t, ctx, `form[action^="/mutes/"] button`)
	see(t, ctx, "No alerts are muted.")

	exported, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(async () => (await fetch(document.querySelector("a[download]")?.href ?? "/sellers.csv")).text())()`, chromedp.EvalAwaitPromise))
	ok(t, err)
	if !strings.Contains(exported, "https://by-file.example/,By file") {
		t.Errorf("exported: %.300s", exported)
	}

	act(t, ctx, chromedp.Navigate(h.http.URL+"/account"), chromedp.SendKeys(`form[action="/account/tokens"] input[name="name"]`, "build server"))
	turn(t, ctx, `form[action="/account/tokens"] button`)
	see(t, ctx, "shopvet_")
	turn(t, ctx, "main a.button")
	see(t, ctx, "build server")
	turn(t, ctx, `form[action$="/delete"] button`)
	see(t, ctx, "The key is deleted")

	act(t, ctx, chromedp.Navigate(h.http.URL+"/users"), chromedp.SendKeys(`form[action="/users"] input[name="name"]`, "eve"))
	turn(t, ctx, `form[action="/users"] button`)
	see(t, ctx, "eve")
	turn(t, ctx, "main a.button")
	see(t, ctx, "eve")
	eve, err := h.store.UserByName(t.Context(), "eve")
	ok(t, err)
	turn(t, ctx, `form[action="/users/`+eve.ID+`"] button[value="disable"]`)
	see(t, ctx, "The user is locked.")
	turn(t, ctx, `form[action="/users/`+eve.ID+`"] button[value="enable"]`)
	see(t, ctx, "The user is unlocked.")
	act(t, ctx, chromedp.SetValue(`form[action="/users/`+eve.ID+`"] select`, "operator"))
	turn(t, ctx, `form[action="/users/`+eve.ID+`"] button.second`)
	see(t, ctx, "The role is changed.")
	act(t, ctx, chromedp.Click(`form[action="/users/`+eve.ID+`"] summary`))
	turn(t, ctx, `form[action="/users/`+eve.ID+`"] button[value="delete"]`) // asked once more
	see(t, ctx, "The user is deleted.")
	if _, err := h.store.UserByName(t.Context(), "eve"); !errors.Is(err, catalogue.ErrNotFound) {
		t.Errorf("after the user was deleted: %v", err)
	}

	act(t, ctx, chromedp.Navigate(h.http.URL+"/channels"), chromedp.SendKeys(`form[action="/channels"] input[name="name"]`, "ops"), chromedp.SendKeys(`form[action="/channels"] input[name="target"]`, "https://hooks.example/x"))
	turn(t, ctx, `form[action="/channels"] button`)
	see(t, ctx, "ops")
	turn(t, ctx, "main a.button")
	see(t, ctx, "https://hooks.example/x")
	turn(t, ctx, `form[action^="/channels/"][action$="/delete"] button`)
	see(t, ctx, "Deleted.")

	n, err := h.store.Seller(t.Context(), h.ids["candles"])
	ok(t, err)
	act(t, ctx, chromedp.Navigate(seller+"/settings"), chromedp.SetValue(`input[name="cadence"]`, "48"))
	turn(t, ctx, `form[action$="/settings"] button`)
	see(t, ctx, "every 2 days")
	act(t, ctx, chromedp.Navigate(seller+"/settings"), chromedp.SendKeys(`input[name="confirm"]`, n.Domain))
	turn(t, ctx, "button.danger")
	see(t, ctx, "Deleted.")
	if _, err := h.store.Seller(t.Context(), n.ID); !errors.Is(err, catalogue.ErrNotFound) {
		t.Errorf("after it was deleted: %v", err)
	}
	for _, s := range said() {
		t.Error("the browser complains:", s)
	}
}

// What a page is made of works with a keyboard and a screen reader: everything that can be used has a name, headings do not skip a level, ids
// are there once, and nothing is wider than a phone.
func TestPagesAreAccessible(t *testing.T) {
	h := build(t, nil)
	ctx, said := chromium(t)
	act(t, ctx, chromedp.EmulateViewport(360, 780), chromedp.Navigate(h.http.URL+"/signin"), chromedp.SendKeys(`input[name="name"]`, "admin"), chromedp.SendKeys(`input[name="password"]`, password+"\r"))
	see(t, ctx, "Overview")
	for _, lang := range []string{"en", "de"} { // German words are longer
		act(t, ctx, chromedp.Navigate(h.http.URL+"/"))
		turn(t, ctx, `.langs button[lang="`+lang+`"]`)
		see(t, ctx, map[string]string{"en": "Overview", "de": "Übersicht"}[lang])
		for _, path := range []string{"/", "/sellers", "/sellers/new", "/sellers/" + h.ids["candles"], "/sellers/" + h.ids["hostile"], "/sellers/" + h.ids["candles"] + "/settings",
			"/sellers/" + h.ids["candles"] + "/compare", "/alerts", "/queue", "/checks", "/shared", "/account", "/users", "/channels", "/audit", "/nothing-here"} {
			act(t, ctx, chromedp.Navigate(h.http.URL+path))
			faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](look))
			ok(t, err)
			for _, f := range faults {
				t.Errorf("%s %s: %s", lang, path, f)
			}
		}
	}
	for _, s := range said() {
		if !strings.Contains(s, "404") {
			t.Error("the browser complains:", s)
		}
	}
}

// look lists what is wrong with a page.
const look = `(() => {
	const out = [];
	for (const d of document.querySelectorAll("details")) d.open = true;
	for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]):not([hidden]), select, textarea, summary")) {
		const name = (e.textContent + (e.labels ? [...e.labels].map(l => l.textContent).join("") : "") + (e.getAttribute("aria-label") || "")).trim();
		if (!name) out.push("no name: " + e.outerHTML.slice(0, 120));
	}
	let level = 0;
	for (const h of document.querySelectorAll("h1, h2, h3, h4")) {
		const n = +h.tagName[1];
		if (n > level + 1) out.push("heading skips a level: " + h.textContent);
		level = n;
	}
	if (location.pathname != "/nothing-here" && document.querySelectorAll("h1").length != 1) out.push("not one h1");
	const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
	for (const id of new Set(ids)) if (ids.filter(x => x === id).length > 1) out.push("id twice: " + id);
	for (const e of document.querySelectorAll("[aria-labelledby]")) if (!document.getElementById(e.getAttribute("aria-labelledby"))) out.push("label that is not there: " + e.outerHTML.slice(0, 80));
	if (document.documentElement.scrollWidth > innerWidth) out.push("wider than the screen: " + document.documentElement.scrollWidth + " px: " +
		[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(" | "));
	return out;
})()`
