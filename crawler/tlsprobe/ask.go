package tlsprobe

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/netip"
	"os"
	"sync"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// maxSilent is how many questions may stay without an answer before the server is left alone: a firewall has shut us out, or it is
// too slow for questions that nobody waits for.
const maxSilent = 2

// interview is a row of questions to one server. All of them go to one address, since the servers behind a name may differ.
type interview struct {
	p    *Prober
	ctx  context.Context
	host string
	to   netip.AddrPort
	used *int // connections opened, guarded by p.mu

	mu     sync.Mutex
	silent int
	over   bool  // nothing more is asked
	sound  hello // what the server is known to take; without suites nothing is known yet
	proved int   // how often it took that again after it had closed a connection
}

// ask puts one question. An answer that tells nothing is NotTested.
func (q *interview) ask(h hello, until depth) (answer, snapshot.Answer) {
	h.name = q.host
	if len(h.suites) == 0 {
		return answer{}, snapshot.NotTested
	}
	a, err := q.exchange(h, until)
	switch {
	case err == nil:
		q.learn(h, a)
		return a, snapshot.Accepted
	case errors.Is(err, errAlert):
		return a, snapshot.Refused
	case errors.Is(err, errClosed):
		// Some servers refuse by hanging up. Others hang up on visitors who come too often: whoever still takes what it took before
		// meant the question.
		if q.stillTakes() {
			return a, snapshot.Refused
		}
		return a, snapshot.NotTested
	case errors.Is(err, errForeign):
		q.end()
	case errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded):
		q.mu.Lock()
		q.silent++
		q.over = q.over || q.silent >= maxSilent
		q.mu.Unlock()
	default:
		q.end() // no connection, where there was one before
	}
	return a, snapshot.NotTested
}

var errOver = errors.New("no further connection")

// exchange sends a hello over a connection of its own and reads the answer.
func (q *interview) exchange(h hello, until depth) (answer, error) {
	record, err := h.record()
	if err != nil {
		return answer{}, err
	}
	q.mu.Lock()
	over := q.over
	q.mu.Unlock()
	if over || q.ctx.Err() != nil {
		return answer{}, errOver
	}
	release, ok := q.p.take(q.ctx, q.used)
	if !ok {
		return answer{}, errOver
	}
	defer release()
	ctx, cancel := context.WithTimeout(q.ctx, q.p.o.Timeout)
	defer cancel()
	conn, err := q.p.o.Guard.DialAt(ctx, q.host, q.to)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	if _, err := conn.Write(record); err != nil {
		return answer{}, hungUp(err)
	}
	a, err := readAnswer(conn, until)
	if err != nil {
		return a, hungUp(err)
	}
	bye(conn, a.version)
	return a, nil
}

// bye says that we leave for no fault of the server, so that its log stays quiet.
func bye(conn net.Conn, version uint16) {
	const warning, userCanceled, closeNotify = 1, 90, 0
	v := byte(min(version, tls.VersionTLS12))
	_, _ = conn.Write([]byte{recordAlert, 3, v, 0, 2, warning, userCanceled, recordAlert, 3, v, 0, 2, warning, closeNotify})
}

// hungUp tells a server that hangs up from other trouble.
func hungUp(err error) error {
	if errors.Is(err, errAlert) || errors.Is(err, errClosed) || errors.Is(err, errForeign) {
		return err
	}
	if faultKind(err) == snapshot.FaultReset {
		return errClosed
	}
	return err
}

// learn keeps the first hello that the server took.
func (q *interview) learn(h hello, a answer) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.sound.suites) == 0 {
		h.suites = []uint16{a.suite}
		q.sound = h
	}
}

// stillTakes asks once more for what the server took before. In a quick visit once is enough.
func (q *interview) stillTakes() bool {
	q.mu.Lock()
	h, proved := q.sound, q.proved
	q.mu.Unlock()
	if proved > 0 && q.p.o.Depth == Quick {
		return true
	}
	if len(h.suites) == 0 {
		return false
	}
	if _, err := q.exchange(h, untilHello); err != nil {
		q.end()
		return false
	}
	q.mu.Lock()
	q.proved++
	q.mu.Unlock()
	return true
}

func (q *interview) end() {
	q.mu.Lock()
	q.over = true
	q.mu.Unlock()
}
