package extract

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"github.com/shopvet/shopvet/snapshot"
)

const (
	metaWindow = 1 << 10  // where a page must declare its encoding
	lateWindow = 16 << 10 // where browsers still honour a late declaration
)

// Charset decodes an HTML body as a browser would: byte order mark, then Content-Type, then the page's own declaration,
// then what the bytes look like. The result is valid UTF-8; bytes that mean nothing become U+FFFD. The returned record
// holds both declarations, so that a conflict between them stays visible, and the encoding that was used.
func Charset(header http.Header, body []byte) ([]byte, snapshot.Charset) {
	cs := snapshot.Charset{Header: headerCharset(header.Get("Content-Type")), Meta: metaCharset(body)}
	if name, size := byteOrderMark(body); name != "" {
		cs.Used = name
		return decode(body[size:], name), cs
	}
	for _, declared := range []string{cs.Header, cs.Meta} {
		if _, name := charset.Lookup(declared); name != "" {
			cs.Used = name
			if declared == cs.Meta && declared != cs.Header && strings.HasPrefix(name, "utf-16") {
				cs.Used = "utf-8" // a declaration that could be read as ASCII cannot be true
			}
			return decode(body, cs.Used), cs
		}
	}
	cs.Used = detectCharset(body)
	return decode(body, cs.Used), cs
}

func byteOrderMark(body []byte) (name string, size int) {
	switch {
	case bytes.HasPrefix(body, []byte{0xef, 0xbb, 0xbf}):
		return "utf-8", 3
	case bytes.HasPrefix(body, []byte{0xfe, 0xff}):
		return "utf-16be", 2
	case bytes.HasPrefix(body, []byte{0xff, 0xfe}):
		return "utf-16le", 2
	}
	return "", 0
}

// decode returns body as valid UTF-8. An ASCII or sound UTF-8 body is returned as it is, without a copy.
func decode(body []byte, name string) []byte {
	if name == "utf-8" {
		if utf8.Valid(body) {
			return body
		}
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	enc, _ := charset.Lookup(name)
	if enc == nil || enc == encoding.Nop {
		return decode(body, "utf-8")
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return decode(body, "utf-8")
	}
	return out
}

// headerCharset reads the charset parameter of a Content-Type, also from values that are not quite well-formed.
func headerCharset(contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return strings.ToLower(params["charset"])
	}
	return charsetIn(contentType)
}

// charsetIn finds "charset=name" in s, as in the content of a meta element.
func charsetIn(s string) string {
	s = strings.ToLower(s)
	for {
		_, rest, ok := strings.Cut(s, "charset")
		if !ok {
			return ""
		}
		s = rest
		value := strings.TrimLeft(s, " \t\r\n\f")
		if !strings.HasPrefix(value, "=") {
			continue
		}
		value = strings.TrimLeft(value[1:], " \t\r\n\f\"'")
		if end := strings.IndexAny(value, "; \t\r\n\f\"',"); end >= 0 {
			value = value[:end]
		}
		return clip(value, 40)
	}
}

// metaCharset returns what the page itself declares, as written in lower case.
func metaCharset(body []byte) string {
	if name := xmlCharset(body); name != "" {
		return name
	}
	if name := metaIn(body[:min(len(body), metaWindow)]); name != "" {
		return name
	}
	if len(body) <= metaWindow {
		return ""
	}
	return metaIn(body[:min(len(body), lateWindow)])
}

func xmlCharset(body []byte) string {
	if !bytes.HasPrefix(body, []byte("<?xml")) {
		return ""
	}
	decl := body[:min(len(body), 200)]
	if end := bytes.IndexByte(decl, '>'); end > 0 {
		decl = decl[:end]
	}
	_, rest, ok := strings.Cut(strings.ToLower(string(decl)), "encoding")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimLeft(rest, " =\"'"), "\"")
	name, _, _ = strings.Cut(name, "'")
	return clip(strings.TrimSpace(strings.TrimRight(name, "?")), 40)
}

func metaIn(head []byte) string {
	z := html.NewTokenizer(bytes.NewReader(head))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			if string(name) == "body" {
				return ""
			}
			if string(name) != "meta" {
				continue
			}
			if label := metaLabel(z, more); label != "" {
				return label
			}
		}
	}
}

// metaLabel reads the encoding from the attributes of one meta element.
func metaLabel(z *html.Tokenizer, more bool) string {
	var equiv, content, label string
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "charset":
			label = strings.ToLower(strings.TrimSpace(string(val)))
		case "http-equiv":
			equiv = strings.ToLower(strings.TrimSpace(string(val)))
		case "content":
			content = string(val)
		}
	}
	if label != "" {
		return clip(label, 40)
	}
	if equiv == "content-type" {
		return charsetIn(content)
	}
	return ""
}
