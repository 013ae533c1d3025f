package shopvet

import (
	"fmt"

	"github.com/shopvet/shopvet/snapshot"
)

// noteBrowser tells what was not seen for want of a browser, and what to do about it.
func noteBrowser(b *snapshot.Browser, note func(key, text string, args map[string]any)) {
	switch b.Off {
	case snapshot.BrowserOff:
		note("note.browser.off", "No page was loaded in a browser, since that was switched off. What only a browser shows is unknown here: how fast pages paint, faults of scripts, the view on a phone, cookies before any choice. Use --browser auto.", nil)
	case snapshot.BrowserMissing:
		note("note.browser.missing", "No browser was found on this computer, so what only a browser shows is unknown here: how fast pages paint, faults of scripts, the view on a phone, cookies before any choice. Install Chromium (Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium; Windows: winget install Google.Chrome) and scan again, or name one with --browser-path.", nil)
	case snapshot.BrowserBroken:
		note("note.browser.broken", fmt.Sprintf("The browser on this computer could not be used (%s), so what only a browser shows is unknown here. That is no matter of the shop.", b.Detail), map[string]any{"detail": b.Detail})
	}
	if b.Left > 0 {
		note("note.browser.left", fmt.Sprintf("Pages that scripts fill and that there was no time to load in the browser: %d. Raise the time with --max-time, or use --profile deep.", b.Left), map[string]any{"count": b.Left})
	}
}
