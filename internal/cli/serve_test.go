package cli_test

import (
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/shopvet/shopvet/internal/shopgen"
)

// serve starts a server on loopback for the rest of the script and puts its address into $URL:
//
//	serve shop [FLAW...]   a synthetic shop
//	serve tls              a sound one over https; its root certificate lies in ca.pem
//	serve slow             one whose pages take a while, without end
//	serve answer TYPE BODY one answer for every address
//	serve redirect TARGET  a redirect for every address
//	serve status CODE      an answer with this status for every address
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: serve shop|tls|slow|answer|redirect|status …")
	}
	var handler http.Handler
	switch kind, rest := args[0], args[1:]; kind {
	case "shop", "tls":
		handler = shop(ts, rest)
	case "slow":
		handler = http.HandlerFunc(endless)
	case "answer":
		handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Type", rest[0])
			io.WriteString(w, rest[1])
		})
	case "redirect":
		handler = http.RedirectHandler(rest[0], http.StatusFound)
	case "status":
		status, err := strconv.Atoi(rest[0])
		ts.Check(err)
		handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
	default:
		ts.Fatalf("serve: no kind %q", kind)
	}
	server := httptest.NewUnstartedServer(handler)
	if args[0] == "tls" {
		server.StartTLS()
		cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
		ts.Check(os.WriteFile(ts.MkAbs("ca.pem"), cert, 0o600))
	} else {
		server.Start()
	}
	ts.Defer(func() {
		server.CloseClientConnections()
		server.Close()
	})
	ts.Setenv("URL", server.URL)
	ts.Setenv("HOST", strings.TrimPrefix(server.URL, "http://"))
}

func shop(ts *testscript.TestScript, flaws []string) http.Handler {
	o := shopgen.Options{Seed: 1, Products: 12, Market: "uk", Plain: true}
	for _, f := range flaws {
		o.Flaws = append(o.Flaws, shopgen.Flaw(f))
	}
	s, err := shopgen.New(o)
	ts.Check(err)
	return s
}

// endless is a shop of which every page links to ten further ones.
func endless(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	time.Sleep(100 * time.Millisecond)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, `<!DOCTYPE html><html lang="en"><title>Lamps</title><main><h1>Lamps for every room</h1>`)
	for i := range 10 {
		fmt.Fprintf(w, `<p><a href="%s/lamp%d">Another lamp</a></p>`, strings.TrimSuffix(r.URL.Path, "/"), i)
	}
}

// code runs a command and compares its exit code: code 2 shopvet scan nowhere.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
