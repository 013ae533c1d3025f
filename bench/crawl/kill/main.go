// Command kill is what kill.sh runs: it kills visits of shopvet and counts what they fetch again.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// flaws make a verdict with something in it: what is missing, broken and slow to be told, so that tries and probes matter.
const flaws = "broken-internal-links,broken-images,no-alt,empty-pages,no-price,placeholder-links,orphans,broken-fragment"

func main() {
	dir := flag.String("dir", ".", "folder with the programs, and for what they write")
	pages := flag.Int("pages", 5000, "pages of the shop")
	kills := flag.Int("kills", 20, "how often to kill")
	seed := flag.Uint64("seed", 1, "of the moments")
	flag.Parse()
	b := &bench{dir: *dir, flags: flag.Args(), rand: rand.New(rand.NewPCG(*seed, 0))}
	if err := b.run(*pages, *kills); err != nil {
		log.Fatal(err)
	}
}

type bench struct {
	dir   string
	addr  string
	flags []string
	rand  *rand.Rand
	log   *access
}

func (b *bench) run(pages, kills int) error {
	end, err := b.serve(pages)
	if err != nil {
		return err
	}
	defer end()
	base, err := b.undisturbed("undisturbed")
	if err != nil {
		return err
	}
	twin, err := b.undisturbed("undisturbed again")
	if err != nil {
		return err
	}
	b.log.expect(base.asked, twin.asked)
	return b.disturbed(base, twin, kills)
}

// serve starts the shop and waits until it answers.
func (b *bench) serve(pages int) (end func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b.addr = l.Addr().String()
	_ = l.Close()
	name := filepath.Join(b.dir, "access.log")
	cmd := exec.Command(filepath.Join(b.dir, "serve"), "-addr", b.addr, "-pages", fmt.Sprint(pages), "-flaws", flaws, "-log", name)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	end = func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
	for range 200 {
		if r, err := http.Get("http://" + b.addr + "/"); err == nil {
			_ = r.Body.Close()
			b.log, err = openAccess(name)
			return end, err
		}
		time.Sleep(50 * time.Millisecond)
	}
	end()
	return nil, errors.New("the shop does not answer")
}

// look is one whole visit.
type look struct {
	asked   map[string]int // requests by address
	total   int
	took    time.Duration
	visit   time.Duration // until nothing more was fetched
	verdict map[string]any
}

// rate is requests a second while fetching.
func (l *look) rate() float64 { return float64(l.total) / l.visit.Seconds() }

// undisturbed visits the shop once, from its begin to its end.
func (b *bench) undisturbed(name string) (*look, error) {
	b.log.begin()
	began := time.Now()
	p, err := b.start("")
	if err != nil {
		return nil, err
	}
	visited := p.visited()
	if err := p.wait(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", name, err, p.said())
	}
	l := &look{took: time.Since(began), visit: (<-visited).Sub(began)}
	l.asked, l.total = b.log.end()
	l.verdict, err = readVerdict(b.report())
	if err != nil {
		return nil, err
	}
	fmt.Printf("%s: %.1f s, of which %.1f s visiting; %d requests, %.0f a second; %s\n", name, l.took.Seconds(), l.visit.Seconds(), l.total, l.rate(), sum(l.verdict))
	return l, nil
}

func (b *bench) report() string { return filepath.Join(b.dir, "verdict.json") }

// process is one run of shopvet, and what it says.
type process struct {
	cmd  *exec.Cmd
	done chan time.Time
	text *strings.Builder
	read chan struct{}
}

// start starts a visit, which resumes from a file where one is named.
func (b *bench) start(resume string) (*process, error) {
	args := append([]string{"scan", "http://" + b.addr + "/", "--profile", "deep", "--browser", "off", "--out", b.report()}, b.flags...)
	if resume != "" {
		args = append(args, "--resume", resume)
	}
	p := &process{cmd: exec.Command(filepath.Join(b.dir, "shopvet"), args...), done: make(chan time.Time, 1), text: &strings.Builder{}, read: make(chan struct{})}
	out, err := p.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(p.read)
		for s := bufio.NewScanner(out); s.Scan(); {
			fmt.Fprintln(p.text, s.Text())
			if f := strings.Fields(s.Text()); len(f) == 5 && f[2] == "pages" && f[3] == "in" { // "shopvet: 5000 pages in 12s" is the end of the visit
				p.done <- time.Now()
			}
		}
	}()
	return p, nil
}

// visited tells when the visit was over and judging began.
func (p *process) visited() <-chan time.Time { return p.done }

func (p *process) wait() error {
	<-p.read
	return p.cmd.Wait()
}

func (p *process) said() string { return p.text.String() }

// kill ends the process at once, as a power cut would, and waits until it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.wait()
}
