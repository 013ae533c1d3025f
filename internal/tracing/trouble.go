package tracing

import (
	"log/slog"
	"sync"
	"time"
)

// pause is the time between two lines on traces that could not be sent.
const pause = time.Minute

// troubles takes the faults of the SDK, which come with every batch while a collector is away.
type troubles struct {
	log  *slog.Logger
	mu   sync.Mutex
	last time.Time
}

// Handle is called by the SDK.
func (t *troubles) Handle(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := time.Now(); now.Sub(t.last) >= pause {
		t.last = now
		t.log.Warn("traces could not be sent", "error", err)
	}
}
