package crawler

import (
	"context"
	"sync"
	"time"
)

// still keeps what we ask of a shop apart from what we time of it. Any number of exchanges run side by side; a timing waits until they have
// ended and then runs alone, so that the load of our own crawl does not count against the shop. Reading a page counts like an exchange: it
// takes the processor that would note when an answer came.
//
// The hold is taken around single exchanges only, after robots.txt and pace had their say. Whoever holds it waits for nothing but the shop,
// so there is nothing to lock each other out by.
type still struct {
	mu   sync.Mutex
	busy int           // exchanges and readings under way
	over chan struct{} // closed when the timing has ended; nil while there is none
	calm chan struct{} // closed when nothing is under way any more; nil unless a timing waits for that
	last time.Time     // when something last ended
	from time.Time     // when the timing was asked for
	held time.Duration // for which all timings, with the waiting for calm, kept others from beginning
}

// join begins an exchange, unless a timing is made or waited for: then it returns, without having begun, when that is over. An exchange that
// was begun must end with leave.
func (s *still) join(ctx context.Context, stop <-chan struct{}) (begun bool, err error) {
	s.mu.Lock()
	over := s.over
	if over == nil {
		s.busy++
		s.mu.Unlock()
		return true, nil
	}
	s.mu.Unlock()
	select {
	case <-over:
		return false, nil
	case <-ctx.Done():
		return false, ctx.Err()
	case <-stop:
		return false, errStopped
	}
}

func (s *still) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy--
	s.last = time.Now()
	if s.busy == 0 && s.calm != nil {
		close(s.calm)
		s.calm = nil
	}
}

// read runs what reads a page, when no timing is made.
func (s *still) read(f func()) {
	for {
		// A timing ends by itself, with its exchange, also when the crawl is stopped.
		if begun, _ := s.join(context.Background(), nil); begun {
			break
		}
	}
	defer s.leave()
	f()
}

// alone lets nothing new begin and waits until nothing is under way, for as long as patience lasts. A timing that was begun must end with
// resume; one at a time may be asked for.
func (s *still) alone(ctx context.Context, stop <-chan struct{}, patience time.Duration) error {
	s.mu.Lock()
	s.over, s.from = make(chan struct{}), time.Now()
	if s.busy == 0 {
		s.mu.Unlock()
		return nil
	}
	calm := make(chan struct{})
	s.calm = calm
	s.mu.Unlock()
	t := time.NewTimer(patience)
	defer t.Stop()
	err := errBusy
	select {
	case <-calm:
		return nil
	case <-t.C:
	case <-ctx.Done():
		err = ctx.Err()
	case <-stop:
		err = errStopped
	}
	s.resume()
	return err
}

// resume lets begin what waited for the end of a timing.
func (s *still) resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = time.Now()
	s.held += s.last.Sub(s.from)
	s.calm = nil
	close(s.over)
	s.over = nil
}

// idle is how long nothing has been under way.
func (s *still) idle() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy > 0 {
		return 0
	}
	return time.Since(s.last)
}

// heldFor is how long timings have kept others from beginning, all in all.
func (s *still) heldFor() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held
}
