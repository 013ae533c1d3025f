package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// again is how soon after a look a shop is looked at again in a soak. The shortest cadence of a seller is an hour: its next time is put forward.
const again = 30 * time.Second

// soak looks at the shops again and again, and prints what the processes hold meanwhile.
func (f *fleet) soak(ctx context.Context) error {
	s, err := catalogue.Open(ctx, f.o.where)
	if err != nil {
		return err
	}
	defer s.Close()
	fmt.Println("minute  results  fine  unreachable  blocked  failed  waiting  running  RSS MB  goroutines  files  threads  database MB")
	began, told := time.Now(), time.Time{}
	for time.Since(began) < f.o.soak && ctx.Err() == nil {
		now := time.Now()
		_, err := s.DB().ExecContext(ctx, "UPDATE sellers SET next_due = $1 WHERE next_due > $1 AND looked > 0 AND looked < $2", now.UnixMilli(), now.Add(-again).UnixMilli())
		if err != nil {
			fmt.Println("put forward:", err)
		}
		if now.Sub(told) >= time.Minute {
			told = now
			if err := f.tell(ctx, s, now.Sub(began)); err != nil {
				fmt.Println("count:", err)
			}
		}
		time.Sleep(2 * time.Second)
	}
	return f.stuck(ctx, s)
}

// tell prints one line of figures.
func (f *fleet) tell(ctx context.Context, s *catalogue.Store, at time.Duration) error {
	var results int
	if err := s.DB().QueryRowContext(ctx, "SELECT COUNT(*) FROM results").Scan(&results); err != nil {
		return err
	}
	o, err := s.Overview(ctx, time.Now().Add(-time.Hour))
	if err != nil {
		return err
	}
	var rss, routines, files, threads int
	for _, cmd := range f.running {
		p := strconv.Itoa(cmd.Process.Pid)
		rss += statusOf(p, "VmRSS:") >> 10
		threads += statusOf(p, "Threads:")
		if list, err := os.ReadDir("/proc/" + p + "/fd"); err == nil {
			files += len(list)
		}
		text, _ := os.ReadFile(filepath.Join(f.o.world, "goroutines."+p)) // not written yet at the start
		n, _ := strconv.Atoi(string(text))
		routines += n
	}
	fmt.Printf("%6.0f %8d %5d %12d %8d %7d %8d %8d %7d %11d %6d %8d %12.1f\n", at.Minutes(), results, o.States[catalogue.Fine], o.States[catalogue.Unreachable],
		o.States[catalogue.Blocked], o.States[catalogue.Failed], o.Queued, o.Running, rss, routines, files, threads, float64(f.size(ctx, s))/1e6)
	return nil
}

// statusOf reads a number of a process.
func statusOf(pid, name string) int {
	text, _ := os.ReadFile("/proc/" + pid + "/status")
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			n, _ := strconv.Atoi(strings.Fields(rest)[0])
			return n
		}
	}
	return 0
}

// size is how much the database takes.
func (f *fleet) size(ctx context.Context, s *catalogue.Store) (n int64) {
	if s.Engine() == catalogue.Postgres {
		_ = s.DB().QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&n)
		return n
	}
	for _, more := range []string{"", "-wal"} {
		if info, err := os.Stat(f.o.where + more); err == nil {
			n += info.Size()
		}
	}
	return n
}

// stuck says whether a scan has been under way for longer than one may take.
func (f *fleet) stuck(ctx context.Context, s *catalogue.Store) error {
	list, err := s.ScansIn(ctx, catalogue.Running, 10000)
	if err != nil {
		return err
	}
	for i := range list {
		if time.Since(list[i].Started) > 4*time.Minute {
			return fmt.Errorf("a scan has been under way since %s", list[i].Started.Format(time.TimeOnly))
		}
	}
	sellers, _, err := s.Sellers(ctx, catalogue.Filter{}, catalogue.Page{Sort: "looked", Limit: 1})
	if err == nil && len(sellers) == 1 && time.Since(sellers[0].Now.Looked) > 15*time.Minute {
		err = errors.New("a shop was not looked at for a quarter of an hour: " + sellers[0].URL)
	}
	return err
}
