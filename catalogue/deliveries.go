package catalogue

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Delivery is an alert that is to be sent on a channel.
type Delivery struct {
	Channel  string
	Attempts int
	Alert    Alert
	Seller   Seller // as much as a message says of it: address, name, owner reference, tags, standing
}

// DueDeliveries lists what is to be sent now on a channel, the oldest first.
func (s *Store) DueDeliveries(ctx context.Context, channel string, now time.Time, limit int) ([]Delivery, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT d.attempts, a.id, a.seller_id, a.scan_id, a.kind, a.subject, a.severity, a.message, a.created, n.url, n.name, n.owner, n.tags, n.grade, n.score
		FROM deliveries d JOIN alerts a ON a.id = d.alert_id JOIN sellers n ON n.id = a.seller_id
		WHERE d.state = 'due' AND d.due <= $1 AND d.channel_id = $2 ORDER BY a.id LIMIT $3`, millis(now), channel, limit)
	list, err := collect(rows, err, func(r *sql.Rows) (d Delivery, err error) {
		var message, tags string
		var created int64
		a, n := &d.Alert, &d.Seller
		err = r.Scan(&d.Attempts, &a.ID, &a.Seller, &a.Scan, &a.Kind, &a.Subject, &a.Severity, &message, &created, &n.URL, &n.Name, &n.Owner, &tags, &n.Now.Grade, &n.Now.Score)
		d.Channel, n.ID, a.Created = channel, a.Seller, fromMillis(created)
		return d, errors.Join(err, json.Unmarshal([]byte(message), &a.Message), json.Unmarshal([]byte(tags), &n.Tags))
	})
	if err != nil {
		return nil, fmt.Errorf("read deliveries: %w", err)
	}
	return list, nil
}

// Delivered notes that alerts were sent.
func (s *Store) Delivered(ctx context.Context, list []Delivery, now time.Time) error {
	return s.settle(ctx, list, func(*Delivery) (string, time.Time, time.Time, string) { return "sent", time.Time{}, now, "" })
}

// NotDelivered notes that alerts could not be sent, and when to try again; the zero time gives them up.
func (s *Store) NotDelivered(ctx context.Context, list []Delivery, again time.Time, reason string) error {
	state := "due"
	if again.IsZero() {
		state = "given-up"
	}
	return s.settle(ctx, list, func(*Delivery) (string, time.Time, time.Time, string) { return state, again, time.Time{}, reason })
}

func (s *Store) settle(ctx context.Context, list []Delivery, as func(*Delivery) (state string, due, sent time.Time, reason string)) error {
	return s.InTx(ctx, func(tx DB) error {
		for i := range list {
			state, due, sent, reason := as(&list[i])
			_, err := tx.ExecContext(ctx, "UPDATE deliveries SET state = $1, due = $2, sent = $3, error = $4, attempts = attempts + 1 WHERE alert_id = $5 AND channel_id = $6",
				state, millis(due), millis(sent), reason, list[i].Alert.ID, list[i].Channel)
			if err != nil {
				return fmt.Errorf("note delivery: %w", err)
			}
		}
		return nil
	})
}

// Sent says how an alert went out on a channel.
type Sent struct {
	Channel  string    `json:"channel_id"`
	State    string    `json:"state"` // due, sent, given-up
	Attempts int       `json:"attempts"`
	At       time.Time `json:"sent"`
	Error    string    `json:"error"`
}

// SentOf lists how an alert went out.
func (s *Store) SentOf(ctx context.Context, alert string) ([]Sent, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT d.channel_id, d.state, d.attempts, d.sent, d.error FROM deliveries d JOIN channels c ON c.id = d.channel_id
		WHERE d.alert_id = $1 ORDER BY c.name, c.id`, alert)
	return collect(rows, err, func(r *sql.Rows) (d Sent, err error) {
		var at int64
		err = r.Scan(&d.Channel, &d.State, &d.Attempts, &at, &d.Error)
		d.At = fromMillis(at)
		return d, err
	})
}
