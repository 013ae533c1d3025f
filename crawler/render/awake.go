package render

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/runtime"
)

// twoFrames gives an answer when the tab has drawn twice.
const twoFrames = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))`

// awake waits until a tab that was only just opened has drawn its blank page. What it has to set up for that it would else set up while the page loads, four
// times as slow, and the page would be painted later than in a tab that a visitor has open. Where it draws nothing, it is not waited for.
func (l *load) awake(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	wait := true
	_, _ = call(ctx, l, runtime.Evaluate, runtime.EvaluateParams{Expression: twoFrames, AwaitPromise: &wait})
}
