package facts

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
)

// Options are what a user said about the shop.
type Options struct {
	Markets []string // market codes; nil means: find them from what the shop shows
	Lang    string   // main language of the shop, a tag of knowledge/cue; "" means: as read
	Duties  *market.Set
}

// Build derives the facts of a snapshot. It is pure: the same snapshot and options give the same facts.
func Build(snap *snapshot.Snapshot, o Options) (site *Site, err error) {
	defer func() {
		switch broken := recover().(type) {
		case nil:
		case unreadable:
			site, err = nil, broken.error
		case snapshot.Unreadable:
			site, err = nil, broken
		default:
			panic(broken)
		}
	}()
	s := &Site{
		Snap: snap, byKey: map[string]*snapshot.Page{}, roles: map[snapshot.PageID]Role{}, byRole: map[Role][]*snapshot.Page{},
		likely: map[Role]int{}, shown: map[snapshot.PageID]bool{}, framed: map[string]bool{},
		data:     data{met: map[string]bool{}, accepted: map[snapshot.PageID][]string{}, currencies: map[string]int{}},
		policies: map[PolicyKind][]Policy{}, concepts: map[snapshot.PageID]cue.Concept{}, asides: map[snapshot.PageID]bool{}, cues: cue.Default(), meant: map[linkKey]cue.Concept{},
		matters: map[snapshot.PageID]*claim.Matter{}, plainly: map[snapshot.PageID]bool{},
	}
	s.index()
	s.languages(o.Lang)
	s.findMissing()
	s.findTrouble()
	s.findMissingIn()
	s.findUnframed()
	s.targets()
	s.assignRoles()
	s.findTimings()
	s.countLines()
	s.findPolicies()
	s.nameShop()
	s.findIdentity()
	s.findContacts() // a phone number is read in the country of the address
	s.findPayments()
	s.findClaims()
	s.findRivals()
	s.findPlatform()
	s.findMarkets(o)
	s.findProducts()
	s.Look = s.look()
	s.built = true
	return s, nil
}

// index puts the pages in order and notes which answers for which address.
func (s *Site) index() {
	if base, err := url.Parse(s.Snap.Base); err == nil {
		s.base = base
	}
	for id := range s.Snap.Pages.Len() {
		s.all = append(s.all, s.Snap.Pages.Head(snapshot.PageID(id)))
	}
	asked := make([]string, len(s.all))
	for i, p := range s.all {
		asked[i] = s.Snap.Str(p.URL)
		if asked[i] == p.Exchange.URL {
			asked[i] = p.Exchange.URL // one and the same string
		}
		s.urls = append(s.urls, asked[i])
		if p.Final != 0 {
			s.urls[i] = s.Snap.Str(p.Final)
		}
	}
	s.Ordered = slices.Clone(s.all)
	if len(s.Ordered) > 1 {
		slices.SortStableFunc(s.Ordered[1:], func(a, b *snapshot.Page) int { return strings.Compare(asked[a.ID], asked[b.ID]) })
	}
	s.findTwins()
	for _, p := range s.Ordered {
		key := snapshot.Key(asked[p.ID])
		if twin := s.twins[p.ID]; twin != nil {
			s.byKey[key] = twin
			continue
		}
		if _, ok := s.byKey[key]; !ok || readable(p) && !p.Alias {
			s.byKey[key] = p
		}
		if readable(p) && !p.Alias {
			s.Pages = append(s.Pages, p)
			s.byKey[snapshot.Key(s.URL(p))] = p
		}
	}
	if len(s.all) > 0 && readable(s.all[0]) {
		s.Home = s.all[0]
	}
	s.indexFrames()
	s.measure()
}

// frame is a block with the first page that carries it.
type frame struct {
	*snapshot.Block
	page *snapshot.Page
	id   snapshot.BlockID
}

// indexFrames lists the blocks in the order of the pages that carry them. Blocks that only error pages carry are left out.
func (s *Site) indexFrames() {
	met := map[snapshot.BlockID]bool{}
	for _, p := range s.Pages {
		for _, id := range p.Blocks {
			if b := s.Snap.Block(id); b != nil && !met[id] {
				met[id] = true
				s.frames = append(s.frames, frame{b, p, id})
			}
		}
	}
}

// measure sums up what was read and how long the shop took to answer.
func (s *Site) measure() {
	var waits []time.Duration
	for _, p := range s.all {
		for i := range p.Exchange.Hops {
			s.Bytes += p.Exchange.Hops[i].Bytes
		}
		if h := p.Exchange.Last(); h != nil && p.Exchange.Err == nil {
			waits = append(waits, h.Times.Wait)
		}
	}
	s.MedianWait = Median(waits)
}

