package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/snapshot"
)

// pressable is how many bytes the text of an element has at most that may be a button drawn by style and script alone.
const pressable = 60

// drawnButton notes an element that is a button by its looks alone: it holds a few words and nothing else, a script listens to it or its class calls it a button,
// and the words are those of a button to buy. Many shop systems of East Asia have no other.
func (w *walker) drawnButton(n *html.Node, e *elem, s state) {
	if s.hidden || s.link || (s.reg != nil || s.zone != snapshot.ZoneMain) && s.zone != snapshot.ZoneFooter {
		return // pages made for telephones call the bar at their lower end a footer, and have the buttons to buy there
	}
	if !e.handled && e.bits&clsCart == 0 && !hasFold(e.class, "btn", "button", "buy") {
		return
	}
	for _, text := range lineTexts(n) {
		id := w.textID([]byte(text))
		if w.cueOf(id, text)&(cueAdd|cueBuy|cueGone) != 0 {
			w.button(id, text, e)
			return
		}
	}
}

// lineTexts is the text of an element that holds nothing but a few words, or of the two parts of one that holds a price and, below it, what pressing does.
func lineTexts(n *html.Node) []string {
	if text := leafText(n); text != "" {
		return []string{text}
	}
	var out []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
			continue
		}
		text := leafText(c)
		if c.Type != html.ElementNode || text == "" || len(out) == 2 {
			return nil
		}
		out = append(out, text)
	}
	return out
}

// leafText is the text of an element that holds nothing but a few words, in one element within another at most; else "".
func leafText(n *html.Node) string {
	for range 3 {
		c := n.FirstChild
		switch {
		case c == nil || c.NextSibling != nil:
			return ""
		case c.Type == html.TextNode:
			if len(c.Data) > 2*pressable {
				return ""
			}
			if text := fold(c.Data, maxLinkText); len(text) <= pressable {
				return text
			}
			return ""
		}
		n = c
	}
	return ""
}
