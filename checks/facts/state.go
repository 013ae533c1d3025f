package facts

import (
	"strconv"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// State is how asking for an address went, as far as it is the doing of whoever serves it.
type State uint8

// The states of an address.
const (
	Unclear     State = iota // not asked for, an obstacle, or trouble that may be ours
	Alive                    // it answered, be it with "not for you" (401, 403, 405, 429, 999)
	Gone                     // 404 or 410
	NotThere                 // answered like an address that does not exist, although by another status
	ServerError              // 5xx, again after a pause
	NoHost                   // the host does not exist, or nothing listens there
	Instead                  // a page, or nothing at all, came in place of a file
	Parked                   // the domain is for sale or filled by its registrar
	Distrusted               // browsers stop with a warning of the certificate
	// What follows is said of a page only where its host answers well beside it.
	Silent   // no answer, each time
	Rejected // refused as malformed (400) or too long (414), each time
	Blank    // answered with success, and nothing to show
)

// Broken reports whether a state is one that visitors run into.
func Broken(s State) bool { return s != Alive && s != Unclear }

// StateOf judges an address that was fetched as a page; a nil page is one that was not fetched.
func (s *Site) StateOf(p *snapshot.Page) State {
	if p == nil || p.Obstacle != snapshot.ObstacleNone {
		return Unclear
	}
	switch state := stateOf(&p.Exchange); {
	case state == Alive && s.answersAsMissing(p):
		return NotThere
	case state == Alive || state == Unclear:
		return s.trouble(p, state)
	default:
		return state
	}
}

// Odd reports whether a state rests on how a host answers besides: enough to tell of it, not to rest more on it.
func (s State) Odd() bool { return s == Silent || s == Rejected || s == Blank }

// State judges a target: as the page or the file that it is.
func (s *Site) State(t *Target) State {
	if t.Page == nil && t.Probe != nil {
		return StateOfProbe(t.Probe)
	}
	return s.StateOf(t.Page)
}

// StateOfProbe judges an address that was asked for only to learn whether it answers.
func StateOfProbe(p *snapshot.Probe) State {
	switch {
	case p.Obstacle == snapshot.ObstacleParked:
		return Parked
	case p.Skip != "" || p.Obstacle != snapshot.ObstacleNone:
		return Unclear
	}
	state := stateOf(&p.Exchange)
	switch {
	case state == Alive && p.Got != snapshot.GotFile:
		state = Instead
	case p.Head && state != Alive && state != NoHost: // GET might have brought something else
		return Unclear
	}
	if p.Exchange.Tries < 2 && state != Alive {
		return Unclear
	}
	return state
}

func stateOf(ex *snapshot.Exchange) State {
	if ex.Err != nil {
		// That a name does not exist is an answer; a closed port may open again a moment later. All else may be our network or a filter.
		if ex.Err.Kind == snapshot.FaultNoSuchHost || ex.Err.Kind == snapshot.FaultRefused && ex.Tries >= 2 {
			return NoHost
		}
		return Unclear
	}
	switch status := ex.Status(); {
	case status == 404 || status == 410:
		return Gone
	case status == 999: // some hosts say this to programs
		return Alive
	case status >= 500 && (status == 503 && len(ex.Last().Header["Retry-After"]) > 0 || ex.Tries < 2):
		return Unclear
	case status >= 500:
		return ServerError
	case status == 0:
		return Unclear
	default:
		return Alive
	}
}

// lasting is how long a fault must have held to be no passing one (docs/adr/004).
const lasting = time.Minute

// Sure reports whether a state is beyond doubt: what the server said of the address is, what may pass is so only after a minute, and what was
// told by likeness never is.
func Sure(s State, ex *snapshot.Exchange) bool {
	return s != NotThere && s != Parked && (s == Gone || ex.Span >= lasting)
}

// Answer writes what came back from an address, the common numbers with what they mean.
func Answer(s State, ex *snapshot.Exchange) string {
	status := ex.Status()
	switch {
	case ex.Err != nil:
		return faultAnswer(s, ex.Err)
	case s == NotThere && len(ex.Hops) > 0 && status < 400:
		return "what this shop shows for addresses that do not exist (" + number(status) + ")"
	case s == Instead:
		return "something else than the file (" + number(status) + ")"
	case s == Blank:
		return "a page without content (" + number(status) + ")"
	case s == Rejected:
		return "a refusal, as if the address were wrong (" + number(status) + ")"
	case s == Parked:
		return "a domain that is for sale or empty (" + number(status) + ")"
	case status == 404 || status == 410:
		return "a missing page (" + number(status) + ")"
	case status >= 500 && status < 600:
		return "an error of the server (" + number(status) + ")"
	}
	return number(status)
}

// faultAnswer writes what came instead of an answer, so that it can be led to.
func faultAnswer(s State, f *snapshot.Fault) string {
	switch {
	case s == Distrusted:
		return "a site at which browsers stop with a warning: " + f.Text
	case f.Kind == snapshot.FaultNoSuchHost:
		return "a host name that does not exist"
	case f.Kind == snapshot.FaultRefused:
		return "a server that refuses the connection"
	case f.Kind == snapshot.FaultTimeout:
		return "no answer within the time that we waited"
	case f.Kind == snapshot.FaultReset:
		return "a connection that is closed without an answer"
	}
	return f.Text
}

// AnswerOf writes what came back from a target.
func (s *Site) AnswerOf(t *Target) string {
	ex := t.Exchange()
	if ex == nil {
		return "nothing: it was not asked for"
	}
	state := s.State(t)
	if t.Page != nil && Broken(state) {
		if probe := s.movedTo(t.Page); probe != nil {
			return Answer(state, &probe.Exchange)
		}
	}
	return Answer(state, ex)
}

// Exchange returns how asking for a target went, nil when it was not asked for.
func (t *Target) Exchange() *snapshot.Exchange {
	switch {
	case t.Page != nil:
		return &t.Page.Exchange
	case t.Probe != nil:
		return &t.Probe.Exchange
	default:
		return nil
	}
}

func number(status int) string { return "status " + strconv.Itoa(status) }
