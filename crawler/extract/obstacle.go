package extract

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Obstacle tells what, if anything, answered in place of the shop's own page. It looks at status and header, at known
// marks of intermediaries, hosts and platforms, and at what the page says of itself. A page with the shop's frame, goods
// or prices is the shop's own, whatever words are on it: only pages with next to nothing else are taken for an obstacle.
// p may be a page without content, of a response that is no HTML; p.Text is read when it is there.
func Obstacle(status int, header http.Header, p *snapshot.Page, body []byte) snapshot.Obstacle {
	return obstacleAt("", status, header, p, body)
}

// obstacleAt is Obstacle with the path of the page, where it is known.
func obstacleAt(path string, status int, header http.Header, p *snapshot.Page, body []byte) snapshot.Obstacle {
	if o := byHeader(status, header); o != "" {
		return o
	}
	switch status {
	case http.StatusUnauthorized:
		return snapshot.ObstacleLoginWall
	case http.StatusUnavailableForLegalReasons:
		return snapshot.ObstacleGeoBlock
	}
	if isBare(p, body) {
		if o := byBody(path, p, body); o != "" {
			return o
		}
		if o := byWords(path, status, p, body); o != "" {
			return o
		}
	}
	return byStatus(status, header, p, body)
}

func byHeader(status int, header http.Header) snapshot.Obstacle {
	for _, s := range headerSignatures {
		if len(s.status) > 0 && !slices.Contains(s.status, status) {
			continue
		}
		for _, v := range header.Values(s.name) {
			if strings.Contains(strings.ToLower(v), s.contains) {
				return s.means
			}
		}
	}
	return ""
}

// byStatus reads what the status alone says.
func byStatus(status int, header http.Header, p *snapshot.Page, body []byte) snapshot.Obstacle {
	switch status {
	case http.StatusTooManyRequests:
		return snapshot.ObstacleRateLimit
	case http.StatusForbidden:
		return snapshot.ObstacleForbidden
	case http.StatusServiceUnavailable:
		if says(cue.Maintenance, p, body) {
			return snapshot.ObstacleMaintenance
		}
		if header.Get("Retry-After") != "" {
			return snapshot.ObstacleRateLimit
		}
	}
	return ""
}

// isBare reports whether a page lacks what pages of shops have: a frame with links, goods, prices, text.
func isBare(p *snapshot.Page, body []byte) bool {
	if p == nil || !p.HTML {
		return len(body) < 4<<10
	}
	if len(p.Blocks) > 2 || len(p.Prices) > 0 || p.Letters > 1500 || len(p.Images) > 8 {
		return false
	}
	inner := 0
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor && l.Zone != snapshot.ZoneHead {
			inner++
		}
	}
	for _, m := range p.Marks {
		if m.Kind == snapshot.MarkAddToCart {
			return false
		}
	}
	return inner <= 25
}

// byBody looks for the marks of known makers.
func byBody(path string, p *snapshot.Page, body []byte) snapshot.Obstacle {
	if strings.HasSuffix(path, "/cgi-sys/suspendedpage.cgi") {
		return snapshot.ObstacleSuspended
	}
	lower := bytes.ToLower(body[:min(len(body), 256<<10)])
	for _, s := range bodySignatures {
		if hasAll(lower, s.all) {
			return s.means
		}
	}
	if hasPassword(p) && (path == "/password" || bytes.Contains(lower, []byte("action=\"/password\""))) {
		return snapshot.ObstaclePasswordPage
	}
	return ""
}

func hasAll(body []byte, needles []string) bool {
	for _, n := range needles {
		if !bytes.Contains(body, []byte(n)) {
			return false
		}
	}
	return true
}

// stateCues are what a bare page may say of itself, in the order in which they are believed.
var stateCues = []struct {
	concept cue.Concept
	means   snapshot.Obstacle
}{
	{cue.Suspended, snapshot.ObstacleSuspended},
	{cue.Parked, snapshot.ObstacleParked},
	{cue.BotChallenge, snapshot.ObstacleBotChallenge},
	{cue.RateLimit, snapshot.ObstacleRateLimit},
	{cue.GeoBlock, snapshot.ObstacleGeoBlock},
	{cue.Maintenance, snapshot.ObstacleMaintenance},
	{cue.PasswordPage, snapshot.ObstaclePasswordPage},
	{cue.LoginWall, snapshot.ObstacleLoginWall},
}

