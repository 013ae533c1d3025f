package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// formLink notes where a form leads that makes an address of its fields. It is marked as ready where a visitor may press its button without
// filling in anything: only then does asking for the bare address say what becomes of the form.
func (w *walker) formLink(n *html.Node, f *formState, action string, s state) {
	if f.Method != "get" || action == "" || isInert(action) {
		return
	}
	text := ""
	f.ready, text = readyToSend(n)
	w.file(snapshot.Link{Kind: snapshot.LinkForm, Flags: f.flags()}, action, text, s)
}

// buttonLink notes where a button leads that sends its form to an address of its own.
func (w *walker) buttonLink(n *html.Node, f *formState, kind, text string, s state) {
	action := attrVal(n, "formaction")
	if action == "" || f == nil || isInert(action) || kind != "submit" && kind != "image" {
		return
	}
	method := strings.ToLower(strings.TrimSpace(attrVal(n, "formmethod")))
	if method == "get" || method == "" && f.Method == "get" {
		w.file(snapshot.Link{Kind: snapshot.LinkForm, Flags: f.flags()}, action, text, s)
	}
}

func (f *formState) flags() snapshot.LinkFlag {
	if f.ready {
		return snapshot.LinkReady
	}
	return 0
}

// maxControls bounds the nodes of a form that are looked at for what has to be filled in.
const maxControls = 600

// readyToSend reports whether a form may be sent as it is, and what its button says. A form that asks for data of a person is not.
func readyToSend(n *html.Node) (ready bool, text string) {
	budget := maxControls
	ready = n.FirstChild != nil
	within(n, &budget, func(c *html.Node) {
		switch c.DataAtom {
		case atom.Input, atom.Select, atom.Textarea:
			kind := strings.ToLower(strings.TrimSpace(attrVal(c, "type")))
			switch kind {
			case "password", "email", "tel", "file":
				ready = false
			case "submit", "image":
				text = firstOf(text, attrVal(c, "value"), attrVal(c, "alt"))
			}
			if _, required := attr(c, "required"); required || attrVal(c, "aria-required") == "true" {
				ready = false
			}
		case atom.Button:
			text = firstOf(text, textOf(c), attrVal(c, "aria-label"))
		}
	})
	return ready && budget > 0, text
}
