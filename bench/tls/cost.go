// Command tls makes the TLS part of a visit alone, as often as it is told, and prints what it cost: cost.sh calls it.
package main

import (
	"context"
	"crypto/x509"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"syscall"
	"time"

	"github.com/shopvet/shopvet/crawler/tlsprobe"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

func main() {
	depth := flag.String("depth", tlsprobe.Standard, "quick, standard or deep")
	roots := flag.String("roots", "", "a PEM file of root certificates")
	rounds := flag.Int("rounds", 11, "how often")
	flag.Parse() // the hosts of one shop, its own first
	pem, err := os.ReadFile(*roots)
	if err != nil {
		log.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	var wall, cpu []float64
	handshakes := 0
	for range *rounds {
		start, used := time.Now(), cpuSeconds()
		handshakes = visit(tlsprobe.Options{RootCAs: pool, Depth: *depth, Guard: wire.NewGuard(flag.Arg(0), nil)}, flag.Args())
		wall, cpu = append(wall, time.Since(start).Seconds()), append(cpu, cpuSeconds()-used)
	}
	slices.Sort(wall)
	slices.Sort(cpu)
	fmt.Printf("%.3f %.3f %d %.3f %.3f\n", wall[len(wall)/2], cpu[len(cpu)/2], handshakes, wall[0], wall[len(wall)-1])
}

// visit looks at a shop's hosts as the crawler does, and returns how many connections that took.
func visit(o tlsprobe.Options, hosts []string) int {
	p := tlsprobe.New(o)
	var all []*snapshot.TLS
	for _, h := range hosts {
		if t := p.Handshake(context.Background(), h, 443, snapshot.HostShop); t != nil {
			all = append(all, t)
		}
	}
	n := 0
	for _, t := range all {
		p.Survey(context.Background(), t)
		n += t.Handshakes
	}
	return n
}

// cpuSeconds is the time that this process spent computing, its own and the system's for it.
func cpuSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}
