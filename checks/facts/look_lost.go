package facts

import (
	"fmt"

	"github.com/shopvet/shopvet/snapshot"
)

// lost says what became of most of the pages asked for after the first one where they were not read, and how many of how many; "" where most were
// read, or where no one thing explains it. It is why there may be no score: a shop that shuts the door after its first page is told so.
func (s *Site) lost() (key, detail string) {
	counts := map[string]int{}
	asked := 0
	for _, p := range s.all[1:] {
		if p.Alias {
			continue
		}
		asked++
		counts[s.lostAs(p)]++
	}
	for _, k := range []string{"refused", "tested", "busy", "silent", "failing", "missing"} {
		if n := counts[k]; 2*n > asked {
			return k, fmt.Sprintf("%d of %d", n, asked)
		}
	}
	return "", ""
}

// lostAs says why a page was not read, "" when it was.
func (s *Site) lostAs(p *snapshot.Page) string {
	switch p.Obstacle {
	case snapshot.ObstacleNone:
	case snapshot.ObstacleRateLimit, snapshot.ObstacleMaintenance:
		return "busy"
	case snapshot.ObstacleBotChallenge:
		return "tested"
	default:
		return "refused"
	}
	switch status := p.Exchange.Status(); {
	case p.Exchange.Err != nil:
		return "silent"
	case status == 429 || status == 503:
		return "busy"
	case status == 404 || status == 410:
		return "missing"
	case status >= 500:
		return "failing"
	case status >= 400:
		return "refused"
	}
	return ""
}
