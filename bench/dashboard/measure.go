package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/web"
)

// target is how long 95 of 100 answers may take at most.
const target = 200 * time.Millisecond

// noQueue takes no scans: answers are measured, not visits.
type noQueue struct{}

func (noQueue) ScanNow(context.Context, *catalogue.Seller, string) (*catalogue.Scan, error) {
	return nil, errors.New("nothing is looked at here")
}

// asked are the addresses that are asked for; %s is the id of some seller, %d a number.
var asked = []string{
	"/", "/sellers", "/sellers?sort=score", "/sellers?sort=-looked", "/sellers?q=kerzen", "/sellers?q=shop%d.example", "/sellers?q=nothing-like-this", "/sellers?tag=gold&grade=C&sort=change", "/sellers?state=unreachable", "/sellers?overdue=1&sort=due",
	"/sellers?serious=1&sort=-serious", "/sellers?check=policy-number-%d-3", "/sellers/%s", "/alerts", "/queue", "/checks", "/shared", "/audit", "/account", "/metrics",
	"/api/v1/overview", "/api/v1/sellers?limit=500", "/api/v1/sellers?q=tea&limit=50", "/api/v1/sellers/%s", "/api/v1/sellers/%s/results?limit=90", "/api/v1/sellers/%s/findings?gone=1", "/api/v1/sellers/%s/shared", "/api/v1/alerts?open=1", "/api/v1/checks",
}

// measure asks for each page again and again and tells how long that took.
func measure(ctx context.Context, store *catalogue.Store, requests, clients int) error {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		return err
	}
	server, err := web.New(web.Options{Store: store, Queue: noQueue{}, Rules: set.Rules(), Version: "bench", Reach: func(*url.URL) error { return nil },
		Sellers: catalogue.ImportOptions{Address: func(s string) (string, error) { return s, nil }}})
	if err != nil {
		return err
	}
	defer server.Close()
	front := httptest.NewServer(server)
	defer front.Close()
	client, err := signIn(ctx, store, front.URL)
	if err != nil {
		return err
	}
	list, _, err := store.Sellers(ctx, catalogue.Filter{}, catalogue.Page{Sort: catalogue.ByScore, Limit: 500})
	if err != nil {
		return err
	}
	fmt.Printf("\n%-55s %8s %8s %8s %9s\n", fmt.Sprintf("milliseconds, %d clients", clients), "p50", "p95", "max", "bytes")
	slow := 0
	for _, path := range asked {
		times, size, err := ask(client, front.URL, path, list, requests, clients)
		if err != nil {
			return err
		}
		mark := ""
		if at(times, 0.95) > target {
			mark, slow = "  more than wanted", slow+1
		}
		fmt.Printf("%-55s %8.1f %8.1f %8.1f %9d%s\n", path, ms(at(times, 0.5)), ms(at(times, 0.95)), ms(times[len(times)-1]), size, mark)
	}
	if slow > 0 {
		return fmt.Errorf("%d of %d addresses took more than %v at the 95th percentile", slow, len(asked), target)
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func at(times []time.Duration, share float64) time.Duration {
	return times[min(int(float64(len(times))*share), len(times)-1)]
}

// signIn makes a user and signs in.
func signIn(ctx context.Context, store *catalogue.Store, base string) (*http.Client, error) {
	for _, name := range []string{"admin"} {
		if u, err := store.UserByName(ctx, name); err == nil {
			if err := store.DeleteUser(ctx, u.ID); err != nil {
				return nil, err
			}
		}
	}
	password, err := web.FirstUser(ctx, store, time.Now())
	if err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Jar: jar, Timeout: time.Minute}
	res, err := client.PostForm(base+"/signin", url.Values{"name": {"admin"}, "password": {password}})
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("sign in: status %d", res.StatusCode)
	}
	return client, nil
}

// ask asks for one address and returns the times in order, with the size of an answer.
func ask(client *http.Client, base, path string, list []catalogue.Seller, requests, clients int) (times []time.Duration, size int, err error) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() {
			for range max(1, requests/clients) {
				took, n, e := once(client, base+fill(path, list))
				mu.Lock()
				times, size, err = append(times, took), n, errors.Join(err, e)
				mu.Unlock()
				if e != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	slices.Sort(times)
	return times, size, err
}

func once(client *http.Client, address string) (time.Duration, int, error) {
	begin := time.Now()
	res, err := client.Get(address)
	if err != nil {
		return 0, 0, err
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %d", address, res.StatusCode)
	}
	return time.Since(begin), int(n), err
}

// fill puts some seller, or some number, into an address.
func fill(path string, list []catalogue.Seller) string {
	for i := range len(path) - 1 {
		switch path[i : i+2] {
		case "%s":
			return path[:i] + list[rand.IntN(len(list))].ID + path[i+2:]
		case "%d":
			return path[:i] + fmt.Sprint(rand.IntN(100)) + path[i+2:]
		}
	}
	return path
}
