package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

// The patience with clients. Who is slower than this ties up nothing.
const (
	writeTime   = 60 * time.Second // of an answer, or of the next piece of a long one
	idleTime    = 2 * time.Minute
	drainTime   = 10 * time.Second
	headerBytes = 32 << 10
	connections = 2000
)

// patience is how long a request may take to come in.
type patience struct {
	head  time.Duration // its head
	whole time.Duration // all of it: a list of 16 MB at 2 Mbit/s
}

var usual = patience{head: 10 * time.Second, whole: 60 * time.Second}

// Serve answers on a listener until ctx ends; requests under way then have some seconds.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{Handler: s, ReadHeaderTimeout: s.patience.head, ReadTimeout: s.patience.whole, WriteTimeout: writeTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug)}
	done := make(chan error, 1)
	go func() { done <- server.Serve(netutil.LimitListener(listener, connections)) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.live.quit() // streams end, or they would be waited for
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err := server.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	<-done
	if err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}
