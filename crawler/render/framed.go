package render

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/shopvet/shopvet/snapshot"
)

// closedFrame is a frame that lies over a page and into which a script of the page cannot look.
type closedFrame struct {
	URL   string `json:"url"`
	Named bool   `json:"named"`
}

// Bounds of looking into frames of other sites.
const (
	mostFrames = 3
	frameTime  = 2 * time.Second
)

// openFrames reads the frames of other sites that lie over a page: a notice on cookies may stand in one. What cannot be read is left, see Look.Frames.
func (l *load) openFrames(ctx context.Context, seen *lookSeen) {
	for _, f := range seen.Closed[:min(len(seen.Closed), mostFrames)] {
		n := snapshot.Notice{Named: f.Named}
		asked, cancel := context.WithTimeout(ctx, frameTime)
		ok := l.inPage(asked, f.URL, &n) || l.inTarget(asked, f.URL, &n)
		cancel()
		if ok && len(n.Text) >= 20 && len(n.Buttons) > 0 {
			seen.Notices = append(seen.Notices, n)
		}
	}
}

// inPage reads a frame that runs in the process of its page.
func (l *load) inPage(ctx context.Context, address string, n *snapshot.Notice) bool {
	tree, err := call(ctx, l, page.GetFrameTree, cdp.Empty{})
	if err != nil || tree.FrameTree == nil {
		return false
	}
	for _, child := range tree.FrameTree.ChildFrames {
		if child.Frame != nil && sameAddress(child.Frame.URL, address) {
			return readFrame(ctx, l.tab, child.Frame.ID, n) == nil
		}
	}
	return false
}

// inTarget reads a frame that has a process of its own, as those of other sites do.
func (l *load) inTarget(ctx context.Context, address string, n *snapshot.Notice) bool {
	c := chromedp.FromContext(ctx)
	list, err := cdp.Call(ctx, c.Browser, target.GetTargets, target.GetTargetsParams{})
	if err != nil {
		return false
	}
	for _, t := range list.TargetInfos {
		if t.Type != "iframe" || t.BrowserContextID != c.BrowserContextID || !sameAddress(t.URL, address) {
			continue
		}
		frame, leave := chromedp.NewContext(ctx, chromedp.WithTargetID(t.TargetID), chromedp.WithDetachOnCancel())
		defer leave()
		if chromedp.Do(frame) != nil {
			return false
		}
		return readFrame(frame, chromedp.FromContext(frame).Target, cdp.FrameID(t.TargetID), n) == nil
	}
	return false
}

// sameAddress reports whether a frame that was to show an address does. Where it was led on to another, it is not certain which frame it is.
func sameAddress(at, src string) bool {
	at, _, _ = strings.Cut(at, "#")
	src, _, _ = strings.Cut(src, "#")
	return at == src
}

// readFrame reads the words and buttons of a frame in a world of its own.
func readFrame(ctx context.Context, tab *chromedp.Target, frame cdp.FrameID, n *snapshot.Notice) error {
	w, err := cdp.Call(ctx, tab, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: frame, WorldName: world})
	if err != nil {
		return err
	}
	value := true
	r, err := cdp.Call(ctx, tab, runtime.Evaluate, runtime.EvaluateParams{Expression: lookJS + "(true)", ContextID: w.ExecutionContextID, ReturnByValue: &value})
	if err != nil {
		return err
	}
	var text string
	if err := json.Unmarshal(r.Result.Value, &text); err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), n)
}
