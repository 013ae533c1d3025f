package shopgen

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const firstNumber = 1001 // item number of the first product

// Families of material, as the catalogue's lists are ordered.
const (
	ceramic = iota
	wood
	textile
	wax
	paper
	mixed
)

// Categories in which the products with cue words fit, as the catalogue's lists are ordered.
const (
	living     = 2
	stationery = 4 // and gifts behind it
)

// kindInfo is what a kind of product is in every language.
type kindInfo struct {
	category, family int
	cents            int // in euros, before material and whim
	size             string
}

var kindTable = []kindInfo{
	{0, ceramic, 1890, "350 ml"}, {0, ceramic, 4890, "1200 ml"}, {0, ceramic, 2290, "15 × 7 cm"}, {0, ceramic, 2490, "26 cm"},
	{2, ceramic, 3490, "12 × 24 cm"}, {1, wood, 3990, "38 × 22 cm"}, {1, wood, 1990, "30 cm"}, {2, wood, 3290, "40 × 28 cm"},
	{1, textile, 1290, "50 × 70 cm"}, {2, textile, 8900, "130 × 180 cm"}, {2, textile, 2690, "45 × 45 cm"}, {1, textile, 3490, "70 × 85 cm"},
	{3, wax, 2190, "220 g"}, {3, wax, 890, "100 g"}, {4, paper, 1490, "A5"}, {4, paper, 990, "A6"}, {5, mixed, 4490, "32 × 24 cm"},
}

// mix scrambles x (splitmix64); every choice about a page comes from it.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb
	return x ^ (x >> 31)
}

// dice is a deterministic choice out of n for a thing and a purpose.
func (s *Shop) dice(id int, purpose uint64, n int) int {
	return int(mix(s.opt.Seed^mix(uint64(id))^mix(purpose<<32)) % uint64(n))
}

// settleKinds shuffles which residue of a product's number is which kind.
func (s *Shop) settleKinds() {
	n := len(kindTable)
	s.kindOf = make([]int, n)
	for i := range n {
		j := s.dice(i, 1, i+1)
		s.kindOf[i], s.kindOf[j] = s.kindOf[j], i
	}
	for id := 1; len(s.trapIDs) < len(s.lang.Catalogue.TrapProducts); id++ {
		if c := kindTable[s.kindOf[id%n]].category; c == living || c >= stationery {
			s.trapIDs = append(s.trapIDs, id)
		}
	}
}

// categoryCount is the number of products in a category.
func (s *Shop) categoryCount(c int) int {
	n, size := 0, len(s.kindOf)
	for residue, kind := range s.kindOf {
		if kindTable[kind].category == c {
			n += (s.opt.Products + size - 1 - residue) / size
		}
	}
	return n
}

// categoryProduct is the k-th product of a category.
func (s *Shop) categoryProduct(c, k int) int {
	var residues []int
	for residue, kind := range s.kindOf {
		if kindTable[kind].category == c {
			residues = append(residues, residue)
		}
	}
	return k/len(residues)*len(s.kindOf) + residues[k%len(residues)]
}

// slugTable holds the ASCII spellings that paths are made of.
type slugTable struct{ kinds, series []string }

func (s *Shop) settleSlugs() {
	cat := &s.lang.Catalogue
	s.slugs.kinds = cat.KindSlugs
	for i, name := range cat.Kinds {
		if len(s.slugs.kinds) < len(cat.Kinds) {
			s.slugs.kinds = append(s.slugs.kinds[:i:i], slug(name))
		}
	}
	for i, name := range cat.Series {
		sl := slug(name)
		if sl == "" {
			sl = "s" + strconv.Itoa(i+1)
		}
		s.slugs.series = append(s.slugs.series, sl)
	}
}

// slug spells a Latin name in lower-case ASCII; "" if nothing of it can be spelled so.
func slug(name string) string {
	name = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "ł", "l", "Ł", "l", "Ö", "oe", "Ä", "ae", "Ü", "ue").Replace(name)
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// nature is what the number of a product decides about it.
type nature struct{ kind, series, material, colour, edition int }

func (s *Shop) nature(id int) nature {
	cat := &s.lang.Catalogue
	kind := s.kindOf[id%len(s.kindOf)]
	q := id / len(s.kindOf)
	ns, nm, nc := len(cat.Series), len(cat.Materials[0]), len(cat.Colours)
	all := ns * nm * nc
	// 7919 shares no factor with 24 × 3 × 10, so that every mixture comes once before any comes twice.
	t := (q%all*7919 + s.dice(kind, 2, all)) % all
	return nature{kind, t % ns, t / ns % nm, t / (ns * nm), q / all}
}

// trapName is the cue-laden name of the few products that have one.
func (s *Shop) trapName(id int) string {
	if i := slices.Index(s.trapIDs, id); i >= 0 {
		return s.lang.Catalogue.TrapProducts[i]
	}
	return ""
}

