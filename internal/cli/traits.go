package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/crawler/wire"
)

// trackerID reads the ids under which services that count visitors know a site: of Google (G-…, UA-…, GTM-…, AW-…), Meta and Yandex pixels and
// Baidu. The id says who reads the counts.
var trackerID = regexp.MustCompile(`^(?:(G-[A-Z0-9]{8,12}|UA-\d{5,10}-\d{1,3}|GTM-[A-Z0-9]{5,8}|AW-\d{8,11})\b|fbq\(\s*['"]init['"]\s*,\s*['"](\d{12,17})['"]|hm\.baidu\.com/hm\.js\?([0-9a-f]{32}))`)

// What ids begin with. Most bodies hold none of it: to look for these first takes a hundredth of the time.
var trackerMarks = [][]byte{[]byte("G-"), []byte("UA-"), []byte("GTM-"), []byte("AW-"), []byte("fbq("), []byte("hm.baidu.com/hm.js?")}

const (
	mostIDs = 5   // taken of one body: a page that lists thousands is about ids
	longID  = 100 // bytes of an id with what it stands in
	tried   = 500 // places of one mark in a body
)

// trackerIDs lists the ids in a body, each once; none where there are more than one site has use for.
func trackerIDs(body []byte) []string {
	var out []string
	for _, mark := range trackerMarks {
		for rest, n := body, 0; n < tried; n++ {
			i := bytes.Index(rest, mark)
			if i < 0 {
				break
			}
			at := len(body) - len(rest) + i
			rest = rest[i+len(mark):]
			if at > 0 && wordByte(body[at-1]) && mark[len(mark)-1] == '-' {
				continue
			}
			if id := trackerAt(body[at:]); id != "" && !slices.Contains(out, id) {
				if out = append(out, id); len(out) > mostIDs {
					return nil
				}
			}
		}
	}
	return out
}

func wordByte(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}

// trackerAt reads the id that stands at the beginning of a text, "" for none.
func trackerAt(text []byte) string {
	m := trackerID.FindSubmatch(text[:min(len(text), longID)])
	if m == nil {
		return ""
	}
	id := string(m[1])
	switch {
	case len(m[2]) > 0:
		return "pixel " + string(m[2])
	case len(m[3]) > 0:
		return "baidu " + string(m[3])
	case strings.HasPrefix(id, "UA-"): // the last part is a page of the same account
		return id[:strings.LastIndexByte(id, '-')]
	}
	return id
}

// iconOf tells an icon by its content, "" for everything else.
func iconOf(x *wire.Seen) string {
	if len(x.Body) < 100 || x.Cut || x.Status != 200 || !strings.Contains(strings.ToLower(x.URL), "favicon") || !strings.HasPrefix(x.Header.Get("Content-Type"), "image/") {
		return ""
	}
	sum := sha256.Sum256(x.Body)
	return hex.EncodeToString(sum[:12])
}
