package web

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// The pace of live pages.
const (
	pollEvery = time.Second      // the queue is looked at no more often, however many watch
	heartbeat = 15 * time.Second // so that proxies do not take a silent stream for a dead one
	watchers  = 500              // at the same time
	watched   = 200              // scans whose progress is told
)

// hub tells those who watch that something about the queue changed. It looks at the database only while somebody watches.
type hub struct {
	store *catalogue.Store
	log   *slog.Logger
	quit  context.CancelFunc
	ctx   context.Context //nolint:containedctx // the life of the hub, not of a call

	mu      sync.Mutex
	subs    map[chan string]string // to the seller that is watched, "" for all
	polling bool
	wait    sync.WaitGroup
}

func newHub(store *catalogue.Store, log *slog.Logger) *hub {
	h := &hub{store: store, log: log, subs: map[chan string]string{}}
	h.ctx, h.quit = context.WithCancel(context.Background())
	return h
}

func (h *hub) close() {
	h.quit()
	h.wait.Wait()
}

// join begins to watch; false when too many do.
func (h *hub) join(seller string) (chan string, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.subs) >= watchers || h.ctx.Err() != nil {
		return nil, false
	}
	ch := make(chan string, 1)
	h.subs[ch] = seller
	if !h.polling { // who leaves and comes back at once, as a page does that is loaded again, finds the old one still at work
		h.polling = true
		h.wait.Go(h.poll)
	}
	return ch, true
}

func (h *hub) leave(ch chan string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.subs, ch)
}

// poll looks at the queue until nobody watches.
func (h *hub) poll() {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	before := map[string]string{}
	for first := true; ; first = false {
		now, err := h.look()
		if err != nil && h.ctx.Err() == nil {
			h.log.Warn("watch queue", "error", err)
		}
		if err == nil && !first {
			h.tell(before, now)
		}
		if err == nil {
			before = now
		}
		select {
		case <-h.ctx.Done():
			return
		case <-tick.C:
		}
		h.mu.Lock()
		h.polling = len(h.subs) > 0
		goOn := h.polling
		h.mu.Unlock()
		if !goOn {
			return
		}
	}
}

// look is where the scans under way stand, by seller.
func (h *hub) look() (map[string]string, error) {
	out := map[string]string{}
	for _, state := range []catalogue.ScanState{catalogue.Running, catalogue.Queued} {
		list, err := h.store.ScansIn(h.ctx, state, watched)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			out[x.Seller] = fmt.Sprintf("%s %s %s %d", x.ID, x.State, x.Phase, x.Pages)
		}
	}
	return out, nil
}

// tell tells each who watches what concerns them: sellers whose scan began, moved on or ended.
func (h *hub) tell(before, now map[string]string) {
	changed := map[string]bool{}
	for seller, is := range now {
		changed[seller] = before[seller] != is
	}
	for seller := range before {
		if _, ok := now[seller]; !ok {
			changed[seller] = true
		}
	}
	any := false
	for seller, is := range changed {
		any = any || is
		if !is {
			delete(changed, seller)
		}
	}
	if !any {
		return
	}
	data, _ := json.Marshal(map[string]int{"changed": len(changed)}) // always can be
	h.mu.Lock()
	defer h.mu.Unlock()
	for ch, seller := range h.subs {
		if seller == "" || changed[seller] {
			select {
			case ch <- string(data):
			default: // it has not read the last one yet, which says the same
			}
		}
	}
}

// events is the stream of server-sent events by which pages stay fresh.
func (s *Server) events(c *call) error {
	ch, ok := s.live.join(c.r.URL.Query().Get("seller"))
	if !ok {
		return refuse(http.StatusServiceUnavailable, "web.problem.busy")
	}
	defer s.live.leave(ch)
	c.w.Header().Set("Content-Type", "text/event-stream")
	c.w.Header().Set("X-Accel-Buffering", "no") // nginx hands it on at once
	out := http.NewResponseController(c.w)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	text := ": hello\n\n"
	for until := time.Now().Add(sessionTouch); time.Now().Before(until); { // then the browser comes again and is asked who it is
		c.extend()
		if _, err := c.w.Write([]byte(text)); err != nil {
			return nil // it is gone
		}
		if err := out.Flush(); err != nil {
			return nil
		}
		select {
		case <-c.context().Done():
			return nil
		case <-s.live.ctx.Done():
			return nil
		case data := <-ch:
			text = "event: queue\ndata: " + data + "\n\n"
		case <-beat.C:
			text = ": still here\n\n"
		}
	}
	return nil
}
