// Command dns holds shopvet against real name servers: it serves shops whose zones each have one known fault, lets shopvet scan them, compares every
// answer it kept with those of dig and drill, and every judgement with the truth and with what programs that receive mail make of the same zone.
package main

import (
	"crypto/tls"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func main() {
	dir := flag.String("dir", "", "folder with the certificate, for the zones and snapshots")
	zones := flag.Bool("zones", false, "only write the zones")
	names := flag.Bool("names", false, "only print the domains, for the certificate")
	mail := flag.Bool("mail", false, "with -names: the domains of the e-mail addresses")
	program := flag.String("shopvet", "bin/shopvet", "program to measure")
	web := flag.String("web", "127.0.0.1:20510", "address of the shops")
	plain := flag.String("plain", "127.0.0.1:20501", "a resolver")
	strict := flag.String("strict", "127.0.0.1:20502", "a resolver that checks signatures")
	peers := flag.String("peers", "", "file with lines of other programs: domain, program, result")
	flag.Parse()
	switch {
	case *names:
		for _, w := range cases() {
			if *mail {
				fmt.Println(w.mailDomain())
				continue
			}
			fmt.Println(w.domain())
		}
		return
	case *zones:
		check(writeZones(*dir))
		return
	}
	check(serve(*dir, *web))
	b := bench{dir: *dir, program: *program, web: *web, plain: *plain, strict: *strict, others: readPeers(*peers)}
	b.run()
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

const soa = "3600 IN SOA ns.nic.test. hostmaster.nic.test. 1 3600 600 86400 60"

// writeZones writes the zone of the top-level domain, with all cases in it but those that are signed, which have zones of their own.
func writeZones(dir string) error {
	top := []string{
		"test. " + soa, "test. NS ns.nic.test.", "ns.nic.test. A 127.0.0.1", "ns.nic.test. AAAA ::1",
		"mx.mailhost.test. A 192.0.2.25", `_spf.mailhost.test. TXT "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all"`,
	}
	for _, w := range cases() {
		if strings.HasPrefix(w.name, "signature") {
			own := append([]string{w.domain() + ". " + soa, w.domain() + ". NS ns.nic.test."}, w.records()...)
			if w.name == "signature6" {
				own = append(own, w.domain()+". AAAA ::1")
			}
			if err := os.WriteFile(filepath.Join(dir, w.domain()), []byte(lines(own)), 0o600); err != nil {
				return err
			}
			continue
		}
		top = append(top, w.records()...)
	}
	return os.WriteFile(filepath.Join(dir, "test"), []byte(lines(top)), 0o600)
}

func lines(records []string) string { return "$TTL 60\n" + strings.Join(records, "\n") + "\n" }

// serve starts the shops: one page each, with an e-mail address.
func serve(dir, address string) error {
	cert, err := tls.LoadX509KeyPair(filepath.Join(dir, "shop.pem"), filepath.Join(dir, "shop.key"))
	if err != nil {
		return err
	}
	mail := map[string]string{}
	for _, w := range cases() {
		mail[w.domain()] = "hello@" + w.mailDomain()
	}
	l, err := tls.Listen("tcp", address, &tls.Config{Certificates: []tls.Certificate{cert}})
	if err != nil {
		return err
	}
	page := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		host, _, _ := net.SplitHostPort(r.Host)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><title>Candles</title><main><h1>Candles</h1><p>Write to <a href="mailto:%[1]s">%[1]s</a></main>`, mail[host])
	})
	s := &http.Server{Handler: page, ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	go func() { check(s.Serve(l)) }()
	return nil
}

// scan lets shopvet look at a shop and returns what it saw and said, and how long it took.
func (b *bench) scan(w world) (*snapshot.Snapshot, *verdict.Verdict, time.Duration) {
	_, port, err := net.SplitHostPort(b.web)
	check(err)
	file := filepath.Join(b.dir, w.name+".jsonl")
	start := time.Now()
	cmd := exec.Command(b.program, "scan", "-q", "--profile", "quick", "--max-pages", "2", "--rate", "0", "--ca-file", filepath.Join(b.dir, "root.pem"),
		"--resolver", b.plain+","+b.strict, "--save", file, "--format", "json", "https://"+net.JoinHostPort(w.domain(), port)+"/")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	took := time.Since(start)
	if err != nil {
		log.Fatalf("%s: %v", w.name, err)
	}
	var v verdict.Verdict
	check(json.Unmarshal(out, &v))
	f, err := os.Open(file)
	check(err)
	defer f.Close()
	snap, err := snapshot.Read(f)
	check(err)
	return snap, &v, took
}
