package extract

import (
	"bytes"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// maxDataFaults is how many faults of its structured data a page keeps.
const maxDataFaults = 10

// ldScript is one script with JSON-LD.
type ldScript struct {
	raw    string
	values []any
	faults []looseFault
}

// readScript decodes the data of one script: strictly where that is possible, else as far as it can be told what is meant.
func readScript(raw string) ldScript {
	s := ldScript{raw: raw}
	if len(raw) > maxJSON || tooDeep(raw) || strings.TrimSpace(raw) == "" {
		return s
	}
	if v, ok := decodeJSON(raw); ok {
		if text, is := v.(string); !is || !strings.ContainsAny(text, "{[") {
			s.values = []any{v}
			return s
		}
	}
	s.values, s.faults = readLoose(raw)
	return s
}

// noteDataFaults keeps what is wrong with the scripts, with the line at which it stands in the page.
func (w *walker) noteDataFaults(body []byte) {
	from := 0
	for i := range w.scripts {
		s := &w.scripts[i]
		if len(s.faults) == 0 && !slices.ContainsFunc(w.scripts[i:], func(s ldScript) bool { return len(s.faults) > 0 }) {
			return
		}
		at := scriptAt(body, from, s.raw)
		for _, f := range s.faults {
			if f.kind == snapshot.DataControl || len(w.page.DataFaults) == maxDataFaults {
				continue // line breaks in texts, which many readers take as they are
			}
			df := snapshot.DataFault{Kind: f.kind, Near: near(s.raw, f.at), Lost: len(s.values) == 0}
			if at >= 0 {
				df.Line = 1 + bytes.Count(body[:at], []byte("\n")) + strings.Count(s.raw[:min(f.at, len(s.raw))], "\n")
			}
			w.page.DataFaults = append(w.page.DataFaults, df)
		}
		from = max(from, at)
	}
}

// near returns the text around a place, in one line.
func near(raw string, at int) string {
	const before, after = 24, 48
	at = min(at, len(raw))
	return clip(fold(strings.ToValidUTF8(raw[max(0, at-before):min(len(raw), at+after)], ""), before+after), before+after)
}

// scriptAt returns where in the body the text of a script begins, -1 when it is not found: other encodings write it otherwise.
func scriptAt(body []byte, from int, raw string) int {
	for at := from; ; {
		i := bytes.Index(body[at:], []byte("ld+json"))
		if i < 0 {
			return -1
		}
		at += i + len("ld+json")
		end := bytes.IndexByte(body[at:], '>')
		if end < 0 {
			return -1
		}
		if start := at + end + 1; begins(body[start:], raw) {
			return start
		}
	}
}

// begins reports whether body begins as raw does, from which the parser took carriage returns.
func begins(body []byte, raw string) bool {
	const sample = 1000
	k := 0
	for _, c := range body {
		if k == len(raw) || k == sample {
			return true
		}
		if c == '\r' {
			continue
		}
		if c != raw[k] {
			return false
		}
		k++
	}
	return k == len(raw)
}
