package facts

import (
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// Servers of files show one page at several addresses: a folder and the file that stands for it, a file with its ending and without.
var (
	folderFiles = []string{"index.html", "index.htm", "index.php", "default.htm", "default.html"}
	fileEndings = []string{".html", ".htm", ".php"}
)

// findTwins notes the pages that are read a second time at such an address, so that each is judged once, at the address that is shorter.
func (s *Site) findTwins() {
	s.twins = map[snapshot.PageID]*snapshot.Page{}
	at := map[string]*snapshot.Page{}
	for _, p := range s.all {
		if readable(p) && !p.Alias {
			at[s.URL(p)] = p
		}
	}
	for _, p := range s.all {
		if !readable(p) || p.Alias {
			continue
		}
		for _, address := range plainer(s.URL(p)) {
			if q := at[address]; q != nil && q != p && p != s.all[0] && sameContent(p, q) {
				s.twins[p.ID] = q
				break
			}
		}
	}
	for id, q := range s.twins {
		for s.twins[q.ID] != nil { // "/a/index.html", "/a/", "/a"
			q = s.twins[q.ID]
		}
		s.twins[id] = q
	}
}

// plainer returns the shorter addresses at which a server may show the same page.
func plainer(address string) []string {
	path, query, has := strings.Cut(address, "?")
	if has {
		query = "?" + query
	}
	for _, file := range folderFiles {
		if dir, ok := strings.CutSuffix(path, "/"+file); ok {
			return []string{dir + "/" + query, dir + query}
		}
	}
	for _, ending := range fileEndings {
		if bare, ok := strings.CutSuffix(path, ending); ok {
			return []string{bare + query, bare + "/" + query}
		}
	}
	if bare, ok := strings.CutSuffix(path, "/"); ok && strings.Count(bare, "/") > 2 {
		return []string{bare + query}
	}
	return nil
}

// sameContent reports whether two addresses show the same page, its links and frame aside.
func sameContent(p, q *snapshot.Page) bool {
	return p.Exchange.Status() == q.Exchange.Status() && p.Title == q.Title && p.Lang == q.Lang && p.Letters == q.Letters && p.SimHash == q.SimHash && p.Scripts == q.Scripts
}
