package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// troubled serves shops with trouble, of a kind that changes every two minutes and from shop to shop.
type troubled struct {
	server *http.Server
	good   string // where the same shop is served without
}

// kindsOfTrouble are what goes wrong: nothing, no answer at all, connections reset in the middle, 500s, pages without end, bodies without end,
// slowness, no TLS behind a redirect to it, garbage instead of HTTP.
const kindsOfTrouble = 9

func newTroubled(ctx context.Context, good string) (*troubled, string, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	t := &troubled{good: "http://127.0.0.1:" + good}
	t.server = &http.Server{Handler: t, ReadHeaderTimeout: time.Minute}
	go t.server.Serve(l) // ends with Close
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return t, port, nil
}

func (t *troubled) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := fnv.New32()
	fmt.Fprint(h, r.Host, time.Now().Unix()/120)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch h.Sum32() % kindsOfTrouble {
	case 0:
		t.pass(w, r)
	case 1:
		drop(w, "")
	case 2:
		drop(w, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<!doctype html><title>Lamps</title>")
	case 3:
		w.WriteHeader(http.StatusInternalServerError)
	case 4:
		fmt.Fprint(w, `<!doctype html><html lang="en"><title>Lamps</title><h1>Lamps</h1>`)
		for i := range 30 {
			fmt.Fprintf(w, `<a href="%s/%d">Lamp</a> `, strings.TrimSuffix(r.URL.Path, "/"), i)
		}
	case 5:
		for _, err := w.Write(nil); err == nil && r.Context().Err() == nil; {
			_, err = io.WriteString(w, strings.Repeat("<p>Lamps for every room</p>", 1000))
		}
	case 6:
		select {
		case <-r.Context().Done():
		case <-time.After(4 * time.Second):
			t.pass(w, r)
		}
	case 7:
		http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
	default:
		drop(w, "\x16\x03\x01 220 ready\r\n")
	}
}

// pass answers with what the shop without trouble says.
func (t *troubled) pass(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, t.good+r.URL.RequestURI(), nil)
	if err != nil {
		return
	}
	req.Host = strings.Split(r.Host, ":")[0]
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

// drop says something and resets the connection.
func drop(w http.ResponseWriter, text string) {
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer c.Close()
	_, _ = io.WriteString(c, text)
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}
