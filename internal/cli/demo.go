package cli

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/shopvet/shopvet/internal/shopgen"
)

// demoFlaws are what is wrong with the shop of the demonstration: something of every kind, and enough left in order to compare.
func demoFlaws() []shopgen.Flaw {
	return []shopgen.Flaw{
		shopgen.FlawNoAddress, shopgen.FlawShortPrivacy, shopgen.FlawReturnsInTerms, shopgen.FlawPlaceholderTerms, shopgen.FlawNoPrice,
		shopgen.FlawDummyPhone, shopgen.FlawBrokenMenu, shopgen.FlawBrokenInternal, shopgen.FlawPlaceholderLinks, shopgen.FlawLoremPage,
		shopgen.FlawNoGuide,
	}
}

func (a *app) demoCommand() *cobra.Command {
	o := newOptions()
	keep := false
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Scan a made-up shop with flaws, served on this machine",
		Long: "demo serves a made-up shop with a dozen flaws on this machine, scans it and prints the report.\n" +
			"Nothing leaves this machine. With --keep the shop stays open, so that you can look at it in a browser.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			if o.browser.value == "" {
				o.browser.value = "off" // it takes longer than all the rest of the demonstration
			}
			return a.demo(cmd.Context(), o, keep)
		},
	}
	cmd.Flags().BoolVar(&keep, "keep", false, "keep serving the shop until Ctrl-C")
	addFlags(cmd, o, o.browserFlags, o.judgeFlags, o.reportFlags, o.saveFlag)
	return cmd
}

func (a *app) demo(ctx context.Context, o *options, keep bool) error {
	shop, err := shopgen.New(shopgen.Options{Seed: 7, Market: "uk", Flaws: demoFlaws()})
	if err != nil {
		return &stop{code: exitOurs, err: err}
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("the demonstration shop finds no free port: %w", err)
	}
	server := &http.Server{Handler: shop, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener) // ends with Close
	defer server.Close()
	address := "http://" + listener.Addr().String() + "/"
	err = a.scan(ctx, address, o)
	if keep && ctx.Err() == nil {
		closed, withdraw := a.soft.offer(func() {})
		defer withdraw()
		a.say("the shop stays open at %s until you press Ctrl-C", address)
		select {
		case <-closed:
		case <-ctx.Done():
		}
	}
	return err
}
