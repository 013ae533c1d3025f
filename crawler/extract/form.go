package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/snapshot"
)

// formState is a form while it is read.
type formState struct {
	snapshot.Form
	ids    []string // of the fields, to find their labels
	bits   classBits
	hidden bool
	rating bool
	ready  bool // see formLink
}

// readForm reads a form with its controls.
func (w *walker) readForm(n *html.Node, e *elem, s state) {
	if len(w.forms) >= maxForms {
		w.children(n, s)
		return
	}
	f := &formState{bits: e.bits, hidden: s.hidden}
	f.Method = strings.ToLower(strings.TrimSpace(attrVal(n, "method")))
	if f.Method != "post" && f.Method != "dialog" {
		f.Method = "get"
	}
	f.Zone = s.zone
	action := strings.TrimSpace(attrVal(n, "action"))
	if abs, ok := w.res.resolve(action); ok {
		f.Action = clip(abs, 2000)
	}
	w.forms = append(w.forms, f)
	w.formLink(n, f, action, s)
	if n.FirstChild == nil { // a form between table tags is closed at once; its controls follow it
		w.orphan = f
		return
	}
	outer := w.form
	w.form = f
	w.children(n, s)
	w.form = outer
}

// control reads an input, select, text area or button.
func (w *walker) control(n *html.Node, e *elem, s state) {
	f := w.form
	if f == nil {
		f = w.orphan
	}
	kind := n.Data
	if n.DataAtom == atom.Input {
		kind = strings.ToLower(strings.TrimSpace(attrVal(n, "type")))
		if kind == "" {
			kind = "text"
		}
	}
	switch {
	case n.DataAtom == atom.Button:
		w.readButton(n, e, s, f)
		return
	case kind == "image":
		w.resource(snapshot.LinkImage, e.src, "input", s)
		fallthrough
	case kind == "submit" || kind == "button" || kind == "reset":
		text := fold(firstOf(attrVal(n, "value"), e.label, e.alt, e.title), maxLinkText)
		w.buttonLink(n, f, kind, text, s)
		w.pressed(n, e, s, f, kind, text)
		return
	}
	if f == nil && kind == "checkbox" && s.reg == nil && !s.hidden {
		w.ticked(n, e)
	}
	if f == nil || len(f.Fields) >= maxFields {
		return
	}
	field := snapshot.Field{
		Name: w.share.same(fold(attrVal(n, "name"), 100)), Type: w.share.same(clip(strings.ToValidUTF8(kind, ""), 20)),
		Autocomplete: w.share.same(fold(attrVal(n, "autocomplete"), 60)),
		Label:        fold(firstOf(e.label, attrVal(n, "placeholder"), e.title), maxLinkText),
	}
	if kind == "hidden" {
		if f.Method == "get" {
			field.Value = w.share.same(fold(attrVal(n, "value"), maxLinkText))
		}
	} else {
		field.Bare = strings.TrimSpace(e.label) == "" && strings.TrimSpace(e.title) == "" && attrVal(n, "aria-labelledby") == ""
	}
	if kind == "checkbox" || kind == "radio" {
		_, field.Checked = attr(n, "checked")
	}
	if kind == "radio" && hasFold(field.Name, "rating", "star", "score") {
		f.rating = true
	}
	f.Fields = append(f.Fields, field)
	f.ids = append(f.ids, e.id)
}

// looseBox is a box that is ticked from the start, and in no form.
type looseBox struct{ id, label string }

// maxTicked is how many such boxes of a page are kept.
const maxTicked = 10

// ticked notes a box in no form that is ticked from the start: a script, or the system, reads it all the same.
func (w *walker) ticked(n *html.Node, e *elem) {
	if _, ok := attr(n, "checked"); ok && len(w.loose) < maxTicked {
		w.loose = append(w.loose, looseBox{e.id, fold(firstOf(e.label, e.title), maxLinkText)})
	}
}

// readButton reads a button element: its text belongs to the page.
func (w *walker) readButton(n *html.Node, e *elem, s state, f *formState) {
	outer := w.alt
	w.alt = ""
	s.buf.need(spaced)
	from := len(s.buf.b)
	w.children(n, s)
	text := string(clipBytes(lineOf(s.buf.b[min(from, len(s.buf.b)):]), maxLinkText))
	if text == "" {
		text = fold(firstOf(e.label, e.title, w.alt), maxLinkText)
	}
	w.alt = outer
	kind := strings.ToLower(attrVal(n, "type"))
	if kind == "" && f != nil && !e.handled {
		kind = "submit"
	}
	w.buttonLink(n, f, kind, text, s)
	w.pressed(n, e, s, f, kind, text)
}

