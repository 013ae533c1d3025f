package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/config"
	"github.com/shopvet/shopvet/verdict"
)

// maxConfig bounds a config file, bytes.
const maxConfig = 1 << 20

// settle completes the flags of a command from the environment and the config file: flag before environment before file before default.
// All mistakes in them are told at once.
func (a *app) settle(cmd *cobra.Command, o *options) error {
	a.env.warnOfStrangers(a.say)
	cfg, err := a.readConfig(o)
	errs := []error{err}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || f.Name == "config" || f.Name == "help" {
			return
		}
		name := variable(f.Name)
		if value := a.env.lookup(name); value != "" {
			if err := f.Value.Set(value); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", name, bare(err)))
			}
			return
		}
		if cfg == nil {
			return
		}
		key := setting(f.Name)
		for _, value := range cfg.Values[key] {
			if err := f.Value.Set(value); err != nil {
				errs = append(errs, fmt.Errorf("%s: %s: %w", cfg.Where(key), key, bare(err)))
			}
		}
	})
	if cfg != nil {
		o.checks = cfg.Checks
		for _, e := range cfg.Accepted {
			o.accepted = append(o.accepted, verdict.Acceptance{Check: e.Check, URL: e.URL, Reason: e.Reason, Until: e.Until})
		}
	}
	a.verbose = o.verbose
	return errors.Join(errs...)
}

// bare gives pflag's own errors of switches the words of ours.
func bare(err error) error {
	if strings.HasPrefix(err.Error(), "strconv.ParseBool") {
		return errors.New("write true or false")
	}
	return err
}

// variable is the environment variable of a flag, setting its key in the config file.
func variable(flag string) string { return "SHOPVET_" + strings.ToUpper(setting(flag)) }
func setting(flag string) string  { return strings.ReplaceAll(flag, "-", "_") }

// readConfig reads the config file that was named, or the one that lies in the current directory; nil when there is none.
func (a *app) readConfig(o *options) (*config.File, error) {
	name := o.config.name
	if name == "" {
		name = a.env.lookup(variable("config"))
	}
	named := name != ""
	if !named {
		name = config.FileName
	}
	data, err := readBounded(name, maxConfig)
	if !named && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	known, err := knownSettings()
	if err != nil {
		return nil, err
	}
	return config.Parse(name, data, kinds(), known)
}

// kinds says which settings a config file may have: every flag but those that say what one run writes. A file serves all commands.
func kinds() map[string]config.Kind {
	out := map[string]config.Kind{}
	allFlags().VisitAll(func(f *pflag.Flag) {
		switch f.Name {
		case "config", "format", "out", "resume", "save", "archive", "baseline":
			return
		}
		kind := config.Text
		switch f.Value.Type() {
		case "bool":
			kind = config.Switch
		case "number", "int":
			kind = config.Number
		case "list":
			kind = config.Texts
		}
		out[setting(f.Name)] = kind
	})
	return out
}

// knownSettings returns the function that tries one setting of one check.
func knownSettings() (func(check, key string, value any) error, error) {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		return nil, &stop{code: exitOurs, err: err}
	}
	ids := checkIDs()
	return func(check, key string, value any) error {
		if !slices.Contains(ids, check) {
			return fmt.Errorf("there is no check %q%s; shopvet checks list shows all", clip(check), config.DidYouMean(check, ids))
		}
		if key == "" {
			return nil
		}
		return set.Configure(map[string]map[string]any{check: {key: value}}, nil)
	}, nil
}

// warnOfStrangers tells of variables that look like settings and are none.
func (e Env) warnOfStrangers(say func(string, ...any)) {
	var known []string
	allFlags().VisitAll(func(f *pflag.Flag) { known = append(known, variable(f.Name)) })
	for _, kv := range e.Environ {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "SHOPVET_") && !slices.Contains(known, name) {
			say("the environment variable %s is no setting%s and is passed over", clip(name), config.DidYouMean(name, known))
		}
	}
}

// plain takes the name of the system call out of an error of the file system: "open x: no such file or directory" says it all as "x: …".
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		if errors.Is(err, fs.ErrNotExist) {
			return &noFile{p.Path}
		}
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return fmt.Errorf("%s: %w", l.New, l.Err)
	}
	return err
}

// noFile says that a file does not exist.
type noFile struct{ name string }

func (e *noFile) Error() string   { return "there is no file " + e.name }
func (e *noFile) Is(t error) bool { return t == fs.ErrNotExist }
