package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"sync"
)

// How the wire is.
const (
	whole   = iota
	stalled // what is sent does not arrive
	broken  // connections are reset
)

// wire is a TCP proxy between the processes and the socket of Postgres that can be cut.
type wire struct {
	url      string
	to       string
	listener net.Listener

	mu   sync.Mutex
	mode int
	flow chan struct{} // closed while data flow
	open map[net.Conn]bool
}

// newWire opens a wire to the database at an address as pgtest gives it.
func newWire(ctx context.Context, database string) (*wire, error) {
	u, err := url.Parse(database)
	if err != nil {
		return nil, err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	w := &wire{to: filepath.Join(u.Query().Get("host"), ".s.PGSQL.5432"), listener: l, flow: make(chan struct{}), open: map[net.Conn]bool{}}
	close(w.flow)
	w.url = fmt.Sprintf("postgres://shopvet@%s%s?sslmode=disable", l.Addr(), u.Path)
	go w.accept()
	return w, nil
}

func (w *wire) accept() {
	for {
		c, err := w.listener.Accept()
		if err != nil {
			return
		}
		go w.serve(c)
	}
}

func (w *wire) serve(c net.Conn) {
	w.mu.Lock()
	w.open[c] = true
	mode, flow := w.mode, w.flow
	w.mu.Unlock()
	defer w.end(c)
	if mode == broken {
		return
	}
	<-flow
	to, err := net.Dial("unix", w.to)
	if err != nil {
		return
	}
	defer to.Close()
	go func() { defer c.Close(); w.copy(c, to) }()
	w.copy(to, c)
}

// copy hands on what is sent, when the wire lets it.
func (w *wire) copy(to io.Writer, from io.Reader) {
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		w.mu.Lock()
		flow := w.flow
		w.mu.Unlock()
		<-flow
		if n > 0 {
			if _, err := to.Write(buf[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// end resets a connection.
func (w *wire) end(c net.Conn) {
	if t, ok := c.(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
	c.Close()
	w.mu.Lock()
	delete(w.open, c)
	w.mu.Unlock()
}

func (w *wire) set(mode int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.mode == stalled && mode != stalled {
		close(w.flow)
	}
	if mode == stalled && w.mode != stalled {
		w.flow = make(chan struct{})
	}
	w.mode = mode
	if mode == broken {
		for c := range w.open {
			go w.end(c)
		}
	}
}

func (w *wire) stop() {
	w.set(broken)
	w.listener.Close()
}
