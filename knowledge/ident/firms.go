package ident

import "regexp"

var firmRE = regexp.MustCompile(`^ (?:[„"«])?(\p{Lu}[\p{L}\d.&'-]*(?: (?:(?:i|&) )?\p{Lu}[\p{L}\d.&'-]*){1,6})`)

// firm takes the business named behind a label that ends at end. One with a legal form is found by that.
func (n *namer) firm(end int) {
	m := firmRE.FindStringSubmatchIndex(clip(n.f.str, end, end+maxNameBytes))
	if m == nil || end < n.free {
		return
	}
	from, to := end+m[2], end+m[3]
	for i := from; i < min(to+3, len(n.f.str)); i++ {
		if _, ok := n.forms.at(n.f.str, i); ok && wordAt(n.f.str, i) {
			return
		}
	}
	n.add(Name{Text: squeeze(n.f.str[from:to])}, from, to)
}
