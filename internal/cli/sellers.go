package cli

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/internal/config"
)

// daily is how often a seller is looked at where nothing else is said.
const daily = 24 * time.Hour

// sellerFlags are what is said of a seller, or of all sellers of a list that do not say otherwise.
type sellerFlags struct {
	name, owner string
	tags        []string
	every       cadence
}

func (f *sellerFlags) add(fs *pflag.FlagSet, one bool) {
	if one {
		fs.StringVar(&f.name, "name", "", "what the seller is called")
		fs.StringVar(&f.owner, "owner", "", "your own reference, such as a merchant number")
	}
	fs.StringSliceVar(&f.tags, "tag", nil, "tags by which sellers are found and grouped")
	fs.Var(&f.every, "every", "how often to look: 12h, 1d, 2w, daily, weekly, never (default daily)")
}

// seller is what the flags say.
func (f *sellerFlags) seller(o *options) catalogue.Seller {
	n := catalogue.Seller{Name: f.name, Owner: f.owner, Tags: f.tags, Markets: o.markets.values, Profile: o.profile.value, Cadence: daily}
	if f.every.given {
		n.Cadence = f.every.d
	}
	return n
}

func (a *app) sellersCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sellers import|add|list|pause|resume|remove",
		Short: "The catalogue of shops that are looked at again and again",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.sellersImport(), a.sellersAdd(), a.sellersList(),
		a.sellersEach("pause", "Look at a seller no more until it is resumed", func(ctx context.Context, s *catalogue.Store, n *catalogue.Seller) error {
			return s.PauseSeller(ctx, n.ID, true, time.Now())
		}),
		a.sellersEach("resume", "Look at a paused seller again", func(ctx context.Context, s *catalogue.Store, n *catalogue.Seller) error {
			return s.PauseSeller(ctx, n.ID, false, time.Now())
		}),
		a.sellersEach("remove", "Forget a seller with all that was kept of it", removeSeller))
	return cmd
}

// sellerCommand is a command on the catalogue.
func (a *app) sellerCommand(cmd *cobra.Command, o *options, flags func(*pflag.FlagSet), run func(ctx context.Context, args []string) error) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.settle(cmd, o); err != nil {
			return err
		}
		return run(cmd.Context(), args)
	}
	addFlags(cmd, o, flags, o.databaseFlag)
	return cmd
}

// sellerSettings are flags of what is known of sellers beside their names.
func (o *options) sellerSettings(fs *pflag.FlagSet) {
	fs.Var(&o.markets, "market", "markets whose duties count, for example de,at (default: as the shop shows)")
	fs.Var(&o.profile, "profile", "how much to look at: "+config.List(o.profile.known, "or"))
	fs.Var(&o.server.networks, "allow-network", "private `network` in which shops may be visited, such as 10.1.0.0/16 (default: none)")
}

func (a *app) sellersImport() *cobra.Command {
	o, f := newOptions(), &sellerFlags{}
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Put a list of shops into the catalogue",
		Long: "import reads a list of shops from a file, or from standard input for -. What form it has, its beginning tells:\n" +
			"CSV with a heading (url, name, owner, tags, markets, profile, cadence, paused), JSON lines with these fields, a sitemap, or one\n" +
			"address a line. Rows that cannot be taken are told with their lines, and the rest is put. The same list can be imported again.",
		Example: "  shopvet sellers import shops.csv --tag marketplace --every weekly",
		Args:    oneArgument("a file, or - for standard input"),
	}
	return a.sellerCommand(cmd, o, func(fs *pflag.FlagSet) { f.add(fs, false); o.sellerSettings(fs) }, func(ctx context.Context, args []string) error {
		in := a.env.Stdin
		if args[0] != toStdout {
			file, err := os.Open(args[0])
			if err != nil {
				return plain(err)
			}
			defer file.Close()
			in = file
		}
		return a.withCatalogue(ctx, o, func(s *catalogue.Store, _ *queue.Queue) error {
			got, err := s.Import(ctx, in, o.importOptions(f.seller(o)), time.Now())
			return a.imported(got, err)
		})
	})
}

