package extract

import (
	"encoding/json"
	"sort"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// appendJSONLD adds the items of one JSON-LD script. A script that cannot be read says nothing.
func appendJSONLD(list []snapshot.Item, raw string) []snapshot.Item {
	if len(raw) > maxJSON || tooDeep(raw) {
		return list
	}
	v, ok := decodeJSON(raw)
	if !ok {
		if v, ok = decodeJSON(mendJSON(raw)); !ok {
			return list
		}
	}
	r := jsonldReader{list: list, budget: maxDataNodes}
	r.find(v, 0)
	return r.list
}

func decodeJSON(raw string) (any, bool) {
	d := json.NewDecoder(strings.NewReader(raw))
	d.UseNumber() // "12.90" stays what it is
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, false
	}
	return v, true
}

// tooDeep reports whether a text nests brackets deeper than any honest data.
func tooDeep(raw string) bool {
	depth := 0
	for i := range len(raw) {
		switch raw[i] {
		case '{', '[':
			if depth++; depth > 200 {
				return true
			}
		case '}', ']':
			depth--
		}
	}
	return false
}

// mendJSON repairs what shops commonly get wrong: comment and CDATA marks around the data, commas before a closing
// bracket, line breaks inside strings, a semicolon at the end.
func mendJSON(raw string) string {
	for _, mark := range [...]string{"<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*", "*/"} {
		trimmed := strings.TrimSpace(raw)
		raw = strings.TrimSuffix(strings.TrimPrefix(trimmed, mark), mark)
	}
	raw = strings.TrimRight(strings.TrimSpace(strings.TrimPrefix(raw, "\ufeff")), ";")
	b := make([]byte, 0, len(raw))
	inString, escaped := false, false
	for i := range len(raw) {
		c := raw[i]
		if inString {
			switch {
			case escaped:
				escaped = false
			case c == '\\':
				escaped = true
			case c == '"':
				inString = false
			case c < 0x20:
				c = ' '
			}
			b = append(b, c)
			continue
		}
		switch c {
		case '"':
			inString = true
		case '}', ']':
			b = dropComma(b)
		}
		b = append(b, c)
	}
	return string(b)
}

// dropComma removes a comma that ends b.
func dropComma(b []byte) []byte {
	end := len(b)
	for end > 0 && (b[end-1] == ' ' || b[end-1] == '\n' || b[end-1] == '\r' || b[end-1] == '\t') {
		end--
	}
	if end > 0 && b[end-1] == ',' {
		return b[:end-1]
	}
	return b
}

// jsonldReader looks for things of interest in decoded data.
type jsonldReader struct {
	list   []snapshot.Item
	budget int
}

// find adds v, or what of interest is inside it.
func (r *jsonldReader) find(v any, depth int) {
	r.budget--
	if depth > maxDataDepth || r.budget < 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.find(e, depth+1)
		}
	case map[string]any:
		types := typesOf(v)
		if isType(types, "BreadcrumbList") {
			return
		}
		kind := keptType(types)
		if kind == "" {
			for _, key := range sortedKeys(v) {
				switch v[key].(type) {
				case map[string]any, []any:
					r.find(v[key], depth+1)
				}
			}
			return
		}
		props := map[string]string{}
		if kind == "FAQPage" {
			questions, _ := v["mainEntity"].([]any)
			props["count"] = strconv.Itoa(len(questions))
		} else {
			r.flatten(props, "", v, 0)
		}
		r.list = addItem(r.list, "json-ld", kind, props)
	}
}

func isType(types []string, want string) bool {
	for _, t := range types {
		if typeName(t) == want {
			return true
		}
	}
	return false
}

// typesOf returns the declared types of a thing.
func typesOf(v map[string]any) []string {
	switch t := v["@type"].(type) {
	case string:
		return []string{t}
	case []any:
		var types []string
		for _, e := range t {
			if s, ok := e.(string); ok {
				types = append(types, s)
			}
		}
		return types
	}
	return nil
}

// flatten writes v below prefix. Of a list, the first element has the plain name, the others are numbered from 1.
func (r *jsonldReader) flatten(props map[string]string, prefix string, v any, depth int) {
	r.budget--
	if depth > maxDataDepth || r.budget < 0 || len(props) >= maxProps {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		for _, key := range sortedKeys(v) {
			name := lowerFirst(typeName(strings.TrimPrefix(key, "@")))
			switch {
			case key == "@context" || key == "@graph" || key == "@type" && prefix == "":
				continue
			case prefix != "":
				name = prefix + "." + name
			}
			r.flatten(props, name, v[key], depth+1)
		}
	case []any:
		for i, e := range v {
			name := prefix
			if i > 0 {
				name += "." + strconv.Itoa(i)
			}
			if i == 10 {
				break
			}
			r.flatten(props, name, e, depth+1)
		}
	case string:
		setProp(props, prefix, v)
	case json.Number:
		setProp(props, prefix, v.String())
	case bool:
		setProp(props, prefix, strconv.FormatBool(v))
	}
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
