package report

import (
	"embed"
	"fmt"
	"slices"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed advice/*.toml
var adviceFiles embed.FS

// advice is what stands ready for an owner: settings and texts to copy, and where shop systems have the thing.
type advice struct {
	Settings  []setting         `toml:"setting"`
	Blanks    map[string]spoken `toml:"blank"` // by the slot they stand in for
	Texts     []shopText        `toml:"text"`
	Platforms []platform        `toml:"platform"`
	Terms     []term            `toml:"term"`
}

// spoken is one text in the languages it is written in; English is always there.
type spoken struct {
	En string `toml:"en"`
	De string `toml:"de"`
	Zh string `toml:"zh"`
}

// in returns the text in a language; false where it is not written in it.
func (s spoken) in(lang string) (string, bool) {
	switch lang {
	case "de":
		return s.De, s.De != ""
	case "zh":
		return s.Zh, s.Zh != ""
	default:
		return s.En, lang == "en"
	}
}

// or returns the text in a language, or else in English.
func (s spoken) or(lang string) string {
	if text, ok := s.in(lang); ok {
		return text
	}
	return s.En
}

// setting is a setting to copy.
type setting struct {
	spoken          // where it goes
	Checks []string `toml:"checks"`
	Server string   `toml:"server"` // verdict.Shop.Server; "" stands in where no other fits
	Always bool     `toml:"always"` // is made at the domain's provider, whoever runs the server
	Code   string   `toml:"code"`
}

// shopText is a text for the shop to start from.
type shopText struct {
	Checks []string   `toml:"checks"`
	Title  spoken     `toml:"title"`
	Lines  []textLine `toml:"line"`
}

// textLine is one line of it.
type textLine struct {
	spoken
	Duty string `toml:"duty"` // stands only where sellers are asked for what this check looks for, "" always
}

// speaks reports whether the whole text is written in a language.
func (t *shopText) speaks(lang string) bool {
	return !slices.ContainsFunc(t.Lines, func(l textLine) bool {
		_, ok := l.in(lang)
		return !ok
	})
}

// platform is a shop system.
type platform struct {
	Name   string         `toml:"name"`
	Hosted bool           `toml:"hosted"` // its makers run the servers, so that owners set nothing there
	Steps  []platformStep `toml:"step"`
}

// platformStep is where in its back office a thing is set.
type platformStep struct {
	spoken
	Checks []string `toml:"checks"`
}

// allAdvice reads the files once. They are part of the program, so a fault in them is a fault of the build.
var allAdvice = sync.OnceValue(func() *advice {
	a := &advice{}
	for _, name := range []string{"settings", "texts", "platforms", "terms"} {
		meta, err := toml.DecodeFS(adviceFiles, "advice/"+name+".toml", a)
		if err == nil && len(meta.Undecoded()) > 0 {
			err = fmt.Errorf("unknown key %s", meta.Undecoded()[0])
		}
		if err != nil {
			panic(fmt.Sprintf("read embedded advice %s: %v", name, err))
		}
	}
	return a
})

// platform returns what is known of a shop system, nil where nothing is.
func (a *advice) platform(name string) *platform {
	if i := slices.IndexFunc(a.Platforms, func(p platform) bool { return p.Name == name }); i >= 0 && name != "" {
		return &a.Platforms[i]
	}
	return nil
}

// settingsFor returns the settings for a check on a server: those for just it, else those that stand in.
func (a *advice) settingsFor(check, server string, hosted bool) []setting {
	var own, others []setting
	for _, s := range a.Settings {
		switch {
		case !slices.Contains(s.Checks, check), hosted && !s.Always:
		case s.Server == "":
			others = append(others, s)
		case s.Server == server:
			own = append(own, s)
		}
	}
	if len(own) > 0 {
		return own
	}
	return others
}
