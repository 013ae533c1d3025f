// Command dashboard measures how fast the dashboard and the API answer on a catalogue with a long history, and how large that is.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

func main() {
	log.SetFlags(0)
	sellers := flag.Int("sellers", 100_000, "sellers of the catalogue")
	days := flag.Int("days", 90, "days of history, with one look a day")
	requests := flag.Int("requests", 200, "requests for each page")
	clients := flag.Int("clients", 1, "how many ask at the same time")
	database := flag.String("database", "", "a file of SQLite or postgres://…, empty or filled by this program before; default: a new file that is removed")
	flag.Parse()
	if err := run(context.Background(), *database, plan{*sellers, *days}, *requests, *clients); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, where string, p plan, requests, clients int) error {
	if where == "" {
		dir, err := os.MkdirTemp("", "shopvet-dashboard-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		where = filepath.Join(dir, "catalogue.db")
	}
	store, err := catalogue.Open(ctx, where)
	if err != nil {
		return err
	}
	defer store.Close()
	if _, err := store.MigrateUp(ctx); err != nil {
		return err
	}
	there, err := store.CountSellers(ctx, catalogue.Filter{})
	if err != nil {
		return err
	}
	if there == 0 {
		if err := p.fill(ctx, store); err != nil {
			return err
		}
	}
	if info, err := os.Stat(where); err == nil {
		fmt.Printf("database: %.0f MB\n", float64(info.Size())/(1<<20))
	}
	return measure(ctx, store, requests, clients)
}

// since tells how long a step took.
func since(what string, begin time.Time, n int) {
	took := time.Since(begin)
	fmt.Printf("%s: %d in %.1f s (%.0f a second)\n", what, n, took.Seconds(), float64(n)/took.Seconds())
}
