package render

import (
	"bytes"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/shopvet/shopvet/crawler/wire"
)

// TestTabsOpenedAhead has a load find its tab ready, a tab that died meanwhile not used, and none left when the session ends.
func TestTabsOpenedAhead(t *testing.T) {
	t.Parallel()
	if engine == nil {
		t.Skip("there is no browser on this computer")
	}
	srv := pages(t, map[string]string{"/": `<!doctype html><title>fine</title><h1>A sound page</h1><script>document.cookie = "a=1; max-age=1000"; localStorage.a = 1</script>`,
		"/who": `<!doctype html><p id="p">A sound page</p><script>p.append(" knows [" + document.cookie + (localStorage.a || "") + "]")</script>`})
	e := New(engine.path)
	t.Cleanup(e.Close)
	s, err := e.Session(Options{Guard: wire.NewGuard(srv.URL, nil), Name: "shopvet/test"})
	if err != nil {
		t.Fatal(err)
	}
	browser := living(t, e)
	for range 2 {
		if r := visit(t, s, Visit{URL: srv.URL + "/", Look: true, Patience: time.Minute}); r.Fault != "" || !shows(r) {
			t.Fatalf("%q %s", r.Fault, r.Detail)
		}
		s.wg.Wait()
		if len(s.ahead) != tabsAhead && living(t, e) == browser { // on a busy machine the browser may have been given up
			t.Fatalf("%d tabs opened ahead", len(s.ahead))
		}
	}
	if r := visit(t, s, Visit{URL: srv.URL + "/who", Look: true, Patience: time.Minute}); !shows(r) || !bytes.Contains(r.HTML, []byte("knows []")) {
		t.Errorf("a tab knows of what was loaded before: %s", r.HTML)
	}
	s.wg.Wait()
	if killRenderers(living(t, e)) == 0 {
		t.Fatal("no tab to kill")
	}
	if r := visit(t, s, Visit{URL: srv.URL + "/", Look: true, Patience: time.Minute}); r.Fault != "" || !shows(r) {
		t.Errorf("after the tabs ahead died: %q %s", r.Fault, r.Detail)
	}
	s.Close()
	for wait := time.Now().Add(time.Minute); tabsOf(t, e) > 1; time.Sleep(50 * time.Millisecond) { // the browser opens one by itself
		if time.Now().After(wait) {
			t.Fatalf("%d tabs left when the session had ended", tabsOf(t, e))
		}
	}
}

// tabsOf counts the tabs of a browser.
func tabsOf(t *testing.T, e *Engine) (n int) {
	t.Helper()
	e.mu.Lock()
	run := e.run
	e.mu.Unlock()
	if run == nil { // given up
		return 0
	}
	list, err := chromedp.CallBrowser(run.ctx, target.GetTargets, target.GetTargetsParams{})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range list.TargetInfos {
		if i.Type == "page" {
			n++
		}
	}
	return n
}
