package crawler

import (
	"encoding/binary"
	"net/http"
	"time"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// What a visit asks besides pages is kept in the journal by its name: sitemaps, scripts and the like as they were answered, probes as they were
// judged. A visit that goes on takes the same steps again, and what is kept need not be asked.

// keep writes what came of a question.
func keep[T any](j *journal, name string, v *T) {
	if j == nil {
		return
	}
	b := append(binary.AppendUvarint(nil, uint64(len(name))), name...)
	_ = j.write(recKept, snapshot.Pack(b, v)) // without room it is asked again; that there is none shows when a page is to be kept
}

// recall returns what an earlier part of the visit kept.
func recall[T any](j *journal, name string) (v T, ok bool) {
	if j == nil {
		return v, false
	}
	at, ok := j.places[name] // written before the visit goes on, and never after
	if !ok {
		return v, false
	}
	b := make([]byte, at.size)
	if _, err := j.file.ReadAt(b, at.at); err != nil {
		return v, false
	}
	return v, snapshot.Unpack(b, &v) == nil
}

// takeKept notes where something lies that was kept; what was kept last counts.
func (c *crawl) takeKept(j *journal, at int64, body []byte) error {
	size, n := binary.Uvarint(body)
	if n <= 0 || size > uint64(len(body)-n) {
		return errOtherJournal
	}
	from := n + int(size)
	j.places[string(body[n:from])] = place{at: at + int64(from), size: len(body) - from}
	return nil
}

// keptAnswer is an answer without the values of cookies, which are noted when it comes and sent back by nobody afterwards.
type keptAnswer struct {
	Rec  wire.Record
	Body string
}

// turn is one of several times that the same is asked.
type turn struct {
	name string
	n    int
}

// askedName names the next time that an address is asked for.
func (c *crawl) askedName(method, address string) turn {
	name := method + " " + address
	c.mu.Lock()
	defer c.mu.Unlock()
	return turn{name, c.asked[name]}
}

func (t turn) String() string { return string(binary.AppendUvarint(nil, uint64(t.n))) + t.name }

// took counts an answer.
func (c *crawl) took(t turn) {
	c.mu.Lock()
	c.asked[t.name] = t.n + 1
	c.mu.Unlock()
}

// keepAnswer keeps an answer that need not be asked for again. What says "later" or nothing at all is asked again.
func (c *crawl) keepAnswer(t turn, a answer) {
	h := a.rec.Hop
	if _, later := slowDown(h.Status, h.Header, 0, time.Time{}); later || h.Status == 0 || a.rec.Fault != nil {
		return
	}
	c.took(t)
	k := keptAnswer{Rec: a.rec, Body: string(a.body)}
	k.Rec.Hop.Header = http.Header(h.Header).Clone()
	delete(k.Rec.Hop.Header, "Set-Cookie")
	keep(c.journal, t.String(), &k)
}

// recallAnswer returns an answer that was kept.
func (c *crawl) recallAnswer(t turn) (answer, bool) {
	k, ok := recall[keptAnswer](c.journal, t.String())
	if !ok {
		return answer{}, false
	}
	c.took(t)
	return answer{rec: k.Rec, body: []byte(k.Body)}, true
}
