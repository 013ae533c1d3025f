package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/config"
)

// command builds the tree of commands.
func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "shopvet",
		Short: "Finds what undermines a stranger's trust in an online shop, and says how to mend it",
		Long: "shopvet visits an online shop as a polite stranger, judges what it sees and reports what undermines trust,\n" +
			"where, why it matters, how to mend it and in which order.\n\n" +
			"Exit codes: 0 fine, 1 findings at or above --fail-on, 2 a mistake in the command or its files,\n" +
			"3 too little of the shop could be observed, 4 a fault of our own, 130 interrupted.",
		Example: "  shopvet demo\n" +
			"  shopvet scan https://your-shop.example --out report.html",
		Args:          knownCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = false
	grouped(root, "look", "Look at a shop:", a.demoCommand(), a.scanCommand(), a.checksCommand())
	grouped(root, "files", "With what was kept of a look:", a.crawlCommand(), a.judgeCommand(), a.reportCommand(), a.diffCommand(), a.extractCommand())
	grouped(root, "many", "Many shops, again and again:", a.sellersCommand(), a.usersCommand(), a.serveCommand(), a.workCommand(), a.migrateCommand())
	root.AddCommand(a.versionCommand())
	width := a.env.StdoutWidth()
	if width <= 0 {
		width = helpWidth
	}
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), ".FlagUsages", fmt.Sprintf(".FlagUsagesWrapped %d", max(width, helpWidth))))
	root.SetFlagErrorFunc(flagError)
	foldHelp(root)
	return root
}

// knownCommand refuses a command that does not exist, and names the one that may have been meant.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("unknown command %q%s; shopvet --help lists all", args[0], config.DidYouMean(args[0], names))
}

// flagError adds to an unknown flag the one that may have been meant.
func flagError(c *cobra.Command, err error) error {
	name, unknown := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !unknown {
		return err
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if meant := config.DidYouMean(name, names); meant != "" {
		return fmt.Errorf("%w%s", err, strings.Replace(meant, `"`, `"--`, 1))
	}
	return fmt.Errorf("%w; %s --help lists all", err, c.CommandPath())
}

// foldHelp breaks the text of each command's help so that it fits a terminal; an empty line begins a new paragraph.
func foldHelp(c *cobra.Command) {
	paragraphs := strings.Split(c.Long, "\n\n")
	for i, text := range paragraphs {
		var lines []string
		line := ""
		for _, word := range strings.Fields(text) {
			if line != "" && len(line)+1+len(word) > helpWidth {
				lines, line = append(lines, line), ""
			}
			line = strings.TrimLeft(line+" "+word, " ")
		}
		paragraphs[i] = strings.Join(append(lines, line), "\n")
	}
	c.Long = strings.Join(paragraphs, "\n\n")
	for _, sub := range c.Commands() {
		foldHelp(sub)
	}
}

// helpWidth is how many columns the help takes where it is not known how many there are.
const helpWidth = 80

// grouped adds commands under a heading of the help.
func grouped(root *cobra.Command, id, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: id, Title: title})
	for _, c := range commands {
		c.GroupID = id
	}
	root.AddCommand(commands...)
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.env.Stdout, "shopvet %s (%s%s)\n", shopvet.Version, runtime.Version(), revision())
			return err
		},
	}
}

// revision is the commit the program was built from, where the build knows it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	text := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			text = ", commit " + s.Value[:min(12, len(s.Value))] + text
		case s.Key == "vcs.modified" && s.Value == "true":
			text += " with changes"
		}
	}
	return text
}