func (s *Shop) productName(id int) string {
	if name := s.trapName(id); name != "" {
		return name
	}
	n := s.nature(id)
	name := s.spell(s.namePattern(), n)
	if n.edition > 0 {
		name += " № " + strconv.Itoa(n.edition+1)
	}
	if s.has(FlawNoUnitPrice) {
		name += ", 500 g"
	}
	return name
}

func (s *Shop) productPath(id int) string {
	tail := "-" + strconv.Itoa(id+firstNumber)
	if name := s.trapName(id); name != "" {
		sl := slug(name)
		if sl == "" {
			sl = "item"
		}
		return "/" + s.lang.Paths["product"] + "/" + sl + tail
	}
	n := s.nature(id)
	return "/" + s.lang.Paths["product"] + "/" + s.slugs.kinds[n.kind] + "-" + s.slugs.series[n.series] + tail
}

// card is a product as listings show it.
type card struct {
	ID                                          int
	Name, Href, Image, Price, Was, Prior, Badge string
	SoldOut                                     bool
}

func (s *Shop) card(id int) card {
	c := card{ID: id + firstNumber, Name: s.productName(id), Href: s.productPath(id), Image: s.imagePath(id, 1), SoldOut: s.soldOut(id)}
	if !s.priced(id) {
		return c
	}
	amount := s.amount(id)
	c.Price = s.money.format(amount)
	switch {
	case s.reduced(id) && s.has(FlawBareReduction):
		c.Badge = "-20 %"
	case s.reduced(id):
		c.Was = s.money.format(s.money.round(amount * 5 / 4))
		c.Prior = strings.ReplaceAll(s.lang.UI["prior"], "{price}", c.Was)
	case s.fromPrice(id):
		c.Price = strings.ReplaceAll(s.lang.UI["from"], "{price}", c.Price)
	}
	return c
}

func (s *Shop) priced(id int) bool    { return !s.has(FlawNoPrice) || id%everyNthWithoutPrice != 1 }
func (s *Shop) reduced(id int) bool   { return s.has(FlawAllReduced) || s.dice(id, 3, 7) == 0 }
func (s *Shop) fromPrice(id int) bool { return s.dice(id, 3, 7) == 1 }
func (s *Shop) soldOut(id int) bool   { return s.dice(id, 4, 15) == 0 && id != 0 }
func (s *Shop) thin(id int) bool      { return s.has(FlawThinDescriptions) && id%5 < 3 }

// amount is the price in minor units.
func (s *Shop) amount(id int) int {
	n := s.nature(id)
	euroCents := kindTable[n.kind].cents * (90 + 10*n.material + s.dice(id, 5, 20)) / 100
	return s.money.round(euroCents * s.money.perHundred / 100)
}

// description is the text of a product; short and bare under FlawThinDescriptions.
func (s *Shop) description(id int) []string {
	cat, n := s.sentences(), s.nature(id)
	if s.thin(id) {
		return []string{cat.Kinds[n.kind]}
	}
	name := s.shortName(id)
	pick := func(list []string, purpose uint64) string {
		return strings.ReplaceAll(list[s.dice(id, purpose, len(list))], "{name}", name)
	}
	middle, use := pick(cat.Family[kindTable[n.kind].family], 7), s.dice(id, 8, len(cat.Use))
	if s.trapName(id) != "" || s.has(FlawNoMaterials) { // the material sentences speak of the kind's own material
		middle = cat.Use[(use+1)%len(cat.Use)]
	}
	return []string{
		pick(cat.Open, 6) + s.lang.gap() + middle,
		cat.Use[use] + s.lang.gap() + pick(cat.Service, 9),
	}
}

// shortName is what sentences call a product: its name without material and colour.
func (s *Shop) shortName(id int) string {
	if name := s.trapName(id); name != "" {
		return name
	}
	pattern, end := s.lang.NamePattern, 0
	for _, mark := range []string{"{kind}", "{series}"} {
		end = max(end, strings.Index(pattern, mark)+len(mark))
	}
	return s.spell(pattern[:end], s.nature(id))
}

// spell fills a product's nature into a pattern of names.
func (s *Shop) spell(pattern string, n nature) string {
	cat := &s.lang.Catalogue
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var mark string
		mark, pattern, _ = strings.Cut(rest, "}")
		switch mark {
		case "kind":
			b.WriteString(cat.Kinds[n.kind])
		case "series":
			b.WriteString(cat.Series[n.series])
		case "material":
			b.WriteString(cat.Materials[kindTable[n.kind].family][n.material])
		case "colour":
			b.WriteString(cat.Colours[n.colour])
		}
	}
}

// gap is what stands between sentences.
func (l *language) gap() string {
	switch l.Lang {
	case "ja", "zh-cn", "zh-tw":
		return ""
	}
	return " "
}
