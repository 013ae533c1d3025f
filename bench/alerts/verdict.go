package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
)

// verdict compares what was told with what was to be told.
func (t *trial) verdict(ctx context.Context) error {
	list, err := t.store.Alerts(ctx, catalogue.AlertFilter{Limit: 500})
	if err != nil {
		return err
	}
	errs := t.made(list)
	sent := 0
	for i := range list {
		a := &list[i]
		if a.Muted == "" {
			sent++
		}
		errs = append(errs, t.hooked(a))
	}
	errs = append(errs, t.mailed(list, sent), t.fed(ctx, list, sent), t.seen(list), t.trembled(ctx))
	for _, b := range t.hook.bad {
		errs = append(errs, errors.New("webhook: "+b))
	}
	if len(t.hook.got) != sent {
		errs = append(errs, fmt.Errorf("the webhook got %d alerts, %d were to be sent", len(t.hook.got), sent))
	}
	if t.hook.tries != 2 {
		errs = append(errs, fmt.Errorf("the webhook failed %d times", t.hook.tries))
	}
	fmt.Printf("%d alerts, %d muted, %d sent by webhook and by mail; %d messages refused by the receiver\n", len(list), len(list)-sent, sent, t.hook.tries)
	return errors.Join(errs...)
}

// made compares the alerts with the plan, shop by shop and scan by scan.
func (t *trial) made(list []catalogue.Alert) (errs []error) {
	got := map[string]map[int][]string{}
	for i := range list {
		a := &list[i]
		if got[a.Seller] == nil {
			got[a.Seller] = map[int][]string{}
		}
		r := t.rounds[a.Scan]
		got[a.Seller][r] = append(got[a.Seller][r], strings.TrimSpace(string(a.Kind)+" "+a.Subject))
	}
	for _, p := range t.shops {
		for r := range rounds {
			is, want := sorted(got[p.id][r]), sorted(p.want[r])
			mark := ""
			if is != want {
				mark = "  WANTED: " + want
				errs = append(errs, fmt.Errorf("%s, scan %d: %q, want %q", p.host, r, is, want))
			}
			if is+want != "" {
				fmt.Printf("%-26s scan %d: %s%s\n", p.host, r, is, mark)
			}
		}
	}
	return errs
}

// hooked tells whether an alert came once by the webhook, or not at all where it is muted.
func (t *trial) hooked(a *catalogue.Alert) error {
	want := 1
	if a.Muted != "" {
		want = 0
	}
	if n := len(t.hook.got[a.ID]); n != want {
		return fmt.Errorf("%s %s came %d times by the webhook, want %d", a.Kind, a.Subject, n, want)
	}
	return nil
}

// mailed does the same for mails, which are in German.
func (t *trial) mailed(list []catalogue.Alert, sent int) error {
	letters, err := t.mails.letters()
	if err != nil {
		return err
	}
	var errs []error
	if len(letters) != sent {
		errs = append(errs, fmt.Errorf("%d mails, %d were to be sent", len(letters), sent))
	}
	for i := range list {
		a := &list[i]
		n, want := 0, 1
		if a.Muted != "" {
			want = 0
		}
		for _, l := range letters {
			if strings.Contains(l, notify.Text("de", a)) && strings.Contains(l, t.urlOf(a.Seller)) {
				n++
			}
		}
		if n != want {
			errs = append(errs, fmt.Errorf("%s %s came %d times by mail, want %d", a.Kind, a.Subject, n, want))
		}
	}
	return errors.Join(errs...)
}

// fed does the same for the feed, which is asked for in Chinese.
func (t *trial) fed(ctx context.Context, list []catalogue.Alert, sent int) error {
	data, err := t.server.Ask(ctx, "GET", "/alerts.rss?lang=zh", nil)
	if err != nil {
		return err
	}
	items, err := readFeed(data)
	if err != nil {
		return err
	}
	var errs []error
	if len(items) != sent {
		errs = append(errs, fmt.Errorf("%d alerts in the feed, %d were to be told", len(items), sent))
	}
	for i := range list {
		a := &list[i]
		for _, item := range items {
			if item.GUID == a.ID && (a.Muted != "" || item.Category != string(a.Kind) || !strings.Contains(item.Title, t.urlOf(a.Seller))) {
				errs = append(errs, fmt.Errorf("the feed says %+v of %+v", item, a))
			}
		}
	}
	return errors.Join(errs...)
}

// seen tells whether the one alert that was acknowledged is not open any more, and all others that no mute silenced are.
func (t *trial) seen(list []catalogue.Alert) error {
	open, acknowledged := 0, 0
	for i := range list {
		if !list[i].Acknowledged.IsZero() {
			acknowledged++
		} else if list[i].Muted == "" {
			open++
		}
	}
	if acknowledged != 1 {
		return fmt.Errorf("%d alerts are acknowledged, want 1", acknowledged)
	}
	fmt.Printf("%d open, 1 acknowledged\n", open)
	return nil
}

// trembled tells whether the score that was to move within its noise did move.
func (t *trial) trembled(ctx context.Context) error {
	for _, p := range t.shops {
		if p.host != "score-trembles.test" {
			continue
		}
		results, err := t.store.Results(ctx, p.id, rounds)
		if err != nil {
			return err
		}
		var scores []int
		for _, r := range results {
			scores = append(scores, r.Score)
		}
		fmt.Println(p.host, "had the scores", scores)
		if slices.Max(scores) == slices.Min(scores) {
			return errors.New("the score that was to move did not")
		}
	}
	return nil
}

func (t *trial) urlOf(seller string) string {
	for _, p := range t.shops {
		if p.id == seller {
			return p.stage.url()
		}
	}
	return "?"
}