// imported tells what became of a list. Rows that could not be taken make the command fail, after the others were put.
func (a *app) imported(got *catalogue.Imported, err error) error {
	if got == nil {
		return err
	}
	for _, e := range got.Errors {
		a.say("%v", e)
	}
	if more := got.Failed - len(got.Errors); more > 0 {
		a.say("… and %d more", more)
	}
	fmt.Fprintf(a.env.Stdout, "added %d, changed %d, as before %d, not taken %d\n", got.Added, got.Changed, got.Same, got.Failed)
	if err == nil && got.Failed > 0 {
		err = fmt.Errorf("rows that could not be taken: %d", got.Failed)
	}
	return err
}

func (a *app) sellersAdd() *cobra.Command {
	o, f := newOptions(), &sellerFlags{}
	cmd := &cobra.Command{
		Use:     "add URL",
		Short:   "Put one shop into the catalogue, or change what is said of it",
		Example: "  shopvet sellers add https://shop.example --name Candles --tag uk --every 12h",
		Args:    oneArgument("the address of a shop, for instance https://shop.example"),
	}
	return a.sellerCommand(cmd, o, func(fs *pflag.FlagSet) { f.add(fs, true); o.sellerSettings(fs) }, func(ctx context.Context, args []string) error {
		address, err := o.sellerAddress(args[0])
		if err != nil {
			return err
		}
		n := f.seller(o)
		n.URL, n.Name, n.Owner = address, catalogue.Clean(n.Name), catalogue.Clean(n.Owner)
		return a.withCatalogue(ctx, o, func(s *catalogue.Store, _ *queue.Queue) error {
			list := []catalogue.Seller{n}
			if _, err := s.PutSellers(ctx, list, time.Now()); err != nil {
				return err
			}
			_, err := fmt.Fprintln(a.env.Stdout, list[0].ID, list[0].URL)
			return err
		})
	})
}

// sellersEach is a command on sellers that are named by address or id.
func (a *app) sellersEach(verb, short string, do func(context.Context, *catalogue.Store, *catalogue.Seller) error) *cobra.Command {
	o := newOptions()
	cmd := &cobra.Command{Use: verb + " URL|ID…", Short: short, Args: cobra.MinimumNArgs(1)}
	return a.sellerCommand(cmd, o, func(*pflag.FlagSet) {}, func(ctx context.Context, args []string) error {
		return a.withCatalogue(ctx, o, func(s *catalogue.Store, _ *queue.Queue) error {
			var errs []error
			for _, arg := range args {
				n, err := findSeller(ctx, s, arg)
				if err == nil {
					err = do(ctx, s, n)
				}
				if errors.Is(err, catalogue.ErrNotFound) {
					err = fmt.Errorf("%s is not in the catalogue", clip(arg))
				}
				errs = append(errs, err)
			}
			return errors.Join(errs...)
		})
	})
}

// findSeller finds a seller by its address or id.
func findSeller(ctx context.Context, s *catalogue.Store, arg string) (*catalogue.Seller, error) {
	if n, err := s.Seller(ctx, arg); err == nil || !errors.Is(err, catalogue.ErrNotFound) {
		return n, err
	}
	o := newOptions()
	if err := o.server.networks.Set("0.0.0.0/0,::/0"); err != nil { // whatever is in the catalogue may be named
		return nil, err
	}
	if !strings.Contains(arg, "://") {
		arg = "https://" + arg
	}
	address, err := o.sellerAddress(arg)
	if err != nil {
		return nil, err
	}
	return s.SellerByURL(ctx, address)
}

// removeSeller forgets a seller, with its archives.
func removeSeller(ctx context.Context, s *catalogue.Store, n *catalogue.Seller) error {
	archives, err := s.DeleteSeller(ctx, n.ID)
	var errs []error
	for _, name := range archives {
		if e := os.Remove(name); e != nil && !errors.Is(e, os.ErrNotExist) {
			errs = append(errs, plain(e))
		}
		_ = os.Remove(filepath.Dir(name)) // the seller's folder, once it is empty
	}
	return errors.Join(err, errors.Join(errs...))
}

