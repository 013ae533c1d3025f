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

// trackerID finds the ids under which services that count visitors know a site: of Google (G-…, UA-…, GTM-…, AW-…), Meta and Yandex pixels and
// Baidu. The id says who reads the counts.
var trackerID = regexp.MustCompile(`\b(G-[A-Z0-9]{8,12}|UA-\d{5,10}-\d{1,3}|GTM-[A-Z0-9]{5,8}|AW-\d{8,11})\b|fbq\(\s*['"]init['"]\s*,\s*['"](\d{12,17})['"]|hm\.baidu\.com/hm\.js\?([0-9a-f]{32})`)

// mostIDs bounds what is taken of one body: a page that lists thousands is about ids.
const mostIDs = 5

// trackerIDs lists the ids in a body, each once; none where there are more than one site has use for.
func trackerIDs(body []byte) []string {
	if !bytes.Contains(body, []byte("-")) && !bytes.Contains(body, []byte("fbq(")) {
		return nil
	}
	var out []string
	for _, m := range trackerID.FindAllSubmatch(body, 50) {
		id := string(m[1])
		switch {
		case len(m[2]) > 0:
			id = "pixel " + string(m[2])
		case len(m[3]) > 0:
			id = "baidu " + string(m[3])
		case strings.HasPrefix(id, "UA-"): // the last part is a page of the same account
			id = id[:strings.LastIndexByte(id, '-')]
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	if len(out) > mostIDs {
		return nil
	}
	return out
}

// iconOf tells an icon by its content, "" for everything else.
func iconOf(x *wire.Seen) string {
	if len(x.Body) < 100 || x.Cut || x.Status != 200 || !strings.Contains(strings.ToLower(x.URL), "favicon") || !strings.HasPrefix(x.Header.Get("Content-Type"), "image/") {
		return ""
	}
	sum := sha256.Sum256(x.Body)
	return hex.EncodeToString(sum[:12])
}
