// Command servers serves sound made-up shops on loopback for the servers of run.sh to stand before.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"

	"github.com/shopvet/shopvet/internal/shopgen"
)

func main() {
	lang := flag.String("lang", "en", "language of the shop")
	seed := flag.Uint64("seed", 7, "which shop")
	layout := flag.Int("layout", 0, "layout of the shop, 0 to 2")
	listen := flag.String("listen", "127.0.0.1:0", "address")
	flag.Parse()
	shop, err := shopgen.New(shopgen.Options{Seed: *seed, Lang: *lang, Layout: *layout})
	if err != nil {
		log.Fatal(err)
	}
	l, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(l.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(l, behind(shop)))
}

// behind tells the shop that its visitors came over TLS where the server before it says so: cookies and headers depend on it.
func behind(shop http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Forwarded-Proto") == "https" {
			r.TLS = &tls.ConnectionState{}
		}
		if h := r.Header.Get("X-Forwarded-Host"); h != "" {
			r.Host = h
		}
		shop.ServeHTTP(w, r)
	})
}
