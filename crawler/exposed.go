package crawler

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of asking for files that should not lie open.
const (
	maxPeek       = 8 << 10 // bytes read of one: enough to tell what it is
	maxListings   = 5       // folders of assets whose listing is asked for
	maxSilent     = 3       // addresses in a row without an answer, after which no more are asked for
	maxExposeTime = 30 * time.Second
)

// opening is one address to ask for, and how its real content is told from anything else a shop may answer there.
type opening struct {
	path string
	kind snapshot.ExposedKind
	sign func(peek) (snippet string, ok bool)
}

// openings is the closed list of what is asked for beside listings of folders.
var openings = []opening{
	{".git/HEAD", snapshot.ExposedGit, gitHead},
	{".git/config", snapshot.ExposedGit, gitConfig},
	{".svn/wc.db", snapshot.ExposedGit, sqlite},
	{".svn/entries", snapshot.ExposedGit, svnEntries},
	{".env", snapshot.ExposedEnv, envFile},
	{".htpasswd", snapshot.ExposedPassword, htpasswd},
	{".DS_Store", snapshot.ExposedDSStore, dsStore},
	{"phpinfo.php", snapshot.ExposedPHPInfo, phpInfo},
	{"info.php", snapshot.ExposedPHPInfo, phpInfo},
	{"wp-config.php.bak", snapshot.ExposedConfig, phpSource},
	{"wp-config.php~", snapshot.ExposedConfig, phpSource},
	{"config.php.bak", snapshot.ExposedConfig, phpSource},
	{"config.php~", snapshot.ExposedConfig, phpSource},
	{"backup.sql", snapshot.ExposedDump, sqlDump},
	{"dump.sql", snapshot.ExposedDump, sqlDump},
	{"db.sql", snapshot.ExposedDump, sqlDump},
	{"database.sql", snapshot.ExposedDump, sqlDump},
	{"backup.zip", snapshot.ExposedArchive, archive},
	{"backup.tar.gz", snapshot.ExposedArchive, archive},
}

// askExposed asks an owner's own site for files that should not lie open. It comes last, since walls for bots may close after it; robots.txt does not
// matter, since the owner asked for it. Every request is guarded and paced like any other.
func (c *crawl) askExposed(ctx context.Context) {
	e := c.snap.Exposure
	base, err := url.Parse(c.snap.Base)
	if e == nil || err != nil || c.halted() {
		return
	}
	c.emit(Phase{Name: "exposed"})
	began, inRow := time.Now(), 0
	dir := base.Scheme + "://" + base.Host + cmp.Or(c.site.prefix, "/")
	for _, o := range append(c.listings(base), withBase(dir, openings)...) {
		e.Asked++
		if inRow >= maxSilent || time.Since(began) > maxExposeTime || c.halted() {
			e.Silent++
			continue
		}
		got := c.openingAt(ctx, o)
		if !got.Answered {
			e.Silent++
			inRow++
			continue
		}
		inRow = 0
		if got.Open {
			e.Found = append(e.Found, snapshot.Exposed{URL: o.path, Kind: o.kind, Snippet: got.Snippet})
		}
	}
}

// opened is what came of asking for one opening.
type opened struct {
	Answered, Open bool
	Snippet        string
}

// openingAt asks for one opening, unless that was done before the visit was broken off.
func (c *crawl) openingAt(ctx context.Context, o opening) opened {
	name := "opening " + o.path
	if got, ok := recall[opened](c.journal, name); ok {
		return got
	}
	seen, answered := c.peekAt(ctx, o.path)
	got := opened{Answered: answered}
	if answered {
		got.Snippet, got.Open = seen.judge(o.sign)
		keep(c.journal, name, &got)
	}
	return got
}

func withBase(dir string, list []opening) []opening {
	out := slices.Clone(list)
	for i := range out {
		out[i].path = dir + out[i].path
	}
	return out
}

// peekAt reads the first bytes of what an address answers. It reports false where no answer came that says anything: a fault, an error of the
// server, a request to slow down.
func (c *crawl) peekAt(ctx context.Context, address string) (peek, bool) {
	u, err := url.Parse(address)
	if err != nil || c.pace.left(u.Host) || c.pace.wait(ctx, u.Host) != nil {
		return peek{}, false
	}
	a := c.fetch.peek(ctx, address)
	c.countBytes(a.rec.Hop.Bytes)
	if wait, asked := slowDown(a.rec.Hop.Status, a.rec.Hop.Header, 0, c.opts.Now()); asked {
		c.pace.pause(u.Host, min(wait, maxRetryWait), false)
		return peek{}, false
	}
	if status := a.rec.Hop.Status; status == 0 || status >= 500 {
		return peek{}, false
	}
	media, _, _ := strings.Cut(http.Header(a.rec.Hop.Header).Get("Content-Type"), ";")
	return peek{status: a.rec.Hop.Status, media: strings.ToLower(strings.TrimSpace(media)), body: a.body}, true
}

// listings are the folders of the shop's own scripts, styles and pictures, those with most files first.
func (c *crawl) listings(base *url.URL) []opening {
	files := map[string]string{} // folder → a file in it
	count := map[string]int{}
	note := func(to snapshot.StrID) {
		u, err := url.Parse(c.tab.Get(to))
		if err != nil || u.Host != base.Host || u.Scheme != base.Scheme || !c.site.has(u) || !noPage(u.Path) {
			return
		}
		dir, name := path.Split(u.Path)
		if dir == "/" || dir == c.site.prefix {
			return
		}
		count[dir]++
		if known := files[dir]; known == "" || name < known {
			files[dir] = name
		}
	}
	for p := range c.contents() {
		for _, l := range p.Links {
			if l.Kind == snapshot.LinkScript || l.Kind == snapshot.LinkStyle || l.Kind == snapshot.LinkImage {
				note(l.To)
			}
		}
	}
	dirs := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], strings.Compare(a, b))
	})
	var out []opening
	for _, dir := range dirs[:min(len(dirs), maxListings)] {
		folder := *base
		folder.Path, folder.RawPath, folder.RawQuery = dir, "", ""
		out = append(out, opening{folder.String(), snapshot.ExposedListing, listingOf(dir, files[dir])})
	}
	return out
}
