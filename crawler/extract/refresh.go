package extract

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/snapshot"
)

// refresh notes where a declarative refresh of the page leads.
func (w *walker) refresh(content string) {
	if _, to, ok := readRefresh(content); ok {
		w.resource(snapshot.LinkRefresh, to, "", state{zone: snapshot.ZoneHead})
	}
}

// readRefresh reads the seconds and the address of "5; url=/next", by the steps of the HTML standard for a declarative refresh.
func readRefresh(content string) (seconds float64, to string, ok bool) {
	rest := strings.TrimLeft(content, " \t\r\n\f")
	if rest == "" || !strings.ContainsRune("0123456789.", rune(rest[0])) {
		return 0, "", false
	}
	after := strings.TrimLeft(rest, "0123456789.")
	if after == "" || !strings.ContainsRune(" \t\r\n\f;,", rune(after[0])) {
		return 0, "", false
	}
	number, _, _ := strings.Cut(strings.TrimSuffix(rest, after), ".") // the standard drops what stands behind the point
	seconds, _ = strconv.ParseFloat("0"+number, 64)
	after = strings.TrimLeft(after, " \t\r\n\f")
	if after != "" && (after[0] == ';' || after[0] == ',') {
		after = strings.TrimLeft(after[1:], " \t\r\n\f")
	}
	if len(after) > 3 && strings.EqualFold(after[:3], "url") {
		if eq := strings.TrimLeft(after[3:], " \t\r\n\f"); eq != "" && eq[0] == '=' {
			after = strings.TrimLeft(eq[1:], " \t\r\n\f")
		}
	}
	if after != "" && (after[0] == '"' || after[0] == '\'') {
		after, _, _ = strings.Cut(after[1:], after[:1])
	}
	return seconds, after, true
}

// soon is within how many seconds a refresh leads visitors on before they could read the page, and headBytes how much of a page is searched for it.
const (
	soon      = 1
	headBytes = 16 << 10
)

// LeadsOn returns where an answer sends visitors at once without being a redirect, by its header field or a meta element; "" for a page of its own.
func LeadsOn(h http.Header, body []byte) string {
	if seconds, to, ok := readRefresh(h.Get("Refresh")); ok && seconds <= soon && to != "" {
		return to
	}
	z := html.NewTokenizer(bytes.NewReader(body[:min(len(body), headBytes)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.Data {
			case "noscript", "template", "title", "style", "script": // what stands in them is for others, or no element
				skipTo(z, t.Data)
			case "meta":
				if seconds, to, ok := readRefresh(metaRefresh(t)); ok && seconds <= soon && to != "" {
					return to
				}
			}
		}
	}
}

// skipTo reads on to the end of an element.
func skipTo(z *html.Tokenizer, name string) {
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.EndTagToken:
			if tag, _ := z.TagName(); string(tag) == name {
				return
			}
		}
	}
}

// metaRefresh is the content of a meta element that refreshes the page, "" of another.
func metaRefresh(t html.Token) string {
	content, refreshes := "", false
	for _, a := range t.Attr {
		switch a.Key {
		case "http-equiv":
			refreshes = strings.EqualFold(strings.TrimSpace(a.Val), "refresh")
		case "content":
			content = a.Val
		}
	}
	if !refreshes {
		return ""
	}
	return content
}
