// Command alerts plants changes at made-up shops over six scans and looks whether exactly the right alerts come, each once, by a webhook, by mail and
// in the feed: also when the program is killed between a result and its delivery, and when the receiver fails twice.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/internal/served"
)

func main() {
	program := flag.String("shopvet", "bin/shopvet", "the program")
	python := flag.String("python", "python3", "a Python that has aiosmtpd")
	keep := flag.Bool("keep", false, "leave the folder of the run")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *program, *python, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "alerts:", err)
		os.Exit(1)
	}
}

// trial is one run.
type trial struct {
	dir    string
	ca     *served.Authority
	shops  []*planned
	hook   *hook
	mails  *mailServer
	store  *catalogue.Store
	server *served.Server
	rounds map[string]int // scan → round
}

func run(ctx context.Context, program, python string, keep bool) (err error) {
	t := &trial{rounds: map[string]int{}}
	if t.dir, err = os.MkdirTemp("", "shopvet-alerts-"); err != nil {
		return err
	}
	if keep {
		fmt.Println("folder:", t.dir)
	} else {
		defer os.RemoveAll(t.dir)
	}
	if t.ca, err = served.NewAuthority(); err != nil {
		return err
	}
	if err := writeFile(filepath.Join(t.dir, "ca.pem"), t.ca.PEM); err != nil {
		return err
	}
	if t.mails, err = newMailServer(ctx, python, filepath.Join(t.dir, "mails")); err != nil {
		return err
	}
	defer t.mails.stop()
	if t.hook, err = newHook(ctx); err != nil {
		return err
	}
	defer t.hook.server.Close()
	dns, resolver, err := served.Names(ctx)
	if err != nil {
		return err
	}
	defer dns.ShutdownContext(ctx) //nolint:errcheck // the run is over
	for _, p := range plan() {
		if p.stage, err = newStage(ctx, p.host); err != nil {
			return err
		}
		defer p.stage.close() //nolint:errcheck // the run is over
		t.shops = append(t.shops, p)
	}
	begin := time.Now()
	if err := t.start(ctx, program, resolver); err != nil {
		return err
	}
	defer t.server.Kill()
	defer t.store.Close()
	for round := range rounds {
		if err := t.round(ctx, round); err != nil {
			return fmt.Errorf("scan %d: %w", round, err)
		}
	}
	err = t.verdict(ctx)
	fmt.Printf("%d shops, %d scans each, %.0f s\n", len(t.shops), rounds, time.Since(begin).Seconds())
	return err
}

// start begins with an empty catalogue: sellers, channels, a mute.
func (t *trial) start(ctx context.Context, program, resolver string) (err error) {
	db := filepath.Join(t.dir, "shopvet.db")
	t.server = &served.Server{Program: program, Log: filepath.Join(t.dir, "serve.log"), Args: []string{"--database", db, "--resolver", resolver, "--allow-network", "127.0.0.0/8",
		"--ca-file", filepath.Join(t.dir, "ca.pem"), "--per-address", "100", "--rate", "0", "--max-pages", "40", "--smtp", "smtp://" + t.mails.address, "--mail-from", "shopvet@vet.test",
		"--control", t.hook.url}}
	if err := t.server.Start(ctx); err != nil {
		return err
	}
	if err := t.server.SignIn(ctx); err != nil {
		return err
	}
	if t.store, err = catalogue.Open(ctx, db); err != nil {
		return err
	}
	var list []map[string]any
	for _, p := range t.shops {
		list = append(list, map[string]any{"url": p.stage.url(), "cadence_seconds": 0})
	}
	var added struct{ IDs []string }
	if err := t.server.Call(ctx, "POST", "/sellers", map[string]any{"sellers": list}, &added); err != nil {
		return err
	}
	for i, p := range t.shops {
		p.id = added.IDs[i]
		if p.muted == "" {
			continue
		}
		mute := map[string]any{"seller_id": p.id, "check": p.muted, "reason": "known", "until": time.Now().Add(24 * time.Hour)}
		if err := t.server.Call(ctx, "POST", "/mutes", mute, nil); err != nil {
			return err
		}
	}
	var hook struct{ Secret string }
	if err := t.server.Call(ctx, "POST", "/webhooks", map[string]any{"name": "hook", "target": t.hook.url}, &hook); err != nil {
		return err
	}
	t.hook.secret = hook.Secret
	return t.server.Call(ctx, "POST", "/webhooks", map[string]any{"name": "mail", "kind": "email", "target": "ops@vet.test", "lang": "de"}, nil)
}

