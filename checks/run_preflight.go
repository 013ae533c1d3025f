package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// preflight decides, before a check's own function is asked, whether there is anything for it to judge.
func preflight(m *Meta, in *Input) (Outcome, bool) {
	if m.Public && in.Snap.Development {
		return NotApplicable(Msg(KeyDevelopment)), true
	}
	if o, decided := marketFits(m, in); decided {
		return o, true
	}
	if missing := m.Needs &^ in.Snap.Have; missing != 0 {
		ids := needIDs(missing)
		return Unknown(Msg(KeyNeeds, "missing", ids, "why", whyMissing(ids[0], in.Snap))), true
	}
	return Outcome{}, false
}

// marketFits rules out checks of markets that the shop does not sell to. A market to which one sign only points is shown, not scored.
func marketFits(m *Meta, in *Input) (Outcome, bool) {
	if len(m.Markets) == 0 {
		return Outcome{}, false
	}
	var shown []string
	for _, mk := range in.Site.Markets {
		if !covers(in.Duties, mk.Code, m.Markets, 0) {
			continue
		}
		if mk.Scored {
			return Outcome{}, false
		}
		shown = append(shown, mk.Code)
	}
	if len(shown) > 0 {
		return NotApplicable(Msg(KeyMarketShown, "markets", shown)), true
	}
	return NotApplicable(Msg(KeyMarket, "markets", m.Markets)), true
}

// covers reports whether the market is one of wanted, itself or by a pack that it inherits: Germany is covered where the EU is wanted.
func covers(duties *market.Set, code string, wanted []string, depth int) bool {
	if slices.Contains(wanted, code) {
		return true
	}
	const deepest = 8 // packs inherit from two or three others; a ring must not hang us
	if duties == nil || depth > deepest {
		return false
	}
	pack, ok := duties.Pack(code)
	if !ok {
		return false
	}
	return slices.ContainsFunc(pack.Inherits, func(parent string) bool { return covers(duties, parent, wanted, depth+1) })
}

// duty returns the legal duty behind a check in the markets that are judged, or nil.
func duty(check string, in *Input) *verdict.Source {
	if in.Duties == nil {
		return nil
	}
	var codes []string
	for _, mk := range in.Site.Markets {
		if mk.Scored {
			codes = append(codes, mk.Code)
		}
	}
	d, ok := in.Duties.Duty(check, codes, in.Snap.Taken)
	if !ok {
		return nil
	}
	return &verdict.Source{Title: d.Title, URL: d.URL, Market: d.Market, From: d.From, Level: d.Level}
}

// need is a kind of observation with its id in messages and its name for people.
type need struct {
	bit      snapshot.Need
	id, name string
}

func needs() []need {
	return []need{
		{snapshot.HavePages, "pages", "the pages of the shop"},
		{snapshot.HaveEntry, "entry", "trying the ways into the shop"},
		{snapshot.HaveTLS, "tls", "an encrypted connection to the shop's host"},
		{snapshot.HaveDNS, "dns", "answers about names on the internet"},
		{snapshot.HaveSamples, "samples", "repeated timings of key pages"},
		{snapshot.HaveNotFound, "not-found", "the answer to an address that does not exist"},
		{snapshot.HaveBrowser, "browser", "pages loaded in a browser"},
		{snapshot.HaveHistory, "history", "earlier looks at the shop"},
		{snapshot.HaveLookup, "lookup", "asking an outside source"},
		{snapshot.HaveParts, "parts", "asking for files that pages use"},
		{snapshot.HaveOutside, "outside", "asking for pages of other sites"},
	}
}

// needIDs returns the ids of the kinds of observation in n.
func needIDs(n snapshot.Need) []string {
	var ids []string
	for _, k := range needs() {
		if n.Has(k.bit) {
			ids = append(ids, k.id)
		}
	}
	if len(ids) == 0 {
		ids = append(ids, "other")
	}
	return ids
}

// whyMissing returns the id of the reason for which a kind of observation was not made.
func whyMissing(id string, snap *snapshot.Snapshot) string {
	switch id {
	case "browser", "history", "lookup", "dns":
		return "no-" + id
	}
	if snap.Obstacle != snapshot.ObstacleNone {
		return string(snap.Obstacle)
	}
	if snap.Stop != snapshot.StopDone && snap.Stop != "" {
		return string(snap.Stop)
	}
	return "not-tried"
}

// needsText is the text of KeyNeeds, whose arguments are ids so that other languages can be made of them.
func needsText(msg verdict.Message) string {
	ids, _ := msg.Args["missing"].([]string)
	var names []string
	for _, k := range needs() {
		if slices.Contains(ids, k.id) {
			names = append(names, k.name)
		}
	}
	why, _ := msg.Args["why"].(string)
	return fmt.Sprintf("Could not be judged without %s: %s", strings.Join(names, " and "), whyText(why))
}

func whyText(id string) string {
	switch id {
	case "no-browser":
		return "no browser was used"
	case "no-history":
		return "there are not enough earlier looks at the shop"
	case "no-lookup":
		return "no outside source was configured"
	case "no-dns":
		return "no name server answered"
	case string(snapshot.StopUnreachable):
		return "the shop could not be reached"
	case string(snapshot.StopInterrupted):
		return "the run was interrupted"
	case string(snapshot.StopDeadline):
		return "the time for this run was up"
	case string(snapshot.StopNoRoom):
		return "no more could be written to the disk"
	case string(snapshot.StopPageLimit), string(snapshot.StopByteLimit):
		return "a limit of this run was reached first"
	case "not-tried":
		return "this run did not try"
	default:
		return obstacleText(snapshot.Obstacle(id))
	}
}

func obstacleText(o snapshot.Obstacle) string {
	switch o {
	case snapshot.ObstacleBotChallenge:
		return "the shop asked for proof of a human visitor"
	case snapshot.ObstacleRateLimit:
		return "the shop asked us to come back later"
	case snapshot.ObstacleGeoBlock:
		return "the shop turns visitors from our place away"
	case snapshot.ObstacleLoginWall:
		return "the shop shows itself only after signing in"
	case snapshot.ObstacleMaintenance:
		return "the shop was closed for maintenance"
	case snapshot.ObstacleParked:
		return "there is no shop at this address, only a page of a domain dealer or of a server that nobody has set up"
	case snapshot.ObstacleSuspended:
		return "the host has switched this site off"
	case snapshot.ObstaclePasswordPage:
		return "the shop is not open yet"
	case snapshot.ObstacleRobots:
		return "the shop's robots.txt asks us to stay away"
	case snapshot.ObstacleRobotsFault:
		return "the shop's robots.txt could not be read"
	case snapshot.ObstacleForbidden:
		return "the shop refused to answer us"
	default:
		return "something stood in the way"
	}
}
