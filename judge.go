package shopvet

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/checks/score"
	"github.com/shopvet/shopvet/knowledge/accuracy"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// JudgeOptions say how a snapshot is judged. The zero value judges by what the shop shows of itself.
type JudgeOptions struct {
	Markets  []string                  // market codes whose duties count; nil = found from the shop
	Lang     string                    // main language of the shop; "" = as read
	Weights  string                    // name of a weight profile; "" = default
	Settings map[string]map[string]any // check id → its settings
	Disabled []string                  // ids of checks that are not run
	// Libraries is what is known of script libraries; nil = what the program knows by itself.
	Libraries *library.Data
	// Accepted is what the owner knows of and means to leave.
	Accepted []verdict.Acceptance
}

// Judge weighs what was seen. It is pure: the same snapshot and options give the same verdict, byte for byte.
func Judge(ctx context.Context, snap *snapshot.Snapshot, o JudgeOptions) (*verdict.Verdict, error) {
	set, err := Checks(o)
	if err != nil {
		return nil, err
	}
	profile, err := score.LoadProfile(cmp.Or(o.Weights, score.DefaultProfile))
	if err != nil {
		return nil, err
	}
	duties := market.Default()
	for _, code := range o.Markets {
		if _, ok := duties.Pack(code); !ok {
			return nil, fmt.Errorf("there is no market %q: known are %v", code, duties.Codes())
		}
	}
	libraries, reading := cmp.Or(o.Libraries, library.Default()), accuracy.Default()
	site, err := facts.Build(snap, facts.Options{Markets: o.Markets, Lang: o.Lang, Duties: duties})
	if err != nil {
		return nil, err
	}
	in := &checks.Input{Snap: snap, Site: site, Duties: duties, Libraries: libraries, Accuracy: reading}
	results, err := set.Run(ctx, in)
	if err != nil {
		return nil, err
	}
	over, idle := verdict.Accept(results, o.Accepted, snap.Taken)
	v := &verdict.Verdict{
		Schema: verdict.Schema, Version: Version, Ruleset: set.Ruleset(profile.Digest() + libraries.Digest() + reading.Digest()), LibraryData: libraries.Date, Target: snap.Target, Base: snap.Base, Taken: snap.Taken,
		Crawl: crawlOf(snap, site), Development: snap.Development, Markets: marketsOf(site, duties), Results: results, Rules: set.RulesFor(in), Shop: shopOf(site),
		Connections: connectionsOf(snap), Timings: timingsOf(site), Pictures: picturesOf(site), Notes: notesOf(snap, site),
	}
	v.Notes = append(v.Notes, acceptanceNotes(over, idle)...)
	runs, since := snap.Span()
	v.Initial, v.Mature, v.Actions, v.Verify = score.Judge(results, v.Rules, score.Options{Profile: profile, Runs: runs, Over: since})
	return v, nil
}

func crawlOf(snap *snapshot.Snapshot, site *facts.Site) verdict.Crawl {
	c := verdict.Crawl{
		Stop: string(snap.Stop), Obstacle: string(snap.Obstacle), Profile: snap.Limits.Profile, Seconds: snap.Took.Seconds(),
		Pages: snap.Pages.Len(), HTML: len(site.Pages), Skipped: map[string]int{}, FullLook: site.Look.Full,
	}
	for why, n := range snap.SkippedTotal {
		c.Skipped[string(why)] = n
	}
	for _, g := range site.Look.Gaps {
		c.LookGaps = append(c.LookGaps, verdict.Message{Key: "look." + g.Key, Args: map[string]any{"detail": g.Detail}, Text: g.String()})
	}
	c.Bytes = site.Bytes
	c.MedianTTF = site.MedianWait.Seconds()
	return c
}

func marketsOf(site *facts.Site, duties *market.Set) []verdict.Market {
	out := make([]verdict.Market, 0, len(site.Markets))
	for _, m := range site.Markets {
		vm := verdict.Market{Code: m.Code, Scored: m.Scored, Reasons: m.Reasons, Configured: m.Configured}
		if p, ok := duties.Pack(m.Code); ok {
			vm.Data = p.Date
		}
		out = append(out, vm)
	}
	return out
}

