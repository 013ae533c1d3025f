// Command crawl serves a large synthetic shop on loopback, for the comparison of crawlers in run.sh and for kill.sh.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/internal/shopgen"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8200", "address to listen on")
	pages := flag.Int("pages", 10000, "pages of the shop")
	padding := flag.Int("padding", 12000, "further bytes of text on every product page")
	links := flag.Int("links", 20, "product links on every product page")
	lang := flag.String("lang", "en", "language of the shop")
	flaws := flag.String("flaws", "", "flaws of the shop, with commas between")
	logFile := flag.String("log", "", "file that gets a line for every request when it has been answered")
	flag.Parse()
	// Plain: no link acts, sorts or filters, since other crawlers would follow those and this one does not.
	o := shopgen.Options{Seed: 1, Pages: *pages, Lang: *lang, Padding: *padding, LinksPerPage: *links, Plain: true}
	for f := range strings.SplitSeq(*flaws, ",") {
		if f != "" {
			o.Flaws = append(o.Flaws, shopgen.Flaw(f))
		}
	}
	shop, err := shopgen.New(o)
	if err != nil {
		log.Fatal(err)
	}
	var h http.Handler = shop
	if *logFile != "" {
		f, err := os.OpenFile(*logFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			log.Fatal(err)
		}
		h = logged(h, f)
	}
	l, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("serving %d pages on http://%s/\n", *pages, l.Addr())
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(srv.Serve(l))
}

// logged writes method and address of each request to w once it has been answered, and nothing stays in a buffer.
func logged(h http.Handler, w io.Writer) http.Handler {
	var mu sync.Mutex
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(rw, r)
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintf(w, "%s %s\n", r.Method, r.URL.RequestURI())
	})
}
