package cli

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// nothing says in one line why there was no shop to observe and what to do about it, or "" when there was one.
func nothing(s *snapshot.Snapshot) string {
	switch s.Stop {
	case snapshot.StopUnreachable:
		return unreachable(s)
	case snapshot.StopBlocked:
		if s.Obstacle == snapshot.ObstacleRobotsFault {
			return robotsFault(s)
		}
		return blocked(s.Obstacle, s.Target)
	}
	home, err := s.Pages.Get(0)
	if err != nil || home == nil {
		return fmt.Sprintf("nothing of %s was read: give it more time with --max-time", s.Target)
	}
	switch status := home.Exchange.Status(); {
	case (status == http.StatusNotFound || status == http.StatusGone) && furnished(s, home):
		return fmt.Sprintf("%s answers %s, though it shows a page with links: if that is the shop's home page, mend its status, by which search engines and programs like this one go; else check the address", s.Base, statusText(status))
	case status >= 400:
		return fmt.Sprintf("%s answers %s: check the address", s.Base, statusText(status))
	case home.Exchange.Err != nil:
		return fmt.Sprintf("the home page could not be read whole: %s; try again later", home.Exchange.Err.Text)
	case home.Exchange.Status() >= 300, home.Exchange.Status() == http.StatusNoContent, home.Exchange.Status() == http.StatusResetContent:
		return fmt.Sprintf("%s answers %s, without a page: check the address", s.Base, statusText(home.Exchange.Status()))
	case !home.HTML && home.Media == "":
		return fmt.Sprintf("%s is empty: give the address of the shop's home page", s.Base)
	case !home.HTML && home.Media == "text/html":
		return fmt.Sprintf("%s says that it sends a web page (text/html), and what it sends is no text: a browser shows signs without meaning; see that what the server compresses is labelled with Content-Encoding", s.Base)
	case !home.HTML:
		return fmt.Sprintf("%s is not a web page but %s: give the address of the shop's home page", s.Base, home.Media)
	case empty(s, home):
		return fmt.Sprintf("%s is an empty page: give the address of the shop's home page", s.Base)
	}
	return ""
}

// statusText is a status with its name, where it has one.
func statusText(status int) string {
	if name := http.StatusText(status); name != "" {
		return fmt.Sprintf("%d (%s)", status, name)
	}
	return strconv.Itoa(status)
}

// robotsFault says why robots.txt could not be read.
func robotsFault(s *snapshot.Snapshot) string {
	why := "it answers " + statusText(s.Robots.Status)
	if s.Robots.Err != nil {
		why = s.Robots.Err.Text
	}
	return fmt.Sprintf("the robots.txt of %s could not be read (%s), so no page may be asked for: mend it first, or try again later", s.Target, why)
}

// empty reports whether a page shows nothing at all, neither words nor links nor forms nor pictures, and leaves nothing to scripts.
func empty(s *snapshot.Snapshot, p *snapshot.Page) bool {
	for range s.Links(p) {
		return false
	}
	return p.Letters == 0 && len(p.Forms) == 0 && len(p.Images) == 0 && p.Scripts == 0
}

// fewPlaces is how many places of a site a page leads to that is more than a note that a page is missing.
const fewPlaces = 12

// furnished reports whether a page looks like one of a shop, whatever its status says.
func furnished(s *snapshot.Snapshot, p *snapshot.Page) bool {
	base, err := url.Parse(s.Base)
	if err != nil || p.Content == nil {
		return false
	}
	places := map[string]bool{}
	for l := range s.Links(p) {
		if to, err := url.Parse(s.Str(l.To)); err == nil && l.Kind == snapshot.LinkAnchor && to.Host == base.Host {
			places[to.Path] = true
		}
	}
	return len(places) >= fewPlaces
}

