package cli

import (
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/checks/score"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/internal/config"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// options are the settings of a run, wherever they were given.
type options struct {
	config file

	profile     choice
	maxPages    count
	maxTime     duration
	rate        rate
	caFile      file
	resolver    servers
	ownSite     bool
	browser     choice
	browserPath file
	resume      file
	save        file
	archive     file
	redact      bool
	kept        *archiveFile // what --archive writes, while a scan is under way

	markets  choices
	lang     choice
	weights  choice
	disabled choices
	checks   map[string]map[string]any // from the config file only
	accepted []verdict.Acceptance      // from the config file only

	libraryData file
	libraries   *library.Data // read from it

	server serverOptions // of the commands on the catalogue

	formats    list
	outs       list
	reportLang choice
	failOn     threshold
	baseline   file
	noColor    bool
	verbose    bool
	quiet      bool
}

// newOptions returns options without values, which know what may be chosen.
func newOptions() *options {
	o := &options{
		profile:  choice{what: "profile", known: crawler.Profiles()},
		markets:  choices{what: "market", known: market.Default().Codes()},
		browser:  choice{what: "use of the browser", known: []string{"auto", "off", "require"}},
		lang:     choice{what: "language", known: cue.Langs()},
		weights:  choice{what: "weight profile", known: score.Profiles()},
		disabled: choices{what: "check", known: checkIDs()},
	}
	o.reportLang = choice{what: "report language", known: report.Languages()}
	o.formats.check = func(s string) error { return (&choice{what: "format", known: formatNames()}).Set(s) }
	o.outs.check = func(s string) error { return (&file{}).Set(s) }
	return o
}

// formatNames lists the names of the report formats.
func formatNames() []string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return append(names, formatPDF)
}

// checkIDs lists the ids of every check.
func checkIDs() []string {
	var ids []string
	if set, err := shopvet.Checks(shopvet.JudgeOptions{}); err == nil {
		for _, c := range set.Checks() {
			ids = append(ids, c.Meta.ID)
		}
	}
	return ids
}

func (o *options) commonFlags(fs *pflag.FlagSet) {
	fs.Var(&o.config, "config", "config `file` (default: "+config.FileName+" in this directory, if there is one)")
	fs.BoolVarP(&o.quiet, "quiet", "q", false, "show no progress")
	fs.BoolVarP(&o.verbose, "verbose", "v", false, "report every result, those in order too")
}

func (o *options) crawlFlags(fs *pflag.FlagSet) {
	o.visitFlags(fs)
	fs.Var(&o.resume, "resume", "keep what is seen in this `file` as it comes, and go on from it when the visit was broken off")
	fs.BoolVar(&o.ownSite, "own-site", false, "the site is yours: also ask for files that should not lie open, such as .env, .git and database dumps, and put a product into the cart to see the checkout")
}

// visitFlags say how any visit is made, of one shop or of many.
func (o *options) visitFlags(fs *pflag.FlagSet) {
	fs.Var(&o.profile, "profile", "how much to look at: "+config.List(o.profile.known, "or")+" (default standard)")
	fs.Var(&o.maxPages, "max-pages", "read at most this many `pages` (default by profile: 40, 300, 20000)")
	fs.Var(&o.maxTime, "max-time", "visit for at most this `time`, for example 2m (default by profile: 1m, 5m, 2h)")
	fs.Var(&o.rate, "rate", "at most this many requests a second and host, 0 for no limit of ours (default 6; none on your own machine)")
	fs.Var(&o.caFile, "ca-file", "trust the root certificates in this PEM `file` too")
	fs.Var(&o.resolver, "resolver", "ask this name `server` (HOST or HOST:PORT), or two to compare, instead of this computer's")
	o.browserFlags(fs)
}

func (o *options) browserFlags(fs *pflag.FlagSet) {
	fs.Var(&o.browser, "browser", "load pages in a browser of this computer: auto (where there is one), off, or require")
	fs.Var(&o.browserPath, "browser-path", "the browser's program `file`, a Chromium or one made from it (default: the first that is found)")
}

