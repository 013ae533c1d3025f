package extract

import (
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
	text := leafText(n)
	if text == "" {
		return
	}
	id := w.textID([]byte(text))
	if w.cueOf(id, text)&(cueAdd|cueBuy|cueGone) != 0 {
		w.button(id, text, e)
	}
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
