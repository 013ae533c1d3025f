package render

import (
	"context"
	"slices"
	"time"

	"github.com/chromedp/cdproto/page"

	"github.com/shopvet/shopvet/snapshot"
)

const (
	shotQuality = 45
	filmQuality = 30
	filmWidth   = 120
	filmFrames  = 8
	maxFilm     = 200
)

// frameShot is a picture of the film with its moment.
type frameShot struct {
	at   time.Duration
	data []byte
}

// shoot takes a picture of what a visitor sees first. On a phone's page that is wider than the screen, what lies beside it is shown too.
func (l *load) shoot(ctx context.Context, v *vitals) {
	kind, width, height, scale := "screen", 1280.0, 900.0, 0.5
	if l.visit.Mobile {
		kind, width, height = "phone", 360, 780
		if v.Wide > 360 {
			width = min(float64(v.Wide), 720)
		}
	}
	quality, beyond := int64(shotQuality), true
	clipped := &page.Viewport{Width: width, Height: height, Scale: scale}
	r, err := call(ctx, l, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatJpeg, Quality: &quality, Clip: clipped, CaptureBeyondViewport: &beyond,
	})
	if err != nil {
		return // a picture more or less
	}
	shot := snapshot.Shot{Kind: kind, Data: r.Data, Width: int(width * scale), Height: int(height * scale)}
	if l.visit.Mobile {
		shot.Width, shot.Height = int(width), int(height) // two pixels each
	}
	zoom := float64(shot.Width) / width
	for what, b := range map[string]*rect{"lcp": v.LCPBox, "wide": v.WideBox} {
		if b == nil || what == "wide" && v.Wide == 0 {
			continue
		}
		box := snapshot.Box{What: what, X: int(b.X * zoom), Y: int(b.Y * zoom), Width: int(b.Width * zoom), Height: int(b.Height * zoom)}
		if box.X < shot.Width && box.Y < shot.Height && box.X+box.Width > 0 && box.Y+box.Height > 0 {
			shot.Boxes = append(shot.Boxes, box)
		}
	}
	slices.SortFunc(shot.Boxes, func(a, b snapshot.Box) int { return len(a.What) - len(b.What) })
	l.out.Shots = append(l.out.Shots, shot)
}

// startFilm has the browser send pictures while the page loads.
func (l *load) startFilm(ctx context.Context) {
	quality, width, height := int64(filmQuality), int64(filmWidth), int64(filmWidth*780/360)
	_, _ = call(ctx, l, page.StartScreencast, page.StartScreencastParams{
		Format: page.StartScreencastFormatJpeg, Quality: &quality, MaxWidth: width, MaxHeight: height, EveryNthFrame: 1,
	})
}

// frameOfFilm keeps a picture and asks for the next. The caller holds l.mu.
func (l *load) frameOfFilm(e *page.EventScreencastFrame) {
	if ctx := l.bindings; ctx != nil && l.tab != nil {
		id := e.SessionID
		go func() { _, _ = call(ctx, l, page.ScreencastFrameAck, page.ScreencastFrameAckParams{SessionID: id}) }()
	}
	if !l.began.IsZero() && len(l.film) < maxFilm {
		l.film = append(l.film, frameShot{time.Since(l.began), e.Data})
	}
}

// stopFilm keeps a few pictures, evenly spread between the first and the last that changed something.
func (l *load) stopFilm(ctx context.Context) {
	_, _ = call(ctx, l, page.StopScreencast, struct{}{})
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.film) == 0 {
		return
	}
	last := l.film[len(l.film)-1].at
	for i := range filmFrames {
		at := last * time.Duration(i+1) / filmFrames
		j, _ := slices.BinarySearchFunc(l.film, at+1, func(f frameShot, t time.Duration) int { return int(f.at - t) })
		if j == 0 {
			continue // nothing was shown yet
		}
		f := l.film[j-1]
		l.out.Shots = append(l.out.Shots, snapshot.Shot{Kind: "film", At: at, Data: f.data, Width: filmWidth, Height: filmWidth * 780 / 360})
	}
	l.film = nil
}
