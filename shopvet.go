// Package shopvet vets an online shop: Crawl observes it, Judge weighs what was seen, Scan does both.
package shopvet

import (
	"context"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/all"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Version is the version of shopvet; releases set it when they are built.
var Version = "0.1.0-dev"

// Crawl visits the shop at target and returns what was seen. See crawler.Crawl.
func Crawl(ctx context.Context, target string, o crawler.Options) (*snapshot.Snapshot, error) {
	if o.Version == "" {
		o.Version = Version
	}
	return crawler.Crawl(ctx, target, o)
}

// Scan visits a shop and judges it. When the crawl ends early, by ctx, by a soft stop or by a budget, what was seen is judged all the same.
func Scan(ctx context.Context, target string, co crawler.Options, jo JudgeOptions) (*snapshot.Snapshot, *verdict.Verdict, error) {
	snap, err := Crawl(ctx, target, co)
	if err != nil {
		return nil, nil, err
	}
	v, err := Judge(context.WithoutCancel(ctx), snap, jo)
	return snap, v, err
}

// Checks returns the set of every check, with settings and switched-off checks as the options say.
func Checks(o JudgeOptions) (*checks.Set, error) {
	set, err := checks.NewSet(all.Checks())
	if err != nil {
		return nil, err
	}
	return set, set.Configure(o.Settings, o.Disabled)
}