// unreachable says why no exchange with the shop came to an end.
func unreachable(s *snapshot.Snapshot) string {
	where := s.Target
	var fault snapshot.Fault
	for i := range s.Entry {
		if f := s.Entry[i].Err; f != nil {
			fault = *f
			break
		}
	}
	switch fault.Kind {
	case snapshot.FaultNoSuchHost:
		return fmt.Sprintf("%s cannot be reached: there is no host of that name; check the spelling", where)
	case snapshot.FaultDNS:
		return fmt.Sprintf("%s cannot be reached: no name server answered; is this machine online%s?", where, named(s))
	case snapshot.FaultRefused:
		return fmt.Sprintf("%s cannot be reached: nothing listens there; is the shop running, and is the port right?", where)
	case snapshot.FaultUnreachable:
		return fmt.Sprintf("%s cannot be reached from here: is this machine online?", where)
	case snapshot.FaultTimeout:
		return fmt.Sprintf("%s did not answer in time: try again later", where)
	case snapshot.FaultTLS, snapshot.FaultCertExpired, snapshot.FaultCertEarly, snapshot.FaultCertName, snapshot.FaultCertUnknown:
		return fmt.Sprintf("%s cannot be read over an encrypted connection: %s; for a root certificate of your own use --ca-file", where, fault.Text)
	case snapshot.FaultProtocol:
		return fmt.Sprintf("what %s answers cannot be read as HTTP: is the port right?", where)
	case snapshot.FaultRedirectLoop:
		return fmt.Sprintf("%s redirects in a ring or without end: mend its redirects first", where)
	case snapshot.FaultBadRedirect:
		return fmt.Sprintf("%s redirects to where nobody can go: %s", where, fault.Text)
	case snapshot.FaultForbidden:
		return fmt.Sprintf("%s cannot be visited: %s; give the address at which the shop itself answers", where, fault.Text)
	case "":
		return fmt.Sprintf("%s cannot be reached: try again later", where)
	default:
		return fmt.Sprintf("%s cannot be read: %s; try again later", where, fault.Text)
	}
}

// named asks whether the name servers that the user named are any; "" when none was named.
func named(s *snapshot.Snapshot) string {
	var list []string
	for _, n := range s.NameServers {
		if n.Named {
			list = append(list, n.Address)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return fmt.Sprintf(", and %s a name server", strings.Join(list, " or "))
}

// blocked says what stood before the shop.
func blocked(o snapshot.Obstacle, where string) string {
	switch o {
	case snapshot.ObstacleBotChallenge:
		return fmt.Sprintf("%s asks visitors like us to prove that they are human: let the user agent \"shopvet\" through", where)
	case snapshot.ObstacleRateLimit:
		return fmt.Sprintf("%s asks us to slow down for longer than we could wait: try again later, with a lower --rate", where)
	case snapshot.ObstacleGeoBlock:
		return fmt.Sprintf("%s does not serve visitors from here: run this from a country it sells to", where)
	case snapshot.ObstacleLoginWall:
		return fmt.Sprintf("%s can only be read after signing in: scan it where strangers can read it", where)
	case snapshot.ObstacleMaintenance:
		return fmt.Sprintf("%s is under maintenance: try again later", where)
	case snapshot.ObstacleParked:
		return fmt.Sprintf("there is no shop at %s, only a page of a domain dealer or of a server that nobody has set up: check the address", where)
	case snapshot.ObstacleSuspended:
		return fmt.Sprintf("there is no shop at %s, the hosting account is switched off: ask the host", where)
	case snapshot.ObstaclePasswordPage:
		return fmt.Sprintf("%s is not open yet: scan it when strangers can enter, and switch off a password before it", where)
	case snapshot.ObstacleRobots:
		return fmt.Sprintf("the robots.txt of %s asks visitors like us to stay away: allow the user agent \"shopvet\" there", where)
	case snapshot.ObstacleForbidden:
		return fmt.Sprintf("%s refused to answer us (403): let the user agent \"shopvet\" through", where)
	default:
		return fmt.Sprintf("%s could not be read", where)
	}
}