func shopOf(s *facts.Site) verdict.Shop {
	shop := verdict.Shop{Name: s.Name, NameURL: s.NameURL, Platform: s.Platform, PlatformBy: s.PlatformBy, Server: s.Server, Roles: s.Roles(), LikelyRoles: s.LikelyRoles()}
	for _, l := range s.Langs {
		shop.Languages = append(shop.Languages, l.Value)
	}
	for _, kind := range facts.PolicyKinds() {
		for _, p := range s.Policies(kind) {
			shop.Policies = append(shop.Policies, verdict.Policy{
				Kind: string(kind), URL: p.URL, Title: p.Title, Form: string(p.Form), Lang: p.Lang, Letters: p.Letters, Hollow: p.Hollow, Claims: claimsOf(p.Claims),
			})
		}
	}
	shop.Contacts = contactsOf(s)
	shop.Identity = identityOf(s)
	for _, p := range s.Payments {
		shop.Payments = append(shop.Payments, verdict.Payment{Name: p.Name, URL: p.URL, From: p.From})
	}
	return shop
}

func claimsOf(list []claim.Claim) []verdict.Claim {
	var out []verdict.Claim
	for _, c := range list {
		out = append(out, verdict.Claim{Kind: string(c.Kind), Value: c.Value, Min: c.Min, Max: c.Max, Working: c.Working, From: c.From, Sentence: c.Sentence})
	}
	return out
}

// contactsOf lists the ways to reach the seller; those that belong to others or are stand-ins are left out.
func contactsOf(s *facts.Site) []verdict.Contact {
	var out []verdict.Contact
	for _, list := range []struct {
		kind     string
		contacts []facts.Contact
	}{{"email", s.Emails}, {"phone", s.Phones}, {"form", s.Forms}, {"chat", s.Chats}} {
		for _, c := range list.contacts {
			if c.Seller && (c.Dummy == "" || c.Dummy == ident.DummyFiction) {
				out = append(out, verdict.Contact{Kind: list.kind, Value: cmp.Or(c.Raw, c.Value), URL: c.URL})
			}
		}
	}
	for _, a := range s.Addresses {
		if a.Seller && !a.Dummy {
			out = append(out, verdict.Contact{Kind: "address", Value: a.Text, URL: a.URL})
		}
	}
	return out
}

func identityOf(s *facts.Site) []verdict.Identifier {
	var out []verdict.Identifier
	for _, n := range s.LegalNames {
		if !n.Seller {
			continue
		}
		kind := "company"
		if n.Person {
			kind = "person"
		}
		out = append(out, verdict.Identifier{Kind: kind, Value: n.Text, Country: n.Country, WellFormed: true, URL: n.URL})
	}
	for _, n := range s.Numbers {
		if !n.Seller {
			continue
		}
		out = append(out, verdict.Identifier{Kind: n.Kind, Value: n.Value, Country: n.Country, WellFormed: n.WellFormed, URL: n.URL})
	}
	return out
}

// notesOf lists what a reader must know about the limits of this run.
func notesOf(snap *snapshot.Snapshot, site *facts.Site) []verdict.Message {
	var out []verdict.Message
	note := func(key, text string, args map[string]any) {
		out = append(out, verdict.Message{Key: key, Args: args, Text: text})
	}
	if snap.Development {
		note("note.development", "This is a shop in the making on a private address: encryption, certificates and domain names will be judged on the public address.", nil)
	}
	if from := hostOf(snap.Target); from != "" && snap.Base != "" && from != snap.Domain && !strings.HasSuffix(from, "."+snap.Domain) {
		to := hostOf(snap.Base)
		note("note.elsewhere", fmt.Sprintf("%s sends its visitors on to another site, %s: what follows is about that one.", from, to), map[string]any{"from": from, "to": to})
	}
	if text, ok := stopTexts[snap.Stop]; ok {
		note("note.stop."+string(snap.Stop), text, nil)
	}
	if text, ok := obstacleTexts[snap.Obstacle]; ok {
		note("note.obstacle."+string(snap.Obstacle), text, nil)
	}
	noteServers(snap, note)
	noteBrowser(&snap.Browser, note)
	if n := snap.SkippedTotal[snapshot.SkipRobots]; n > 0 && snap.Obstacle == "" {
		note("note.robots", fmt.Sprintf("robots.txt asks visitors like us to leave %d addresses alone; they were not read.", n), map[string]any{"count": n})
	}
	if n := snap.SkippedTotal[snapshot.SkipVariants] + snap.SkippedTotal[snapshot.SkipDates] + snap.SkippedTotal[snapshot.SkipPaging]; n > 0 {
		note("note.variants", fmt.Sprintf("%d addresses are variants of pages that were read (filters, sort orders, calendars, visit numbers); they were not read again.", n), map[string]any{"count": n})
	}
	for _, t := range snap.Traps[:min(len(snap.Traps), 3)] {
		text := fmt.Sprintf("%d addresses like %s were left alone as variants of one page.", t.Left, t.URL)
		if len(t.Params) > 0 {
			text = fmt.Sprintf("%d addresses like %s, which differ in %s, were left alone as variants of one page.", t.Left, t.URL, strings.Join(t.Params, ", "))
		}
		note("note.trap", text, map[string]any{"count": t.Left, "url": t.URL, "params": t.Params})
	}
	if site.Lang == "" && site.Home != nil {
		note("note.language", "The language of the shop is not sure or not one of the twelve we read; checks that rest on words are unknown.", nil)
	}
	return out
}

