package cli

import (
	"context"
	"errors"

	"github.com/shopvet/shopvet/crawler"
	browser "github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/snapshot"
)

// openBrowser gives a visit the browser that the user wants it to use, and returns what ends it.
func (a *app) openBrowser(ctx context.Context, o *options, co *crawler.Options) (closed func(), err error) {
	if o.browser.value == "off" {
		co.NoBrowser = snapshot.BrowserOff
		return func() {}, nil
	}
	path, err := browser.Find(o.browserPath.name)
	must := o.browser.value == "require"
	if err != nil && (must || !errors.Is(err, browser.ErrMissing)) {
		return nil, err
	}
	if err != nil {
		co.NoBrowser = snapshot.BrowserMissing
		return func() {}, nil
	}
	engine := browser.New(path)
	if must {
		if err := engine.Start(ctx); err != nil {
			engine.Close()
			return nil, err
		}
	}
	co.Browser = engine
	return engine.Close, nil
}