func (a *app) sellersList() *cobra.Command {
	o := newOptions()
	var f catalogue.Filter
	var sort, state string
	limit, table := 0, false
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the shops of the catalogue",
		Example: "  shopvet sellers list --sort score --grade E\n  shopvet sellers list --csv > shops.csv",
		Args:    cobra.NoArgs,
	}
	flags := func(fs *pflag.FlagSet) {
		fs.StringVar(&f.Search, "search", "", "words in name, address, reference or tags")
		fs.StringVar(&f.Tag, "tag", "", "only those with this tag")
		fs.StringVar(&f.Grade, "grade", "", "only those with this grade, A to F, or - for none")
		fs.StringVar(&state, "state", "", "only those in this state: "+strings.Trim(fmt.Sprint(catalogue.States()), "[]"))
		fs.StringVar(&f.Check, "check", "", "only those at which this check finds something")
		fs.BoolVar(&f.Serious, "serious", false, "only those with open failures of high severity")
		fs.StringVar(&sort, "sort", "name", "order: "+strings.Trim(fmt.Sprint(catalogue.Sorts()), "[]")+"; - in front turns it round")
		fs.IntVar(&limit, "limit", 0, "at most this many (default: all)")
		fs.BoolVar(&table, "csv", false, "write CSV, which import reads")
	}
	return a.sellerCommand(cmd, o, flags, func(ctx context.Context, _ []string) error {
		f.State = catalogue.State(state)
		return a.withCatalogue(ctx, o, func(s *catalogue.Store, _ *queue.Queue) error {
			w := newSellerTable(a.env.Stdout, table)
			p, n := catalogue.Page{Sort: catalogue.Sort(sort), Limit: 500}, 0
			for {
				list, next, err := s.Sellers(ctx, f, p)
				if err != nil {
					return err
				}
				for i := range list {
					if n++; limit > 0 && n > limit {
						return w.end()
					}
					w.row(&list[i])
				}
				if p.After = next; next == "" {
					return w.end()
				}
			}
		})
	})
}

// sellerTable writes sellers as CSV or for people.
type sellerTable struct {
	csv  *csv.Writer
	text *tabwriter.Writer
}

func newSellerTable(w io.Writer, asCSV bool) *sellerTable {
	t := &sellerTable{}
	if asCSV {
		t.csv = csv.NewWriter(w)
		_ = t.csv.Write([]string{"url", "name", "owner", "tags", "markets", "profile", "cadence", "paused", "state", "grade", "score", "change", "looked"}) // end tells of errors
	} else {
		t.text = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t.text, "grade\tscore\tstate\tlooked\tshop")
	}
	return t
}

func (t *sellerTable) row(n *catalogue.Seller) {
	score, looked := "-", "never"
	if n.Now.Score >= 0 {
		score = strconv.Itoa(n.Now.Score)
	}
	if !n.Now.Looked.IsZero() {
		looked = n.Now.Looked.Format("2006-01-02 15:04")
	}
	if t.text != nil {
		name := ""
		if n.Name != "" {
			name = " (" + printable(n.Name) + ")"
		}
		fmt.Fprintf(t.text, "%s\t%s\t%s\t%s\t%s%s\n", dash(n.Now.Grade), score, n.Now.State, looked, printable(n.URL), name)
		return
	}
	cadence := "never"
	if n.Cadence > 0 {
		cadence = n.Cadence.String()
	}
	_ = t.csv.Write([]string{n.URL, harmless(n.Name), harmless(n.Owner), harmless(strings.Join(n.Tags, " ")), strings.Join(n.Markets, " "), n.Profile, cadence, strconv.FormatBool(n.Paused),
		string(n.Now.State), n.Now.Grade, score, strconv.Itoa(n.Now.Change), looked})
}

// harmless keeps a spreadsheet from taking a text for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func (t *sellerTable) end() error {
	if t.text != nil {
		return t.text.Flush()
	}
	t.csv.Flush()
	return t.csv.Error()
}
