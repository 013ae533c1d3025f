// Command site serves the pages of run.sh on loopback: so many pages of about 30 kB with 40 links each, all of them to pages of the site, and
// nothing else to fetch. It counts what it is asked for.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

func main() {
	pages := flag.Int("pages", 10000, "pages of the site")
	flag.Parse()
	s := newSite(*pages)
	site, counts := listen(), listen()
	go func() {
		log.Fatal((&http.Server{Handler: http.HandlerFunc(s.counts), ReadHeaderTimeout: time.Second}).Serve(counts))
	}()
	fmt.Printf("%s %s %d\n", site.Addr(), counts.Addr(), len(s.pages[len(s.pages)/2]))
	log.Fatal((&http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}).Serve(site))
}

func listen() net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	return l
}

// site holds every page ready, so that serving it costs next to nothing.
type site struct {
	pages [][]byte

	mu       sync.Mutex
	asked    []bool
	requests int
}

func newSite(pages int) *site {
	s := &site{pages: make([][]byte, pages), asked: make([]bool, pages)}
	for i := range s.pages {
		s.pages[i] = page(i, pages)
	}
	return s
}

// address of the page of a number.
func address(n int) string {
	if n == 0 {
		return "/"
	}
	return fmt.Sprintf("/goods/thing-%d.html", n)
}

// number of the page of an address, -1 where there is none.
func number(path string) int {
	if path == "/" {
		return 0
	}
	rest, ok := strings.CutPrefix(path, "/goods/thing-")
	name, html := strings.CutSuffix(rest, ".html")
	n, err := strconv.Atoi(name)
	if !ok || !html || err != nil || n < 1 {
		return -1
	}
	return n
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("LinkChecker", "as fast as you can") // linkchecker asks at most ten times a second unless a server allows it more
	n := number(r.URL.Path)
	found := n >= 0 && n < len(s.pages)
	s.mu.Lock()
	s.requests++
	if found {
		s.asked[n] = true
	}
	s.mu.Unlock()
	if !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(s.pages[n])))
	if r.Method != http.MethodHead {
		_, _ = w.Write(s.pages[n])
	}
}

// counts says how many pages were asked for, and how many requests there were, since it was last asked.
func (s *site) counts(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for i, asked := range s.asked {
		if asked {
			n++
		}
		s.asked[i] = false
	}
	fmt.Fprintf(w, "%d %d\n", n, s.requests)
	s.requests = 0
}
