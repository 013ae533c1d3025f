package shopgen

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// serveTrap answers the hostile addresses of Options.Traps: pages without end.
func (s *Shop) serveTrap(w http.ResponseWriter, r *http.Request) bool {
	const deepest = 16 << 10 // a longer path is refused, as real servers do
	path := r.URL.Path
	switch {
	case len(path) > deepest:
		http.Error(w, "address too long", http.StatusRequestURITooLong)
	case path == "/calendar":
		s.sendTrap(w, r, s.lang.UI["calendar"], calendarLinks(r.URL.Query().Get("month")))
	case path == "/a" || strings.HasPrefix(path, "/a/"):
		s.sendTrap(w, r, s.lang.UI["more"], []link{{"a", path + "/a"}, {"b", path + "/b"}})
	case path == "/session":
		next := strconv.FormatUint(mix(s.opt.Seed^uint64(s.served.Load())), 36)
		s.sendTrap(w, r, s.lang.UI["more"], []link{{s.lang.UI["home"], "/?sid=" + next}, {s.lang.UI["new"], s.href(kindNew) + "?sid=" + next}, {s.lang.UI["more"], "/session?sid=" + next}})
	default:
		return false
	}
	return true
}

// calendarLinks leads from any month to its neighbours, for ever.
func calendarLinks(month string) []link {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		at = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	}
	var out []link
	for _, step := range []int{-12, -1, 1, 12} {
		m := at.AddDate(0, step, 0).Format("2006-01")
		out = append(out, link{m, "/calendar?month=" + m})
	}
	return out
}

func (s *Shop) sendTrap(w http.ResponseWriter, r *http.Request, title string, links []link) {
	v := simple{UI: s.lang.UI, Title: title, Text: s.fill(s.lang.UI["hero_text"]), Images: links}
	s.send(w, r, http.StatusOK, &page{title: title, body: s.execute("trap", v)})
}

// trapLinks are the ways into the traps, for the foot of every page.
func (s *Shop) trapLinks() []link {
	if !s.opt.Traps {
		return nil
	}
	return []link{{s.lang.UI["calendar"], "/calendar?month=2026-11"}, {s.lang.UI["more"], "/a"}, {s.lang.UI["account"], "/session?sid=0"}}
}