// pressed notes something that can be pressed.
func (w *walker) pressed(n *html.Node, e *elem, s state, f *formState, kind, text string) {
	if f != nil && (kind == "submit" || kind == "image") && f.Submit == "" {
		f.Submit = text
	}
	if attrVal(n, "name") == "add" || attrVal(n, "name") == "add-to-cart" {
		e.bits |= clsCart
	}
	if s.reg != nil && (e.handled || e.bits&clsHandled != 0 || hasFold(e.class, "menu", "burger", "toggle", "drawer")) {
		s.reg.opens = true
	}
	if s.reg != nil && text != "" && !s.hidden && len(s.reg.buttons) < maxButtons {
		s.reg.buttons = append(s.reg.buttons, w.textID([]byte(text)))
	}
	if s.reg != nil || s.zone != snapshot.ZoneMain {
		if s.zone == snapshot.ZoneFooter && !s.hidden && len(text) <= pressable {
			if id := w.textID([]byte(text)); w.cueOf(id, text)&(cueAdd|cueBuy) != 0 {
				w.button(id, text, e) // the bar at the lower end of pages made for telephones
			}
		}
		return
	}
	w.button(w.textID([]byte(text)), text, e)
}

// roleButton notes an element of the content that only acts as a button.
func (w *walker) roleButton(n *html.Node, e *elem, s state) {
	if s.reg != nil {
		s.reg.opens = true
	}
	if s.reg != nil || s.hidden || s.zone != snapshot.ZoneMain {
		return
	}
	text := fold(firstOf(e.label, textOf(n)), maxLinkText)
	w.button(w.textID([]byte(text)), text, e)
}

// button keeps the text of a button of the content.
func (w *walker) button(id snapshot.StrID, text string, e *elem) {
	if id != 0 && len(w.page.Buttons) < maxButtons {
		w.page.Buttons = append(w.page.Buttons, id)
	}
	c := w.cueOf(id, text)
	if c&cueAdd != 0 || c&cueBuy != 0 || e.bits&clsCart != 0 && c&cueGone == 0 {
		w.markCart(firstOf(text, e.class), "button")
	}
}

// label remembers the text of a label for the control it names.
func (w *walker) label(n *html.Node, e *elem, s state) {
	from := len(s.buf.b)
	before, loose := w.fieldCount(), len(w.loose)
	w.children(n, s)
	text := string(clipBytes(lineOf(s.buf.b[min(from, len(s.buf.b)):]), maxLinkText))
	if text == "" {
		return
	}
	if id := attrVal(n, "for"); id != "" && len(w.labels) < 200 {
		w.labels[id] = text
		return
	}
	if len(w.loose) > loose {
		w.loose[loose].label = text
	}
	if f := w.form; f != nil && len(f.Fields) > before && before >= 0 {
		f.Fields[before].Label, f.Fields[before].Bare = text, false
	}
}

func (w *walker) fieldCount() int {
	if w.form == nil {
		return -1
	}
	return len(w.form.Fields)
}

// finishForms gives fields their labels and recognises the forms that take a message.
func (w *walker) finishForms() {
	for _, box := range w.loose {
		if text := w.labels[box.id]; text != "" && box.id != "" {
			box.label = text
		}
		if box.label != "" {
			w.page.Ticked = append(w.page.Ticked, box.label)
		}
	}
	for _, f := range w.forms {
		for i := range f.Fields {
			if text := w.labels[f.ids[i]]; text != "" && f.ids[i] != "" {
				f.Fields[i].Label, f.Fields[i].Bare = text, false
			}
		}
		w.page.Forms = append(w.page.Forms, f.Form)
		if !f.hidden && f.takesMessage() {
			w.page.Contacts = append(w.page.Contacts, snapshot.Contact{
				Kind: snapshot.ContactForm, Value: f.Action, Zone: f.Zone, Near: f.Submit,
			})
		}
		if hasFold(f.Action, "/cart/add", "add-to-cart", "addtocart", "add_to_cart", "cart/product/add", "action=add_product", "cart_add", "basket/add") ||
			f.bits&clsCart != 0 {
			w.markCart(firstOf(f.Submit, f.Action), "form")
		}
	}
}

// takesMessage reports whether a form is for writing to the shop: it has room for a message and asks for an address to
// answer to, and is none of the other forms that look alike.
func (f *formState) takesMessage() bool {
	if f.bits&(clsReview|clsReviews|clsNewsletter|clsSearch|clsLogin) != 0 || f.rating || f.Method == "dialog" ||
		hasFold(f.Action, "comment", "review", "newsletter", "checkout", "login", "/cart", "bewertung", "opinie") {
		return false
	}
	message, mail, postal := false, false, 0
	for i := range f.Fields {
		field := &f.Fields[i]
		name := field.Name
		switch {
		case field.Type == "password" || field.Type == "file" && hasFold(name, "avatar"):
			return false
		case hasFold(name, "review", "rating", "comment_post_id", "comment_parent", "product_id", "add-to-cart"):
			return false
		case field.Type == "textarea":
			message = true
		case field.Type == "email" || hasFold(name, "mail") || hasFold(field.Label, "e-mail", "email", "メール", "邮箱", "郵箱", "信箱", "이메일", "correo", "courriel"):
			mail = true
		case hasFold(name, "street", "zip", "postcode", "postal", "city", "address1", "address_1", "country"):
			postal++
		}
	}
	return message && mail && postal < 3
}
