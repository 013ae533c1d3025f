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

// framePart is what a frame of another site shows.
type framePart struct {
	Text    string            `json:"text"`
	Buttons []snapshot.Button `json:"buttons"`
	Asks    bool              `json:"asks"` // something is to be typed in
}

// openFrames reads the frames of other sites that lie over a page: a notice on cookies may stand in one. What cannot be read is left, see Look.Frames.
// It returns what can be pressed in them.
func (l *load) openFrames(ctx context.Context, seen *lookSeen) (can []Control) {
	for _, f := range seen.Closed[:min(len(seen.Closed), mostFrames)] {
		var p framePart
		if !l.inFrame(ctx, f.URL, lookJS+"(true)", &p) || len(p.Text) < 20 || len(p.Buttons) == 0 {
			continue
		}
		seen.Notices = append(seen.Notices, snapshot.Notice{Text: p.Text, Buttons: p.Buttons, Named: f.Named})
		for _, b := range p.Buttons {
			if !b.Link {
				can = append(can, Control{Text: b.Text, Over: true, Asks: p.Asks, frame: f.URL})
			}
		}
	}
	return can
}

// inFrame runs a script in a frame of another site, in a world of its own, and reads the JSON that it gives. It reports whether that could be done.
func (l *load) inFrame(ctx context.Context, address, script string, into any) bool {
	ctx, cancel := context.WithTimeout(ctx, frameTime)
	defer cancel()
	return l.inPage(ctx, address, script, into) || l.inTarget(ctx, address, script, into)
}

// inPage finds a frame that runs in the process of its page.
func (l *load) inPage(ctx context.Context, address, script string, into any) bool {
	tree, err := call(ctx, l, page.GetFrameTree, cdp.Empty{})
	if err != nil || tree.FrameTree == nil {
		return false
	}
	for _, child := range tree.FrameTree.ChildFrames {
		if child.Frame != nil && sameAddress(child.Frame.URL, address) {
			return runIn(ctx, l.tab, child.Frame.ID, script, into) == nil
		}
	}
	return false
}

// inTarget finds a frame that has a process of its own, as those of other sites do.
func (l *load) inTarget(ctx context.Context, address, script string, into any) bool {
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
		return runIn(frame, chromedp.FromContext(frame).Target, cdp.FrameID(t.TargetID), script, into) == nil
	}
	return false
}

// sameAddress reports whether a frame that was to show an address does. Where it was led on to another, it is not certain which frame it is.
func sameAddress(at, src string) bool {
	at, _, _ = strings.Cut(at, "#")
	src, _, _ = strings.Cut(src, "#")
	return at == src
}

// runIn runs a script in a world of its own of a frame.
func runIn(ctx context.Context, tab *chromedp.Target, frame cdp.FrameID, script string, into any) error {
	w, err := cdp.Call(ctx, tab, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: frame, WorldName: world})
	if err != nil {
		return err
	}
	value := true
	r, err := cdp.Call(ctx, tab, runtime.Evaluate, runtime.EvaluateParams{Expression: script, ContextID: w.ExecutionContextID, ReturnByValue: &value})
	if err != nil {
		return err
	}
	var text string
	if err := json.Unmarshal(r.Result.Value, &text); err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), into)
}
