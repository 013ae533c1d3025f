package cli

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/knowledge/market"
)

// openCatalogue opens the catalogue that the user means.
func (a *app) openCatalogue(ctx context.Context, o *options) (*catalogue.Store, error) {
	s, err := catalogue.Open(ctx, cmp.Or(o.server.database.name, defaultDatabase))
	if err != nil {
		return nil, err
	}
	return s, nil
}

// withCatalogue opens the catalogue, brings its tables up to date, and closes it after use.
func (a *app) withCatalogue(ctx context.Context, o *options, use func(s *catalogue.Store, q *queue.Queue) error) error {
	s, err := a.openCatalogue(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	if _, err := s.MigrateUp(ctx); err != nil {
		return err
	}
	q, err := queue.New(ctx, s, queue.Options{Version: shopvet.Version})
	if err != nil {
		return err
	}
	defer q.Close()
	if err := q.Migrate(ctx); err != nil {
		return err
	}
	return use(s, q)
}

// sellerAddress reads the address of a shop for the catalogue: one that everybody can reach, or in a network that was allowed.
func (o *options) sellerAddress(text string) (string, error) {
	t, err := crawler.ParseTarget(text)
	if err != nil {
		return "", err
	}
	if t.Private() && !o.server.networks.contains(t.URL.Hostname()) {
		return "", fmt.Errorf("%s is a private address; to look at shops there, name its network with --allow-network", clip(t.URL.Host))
	}
	return t.URL.String(), nil
}

// importOptions say how a list of sellers is read.
func (o *options) importOptions(defaults catalogue.Seller) catalogue.ImportOptions {
	return catalogue.ImportOptions{Address: o.sellerAddress, Markets: market.Default().Codes(), Profiles: crawler.Profiles(), Defaults: defaults}
}

func (a *app) migrateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "migrate up|down|status",
		Short: "Bring the tables of the catalogue up to date, or back one step",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	add := func(use, short string, run func(ctx context.Context, s *catalogue.Store, q *queue.Queue) error) {
		o := newOptions()
		sub := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			s, err := a.openCatalogue(cmd.Context(), o)
			if err != nil {
				return err
			}
			defer s.Close()
			q, err := queue.New(cmd.Context(), s, queue.Options{Version: shopvet.Version})
			if err != nil {
				return err
			}
			defer q.Close()
			return run(cmd.Context(), s, q)
		}}
		addFlags(sub, o, o.databaseFlag)
		cmd.AddCommand(sub)
	}
	add("up", "Make the tables, or bring them up to date", a.migrateUp)
	add("down", "Take the last step back, with what its tables hold", a.migrateDown)
	add("status", "List the steps and which are done", a.migrateStatus)
	return cmd
}

func (a *app) migrateUp(ctx context.Context, s *catalogue.Store, q *queue.Queue) error {
	n, err := s.MigrateUp(ctx)
	if err == nil {
		err = q.Migrate(ctx)
	}
	if err != nil {
		return err
	}
	a.say("steps done now: %d", n)
	return nil
}

// migrateDown takes the last step back. The tables of the queue stay until the catalogue's first step goes: they hold nothing but scans.
func (a *app) migrateDown(ctx context.Context, s *catalogue.Store, q *queue.Queue) error {
	version, err := s.MigrateDown(ctx)
	if err != nil {
		return err
	}
	if version <= 1 {
		if err := q.Unmigrate(ctx); err != nil {
			return err
		}
	}
	if version == 0 {
		a.say("there is no step to take back")
		return nil
	}
	a.say("step %d was taken back", version)
	return nil
}

func (a *app) migrateStatus(ctx context.Context, s *catalogue.Store, _ *queue.Queue) error {
	list, err := s.Migrations(ctx)
	if err != nil {
		return err
	}
	for _, m := range list {
		done := "to do"
		if m.Applied {
			done = "done"
		}
		fmt.Fprintf(a.env.Stdout, "%-6s %s\n", done, m.Name)
	}
	return nil
}
