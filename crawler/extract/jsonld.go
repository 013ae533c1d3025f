package extract

import (
	"encoding/json"
	"html"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// readJSONLD adds the items of the page's JSON-LD. Scripts are read together, since what one describes another may refer to.
func (w *walker) readJSONLD() {
	if len(w.scripts) == 0 {
		return
	}
	r := jsonldReader{list: w.page.Data, budget: maxDataNodes, byID: map[string]map[string]any{}}
	for i := range w.scripts {
		if !strings.Contains(w.scripts[i].raw, `"@id"`) {
			continue
		}
		for _, v := range w.scripts[i].values {
			r.index(v, 0)
		}
	}
	for i := range w.scripts {
		for _, v := range w.scripts[i].values {
			r.find(v, 0)
		}
	}
	w.page.Data = r.list
}

func decodeJSON(raw string) (any, bool) {
	d := json.NewDecoder(strings.NewReader(raw))
	d.UseNumber() // "12.90" stays what it is
	var v any
	if err := d.Decode(&v); err != nil || strings.TrimSpace(raw[d.InputOffset():]) != "" {
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

// jsonldReader looks for things of interest in decoded data.
type jsonldReader struct {
	list   []snapshot.Item
	budget int
	byID   map[string]map[string]any // things by their @id, to be read where others only name it
	within []string                  // the ids that are being read
}

// index notes the things that have an @id and say something.
func (r *jsonldReader) index(v any, depth int) {
	if depth > maxDataDepth || len(r.byID) >= maxProps {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.index(e, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 && r.byID[id] == nil {
			r.byID[id] = v
		}
		for _, key := range sortedKeys(v) {
			switch v[key].(type) {
			case map[string]any, []any:
				r.index(v[key], depth+1)
			}
		}
	}
}

// followed are the properties whose value may stand elsewhere. Others lead from the goods to the page, the site and all that belongs to it.
var followed = map[string]bool{
	"offers": true, "brand": true, "manufacturer": true, "hasVariant": true, "isVariantOf": true, "aggregateRating": true, "review": true, "image": true,
	"priceSpecification": true, "address": true, "contactPoint": true,
}

// meant returns the thing that v, the value of prefix, only names by its @id; v itself where it says more.
func (r *jsonldReader) meant(v map[string]any, prefix string) (map[string]any, bool) {
	id, ok := v["@id"].(string)
	if !ok || !followed[lastName(prefix)] || len(v) > 1 || r.byID[id] == nil || slices.Contains(r.within, id) {
		return v, false
	}
	r.within = append(r.within, id)
	return r.byID[id], true
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
		v, elsewhere := r.meant(v, prefix)
		if elsewhere {
			defer func() { r.within = r.within[:len(r.within)-1] }()
		}
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
		if strings.IndexByte(v, '&') >= 0 {
			v = html.UnescapeString(v)
		}
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