// round changes the shops, has each looked at, and waits until what is to be told was told.
func (t *trial) round(ctx context.Context, round int) error {
	for i, p := range t.shops {
		if err := p.stage.set(ctx, t.ca, uint64(i+1), p.at(round)); err != nil {
			return err
		}
	}
	if round == roundOfTries {
		t.hook.mu.Lock()
		t.hook.fail = 2
		t.hook.mu.Unlock()
	}
	last := len(t.shops)
	if round == roundOfKill {
		last--
	}
	if err := t.scan(ctx, round, t.shops[:last]); err != nil {
		return err
	}
	if err := t.settled(ctx); err != nil {
		return err
	}
	if round == roundOfKill {
		if err := t.killed(ctx, round, t.shops[last]); err != nil {
			return err
		}
	}
	if err := t.settled(ctx); err != nil {
		return err
	}
	return t.acknowledge(ctx, round)
}

// scan asks for scans and waits for their end.
func (t *trial) scan(ctx context.Context, round int, shops []*planned) error {
	var open []string
	for _, p := range shops {
		var scan struct{ ID string }
		if err := t.server.Call(ctx, "POST", "/sellers/"+p.id+"/scans", nil, &scan); err != nil {
			return err
		}
		open = append(open, scan.ID)
		t.rounds[scan.ID] = round
	}
	return until(ctx, 10*time.Minute, func() (bool, error) {
		for _, id := range open {
			s, err := t.store.Scan(ctx, id)
			if err != nil || s.State == catalogue.GivenUp || s.State == catalogue.Cancelled {
				return false, errors.Join(err, fmt.Errorf("a scan was given up: %v", s))
			}
			if s.State != catalogue.Done {
				return false, nil
			}
		}
		return true, nil
	})
}

// settled waits until nothing is to be sent any more.
func (t *trial) settled(ctx context.Context) error {
	return until(ctx, 10*time.Minute, func() (bool, error) {
		n, err := t.due(ctx)
		return n == 0, err
	})
}

func (t *trial) due(ctx context.Context) (n int, err error) {
	err = t.store.DB().QueryRowContext(ctx, "SELECT COUNT(*) FROM deliveries WHERE state = 'due'").Scan(&n)
	return n, err
}

// killed kills the program as soon as the result of a scan is there and its alerts were not sent yet.
func (t *trial) killed(ctx context.Context, round int, p *planned) error {
	done := make(chan error, 1)
	go func() { done <- t.scan(ctx, round, []*planned{p}) }()
	n := 0
	err := until(ctx, 10*time.Minute, func() (bool, error) {
		var err error
		n, err = t.due(ctx)
		return n > 0, err
	})
	if err != nil {
		return err
	}
	t.server.Kill()
	fmt.Printf("killed with %d messages unsent\n", n)
	if err := <-done; err != nil {
		return err
	}
	return t.server.Start(ctx)
}

// acknowledge says of one alert that it was seen.
func (t *trial) acknowledge(ctx context.Context, round int) error {
	if round != roundOfKill {
		return nil
	}
	list, err := t.store.Alerts(ctx, catalogue.AlertFilter{Kind: catalogue.AlertCertificate})
	if err != nil || len(list) != 1 {
		return errors.Join(err, fmt.Errorf("%d alerts on certificates", len(list)))
	}
	return t.server.Call(ctx, "POST", "/alerts/"+list[0].ID+"/acknowledge", map[string]any{"note": "renewal is under way"}, nil)
}

// until waits for something.
func until(ctx context.Context, most time.Duration, ready func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	for {
		ok, err := ready()
		if err != nil && ok {
			err = nil
		}
		if ok || err != nil && !busy(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.New("it does not come to its end")
		case <-time.After(30 * time.Millisecond):
		}
	}
}

// busy reports whether the file of the catalogue was only in use for a moment.
func busy(err error) bool { return strings.Contains(err.Error(), "SQLITE_BUSY") }

// sorted is a list in order, as text.
func sorted(list []string) string {
	slices.Sort(list)
	return strings.Join(list, ", ")
}