// languages counts the languages of the pages; the home page counts like ten.
func (s *Site) languages(given string) {
	n, sure := map[string]int{}, map[string]float32{}
	for _, p := range s.Pages {
		if p.Lang == "" {
			continue
		}
		w := 1
		if p == s.Home {
			w = 10
		}
		n[p.Lang] += w
		sure[p.Lang] = max(sure[p.Lang], p.LangSure)
	}
	s.Langs = counts(n)
	known := map[string]bool{}
	for _, l := range cue.Langs() {
		known[l] = true
	}
	if given != "" {
		s.Lang, s.langSure = given, 1
		return
	}
	if len(s.Langs) > 0 && known[s.Langs[0].Value] {
		s.Lang, s.langSure = s.Langs[0].Value, sure[s.Langs[0].Value]
	}
}

// counts sorts a tally, the most frequent first, ties by name.
func counts(n map[string]int) []Count {
	out := make([]Count, 0, len(n))
	for v, k := range n {
		out = append(out, Count{v, k})
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].N != out[j].N {
			return out[i].N > out[j].N
		}
		return out[i].Value < out[j].Value
	})
	return out
}

// Own reports whether an address belongs to the shop: its host, or a host of the same registrable domain.
func (s *Site) Own(address string) bool {
	if s.base == nil {
		return false
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if u.Host == s.base.Host {
		return true
	}
	d := s.Snap.Domain
	return u.Port() == "" && s.base.Port() == "" && d != "" && (u.Hostname() == d || strings.HasSuffix(u.Hostname(), "."+d))
}

type linkKey struct{ text, path string }

// maxMeant bounds how many meanings are remembered.
const maxMeant = 1 << 16

// meaning says which page a link leads to by its text and address, remembered since the same links stand on many pages.
func (s *Site) meaning(text, address string) cue.Concept {
	k := linkKey{text, pathOf(address)}
	if c, ok := s.meant[k]; ok {
		return c
	}
	c := s.pageConcept(k.text, k.path, s.Lang)
	if !s.built && len(s.meant) < maxMeant { // checks ask too, several at a time
		s.meant[k] = c
	}
	return c
}

// pageConcept says what page a name and a path stand for. The terms of a prize draw and the privacy of an app are no policies of the shop; who runs
// a site is the same whatever else stands on that page.
func (s *Site) pageConcept(name, path, lang string) cue.Concept {
	c, _ := s.cues.Best(name, path, lang)
	if _, policy := policyOf[c]; policy && c != cue.Imprint && (s.otherMatter(name, lang) || s.cues.Has(path, cue.Slug, lang, cue.OtherMatter)) {
		return cue.None
	}
	return c
}

// otherMatter reports whether a name says that its text is about something else than buying in the shop.
func (s *Site) otherMatter(name, lang string) bool {
	return s.cues.Has(name, cue.LinkText, lang, cue.OtherMatter)
}

// aside reports whether a page is about something else than buying in the shop, by its heading or its address: how to sell there, what points are good for,
// which bicycle to choose. What it says of times and costs is no promise to buyers.
func (s *Site) aside(p *snapshot.Page) bool {
	if policyOf[s.concepts[p.ID]] != "" {
		return false
	}
	return s.asides[p.ID] || s.otherMatter(heading(p), p.Lang) || s.cues.Has(pathOf(s.URL(p)), cue.Slug, p.Lang, cue.OtherMatter)
}

// calledOther reports whether a link in the frame of pages calls a target by another matter: "Dress hire".
func (s *Site) calledOther(t *Target) bool {
	for i := range t.From {
		if t.From[i].Zone.Shared() && s.otherMatter(t.From[i].Text, s.Lang) {
			return true
		}
	}
	return false
}

// calledPlainly reports whether a link in the frame of pages calls a target a policy, and by no headline.
func (s *Site) calledPlainly(t *Target) bool {
	for i := range t.From {
		if ref := &t.From[i]; ref.Zone.Shared() && policyOf[s.meaning(ref.Text, "")] != "" && !claim.Headline(ref.Text, s.Lang) {
			return true
		}
	}
	return false
}

// linkConcept says what a target is by the links to it: the first that says anything.
func (s *Site) linkConcept(t *Target) cue.Concept {
	if t.told < textTells {
		return cue.None
	}
	for i := range t.From {
		if ref := &t.From[i]; ref.Page != nil && ref.Page == t.Page && strings.Contains(ref.URL, "#") {
			continue // a page's menu of its own parts
		}
		if c := s.meaning(t.From[i].Text, t.URL); c != cue.None {
			return c
		}
		if s.otherMatter(t.From[i].Text, s.Lang) {
			return cue.None
		}
	}
	return s.meaning("", t.URL)
}

func pathOf(address string) string {
	u, err := url.Parse(snapshot.Unrouted(address))
	if err != nil {
		return ""
	}
	if u.RawQuery == "" {
		return u.Path
	}
	return u.Path + "?" + u.RawQuery
}

// fileLike reports whether a path ends like a file that is no page.
func fileLike(p string) bool {
	p, _, _ = strings.Cut(p, "?")
	ext := strings.ToLower(path.Ext(p))
	switch ext {
	case "", ".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".shtml", ".xhtml", ".do", ".cgi", ".pdf":
		return false
	}
	return len(ext) <= 5 && strings.Trim(ext[1:], "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// articleBytes is how much of a text is looked at for how an article speaks of itself.
const articleBytes = 4000

// tellsOfItself reports whether a text says that it is an article: "in this post we explain how returns work in Germany". What it tells of is no
// promise of the shop. A text that advises others, by all its words together, need not say so; one that the shop's frame calls by the name of a policy
// is the shop's, however it speaks: terms written by lawyers speak of the seller, of consumers and of the law throughout.
func (s *Site) tellsOfItself(p *snapshot.Page) bool {
	return s.cues.Has(p.Text[:min(len(p.Text), articleBytes)], cue.Body, p.Lang, cue.ArticleText) || s.matter(p).Authored()
}

// framedPolicy reports whether the shop's frame leads straight to a page under the name of a policy.
func (s *Site) framedPolicy(p *snapshot.Page) bool {
	return s.shown[p.ID] && policyOf[s.concepts[p.ID]] != ""
}

// headlined reports whether the name of a page is that of an article, and no link of the frame calls it plainly by the name of a policy.
func (s *Site) headlined(p *snapshot.Page) bool {
	return !s.plainly[p.ID] && claim.Headline(heading(p), or(p.Lang, s.Lang))
}

// reported reports whether a text is an article by its name and by who speaks in it, see claim.Matter. What it promises is nobody's promise; whether the shop
// means it for its own text, nobody can say.
func (s *Site) reported(p *snapshot.Page) bool {
	return s.headlined(p) && s.matter(p).Advises() || s.thread(p)
}

// stamp is a line that says when somebody wrote what stands below it, to the minute, and nothing else.
var stamp = regexp.MustCompile(`(?m)^[^\n\d]{0,20}\d{1,4}[-./年 ]\d{1,2}[-./月 ]\d{1,4}日?[^\n\d]{0,6}\d{1,2}[:.h]\d{2}(?::\d{2})?[^\n\d]{0,12}$`)

// A page with so many such lines, the first of them above nearly all else, is a thread; when a text was written and changed are two, and comments stand below it.
const (
	leastStamps = 3
	stampsFrom  = 300 // bytes
)

// thread reports whether a page is made of what several people wrote below one another, each to the minute: a forum.
func (s *Site) thread(p *snapshot.Page) bool {
	if !p.TextKept {
		return false
	}
	text := s.own(p.Text)
	at := stamp.FindAllStringIndex(text[:min(len(text), articleBytes)], leastStamps)
	return len(at) == leastStamps && at[0][0] <= stampsFrom
}

// matter is whose text a page holds and of what trade, looked at once a page.
func (s *Site) matter(p *snapshot.Page) *claim.Matter {
	m, ok := s.matters[p.ID]
	if !ok {
		m = claim.MatterOf(heading(p), s.own(p.Text), or(p.Lang, s.Lang))
		switch r := m.Reported(); {
		case r.Advises() && s.headlined(p):
			m = r
		case s.framedPolicy(p):
			m = m.Own()
		}
		s.matters[p.ID] = m
	}
	return m
}

// halfOf is the share of a link's text that has to name a policy where the address is one of a journal: "Returns done right" is an article.
const halfOf = 0.45

// posted reports whether a target that lies in a journal is a text of the shop's own all the same: the frame of its pages calls it a policy and little
// else, and the folder is one in which shop systems keep whatever the owner writes, such as the notice boards of Korea.
func (s *Site) posted(t *Target) bool {
	if !t.Frame || !slices.ContainsFunc(t.From, func(ref LinkRef) bool {
		return ref.Zone.Shared() && !long(ref.Text) && slices.ContainsFunc(s.partKinds(ref.Text, s.Lang), func(k partKind) bool { return k.cover >= halfOf })
	}) {
		return false
	}
	segments := strings.Split(strings.ToLower(strings.Trim(pathOf(t.URL), "/")), "/")
	return slices.ContainsFunc(segments[:len(segments)-1], func(folder string) bool {
		switch folder {
		case "article", "articles", "notice", "notices", "board":
			return true
		default:
			return false
		}
	})
}

// article reports whether an address lies in a journal, or is that of a text to which only a journal leads: a text about privacy there is not a privacy policy.
// The journal's own page is none.
func (s *Site) article(address string) bool {
	if p := s.byKey[snapshot.Key(address)]; p != nil && s.journal[p.ID] {
		return true
	}
	segments := strings.Split(strings.Trim(pathOf(address), "/"), "/")
	help := false
	for _, folder := range segments[:len(segments)-1] {
		name := strings.ToLower(folder)
		if help && (name == "article" || name == "articles") {
			continue // of a help desk
		}
		switch s.meaning("", "https://x/"+folder) {
		case cue.Blog:
			return true
		case cue.FAQ:
			help = true
		}
		switch name {
		case "hc": // as Zendesk calls the help desks that it keeps for shops
			help = true
		case "article", "articles", "story", "stories", "post", "posts", "ratgeber", "careers", "career", "jobs", "vacancies", "karriere", "stellenangebote",
			"recrutement", "empleo", "lavora-con-noi", "vacatures", "vagas", "kariera", "praca", "recruit":
			return true
		}
	}
	return false
}
