package render

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/runtime"
)

// settle is how long a tab that was only just opened is left alone: what it starts goes on behind its first frames.
const settle = 200 * time.Millisecond

// drawn draws some text and a picture in the blank page, takes them away again, and gives an answer once that has been painted.
const drawn = `new Promise(done => {
	const page = document.createElement("div");
	page.innerHTML = "<h1>Awake</h1><p style='font-family:sans-serif'>A tab that has <b>drawn</b> this</p><p style='font-family:serif'>draws the next page sooner.</p>" +
		"<img width=20 height=20 src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>";
	document.documentElement.append(page);
	const frames = (n, then) => requestAnimationFrame(() => n > 1 ? frames(n - 1, then) : then());
	frames(3, () => { page.remove(); frames(2, () => done(1)); });
})`

// awake waits until a tab that was only just opened has come to rest and has drawn something. What it has to set up for that it would else set up while
// the page loads, four times as slow, and the page would be painted later than in a tab that a visitor has open. Where it draws nothing, it is not
// waited for.
func (l *load) awake(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	select {
	case <-ctx.Done():
		return
	case <-time.After(settle - time.Since(l.opened)):
	}
	wait := true
	_, _ = call(ctx, l, runtime.Evaluate, runtime.EvaluateParams{Expression: drawn, AwaitPromise: &wait})
}
