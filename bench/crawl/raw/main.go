// Command raw is the least that a crawler can do: net/http fetches the pages of one host, a tokenizer collects their links, and nothing is kept
// but which addresses were met. It is what run.sh measures against.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"sync"

	"golang.org/x/net/html"
)

func main() {
	workers := flag.Int("workers", 4, "exchanges at the same time")
	flag.Parse()
	home, err := url.Parse(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	c := &crawl{host: home.Host, seen: map[string]bool{}, client: &http.Client{Transport: &http.Transport{MaxConnsPerHost: *workers, MaxIdleConnsPerHost: *workers}}}
	c.wake = sync.NewCond(&c.mu)
	c.add(home.String())
	var wg sync.WaitGroup
	for range *workers {
		wg.Go(c.work)
	}
	wg.Wait()
	fmt.Println(len(c.seen), "pages,", c.bytes, "bytes")
}

type crawl struct {
	client *http.Client
	host   string

	mu    sync.Mutex
	wake  *sync.Cond
	queue []string
	busy  int
	seen  map[string]bool
	bytes int64
}

func (c *crawl) add(address string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.seen[address] {
		c.seen[address] = true
		c.queue = append(c.queue, address)
		c.wake.Signal()
	}
}

func (c *crawl) work() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		for len(c.queue) == 0 {
			if c.busy == 0 {
				c.wake.Broadcast()
				return
			}
			c.wake.Wait()
		}
		address := c.queue[0]
		c.queue = c.queue[1:]
		c.busy++
		c.mu.Unlock()
		n, err := c.fetch(address)
		if err != nil {
			log.Print(err)
		}
		c.mu.Lock()
		c.bytes += n
		c.busy--
	}
}

// fetch reads one page and queues its links, and returns how long it was.
func (c *crawl) fetch(address string) (int64, error) {
	resp, err := c.client.Get(address)
	if err != nil {
		return 0, err
	}
	defer func() { _ = resp.Body.Close() }()
	body := &counted{r: resp.Body}
	z := html.NewTokenizer(body)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return body.n, err
			}
			return body.n, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, more := z.TagName(); more; {
				var key, value []byte
				if key, value, more = z.TagAttr(); string(key) == "href" {
					c.link(resp.Request.URL, string(value))
				}
			}
		}
	}
}

func (c *crawl) link(base *url.URL, to string) {
	u, err := base.Parse(to)
	if err != nil || u.Host != c.host {
		return
	}
	u.Fragment = ""
	c.add(u.String())
}

type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}
