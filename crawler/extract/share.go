package extract

import (
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// sharer lets the pages of a crawl share what is equal in them: ten thousand pages have the same search form, the same
// headings and the same twenty prices, and one page says its description three times.
type sharer struct {
	strs  map[string]string
	size  int                        // bytes of strs
	forms map[string][]snapshot.Form // by all that they say
	key   []byte
}

// Bounds of what is remembered; when one is reached, remembering begins anew.
const (
	maxShared      = 1 << 14
	maxSharedBytes = 1 << 20
	maxSharedForms = 500
	maxFormKey     = 8 << 10 // bytes of all that the forms of a page say
)

func newSharer() sharer {
	return sharer{strs: map[string]string{}, forms: map[string][]snapshot.Form{}}
}

// same returns a string equal to s that other places use too. It is no piece of a larger one, which it would keep in memory.
func (h *sharer) same(s string) string {
	if have, ok := h.strs[s]; ok || s == "" {
		return have
	}
	return h.remember(s)
}

func (h *sharer) remember(s string) string {
	if len(h.strs) >= maxShared || h.size >= maxSharedBytes {
		clear(h.strs)
		h.size = 0
	}
	s = strings.Clone(s)
	h.strs[s] = s
	h.size += len(s)
	return s
}

// page makes p share with the pages before it. Nothing of p is cut out of its text then, which may be dropped.
func (h *sharer) page(p *snapshot.Page) {
	p.Lang, p.Charset.Example = h.same(p.Lang), h.same(p.Charset.Example)
	for i := range p.Headings {
		p.Headings[i].Text = h.same(p.Headings[i].Text)
	}
	for i := range p.Prices {
		p.Prices[i].Text, p.Prices[i].Currency = h.same(p.Prices[i].Text), h.same(p.Prices[i].Currency)
	}
	for i := range p.Marks {
		p.Marks[i].Snippet, p.Marks[i].Value = h.same(p.Marks[i].Snippet), h.same(p.Marks[i].Value)
	}
	for i := range p.Contacts {
		p.Contacts[i].Value, p.Contacts[i].Near = h.same(p.Contacts[i].Value), h.same(p.Contacts[i].Near)
	}
	p.Forms = h.list(p.Forms)
	for i := range p.Data {
		h.item(&p.Data[i])
	}
}

// list returns forms that equal list, those of another page where it has the same.
func (h *sharer) list(list []snapshot.Form) []snapshot.Form {
	if len(list) == 0 {
		return nil
	}
	h.key = h.key[:0]
	for i := range list {
		h.form(&list[i])
	}
	if have, ok := h.forms[string(h.key)]; ok {
		return have
	}
	list = exact(list)
	for i := range list {
		f := &list[i]
		f.Action, f.Method, f.Submit, f.Fields = h.same(f.Action), h.same(f.Method), h.same(f.Submit), exact(f.Fields)
		for k := range f.Fields {
			f.Fields[k].Label = h.same(f.Fields[k].Label)
		}
	}
	if len(h.key) <= maxFormKey {
		if len(h.forms) >= maxSharedForms {
			clear(h.forms)
		}
		h.forms[string(h.key)] = list
	}
	return list
}

// form writes into the key all that a form says. No part of it holds a control character: those were dropped.
func (h *sharer) form(f *snapshot.Form) {
	h.key = append(h.key, 1, byte(f.Zone))
	h.words(f.Action, f.Method, f.Submit)
	for i := range f.Fields {
		bare := ""
		if f.Fields[i].Bare {
			bare = "-"
		}
		h.words(f.Fields[i].Name, f.Fields[i].Type, f.Fields[i].Autocomplete, f.Fields[i].Label, bare, f.Fields[i].Value)
	}
}

func (h *sharer) words(list ...string) {
	for _, s := range list {
		h.key = append(append(h.key, s...), 0)
	}
}

// item gives the properties of a thing a map of their number: the one they were gathered in has room for more.
func (h *sharer) item(it *snapshot.Item) {
	props := make(map[string]string, len(it.Props))
	for k, v := range it.Props {
		props[h.same(k)] = h.same(v)
	}
	it.Type, it.Props = h.same(it.Type), props
}
