package crawler

import (
	"errors"
	"fmt"
	"os"

	"github.com/shopvet/shopvet/snapshot"
)

// endJournal writes down that the visit has come to its end, so that nothing is asked again when judging is broken off.
func (c *crawl) endJournal() {
	j := c.journal
	if j == nil || goesOn(c.snap.Stop) || c.ended != nil {
		return
	}
	j.mu.Lock()
	err := j.shared(c.tab, c.ext)
	j.mu.Unlock()
	if err == nil {
		_ = j.json(recEnded, c.snap) // without it, more is asked again
	}
}

// Forget removes the file of Options.Resume when what came of the visit is safe. That of a visit that can go on stays.
func Forget(file string, s *snapshot.Snapshot) error {
	if file == "" || goesOn(s.Stop) {
		return nil
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove the file to resume from: %w", err)
	}
	return nil
}

// goesOn reports whether a visit that ended so may be resumed.
func goesOn(stop snapshot.StopReason) bool {
	switch stop {
	case snapshot.StopInterrupted, snapshot.StopDeadline, snapshot.StopRateLimit, snapshot.StopNoRoom:
		return true
	default:
		return false
	}
}
