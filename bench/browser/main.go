// Command browser holds what shopvet measures in a browser against Lighthouse: the same pages of loopback, the same screen, the same throttling. Each
// page is loaded by both in turn; besides, our scripts run in Lighthouse's loads too, so that what differs between two loads can be told from what
// differs between two measures.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"time"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench/browser:", err)
		os.Exit(1)
	}
}

func run() (err error) {
	modules := flag.String("modules", "", "folder node_modules with Lighthouse in it")
	rounds := flag.Int("rounds", 5, "loads of each page by each program, in turn")
	slow := flag.Bool("slow", true, "throttled, on a phone; else as it comes, on a computer")
	flag.Parse()
	path, err := render.Find("")
	if err != nil {
		return err
	}
	srv := httptest.NewServer(site())
	defer srv.Close()
	engine := render.New(path)
	defer engine.Close()
	session, err := engine.Session(render.Options{Guard: wire.NewGuard(srv.URL, nil), Name: "shopvet/bench"})
	if err != nil {
		return err
	}
	defer session.Close()
	if err := engine.Start(context.Background()); err != nil {
		return err
	}
	lighthouse, err := newPeer(*modules, path, *slow)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lighthouse.close()) }()
	fmt.Printf("%d loads of each page by each, medians; times in ms. \"same\": our scripts in Lighthouse's loads\n", *rounds)
	t := newTable()
	for i, p := range pages {
		if err := t.measure(p.name, *rounds, session, lighthouse, visit(srv.URL, i, *slow)); err != nil {
			return err
		}
	}
	t.conclude()
	return t.inARow(*rounds, session, srv.URL, *slow)
}

// visit is how we load a page.
func visit(base string, page int, slow bool) render.Visit {
	return render.Visit{URL: fmt.Sprintf("%s/%d", base, page), Mobile: slow, Throttled: slow, Patience: 40 * time.Second}
}

// figures are what one load measured: milliseconds, but for CLS.
type figures struct{ LCP, CLS, TBT, FCP, Took float64 }

func figuresOf(r *snapshot.Run) figures {
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
	return figures{LCP: ms(r.LCP), CLS: r.CLS, TBT: ms(r.TBT), FCP: ms(r.FCP)}
}

// load loads a page as a visit does.
func load(s *render.Session, v render.Visit) (figures, error) {
	began := time.Now()
	r, err := s.Load(context.Background(), v)
	if err != nil {
		return figures{}, err
	}
	if r.Fault != "" {
		return figures{}, fmt.Errorf("%s: %s %s", v.URL, r.Fault, r.Detail)
	}
	f := figuresOf(&r.Run)
	f.Took = time.Since(began).Seconds() * 1000
	return f, nil
}
