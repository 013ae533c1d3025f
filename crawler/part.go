package crawler

import (
	"cmp"
	"hash/fnv"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/shopvet/shopvet/snapshot"
)

// part is an address that is asked for only to learn whether it answers.
type part struct {
	id    snapshot.StrID // of the address without fragment
	url   *url.URL
	kind  snapshot.LinkKind
	class snapshot.ProbeClass
	first snapshot.PageID
	via   snapshot.StrID
	depth int            // style sheets: how many lead to this one
	next  snapshot.StrID // fonts: what browsers load where this is not to be had; 0 for none
	query string         // forms: what is sent with nothing filled in
	order uint64         // of its address: a sample by it does not rest on which page came first
}

// parts gathers the files that pages use and the addresses of other sites that they link to, and keeps a fair sample of each kind and
// folder: a shop of a hundred thousand pages has a million pictures, which are made and lost by the folder.
type parts struct {
	mu        sync.Mutex
	most      int      // kept of a stratum
	elsewhere int      // kept of one other site
	seen      []uint64 // set of StrIDs, one bit each
	strata    map[string]*stratum
	found     map[snapshot.ProbeClass]int
}

// stratum holds what is alike: of one class and kind, on one host, in one folder.
type stratum struct {
	name string
	tier tier
	list []part // those of the lowest order
}

// Bounds of what is remembered.
const (
	maxStrata  = 600
	perStratum = 64 // at least; a fourth of what may be asked for where that is more
	perHost    = 20 // addresses of one other site, at most: one a second, which nobody's server notices
	fewPerHost = 5  // in a small budget, so that one site does not take it all
)

// tier says how soon parts are asked for.
type tier int

// The tiers, each with its share of the budget.
const (
	tierBuild   tier = iota // scripts, frames, manifests, forms: few, and the page rests on them
	tierPicture             // pictures in the page
	tierStyle               // further sizes of pictures, what styles name, icons, fonts, films
	tierFile                // linked files
	tierData                // what search engines and social networks read
	tiers
)

// tierShare is the share of the budget in hundredths; what a tier leaves over goes to the others.
var tierShare = [tiers]int{25, 40, 20, 10, 5}

func newParts(budget, outside int) *parts {
	return &parts{most: max(perStratum, budget/4), elsewhere: min(perHost, max(fewPerHost, outside/5)), strata: map[string]*stratum{}, found: map[snapshot.ProbeClass]int{}}
}

// tierOf says how soon a kind of link is looked at; false for links that lead to no file.
func tierOf(k snapshot.LinkKind) (tier, bool) {
	switch k {
	case snapshot.LinkScript, snapshot.LinkFrame, snapshot.LinkManifest, snapshot.LinkStyle, snapshot.LinkForm:
		return tierBuild, true
	case snapshot.LinkImage:
		return tierPicture, true
	case snapshot.LinkSrcset, snapshot.LinkCSS, snapshot.LinkFont, snapshot.LinkIcon, snapshot.LinkMedia, snapshot.LinkPreload:
		return tierStyle, true
	case snapshot.LinkData:
		return tierData, true
	default:
		return 0, false
	}
}

// notePart takes one link of a page that was read.
func (c *crawl) notePart(l snapshot.Link, page snapshot.PageID) {
	if t, ok := tierOf(l.Kind); ok && !c.parts.known(l.To) {
		c.addPart(part{id: l.To, kind: l.Kind, class: snapshot.ProbePart, first: page}, t)
	}
}

// addPart adds an address that was not seen before.
func (c *crawl) addPart(p part, t tier) {
	address, _, cut := strings.Cut(c.tab.Get(p.id), "#")
	if !strings.HasPrefix(address, "http") {
		return
	}
	if cut {
		p.id = c.tab.ID(address)
		if c.parts.known(p.id) {
			return
		}
	}
	u, err := url.Parse(address)
	if err != nil || len(address) > 2000 || acts(u) != "" {
		return
	}
	p.url = u
	c.parts.add(p, t, address)
}

// known reports whether an address was seen before, and notes it.
func (p *parts) known(id snapshot.StrID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	word, bit := int(id/64), uint64(1)<<(id%64)
	if word >= len(p.seen) {
		p.seen = append(p.seen, make([]uint64, max(word+1-len(p.seen), len(p.seen)))...)
	}
	was := p.seen[word]&bit != 0
	p.seen[word] |= bit
	return was
}

func (p *parts) add(it part, t tier, address string) {
	h := fnv.New64a()
	h.Write([]byte(address))
	it.order = h.Sum64()
	key := string(it.class) + string(rune('0'+it.kind)) + it.url.Host
	if it.class != snapshot.ProbeOutside {
		key += pattern(it.url)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.found[it.class]++
	s := p.strata[key]
	if s == nil {
		if len(p.strata) >= maxStrata {
			key = string(it.class) + string(rune('0'+it.kind))
		}
		if s = p.strata[key]; s == nil {
			s = &stratum{name: key, tier: t}
			p.strata[key] = s
		}
	}
	most := p.most
	if it.class == snapshot.ProbeOutside {
		most = p.elsewhere
	}
	if at, _ := slices.BinarySearchFunc(s.list, it, byOrder); at < most {
		s.list = slices.Insert(s.list, at, it)
		s.list = s.list[:min(len(s.list), most)]
	}
}

func byOrder(a, b part) int { return cmp.Compare(a.order, b.order) }

// take hands out at most n of the parts that want says, each once: every tier up to its share, then what is left over; within a tier the
// strata take turns.
func (p *parts) take(n int, want func(*part) bool) []part {
	p.mu.Lock()
	defer p.mu.Unlock()
	var byTier [tiers][]*stratum
	for _, s := range p.strata {
		byTier[s.tier] = append(byTier[s.tier], s)
	}
	var out []part
	for round := range 2 {
		for t := range tiers {
			slices.SortFunc(byTier[t], func(a, b *stratum) int { return strings.Compare(a.name, b.name) })
			most := n - len(out)
			if round == 0 {
				most = min(most, (n*tierShare[t]+99)/100)
			}
			out = append(out, takeTurns(byTier[t], most, want)...)
		}
	}
	return out
}

// takeTurns takes at most n parts from strata, one from each in turn.
func takeTurns(list []*stratum, n int, want func(*part) bool) []part {
	var out []part
	for took := true; took && len(out) < n; {
		took = false
		for _, s := range list {
			i := slices.IndexFunc(s.list, func(p part) bool { return want(&p) })
			if i < 0 || len(out) >= n {
				continue
			}
			out = append(out, s.list[i])
			s.list = slices.Delete(s.list, i, i+1)
			took = true
		}
	}
	return out
}
