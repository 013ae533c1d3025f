package render

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/shopvet/shopvet/snapshot"
)

//go:embed controls.js
var controlsJS string

// Scene is what a visitor has before them: after a page was loaded, and after each thing that was pressed on it.
type Scene struct {
	URL      string
	Look     *snapshot.Look // its notices, buttons, frames; requests and errors are those of the whole visit
	Controls []Control
	Asked    []string // what a visitor is to type in: kinds of fields
	Cookies  []snapshot.Stored
	Sent     []string // addresses of other hosts that were asked for since the scene before
}

// Control is something that can be pressed.
type Control struct {
	Text string `json:"text"`
	To   string `json:"to"`   // where it leads, "" where a script decides
	Link bool   `json:"link"` // else a button
	Over bool   `json:"over"` // it lies over the page, as notices do
	Asks bool   `json:"asks"` // it belongs to a form into which something is to be typed

	frame string // address of the frame of another site that it is in, "" where it is in none
}

// What may be done at a scene, beside pressing the control of a number.
const (
	Leave  = -1 // the visit ends
	Reload = -2 // the page is loaded again
)

// Bounds of a visit that goes on by pressing.
const (
	maxScenes = 8
	sceneTime = 8 * time.Second // for what a press sets off
	sceneRest = time.Second     // at least, since much begins a moment later
	goOnTime  = 45 * time.Second
)

// goOn asks at each scene what to do there, and does it. Nothing is ever typed in, so no form carries data of a person.
func (l *load) goOn(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, goOnTime)
	defer cancel()
	for n := 0; ; n++ {
		s, err := l.scene(ctx)
		if err != nil {
			return err
		}
		l.out.Scenes = append(l.out.Scenes, *s)
		do := l.visit.GoOn(s)
		if n == maxScenes || do == Leave || do >= len(s.Controls) {
			return nil
		}
		if do == Reload {
			_, err = l.navigate(ctx)
		} else {
			err = l.press(ctx, do, s.Controls[do])
		}
		if err != nil {
			return err
		}
		if err := pause(ctx, sceneRest); err != nil {
			return err
		}
		if fault := l.rest(ctx, time.Now().Add(sceneTime)); fault != "" && fault != FaultDeadline {
			return fmt.Errorf("a press ended in %s", fault)
		}
	}
}

// press presses the control of a number.
func (l *load) press(ctx context.Context, n int, what Control) error {
	if what.frame == "" {
		return l.evaluate(ctx, fmt.Sprintf(`(() => { globalThis.controls[%d].click(); return "{}" })()`, n), &struct{}{})
	}
	name, err := json.Marshal(what.Text)
	if err == nil && !l.inFrame(ctx, what.frame, lookJS+"(true, "+string(name)+")", &framePart{}) {
		err = errors.New("the frame is gone")
	}
	return err
}

// scene reads what is there now.
func (l *load) scene(ctx context.Context) (*Scene, error) {
	var seen lookSeen
	var can struct {
		Controls []Control `json:"controls"`
		Asked    []string  `json:"asked"`
	}
	l.openShades(ctx)
	if err := l.evaluate(ctx, lookJS+"(false)", &seen); err != nil {
		return nil, err
	}
	if err := l.evaluate(ctx, controlsJS, &can); err != nil {
		return nil, err
	}
	can.Controls = append(can.Controls, l.openFrames(ctx, &seen)...)
	cookies, err := call(ctx, l, network.GetCookies, network.GetCookiesParams{})
	if err != nil {
		return nil, err
	}
	s := &Scene{URL: clip(seen.URL, 2000), Look: seen.look(), Controls: can.Controls, Asked: can.Asked, Cookies: stored(cookies.Cookies)}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, r := range l.net.list[min(l.told, len(l.net.list)):] {
		if hostOf(r.url) != hostOf(s.URL) && len(s.Sent) < 200 {
			s.Sent = append(s.Sent, clip(r.url, 1000))
		}
	}
	l.told = len(l.net.list)
	return s, nil
}
