// Command crawl serves a large synthetic shop on loopback, for the comparison of crawlers in run.sh.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/shopvet/shopvet/internal/shopgen"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8200", "address to listen on")
	pages := flag.Int("pages", 10000, "pages of the shop")
	padding := flag.Int("padding", 12000, "further bytes of text on every product page")
	links := flag.Int("links", 20, "product links on every product page")
	lang := flag.String("lang", "en", "language of the shop")
	flag.Parse()
	// Plain: no link acts, sorts or filters, since other crawlers would follow those and this one does not.
	shop, err := shopgen.New(shopgen.Options{Seed: 1, Pages: *pages, Lang: *lang, Padding: *padding, LinksPerPage: *links, Plain: true})
	if err != nil {
		log.Fatal(err)
	}
	l, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("serving %d pages on http://%s/\n", *pages, l.Addr())
	srv := &http.Server{Handler: shop, ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(srv.Serve(l))
}