func (o *options) saveFlag(fs *pflag.FlagSet) {
	fs.Var(&o.archive, "archive", "also keep all that was sent, seen and concluded in this archive `file` (.wacz)")
	fs.Var(&o.save, "save", "also keep what was seen in this snapshot `file` (.jsonl or .jsonl.gz)")
}

func (o *options) judgeFlags(fs *pflag.FlagSet) {
	fs.Var(&o.markets, "market", "markets whose duties count, for example de,at (default: as the shop shows)")
	fs.Var(&o.lang, "lang", "main language of the shop: "+config.List(o.lang.known, "or")+" (default: as read)")
	fs.Var(&o.weights, "weights", "weight profile of the score: "+config.List(o.weights.known, "or"))
	fs.Var(&o.disabled, "disable", "ids of checks not to run")
	fs.Var(&o.libraryData, "library-data", "script libraries with published holes, a `file` in the form of Retire.js, besides those known already")
}

func (o *options) reportFlags(fs *pflag.FlagSet) {
	fs.Var(&o.formats, "format", "report format: "+config.List(formatNames(), "or")+"; may be repeated, each with its --out (default text)")
	fs.Var(&o.outs, "out", "`file` for the report; without --format its ending tells the format")
	fs.Var(&o.reportLang, "report-lang", "language of the report: "+config.List(o.reportLang.known, "or")+" (default en)")
	fs.Var(&o.failOn, "fail-on", "exit with 1 at new, warn, fail, high, critical, score<70 or grade<B")
	fs.Var(&o.baseline, "baseline", "verdict or snapshot `file` of an earlier look, for --fail-on new")
	fs.BoolVar(&o.redact, "redact", false, "leave personal data that are no evidence out of reports and archive: names of persons, how a sole trader is reached, what was sent")
	fs.BoolVar(&o.noColor, "no-color", false, "no colours in the text report (as with NO_COLOR set)")
}

// allFlags is every flag there is of the commands that settle their options; each command has those that concern it.
func allFlags() *pflag.FlagSet {
	fs, o := pflag.NewFlagSet("", pflag.ContinueOnError), newOptions()
	for _, add := range []func(*pflag.FlagSet){o.commonFlags, o.crawlFlags, o.saveFlag, o.judgeFlags, o.reportFlags, o.databaseFlag, o.workFlags, o.serveFlags} {
		add(fs)
	}
	return fs
}

// complete offers the closed lists to the shell.
func (o *options) complete(cmd *cobra.Command) {
	offers := map[string][]string{
		"profile": o.profile.known, "browser": o.browser.known, "market": o.markets.known, "lang": o.lang.known, "weights": o.weights.known, "disable": o.disabled.known,
		"format": formatNames(), "report-lang": o.reportLang.known, "fail-on": {failOnNew, "warn", "fail", "high", "critical", "score<70", "grade<B"},
	}
	for name, values := range offers {
		if cmd.Flags().Lookup(name) == nil {
			continue
		}
		// The flag was looked up: the only error there is, an unknown flag, cannot come.
		_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(slices.Clone(values), cobra.ShellCompDirectiveNoFileComp))
	}
}

// crawl returns the options of a visit.
func (o *options) crawl() (crawler.Options, error) {
	c := crawler.Options{
		Limits:  snapshot.Limits{Profile: o.profile.value, Pages: o.maxPages.n, Time: o.maxTime.d, Rate: o.rate.n},
		RateSet: o.rate.given, Resume: o.resume.name, Resolvers: o.resolver.values,
		OwnSite: o.ownSite,
	}
	var err error
	c.RootCAs, err = roots(o.caFile.name)
	return c, err
}

// judge returns the options of judging.
func (o *options) judge() shopvet.JudgeOptions {
	return shopvet.JudgeOptions{
		Markets: o.markets.values, Lang: o.lang.value, Weights: o.weights.value, Settings: o.checks, Disabled: o.disabled.values,
		Libraries: o.libraries, Accepted: o.accepted,
	}
}
