package extract

import (
	"encoding/hex"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// pendingContact is a contact whose line is known only when the text is whole.
type pendingContact struct {
	c   snapshot.Contact
	reg *region
	buf *textBuf
	at  int // offset into buf
}

// linkContacts notes the contact that a link is.
func (w *walker) linkContacts(href, text string, s state) {
	c, ok := contactOf(href)
	if !ok {
		return
	}
	c.Zone, c.Near = s.zone, text
	at := len(s.buf.b)
	w.addContact(pendingContact{c: c, reg: s.reg, buf: s.buf, at: at})
}

// hiddenMail notes an address that no text shows as it is.
func (w *walker) hiddenMail(mail string, s *state) {
	c := snapshot.Contact{Kind: snapshot.ContactEmail, Value: mail, Zone: s.zone, Link: true}
	w.addContact(pendingContact{c: c, reg: s.reg, buf: s.buf, at: len(s.buf.b)})
}

func (w *walker) addContact(p pendingContact) {
	if len(w.pending) < 4*maxContacts {
		w.pending = append(w.pending, p)
	}
}

// contactOf reads an address that is a way to reach somebody.
func contactOf(href string) (snapshot.Contact, bool) {
	href = strings.TrimSpace(href)
	if i := strings.Index(href, "/cdn-cgi/l/email-protection#"); i >= 0 {
		if mail := decodeCloudflare(href[i+len("/cdn-cgi/l/email-protection#"):]); mail != "" {
			mail, _, _ = strings.Cut(mail, "?")
			return snapshot.Contact{Kind: snapshot.ContactEmail, Value: mail, Link: true}, isEmail(mail)
		}
		return snapshot.Contact{}, false
	}
	scheme, rest, ok := strings.Cut(href, ":")
	if !ok || len(scheme) > 12 {
		return snapshot.Contact{}, false
	}
	switch strings.ToLower(scheme) {
	case "mailto":
		return mailtoContact(rest)
	case "javascript":
		mail := scriptedMail(rest)
		return snapshot.Contact{Kind: snapshot.ContactEmail, Value: mail, Link: true}, mail != ""
	case "tel", "callto":
		value := fold(unescapePath(rest), 40)
		return snapshot.Contact{Kind: snapshot.ContactPhone, Value: value, Link: true}, value != ""
	case "http", "https":
		if isMessenger(href) {
			return snapshot.Contact{Kind: snapshot.ContactChat, Value: strings.Clone(clip(href, 300)), Link: true}, true
		}
	case "whatsapp", "tg", "viber", "skype", "weixin", "kakaotalk", "line":
		if !strings.Contains(rest, "share") && !(strings.Contains(rest, "text=") && !strings.Contains(rest, "phone=")) {
			return snapshot.Contact{Kind: snapshot.ContactChat, Value: strings.Clone(clip(href, 300)), Link: true}, true
		}
	}
	return snapshot.Contact{}, false
}

// mailtoContact keeps the address as it is written, well-formed or not: whether it works is for the checks to say.
func mailtoContact(rest string) (snapshot.Contact, bool) {
	value, _, _ := strings.Cut(rest, "?")
	value, _, _ = strings.Cut(unescapePath(value), ",")
	value = fold(value, 254)
	if plain := unspell(value); isEmail(plain) {
		value = plain
	}
	return snapshot.Contact{Kind: snapshot.ContactEmail, Value: value, Link: true}, value != "" // "mailto:?subject=" is for sharing
}

func unescapePath(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return strings.ToValidUTF8(u, "")
	}
	return s
}

// messengers are hosts whose addresses open a conversation with the shop; paths that share a page do not.
var messengers = map[string]bool{
	"wa.me": true, "api.whatsapp.com": true, "web.whatsapp.com": true, "t.me": true, "telegram.me": true, "line.me": true, "lin.ee": true,
	"page.line.me": true, "m.me": true, "messenger.com": true, "www.messenger.com": true, "pf.kakao.com": true, "open.kakao.com": true,
	"zalo.me": true, "u.wechat.com": true, "work.weixin.qq.com": true, "wpa.qq.com": true, "wpa.b.qq.com": true, "signal.me": true,
	"talk.naver.com": true, "chat.whatsapp.com": true,
}

func isMessenger(href string) bool {
	_, rest, _ := strings.Cut(href, "//")
	host, path, _ := strings.Cut(rest, "/")
	if !messengers[strings.ToLower(host)] {
		return false
	}
	path = strings.ToLower(path)
	switch {
	case path == "", strings.HasPrefix(path, "share"), strings.Contains(path, "msg/text"), strings.Contains(path, "share/url"):
		return false
	case strings.HasPrefix(path, "?text="), strings.HasPrefix(path, "send?text=") && !strings.Contains(path, "phone="):
		return false
	}
	return true
}

// decodeCloudflare decodes the hexadecimal form in which Cloudflare hides an address: the first byte is the key.
func decodeCloudflare(s string) string {
	raw, err := hex.DecodeString(strings.TrimSpace(s))
	if err != nil || len(raw) < 4 || len(raw) > 400 {
		return ""
	}
	for i := 1; i < len(raw); i++ {
		raw[i] ^= raw[0]
	}
	return strings.ToValidUTF8(string(raw[1:]), "")
}

// finishContacts resolves the lines of the links and reads the texts. Contacts of shared regions are read when their
// block is new.
func (w *walker) finishContacts(text string, has *byteSet) {
	for i := range w.pending {
		p := &w.pending[i]
		if p.buf != &w.sink {
			if line := lineAround(p.buf.b, p.at); line != "" {
				p.c.Near = line
			}
		}
		if p.reg != nil {
			p.reg.contacts = appendContact(p.reg.contacts, p.c)
		} else {
			w.page.Contacts = appendContact(w.page.Contacts, p.c)
		}
	}
	w.page.Contacts = textContacts(w.page.Contacts, text, has, snapshot.ZoneMain, w.page.Lang)
	if len(w.side.b) > 0 {
		side := string(w.side.b)
		w.page.Contacts = textContacts(w.page.Contacts, side, bytesOf(side), snapshot.ZoneAside, w.page.Lang)
	}
}

// appendContact adds a contact once per kind, value and zone.
func appendContact(list []snapshot.Contact, c snapshot.Contact) []snapshot.Contact {
	if len(list) >= maxContacts {
		return list
	}
	c.Near = clip(c.Near, 200)
	for _, have := range list {
		if have.Kind != c.Kind {
			continue
		}
		if have.Value == c.Value || c.Kind == snapshot.ContactPhone && digitsOf(have.Value) == digitsOf(c.Value) || c.Kind == snapshot.ContactEmail && strings.EqualFold(have.Value, c.Value) {
			return list
		}
	}
	return append(list, c)
}

func digitsOf(s string) string {
	var b []byte
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// lineAround returns the line that holds b[at], at most 200 characters.
func lineAround(b []byte, at int) string {
	at = min(at, len(b))
	from, to := at, at
	for from > 0 && b[from-1] != '\n' {
		from--
	}
	for to < len(b) && b[to] != '\n' {
		to++
	}
	if to-from > 600 {
		from = max(from, at-120)
		for from < at && b[from]&0xc0 == 0x80 {
			from++
		}
	}
	return strings.TrimSpace(clip(string(b[from:to]), 200))
}
