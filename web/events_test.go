package web

import (
	"log/slog"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// However often pages are loaded again, one goroutine looks at the queue, and none when nobody watches.
func TestOneLooksForAll(t *testing.T) {
	store, err := catalogue.Open(t.Context(), filepath.Join(t.TempDir(), "c.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.MigrateUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	h := newHub(store, slog.New(slog.DiscardHandler))
	defer h.close()
	before := runtime.NumGoroutine()
	for range 100 {
		ch, ok := h.join("")
		if !ok {
			t.Fatal("not let in")
		}
		h.leave(ch)
	}
	if n := runtime.NumGoroutine() - before; n > 20 {
		t.Errorf("%d more goroutines after 100 loads of a page", n)
	}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		h.mu.Lock()
		polling := h.polling
		h.mu.Unlock()
		if !polling {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("nobody watches and the queue is still looked at")
		}
	}
}