// hostOf returns the host of an address, "" where it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// acceptanceNotes tells of acceptances that do nothing, so that they do not lie about unnoticed.
func acceptanceNotes(over, idle []verdict.Acceptance) []verdict.Message {
	var out []verdict.Message
	for _, a := range over {
		out = append(out, verdict.Message{Key: "note.accept.over", Args: map[string]any{"check": a.Check, "until": a.Until},
			Text: fmt.Sprintf("What you accepted of %s held until %s; it is asked to be mended again.", a.Check, checks.Day(a.Until))})
	}
	for _, a := range idle {
		out = append(out, verdict.Message{Key: "note.accept.idle", Args: map[string]any{"check": a.Check},
			Text: fmt.Sprintf("You accept something of %s that was not found this time: the entry can go.", a.Check)})
	}
	return out
}

// noteServers tells of name servers that did not answer: that is a matter of the network we are in.
func noteServers(snap *snapshot.Snapshot, note func(key, text string, args map[string]any)) {
	var asked, silent []string
	for _, s := range snap.NameServers {
		asked = append(asked, s.Address)
		if s.Silent {
			silent = append(silent, s.Address)
		}
	}
	switch {
	case !snap.Have.Has(snapshot.HaveDNS) && slices.ContainsFunc(snap.DNS, unanswered):
		list := strings.Join(asked, ", ")
		note("note.no-names", fmt.Sprintf("No name server gave an answer (asked: %s), so nothing is said of the shop's names and mail. That is a matter of the network this was run from.", list), map[string]any{"servers": list})
	case len(silent) > 0:
		list := strings.Join(silent, ", ")
		note("note.silent-names", fmt.Sprintf("Name servers that did not answer: %s. What is said of names and mail rests on the others.", list), map[string]any{"servers": list})
	}
}

func unanswered(d snapshot.DNS) bool { return d.Err != nil && d.Err.Kind == snapshot.FaultDNS }

var stopTexts = map[snapshot.StopReason]string{
	snapshot.StopPageLimit:   "The limit of pages was reached: this is a partial look. Raise it with --max-pages.",
	snapshot.StopByteLimit:   "The limit of bytes was reached: this is a partial look.",
	snapshot.StopNoRoom:      "What was seen could no longer be written to the disk: this is a partial look. Make room and try again.",
	snapshot.StopDeadline:    "The time allowed was used up: this is a partial look. Raise it with --max-time.",
	snapshot.StopInterrupted: "The scan was interrupted: this is a partial look.",
	snapshot.StopRateLimit:   "The shop asked us to come back later: this is a partial look. Try again later or with a lower --rate.",
	snapshot.StopUnreachable: "The shop could not be reached.",
}

var obstacleTexts = map[snapshot.Obstacle]string{
	snapshot.ObstacleBotChallenge: "The shop answers visitors like us with a test for humans. Nothing is held against it; to have it read, have the visitor that calls itself \"shopvet\" (its user agent) let through.",
	snapshot.ObstacleRateLimit:    "The shop asked us to slow down for longer than we could wait. Try again later or with a lower --rate.",
	snapshot.ObstacleGeoBlock:     "The shop does not serve visitors from where this was run.",
	snapshot.ObstacleLoginWall:    "The shop can only be read after signing in.",
	snapshot.ObstacleMaintenance:  "The shop is under maintenance. Try again later.",
	snapshot.ObstacleParked:       "There is no shop at this address, only a page of a domain dealer or of a server that nobody has set up.",
	snapshot.ObstacleSuspended:    "There is no shop at this address: the hosting account is switched off.",
	snapshot.ObstaclePasswordPage: "The shop is not open yet. Scan it when strangers can enter.",
	snapshot.ObstacleRobots:       "robots.txt asks all visitors like us to stay away. To have the shop read, allow the visitor that calls itself \"shopvet\" (its user agent) there.",
	snapshot.ObstacleRobotsFault:  "The shop's robots.txt could not be read. Until it can, it counts as a request to stay away.",
	snapshot.ObstacleForbidden:    "The shop refused to answer us (403) and did not say why.",
}
