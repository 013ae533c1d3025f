package facts

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// OtherBrands returns the makers' names that the data of products give and that share nothing with the shop's own names, each once, in alphabetical
// order. Books, and what is eaten or drunk, are left out: nobody asks whether they are genuine.
func (s *Site) OtherBrands() []string {
	own := []string{s.Name, strings.TrimSuffix(s.Snap.Domain, ending(s.Snap.Domain))}
	for i := range s.LegalNames {
		if s.LegalNames[i].Seller {
			own = append(own, s.LegalNames[i].Text)
		}
	}
	met := map[string]string{}
	for i := range s.Products {
		p := &s.Products[i]
		key := cue.Fold(p.Brand)
		if key == "" || p.Eaten || p.Digital || met[key] != "" || slices.ContainsFunc(p.Codes, isbn) {
			continue
		}
		if !slices.ContainsFunc(own, func(n string) bool { return n != "" && akin(n, p.Brand, nil) }) {
			met[key] = p.Brand
		}
	}
	out := make([]string, 0, len(met))
	for _, name := range met {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// ending is the last part of a domain, with its point.
func ending(domain string) string {
	if i := strings.LastIndexByte(domain, '.'); i > 0 {
		return domain[i:]
	}
	return ""
}

// isbn reports whether a code is that of a book.
func isbn(c Code) bool {
	return c.Field == "isbn" || strings.HasPrefix(c.Value, "978") && len(strings.ReplaceAll(c.Value, "-", "")) == 13
}
