package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/internal/tracing"
)

const (
	defaultListen  = "127.0.0.1:8080"
	defaultWorkers = 4
	defaultKeep    = 90 * 24 * time.Hour
)

func (a *app) serveCommand() *cobra.Command {
	o := newOptions()
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Look at the shops on schedule, and show what was found",
		Long: "serve looks at the shops of the catalogue when they are due, sends alerts on what changed, and serves the pages that show it, all in\n" +
			"one process. The catalogue is one file unless --database says otherwise. With Postgres any number of `shopvet work` on any number\n" +
			"of machines share the work.",
		Example: "  shopvet sellers import shops.csv && shopvet serve",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			return a.serve(cmd.Context(), o)
		},
	}
	addFlags(cmd, o, o.databaseFlag, o.serveFlags, o.server.pages.pageFlags, o.workFlags, o.visitFlags, o.lookFlags)
	return cmd
}

func (a *app) workCommand() *cobra.Command {
	o := newOptions()
	cmd := &cobra.Command{
		Use:     "work",
		Short:   "Look at the shops on schedule beside serve: a further worker",
		Example: "  shopvet work --database postgres://shopvet@db.internal/shopvet --workers 8",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			return a.work(cmd.Context(), o, nil)
		},
	}
	addFlags(cmd, o, o.databaseFlag, o.workFlags, o.visitFlags, o.lookFlags)
	return cmd
}

// lookFlags say how what was seen is judged.
func (o *options) lookFlags(fs *pflag.FlagSet) { o.judgeFlags(fs) }

// serve works and shows.
func (a *app) serve(ctx context.Context, o *options) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", cmp.Or(o.server.listen.value, defaultListen))
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	defer listener.Close()
	return a.work(ctx, o, func(ctx context.Context, s *catalogue.Store, q *queue.Queue, log *slog.Logger) error {
		server, err := a.pages(ctx, o, s, q, log)
		if err != nil {
			return err
		}
		defer server.Close()
		log.Info("serving", "address", "http://"+listener.Addr().String()+"/")
		return server.Serve(ctx, listener)
	})
}

// work looks at shops until it is told to stop. beside, if there is one, runs beside it and ends with ctx.
func (a *app) work(ctx context.Context, o *options, beside func(context.Context, *catalogue.Store, *queue.Queue, *slog.Logger) error) error {
	log := a.logger(o)
	flush, err := tracing.Start(ctx, shopvet.Version, log)
	if err != nil {
		return err
	}
	defer flush()
	l, closed, err := a.newLooker(ctx, o)
	if err != nil {
		return err
	}
	defer closed()
	s, err := a.openCatalogue(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	if _, err := s.MigrateUp(ctx); err != nil {
		return err
	}
	l.store, l.visits = s, newVisits(s, log)
	q, err := queue.New(ctx, s, l.queueOptions(s, log))
	if err != nil {
		return err
	}
	defer q.Close()
	if err := q.Migrate(ctx); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	told, withdraw := a.soft.offer(func() { log.Info("stopping: visits under way go on to their end; press Ctrl-C again to quit at once") })
	defer withdraw()
	ends := make(chan error, 2)
	parts := 1
	go func() { ends <- q.Run(ctx) }()
	if beside != nil {
		parts++
		go func() { ends <- beside(ctx, s, q, log) }()
	}
	var errs []error
	for range parts {
		select {
		case <-told:
			told = nil
			stop()
			errs = append(errs, <-ends)
		case err := <-ends:
			errs = append(errs, err)
			stop()
		}
	}
	return errors.Join(errs...)
}

// logger writes what happens to standard error: as text for people, as JSON for programs.
func (a *app) logger(o *options) *slog.Logger {
	level := slog.LevelInfo
	switch {
	case o.quiet:
		level = slog.LevelWarn
	case o.verbose:
		level = slog.LevelDebug
	}
	ho := &slog.HandlerOptions{Level: level}
	if a.env.StderrWidth != nil && a.env.StderrWidth() > 0 {
		return slog.New(slog.NewTextHandler(a.env.Stderr, ho))
	}
	return slog.New(slog.NewJSONHandler(a.env.Stderr, ho))
}

// queueOptions say how the queue is run.
func (l *looker) queueOptions(s *catalogue.Store, log *slog.Logger) queue.Options {
	v := &l.o.server
	resolver := net.DefaultResolver
	if len(l.o.resolver.values) > 0 {
		server := l.o.resolver.values[0]
		resolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, server)
		}}
	}
	return queue.Options{
		Scan: l.look, Timeout: l.timeout, Network: l.lookUp(resolver), Online: l.online, Workers: cmp.Or(v.workers.n, defaultWorkers), PerHost: v.perAddress.n,
		Rate: float64(v.perMinute.n), TagRate: v.tagRates.values, Drain: v.drain.d, Version: shopvet.Version, Log: log, Tasks: l.tasks(s, log),
	}
}

// tasks are what one of all processes does now and then.
func (l *looker) tasks(s *catalogue.Store, log *slog.Logger) map[string]queue.Task {
	return map[string]queue.Task{
		"alerts": {Every: 5 * time.Second, Do: l.sender(s).Send},
		"tidy": {Every: time.Hour, Do: func(ctx context.Context, now time.Time) error {
			return tidyUp(ctx, s, log, now.Add(-cmp.Or(l.o.server.keep.d, defaultKeep)))
		}},
	}
}

// sender sends alerts. Webhooks reach public addresses, and the networks that were allowed.
func (l *looker) sender(s *catalogue.Store) *notify.Sender {
	guard := wire.NewGuard("", nil)
	guard.Allow(l.o.server.networks.values...)
	transport := &http.Transport{
		DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
			return guard.DialContext(ctx, nil, network, to)
		},
		TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 15 * time.Second, IdleConnTimeout: time.Minute,
	}
	// A receiver that sends elsewhere is not followed: what is signed for it is nobody else's.
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &notify.Sender{Store: s, Client: &http.Client{Transport: transport, CheckRedirect: stay, Timeout: 20 * time.Second}, Mail: l.mail, Public: l.o.server.public.value}
}

// tidyUp drops whole verdicts and archives that are older than is wanted, some at a time: a transaction must not last.
func tidyUp(ctx context.Context, s *catalogue.Store, log *slog.Logger, before time.Time) error {
	const some = 200
	for {
		archives, n, err := s.Thin(ctx, before, some)
		for _, name := range archives {
			if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
				log.Warn("an old archive could not be removed", "file", name, "error", err)
			}
		}
		if n > 0 {
			log.Info("old verdicts dropped", "verdicts", n, "archives", len(archives))
		}
		if err != nil || n < some {
			return err
		}
	}
}
