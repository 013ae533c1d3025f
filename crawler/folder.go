package crawler

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// mostFolders is in how many folders addresses are made up. A folder costs one request, a second one where missing pages do not say so.
func mostFolders(profile string) int {
	switch profile {
	case "quick":
		return 3
	case "deep":
		return 30
	default:
		return 12
	}
}

// askFolders asks for made-up addresses beside linked ones that look missing though they were answered: only what the shop says to an address
// that nobody can know tells whether a page is one.
func (c *crawl) askFolders(ctx context.Context) {
	for _, f := range c.suspectFolders() {
		if c.halted() || ctx.Err() != nil {
			return
		}
		answers := c.askBeside(ctx, f)
		if len(answers) > 0 {
			c.snap.Folders = append(c.snap.Folders, snapshot.Folder{Before: f.before, After: f.after, Answers: answers})
		}
	}
}

// askBeside asks for up to two made-up addresses in a folder.
func (c *crawl) askBeside(ctx context.Context, f *folder) (answers []*snapshot.Page) {
	for n := range 2 {
		address := f.before + f.madeUp(c.chance, n) + f.after
		u, err := url.Parse(address)
		if err != nil || acts(u) != "" {
			return answers
		}
		t := c.follow(ctx, address, way{stay: true, robots: true, kept: true})
		if t.skip != "" {
			return answers
		}
		answers = append(answers, c.page(item{url: address, keyPage: true}, t))
		if s := t.ex.Status(); t.ex.Err != nil || s >= http.StatusBadRequest {
			return answers
		}
	}
	return answers
}

// folder is what lies side by side, with how much of it looks missing.
type folder struct {
	before, after string
	looks         [suspicions]int    // pages by how they look
	names         [suspicions]string // of one of each
	goods         bool               // something in it can be bought
}

// maxFolders is how many folders are told apart before only those are taken up in which pages look missing.
const maxFolders = 10_000

// suspicion says how much a page looks like one that is not there.
type suspicion uint8

const (
	unsuspected suspicion = iota
	unlike                // cannot be bought: only where others beside it can
	doubled               // shows the same as one beside it
	telling               // leads to the home page, or says itself that something was not found
	suspicions
)

// suspectFolders lists the folders in which made-up addresses are worth asking for, those with most pages that look missing first. Only the
// heads of pages are looked at, since there may be many.
func (c *crawl) suspectFolders() []*folder {
	doubles := c.countDoubles()
	folders := map[string]*folder{}
	for p := range c.heads() {
		before, name, after := c.folderOf(p)
		if name == "" {
			continue
		}
		look := c.suspect(p, doubles[c.likeness(before, p)])
		f := folders[before+" "+after]
		if f == nil {
			if len(folders) >= maxFolders && look < doubled {
				continue
			}
			f = &folder{before: before, after: after}
			folders[before+" "+after] = f
		}
		f.goods = f.goods || p.Marked(snapshot.MarkAddToCart)
		f.looks[look]++
		f.names[look] = cmp.Or(f.names[look], name)
	}
	var list []*folder
	for _, f := range folders {
		if f.example() != "" && !c.aboutVisitor(f.before) {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b *folder) int {
		return cmp.Or(b.looks[telling]-a.looks[telling], b.looks[doubled]-a.looks[doubled], b.looks[unlike]-a.looks[unlike], strings.Compare(a.before+" "+a.after, b.before+" "+b.after))
	})
	return list[:min(len(list), mostFolders(c.limits.Profile))]
}

// example is the name of a page that looks missing, "" where none does.
func (f *folder) example() string {
	name := cmp.Or(f.names[telling], f.names[doubled])
	if f.goods {
		name = cmp.Or(name, f.names[unlike])
	}
	return name
}

// heads yields the pages so far that answered, without what they say.
func (c *crawl) heads() func(yield func(*snapshot.Page) bool) {
	return func(yield func(*snapshot.Page) bool) {
		for _, p := range c.pages {
			if p.Exchange.Err == nil && p.Exchange.Status() < http.StatusBadRequest && p.Obstacle == snapshot.ObstacleNone && !yield(p) {
				return
			}
		}
	}
}

