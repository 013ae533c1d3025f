package cli

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/web"
)

func (a *app) usersCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "users list|password",
		Short: "Those who may sign in to the pages that serve shows",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	none := func(*pflag.FlagSet) {}
	o, p := newOptions(), newOptions()
	list := &cobra.Command{Use: "list", Short: "List those who may sign in", Args: cobra.NoArgs}
	password := &cobra.Command{Use: "password NAME", Short: "Give a user a new password, which is shown once", Args: oneArgument("the name of a user, as users list shows it")}
	cmd.AddCommand(
		a.sellerCommand(list, o, none, func(ctx context.Context, _ []string) error {
			return a.withCatalogue(ctx, o, func(s *catalogue.Store, _ *queue.Queue) error { return a.listUsers(ctx, s) })
		}),
		a.sellerCommand(password, p, none, func(ctx context.Context, args []string) error {
			return a.withCatalogue(ctx, p, func(s *catalogue.Store, _ *queue.Queue) error { return a.resetPassword(ctx, s, args[0]) })
		}))
	return cmd
}

func (a *app) listUsers(ctx context.Context, s *catalogue.Store) error {
	list, err := s.Users(ctx)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		a.say("there are no users yet: the first start of serve makes one, admin, and shows the password")
	}
	t := tabwriter.NewWriter(a.env.Stdout, 0, 0, 2, ' ', 0)
	for _, u := range list {
		fmt.Fprintf(t, "%s\t%s", u.Name, u.Role)
		if u.Disabled {
			fmt.Fprint(t, "\tlocked")
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

// resetPassword shows a new password; a catalogue without users gets its first one.
func (a *app) resetPassword(ctx context.Context, s *catalogue.Store, name string) error {
	if _, err := web.FirstUser(ctx, s, time.Now()); err != nil {
		return err
	}
	password, err := web.ResetPassword(ctx, s, name, time.Now())
	if errors.Is(err, catalogue.ErrNotFound) {
		return fmt.Errorf("there is no user %q; shopvet users list shows all", clip(name))
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.env.Stdout, password)
	return err
}
