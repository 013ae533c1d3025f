package main

import (
	"bytes"
	"maps"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"
)

// access follows the access log of the shop while it grows.
type access struct {
	file *os.File
	rest []byte

	mu     sync.Mutex
	asked  map[string]int // since begin, by method and address
	total  int
	most   map[string]int // by address, in visits that nobody disturbed
	again  int            // requests beyond that, since they were last counted
	sample []string       // the first of them
}

func openAccess(name string) (*access, error) {
	f, err := os.Open(name)
	return &access{file: f, asked: map[string]int{}}, err
}

// settle is how long the server may take to write down what it has answered.
const settle = 50 * time.Millisecond

// begin forgets what was asked before.
func (a *access) begin() {
	time.Sleep(settle)
	a.poll()
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked, a.total, a.again = map[string]int{}, 0, 0
}

// end returns what was asked since begin.
func (a *access) end() (map[string]int, int) {
	time.Sleep(settle)
	a.poll()
	a.mu.Lock()
	defer a.mu.Unlock()
	return maps.Clone(a.asked), a.total
}

// expect notes how often visits ask for each address that nobody disturbs: key pages are timed several times, what is missing is asked for thrice.
func (a *access) expect(visits ...map[string]int) {
	a.most = map[string]int{}
	for _, v := range visits {
		for address, n := range v {
			a.most[address] = max(a.most[address], n)
		}
	}
}

// chance is the name of a page that does not exist, which is another one in every visit.
var chance = regexp.MustCompile(`/shopvet-[0-9a-f]{18}`)

// poll reads what the log has grown by.
func (a *access) poll() {
	b := make([]byte, 64<<10)
	for {
		n, err := a.file.Read(b)
		a.rest = append(a.rest, b[:n]...)
		for {
			line, rest, ok := bytes.Cut(a.rest, []byte("\n"))
			if !ok {
				break
			}
			a.note(chance.ReplaceAllString(string(line), "/shopvet-*"))
			a.rest = rest
		}
		if err != nil {
			return
		}
	}
}

func (a *access) note(line string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.most != nil && a.asked[line] >= a.allowed(line) {
		if a.again++; len(a.sample) < 5 {
			a.sample = append(a.sample, line)
		}
	}
	a.asked[line]++
	a.total++
}

// allowed is how often an address may be asked for. Which files of many are asked for may differ from visit to visit, by the pages that name them
// first; one that is missing is asked for thrice.
func (a *access) allowed(line string) int {
	if n := a.most[line]; n > 0 {
		return n
	}
	if strings.Contains(line, "/media/") {
		return 3
	}
	return 1
}

// useful is how many requests were no repetition.
func (a *access) useful() int {
	a.poll()
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for address, k := range a.asked {
		n += min(k, a.allowed(address))
	}
	return n
}

// repeated returns how many requests were repetitions since it was last called, and some of them.
func (a *access) repeated() (int, []string) {
	time.Sleep(settle)
	a.poll()
	a.mu.Lock()
	defer a.mu.Unlock()
	n, sample := a.again, a.sample
	a.again, a.sample = 0, nil
	return n, sample
}
