// Command show is the catalogue as somebody sees it who tries it for the first time: it serves made-up shops, imports them, starts `shopvet serve`, and
// tells how soon the first result is there and how soon all are. With -keep it goes on, so that one can look at the pages.
package main

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/shopvet/shopvet/internal/served"
)

func main() {
	program := flag.String("shopvet", "bin/shopvet", "the program")
	shops := flag.Int("shops", 200, "shops")
	again := flag.Int("again", 3, "looks at each tenth shop after the first, between which things change there")
	keep := flag.Bool("keep", false, "go on serving until interrupted")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *program, *shops, *again, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "show:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, program string, shops, again int, keep bool) error {
	dir, err := os.MkdirTemp("", "shopvet-show-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	dns, resolver, err := served.Names(ctx)
	if err != nil {
		return err
	}
	defer dns.ShutdownContext(ctx) //nolint:errcheck // the run is over
	street, err := newStreet(shops)
	if err != nil {
		return err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	front := &http.Server{Handler: street, TLSConfig: &tls.Config{GetCertificate: street.certificate}, ReadHeaderTimeout: time.Minute, ErrorLog: log.New(io.Discard, "", 0)}
	go front.ServeTLS(l, "", "") // ends with Close
	defer front.Close()
	db := filepath.Join(dir, "shopvet.db")
	_, port, _ := net.SplitHostPort(l.Addr().String())
	list := filepath.Join(dir, "shops.csv")
	if err := os.WriteFile(list, []byte(street.list(port)), 0o600); err != nil {
		return err
	}
	ca := filepath.Join(dir, "ca.pem")
	if err := os.WriteFile(ca, street.ca.PEM, 0o600); err != nil {
		return err
	}
	begin := time.Now()
	if out, err := exec.CommandContext(ctx, program, "sellers", "import", list, "--database", db).CombinedOutput(); err != nil {
		return fmt.Errorf("import: %w: %s", err, out)
	}
	s := &served.Server{Program: program, Log: filepath.Join(dir, "serve.log"), Args: []string{"--database", db, "--archives", filepath.Join(dir, "archives"), "--resolver", resolver,
		"--allow-network", "127.0.0.0/8", "--per-address", "100", "--rate", "0", "--ca-file", ca}}
	if err := s.Start(ctx); err != nil {
		return err
	}
	defer s.Kill()
	if err := s.SignIn(ctx); err != nil {
		return err
	}
	if err := looked(ctx, s, shops, begin); err != nil {
		return err
	}
	for range again {
		if err := onceMore(ctx, s, street); err != nil {
			return err
		}
	}
	if keep {
		fmt.Printf("http://%s/ as admin with the password %s\n", s.Address, s.Password)
		<-ctx.Done()
	}
	return nil
}

// looked waits until every shop was looked at.
func looked(ctx context.Context, s *served.Server, shops int, begin time.Time) error {
	first := false
	for time.Since(begin) < time.Hour {
		var o struct{ States map[string]int }
		if err := s.Call(ctx, http.MethodGet, "/overview", nil, &o); err != nil {
			return err
		}
		done := shops - o.States["never"]
		if done > 0 && !first {
			first = true
			fmt.Printf("first result %.1f s after the import began\n", time.Since(begin).Seconds())
		}
		if done == shops {
			fmt.Printf("%d shops looked at after %.0f s: %v\n", shops, time.Since(begin).Seconds(), o.States)
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("not all shops were looked at within an hour")
}

// onceMore changes each tenth shop and has it looked at again.
func onceMore(ctx context.Context, s *served.Server, street *street) error {
	street.change()
	var list struct{ Items []struct{ ID, URL string } }
	if err := s.Call(ctx, http.MethodGet, "/sellers?limit=500", nil, &list); err != nil {
		return err
	}
	for _, n := range list.Items {
		if number(strings.TrimPrefix(n.URL, "https://"))%10 != 0 {
			continue
		}
		if err := s.Call(ctx, http.MethodPost, "/sellers/"+n.ID+"/scans", nil, nil); err != nil {
			return err
		}
	}
	for {
		var o struct{ Queued, Running int }
		if err := s.Call(ctx, http.MethodGet, "/overview", nil, &o); err != nil || o.Queued+o.Running == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// number is the number in the name of a shop, as shop17.test:8080.
func number(host string) int {
	name, _, _ := strings.Cut(strings.TrimPrefix(host, "shop"), ".")
	n, err := strconv.Atoi(name)
	if err != nil {
		return -1
	}
	return n
}
