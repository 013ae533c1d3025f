// Package notify sends alerts: to webhooks, chats and mailboxes, at once or summed up, and as a feed.
package notify

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// The kinds of channels.
const (
	Webhook = "webhook"
	Slack   = "slack" // and what understands its messages: Mattermost, Rocket.Chat
	Teams   = "teams"
	Email   = "email"
)

// Kinds lists them.
func Kinds() []string { return []string{Webhook, Slack, Teams, Email} }

const (
	mostTries  = 8
	firstWait  = 30 * time.Second // doubled after each try: the last comes after an hour
	mostAtOnce = 100              // alerts in one message
)

// Sender sends what is due.
type Sender struct {
	Store  *catalogue.Store
	Client *http.Client // guards whom webhooks may reach
	Mail   *Mail        // nil: no mail server is known
	Public string       // the address of our own server, for links; "" without
}

// Send sends all that is due. An alert is marked as sent after it was: where the program ends in between it comes twice, with the same id.
func (s *Sender) Send(ctx context.Context, now time.Time) error {
	channels, err := s.Store.Channels(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for i := range channels {
		if !channels[i].Disabled {
			errs = append(errs, s.channel(ctx, &channels[i], now))
		}
	}
	return errors.Join(errs...)
}

// channel sends what is due on one channel: one message each, or one for all where it sums up. After a failure it leaves the rest for later.
func (s *Sender) channel(ctx context.Context, c *catalogue.Channel, now time.Time) error {
	for {
		due, err := s.Store.DueDeliveries(ctx, c.ID, now, mostAtOnce)
		if err != nil || len(due) == 0 {
			return err
		}
		size := 1
		if c.Digest > 0 {
			size = len(due)
		}
		for len(due) > 0 {
			part := due[:size]
			due = due[size:]
			if err := s.message(ctx, c, part, now); err != nil {
				return s.failed(ctx, part, now, fmt.Errorf("alerts by %s %q: %w", c.Kind, c.Name, err))
			}
			if err := s.Store.Delivered(ctx, part, now); err != nil {
				return err
			}
		}
	}
}

// failed notes that a message could not be sent, and returns why.
func (s *Sender) failed(ctx context.Context, part []catalogue.Delivery, now time.Time, cause error) error {
	again := now.Add(firstWait << min(part[0].Attempts, 10))
	if part[0].Attempts+1 >= mostTries {
		again = time.Time{}
	}
	return errors.Join(cause, s.Store.NotDelivered(ctx, part, again, catalogue.Clean(cause.Error())))
}

func (s *Sender) message(ctx context.Context, c *catalogue.Channel, part []catalogue.Delivery, now time.Time) error {
	switch c.Kind {
	case Webhook:
		return s.webhook(ctx, c, part, now)
	case Slack:
		return s.post(ctx, c.Target, map[string]any{"text": slackText(s.text(c, part, "*", "*"))}, nil)
	case Teams:
		return s.post(ctx, c.Target, teamsCard(s.text(c, part, "**", "**")), nil)
	case Email:
		if s.Mail == nil {
			return errors.New("no mail server is known: start with --smtp")
		}
		return s.Mail.send(ctx, c.Target, letter{subject: subject(c, part), text: s.text(c, part, "", ""), lang: wordsOf(c.Lang).Lang(), id: part[0].Alert.ID}, now)
	}
	return fmt.Errorf("there is no kind of channel %q", c.Kind)
}

// subject sums up a message in one line.
func subject(c *catalogue.Channel, part []catalogue.Delivery) string {
	if len(part) == 1 {
		return called(&part[0].Seller) + ": " + Text(c.Lang, &part[0].Alert)
	}
	return wordsOf(c.Lang).Count("notify.subject", len(part))
}

func called(n *catalogue.Seller) string {
	if n.Name != "" {
		return n.Name
	}
	return n.URL
}

// text is a message for people; what is most important is set between the marks.
func (s *Sender) text(c *catalogue.Channel, part []catalogue.Delivery, open, end string) string {
	words := wordsOf(c.Lang)
	var b strings.Builder
	for i := range part {
		d := &part[i]
		if i > 0 {
			b.WriteString("\n\n")
		}
		name := called(&d.Seller)
		fmt.Fprintf(&b, "%s%s%s\n%s", open, catalogue.Clean(name), end, Text(c.Lang, &d.Alert))
		if name != d.Seller.URL {
			fmt.Fprintf(&b, "\n%s", d.Seller.URL)
		}
		if d.Seller.Owner != "" {
			b.WriteString("\n" + words.Text("notify.reference", "owner", catalogue.Clean(d.Seller.Owner)))
		}
		if link := s.link(&d.Alert); link != "" {
			fmt.Fprintf(&b, "\n%s", link)
		}
	}
	return b.String()
}

// link leads to the seller's page on our own server.
func (s *Sender) link(a *catalogue.Alert) string {
	if s.Public == "" {
		return ""
	}
	return strings.TrimSuffix(s.Public, "/") + "/sellers/" + a.Seller
}
