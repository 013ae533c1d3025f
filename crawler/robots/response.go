package robots

import "github.com/shopvet/shopvet/snapshot"

// Decision says what an answer to the question for robots.txt means.
type Decision string

// The closed list of decisions (RFC 9309 §2.3.1).
const (
	Obey Decision = "obey" // there are rules: keep them
	Free Decision = "free" // there is no robots.txt: everything is allowed
	Stop Decision = "stop" // the site cannot say or asks us to wait: nothing is allowed
)

// FromResponse reads the answer to the question for robots.txt, whose redirects the caller has followed (at most five). agent
// is our user agent; fault is why there was no whole answer, nil when there was one. The rules are never nil and match the
// decision.
func FromResponse(agent string, status int, body []byte, fault *snapshot.Fault) (*Rules, Decision) {
	switch {
	case fault != nil && (fault.Kind == snapshot.FaultRedirectLoop || fault.Kind == snapshot.FaultBadRedirect):
		return &Rules{}, Free // redirects that lead nowhere count as no file (§2.3.1.2)
	case fault != nil, status == 429, status >= 500, status < 200:
		return &Rules{none: true}, Stop
	case status < 300:
		return Parse(body, agent), Obey
	}
	return &Rules{}, Free
}
