// Command browser holds what shopvet measures in a browser against Lighthouse: the same pages of loopback, the same screen, the same throttling.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/crawler/wire"
)

// figures are what one load measured: milliseconds, but for CLS.
type figures struct{ LCP, CLS, TBT, FCP, Took float64 }

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench/browser:", err)
		os.Exit(1)
	}
}

func run() error {
	lighthouse := flag.String("lighthouse", "lighthouse", "Lighthouse's program")
	rounds := flag.Int("rounds", 5, "loads of each page by each program, in turn")
	slow := flag.Bool("slow", false, "throttled, on a phone; else as it comes, on a computer")
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
	fmt.Printf("%-15s %21s %17s %21s %21s %17s\n", "page", "LCP ms ours/theirs", "CLS", "TBT ms", "FCP ms", "seconds")
	var ours, theirs []float64
	for i, p := range pages {
		address := fmt.Sprintf("%s/%d", srv.URL, i)
		var a, b []figures
		for range *rounds {
			x, err := load(session, address, *slow)
			if err != nil {
				return err
			}
			y, err := peer(*lighthouse, path, address, *slow)
			if err != nil {
				return err
			}
			a, b = append(a, x), append(b, y)
		}
		x, y := middle(a), middle(b)
		ours, theirs = append(ours, x.Took), append(theirs, y.Took)
		fmt.Printf("%-15s %9.0f %9.0f%s %8.3f %8.3f%s %8.0f %9.0f%s %9.0f %9.0f%s %8.1f %8.1f\n", p.name, x.LCP, y.LCP, mark(x.LCP, y.LCP, 50), x.CLS, y.CLS, mark(x.CLS, y.CLS, 0.01),
			x.TBT, y.TBT, mark(x.TBT, y.TBT, 50), x.FCP, y.FCP, mark(x.FCP, y.FCP, 50), x.Took/1000, y.Took/1000)
	}
	fmt.Printf("median time of a page: %.1f s ours, %.1f s theirs, ratio %.2f; * marks what differs by more than 10 %% and 50 ms (CLS: 0.01)\n", median(ours)/1000, median(theirs)/1000, median(ours)/median(theirs))
	return nil
}

// mark stars what lies further apart than 10 % and a little.
func mark(a, b, little float64) string {
	if d := math.Abs(a - b); d > little && d > 0.1*math.Max(a, b) {
		return "*"
	}
	return " "
}

func load(s *render.Session, address string, slow bool) (figures, error) {
	began := time.Now()
	r, err := s.Load(context.Background(), render.Visit{URL: address, Mobile: slow, Throttled: slow, Patience: 40 * time.Second})
	if err != nil {
		return figures{}, err
	}
	if r.Fault != "" {
		return figures{}, fmt.Errorf("%s: %s %s", address, r.Fault, r.Detail)
	}
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
	return figures{ms(r.Run.LCP), r.Run.CLS, ms(r.Run.TBT), ms(r.Run.FCP), ms(time.Since(began))}, nil
}

// peer has Lighthouse load a page with the same screen and throttling.
func peer(program, chrome, address string, slow bool) (figures, error) {
	args := []string{
		address, "--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox",
		"--only-audits=largest-contentful-paint,cumulative-layout-shift,total-blocking-time,first-contentful-paint",
	}
	if slow {
		args = append(args, "--form-factor=mobile", "--screenEmulation.mobile", "--screenEmulation.width=360", "--screenEmulation.height=780", "--screenEmulation.deviceScaleFactor=2",
			"--throttling-method=devtools", "--throttling.cpuSlowdownMultiplier=4", "--throttling.requestLatencyMs=562.5", "--throttling.downloadThroughputKbps=1474.56", "--throttling.uploadThroughputKbps=675")
	} else {
		args = append(args, "--form-factor=desktop", "--screenEmulation.mobile=false", "--screenEmulation.width=1280", "--screenEmulation.height=900", "--screenEmulation.deviceScaleFactor=1", "--throttling-method=provided")
	}
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "CHROME_PATH="+chrome)
	began := time.Now()
	out, err := cmd.Output()
	took := time.Since(began)
	var report struct {
		Audits map[string]struct {
			Value float64 `json:"numericValue"`
		} `json:"audits"`
	}
	if err := errors.Join(err, json.Unmarshal(out, &report)); err != nil {
		return figures{}, fmt.Errorf("lighthouse on %s: %w", address, err)
	}
	v := func(id string) float64 { return report.Audits[id].Value }
	return figures{v("largest-contentful-paint"), v("cumulative-layout-shift"), v("total-blocking-time"), v("first-contentful-paint"), took.Seconds() * 1000}, nil
}

func middle(list []figures) figures {
	of := func(f func(figures) float64) float64 {
		var v []float64
		for _, x := range list {
			v = append(v, f(x))
		}
		return median(v)
	}
	return figures{
		LCP: of(func(f figures) float64 { return f.LCP }), CLS: of(func(f figures) float64 { return f.CLS }), TBT: of(func(f figures) float64 { return f.TBT }),
		FCP: of(func(f figures) float64 { return f.FCP }), Took: of(func(f figures) float64 { return f.Took }),
	}
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}