// folderOf splits the address of a page, if a made-up name in its place would ask for a thing of the same kind.
func (c *crawl) folderOf(p *snapshot.Page) (before, name, after string) {
	before, name, after = snapshot.FolderOf(snapshot.Key(c.tab.Get(p.URL)))
	if path, query, ok := strings.Cut(before, "?"); ok {
		param := strings.TrimSuffix(query[strings.LastIndexByte(query, '&')+1:], "=")
		if !identity(param) || path == "" {
			return "", "", ""
		}
	}
	return before, name, after
}

// likeness stands for what a page shows, in its folder.
func (c *crawl) likeness(before string, p *snapshot.Page) uint64 {
	return c.front.hash(fmt.Sprintf("%s\n%s\n%x", before, p.Title, p.SimHash))
}

// countDoubles counts how many pages of a folder show the same.
func (c *crawl) countDoubles() map[uint64]int {
	count := map[uint64]int{}
	for p := range c.heads() {
		if before, name, _ := c.folderOf(p); name != "" && p.HTML && !p.Alias {
			count[c.likeness(before, p)]++
		}
	}
	return count
}

// suspect says how much a page looks missing; alike is how many pages of its folder show the same.
func (c *crawl) suspect(p *snapshot.Page, alike int) suspicion {
	if p.Final != 0 {
		return c.suspectTarget(p)
	}
	switch {
	case !p.HTML || p.Shell || p.ID == 0 || p.Marked(snapshot.MarkAddToCart):
		return unsuspected
	case p.Marked(snapshot.MarkNotFound):
		return telling
	case alike > 1:
		return doubled
	case p.Marked(snapshot.MarkOutOfStock):
		return unsuspected
	default:
		return unlike
	}
}

// suspectTarget judges a page by where it redirects to: the home page, or one that says that something was not found.
func (c *crawl) suspectTarget(p *snapshot.Page) suspicion {
	to := snapshot.Key(c.tab.Get(p.Final))
	if strings.TrimSuffix(to, "/") == strings.TrimSuffix(snapshot.Key(c.snap.Base), "/") {
		return telling
	}
	if id, ok := c.content[c.front.hash(to)]; ok && c.pages[id].Marked(snapshot.MarkNotFound) {
		return telling
	}
	return unsuspected
}

// visitorWords are parts of a path whose addresses answer by who asks, or for any word: nothing is missing there.
var visitorWords = map[string]bool{
	"ref": true, "refer": true, "referral": true, "invite": true, "affiliate": true, "aff": true, "share": true, "tag": true, "tags": true, "tracking": true, "track": true,
	"auth": true, "oauth": true, "sso": true, "customer": true, "user": true, "users": true, "profile": true, "wishlist": true, "compare": true, "members": true, "member": true,
}

// aboutVisitor reports whether what lies in a folder rests on the visitor: carts, accounts, searches.
func (c *crawl) aboutVisitor(before string) bool {
	u, err := url.Parse(before)
	if err != nil {
		return true
	}
	for seg := range strings.SplitSeq(strings.Trim(u.Path, "/"), "/") {
		if visitorWords[strings.ToLower(seg)] {
			return true
		}
		switch concept, _ := c.cues.Best("", "/"+seg, c.lang); concept {
		case cue.Cart, cue.Checkout, cue.Login, cue.Account, cue.Search, cue.Tracking, cue.Newsletter:
			return true
		}
	}
	return false
}

// madeUp returns the n-th name of the form of another, under which there can be nothing: many shops tell by a number in it what to show.
func (f *folder) madeUp(by chance, n int) string {
	const digits = "0123456789"
	like, of := f.example(), fmt.Sprint(f.before, " ", f.after, " ", n)
	if strings.Trim(like, digits) == "" {
		return by.number(of)
	}
	name := by.name(of)
	if lead := like[:len(like)-len(strings.TrimLeft(like, digits))]; lead != "" {
		return by.number(of) + "-" + name
	}
	if trail := strings.TrimRight(like, digits); trail != like && strings.HasSuffix(trail, "-") {
		return name + "-" + by.number(of)
	}
	return name
}
