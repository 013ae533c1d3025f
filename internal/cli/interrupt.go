package cli

import "sync"

// softStop is the promise of a running command to end by itself when asked once.
type softStop struct {
	mu   sync.Mutex
	ch   chan struct{} // nil: no command that can stop softly is running
	note func()
}

// offer registers a command that can stop softly. The channel is closed when it is to do so; note tells the user. Until withdraw is
// called the first interrupt goes there.
func (s *softStop) offer(note func()) (ask <-chan struct{}, withdraw func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ch, s.note = make(chan struct{}), note
	return s.ch, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.ch = nil
	}
}

// stopSoftly asks the running command to end by itself. It reports false when nothing is there to ask, or was asked before.
func (a *app) stopSoftly() bool {
	s := &a.soft
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ch == nil {
		return false
	}
	close(s.ch)
	s.ch = nil
	s.note()
	return true
}