// byWords reads what a bare page says of itself.
func byWords(path string, status int, p *snapshot.Page, body []byte) snapshot.Obstacle {
	if p == nil || !p.HTML && status < 400 {
		return ""
	}
	if p.HTML && p.Letters > 900 || status == http.StatusNotFound || status == http.StatusGone {
		return ""
	}
	if len(p.Blocks) > 1 && status < 400 { // the shop's frame is there
		return ""
	}
	for _, c := range stateCues {
		if !says(c.concept, p, body) {
			continue
		}
		switch c.concept {
		case cue.PasswordPage:
			if !hasPassword(p) && !(isFront(path) && nothingElse(p)) {
				continue
			}
		case cue.LoginWall:
			if !isSignIn(path, p) {
				continue
			}
		case cue.BotChallenge:
			if status < 400 && p.Letters > 500 && !hasCaptcha(body) {
				continue
			}
		}
		return c.means
	}
	if isSignIn(path, p) {
		return snapshot.ObstacleLoginWall
	}
	if p.HTML && !p.Shell && p.Letters < 200 && !hasInput(p) && hasCaptcha(body) {
		return snapshot.ObstacleBotChallenge
	}
	return ""
}

// says reports whether the title, a heading or the text of a page holds a cue of c.
func says(c cue.Concept, p *snapshot.Page, body []byte) bool {
	m := cue.Default()
	if p == nil || !p.HTML {
		return m.Has(strings.ToValidUTF8(string(body[:min(len(body), 4<<10)]), ""), cue.Body, "", c)
	}
	if m.Has(p.Title, cue.Heading, p.Lang, c) {
		return true
	}
	for _, h := range p.Headings {
		if m.Has(h.Text, cue.Heading, p.Lang, c) {
			return true
		}
	}
	return m.Has(clipText(p.Text, 8<<10), cue.Body, p.Lang, c)
}

// isFront reports whether a path is a site's first page. A page of terms that is still to be written is the shop's own, and says "coming soon", too.
func isFront(path string) bool { return path == "/" || strings.HasPrefix(path, "/index.") }

// nothingElse reports whether a page has hardly anything but what it says of itself: "coming soon" may stand on a page of goods, too.
func nothingElse(p *snapshot.Page) bool {
	const letters, links, pictures = 500, 8, 3
	return p.HTML && p.Letters <= letters && len(p.Links) <= links && len(p.Images) <= pictures && len(p.Blocks) == 0
}

func hasPassword(p *snapshot.Page) bool {
	return p != nil && slices.ContainsFunc(p.Forms, func(f snapshot.Form) bool {
		return slices.ContainsFunc(f.Fields, func(f snapshot.Field) bool { return f.Type == "password" })
	})
}

// hasInput reports whether a form asks for anything a visitor would write.
func hasInput(p *snapshot.Page) bool {
	return slices.ContainsFunc(p.Forms, func(f snapshot.Form) bool {
		return slices.ContainsFunc(f.Fields, func(f snapshot.Field) bool { return f.Type != "hidden" && f.Type != "checkbox" })
	})
}

func hasCaptcha(body []byte) bool {
	lower := bytes.ToLower(body[:min(len(body), 64<<10)])
	return slices.ContainsFunc(captchas, func(host string) bool { return bytes.Contains(lower, []byte(host)) })
}

// isSignIn reports whether a page is nothing but a sign-in form, at an address that does not lead one to expect it.
func isSignIn(path string, p *snapshot.Page) bool {
	if !hasPassword(p) || p.Letters > 400 || len(p.Forms) > 2 || path == "" {
		return false
	}
	for _, h := range cue.Default().Path(path) {
		if h.Concept == cue.Login || h.Concept == cue.Account || h.Concept == cue.Checkout {
			return false
		}
	}
	return len(p.Blocks) == 0 && len(p.Links) < 20
}
