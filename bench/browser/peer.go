package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"

	"github.com/shopvet/shopvet/crawler/render"
)

// peer is Lighthouse in one warm browser, see lighthouse.mjs.
type peer struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func newPeer(modules, chrome string, slow bool) (*peer, error) {
	cmd := exec.Command("node", "bench/browser/lighthouse.mjs", modules, chrome, "crawler/render", fmt.Sprint(slow))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 16<<20)
	return &peer{cmd, in, lines}, cmd.Start()
}

func (p *peer) close() error {
	_ = p.in.Close()
	return p.cmd.Wait()
}

// load has Lighthouse load a page. same is what our scripts saw of that very load.
func (p *peer) load(address string, v render.Visit) (theirs, same figures, err error) {
	if _, err := fmt.Fprintln(p.in, address); err != nil {
		return theirs, same, err
	}
	if !p.out.Scan() {
		return theirs, same, fmt.Errorf("lighthouse ended at %s: %w", address, p.out.Err())
	}
	var said struct {
		Theirs struct{ LCP, CLS, TBT, FCP float64 }
		Took   float64
		Seen   json.RawMessage
	}
	if err := json.Unmarshal(p.out.Bytes(), &said); err != nil {
		return theirs, same, err
	}
	run, err := render.Measured(said.Seen, v)
	t := said.Theirs
	return figures{t.LCP, t.CLS, t.TBT, t.FCP, said.Took}, figuresOf(&run), err
}
