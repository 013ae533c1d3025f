// Package history holds the checks of a shop's track record: what was seen of it over weeks. They say nothing of a shop that was looked at once.
package history

import (
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/verdict"
)

// All lists the checks of this group.
var All = []checks.Check{
	Uptime,
	CriticalFree,
	FixTime,
	IdentityChange,
}

// The least that a track record is made of.
const (
	leastRuns = 4
	leastTime = 30 * 24 * time.Hour
)

// evaluation is the standard that asks for looking again and again.
var evaluation = []verdict.Source{
	{Title: "McKnight, Choudhury and Kacmar (2002), Developing and validating trust measures for e-commerce", URL: "https://doi.org/10.1287/isre.13.3.334.81"},
}

// short reports whether too little is remembered to speak of a track record.
func short(in *checks.Input) bool {
	runs, over := in.Snap.Span()
	return runs < leastRuns || over < leastTime
}

const shortText = "A track record needs several looks over a month"

func tooShort() checks.Outcome { return checks.NotApplicable(checks.Msg("short")) }
