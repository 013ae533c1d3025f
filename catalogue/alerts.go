package catalogue

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// AlertKind is what an alert is about.
type AlertKind string

// The kinds of alerts.
const (
	AlertFinding     AlertKind = "finding"     // a check of critical or high severity fails that did not before
	AlertLifted      AlertKind = "lifted"      // such a check does not fail any more
	AlertScore       AlertKind = "score"       // the score fell by more than it moves by itself
	AlertCertificate AlertKind = "certificate" // the certificate ends soon
	AlertIdentity    AlertKind = "identity"    // the seller's name or number is another
	AlertUnreachable AlertKind = "unreachable" // nothing answered, twice, while others did
	AlertBack        AlertKind = "back"        // it answers again
)

// AlertKinds lists them.
func AlertKinds() []AlertKind {
	return []AlertKind{AlertFinding, AlertLifted, AlertScore, AlertCertificate, AlertIdentity, AlertUnreachable, AlertBack}
}

// Alert tells of one thing that changed at a seller. It is made once.
type Alert struct {
	ID             string           `json:"id"`
	Seller         string           `json:"seller_id"`
	Scan           string           `json:"scan_id"`
	Kind           AlertKind        `json:"kind"`
	Subject        string           `json:"subject"` // the check, or what changed
	Severity       verdict.Severity `json:"severity"`
	Message        verdict.Message  `json:"message"`
	Created        time.Time        `json:"created"`
	Acknowledged   time.Time        `json:"acknowledged"` // zero: by nobody yet
	AcknowledgedBy string           `json:"acknowledged_by"`
	Note           string           `json:"note"`
	Muted          string           `json:"muted_by"` // the mute that kept it from being sent
	once           string           // no two alerts of a seller have the same
}

// Mute keeps alerts from being sent until it ends. Empty fields mean all.
type Mute struct {
	ID      string    `json:"id"`
	Seller  string    `json:"seller_id"`
	Tag     string    `json:"tag"`
	Kind    AlertKind `json:"kind"`
	Check   string    `json:"check"`
	Reason  string    `json:"reason"`
	Until   time.Time `json:"until"`
	Created time.Time `json:"created"`
	By      string    `json:"created_by"`
}

// Channel is where alerts are sent.
type Channel struct {
	ID       string        `json:"id"`
	Kind     string        `json:"kind"` // webhook, slack, teams, email
	Name     string        `json:"name"`
	Target   string        `json:"target"` // an address of the web, or of mail
	Secret   string        `json:"-"`      // by which a webhook is signed
	Tag      string        `json:"tag"`    // only of sellers with this tag; "" for all
	Kinds    []string      `json:"kinds"`  // only these kinds of alerts; empty for all
	Digest   time.Duration `json:"digest"` // how much time one message sums up; 0: each alert at once
	Lang     string        `json:"lang"`   // in which alerts are told; "" is English
	Disabled bool          `json:"disabled"`
	Created  time.Time     `json:"created"`
}

// wants reports whether an alert about a seller goes to a channel.
func (c *Channel) wants(a *Alert, n *Seller) bool {
	return !c.Disabled && (c.Tag == "" || slices.Contains(n.Tags, c.Tag)) && (len(c.Kinds) == 0 || slices.Contains(c.Kinds, string(a.Kind)))
}

// due is when an alert goes out on a channel.
func (c *Channel) due(now time.Time) time.Time {
	if c.Digest <= 0 {
		return now
	}
	return now.Truncate(c.Digest).Add(c.Digest)
}

// silences reports whether a mute is about an alert.
func (m *Mute) silences(a *Alert, n *Seller, now time.Time) bool {
	return now.Before(m.Until) && (m.Seller == "" || m.Seller == n.ID) && (m.Tag == "" || slices.Contains(n.Tags, m.Tag)) &&
		(m.Kind == "" || m.Kind == a.Kind) && (m.Check == "" || m.Check == a.Subject)
}

const alertColumns = "id, seller_id, scan_id, kind, subject, severity, message, once, created, acknowledged, acknowledged_by, note, muted_by"

// putAlerts writes alerts down, each once, with what is to be sent to whom. It returns those that were not known yet.
func putAlerts(ctx context.Context, tx DB, n *Seller, list []Alert, mutes []Mute, channels []Channel, now time.Time) (made []Alert, err error) {
	for _, a := range list {
		a.ID, a.Seller, a.Created = NewID(now), n.ID, now
		if k := slices.IndexFunc(mutes, func(m Mute) bool { return m.silences(&a, n, now) }); k >= 0 {
			a.Muted = mutes[k].ID
		}
		message, err := json.Marshal(a.Message)
		if err != nil {
			return nil, fmt.Errorf("write alert: %w", err)
		}
		res, err := tx.ExecContext(ctx, "INSERT INTO alerts ("+alertColumns+") VALUES ("+marks(1, 13)+") ON CONFLICT (seller_id, once) DO NOTHING",
			a.ID, a.Seller, a.Scan, string(a.Kind), a.Subject, string(a.Severity), string(message), a.once, millis(now), 0, "", "", a.Muted)
		if err != nil {
			return nil, fmt.Errorf("write alert: %w", err)
		}
		if rows, err := res.RowsAffected(); err != nil || rows == 0 {
			continue
		}
		made = append(made, a)
		for k := range channels {
			c := &channels[k]
			if a.Muted != "" || !c.wants(&a, n) {
				continue
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO deliveries (alert_id, channel_id, state, attempts, due, sent, error) VALUES ("+marks(1, 7)+")",
				a.ID, c.ID, "due", 0, millis(c.due(now)), 0, ""); err != nil {
				return nil, fmt.Errorf("write delivery: %w", err)
			}
		}
	}
	return made, nil
}

// AlertFilter narrows a list of alerts.
type AlertFilter struct {
	Seller string
	Kind   AlertKind
	Open   bool   // only those that nobody has acknowledged and no mute silenced
	Heard  bool   // only those that no mute silenced
	Before string // only those made before the alert with this id: the page after it
	Limit  int    // 1 to 500; 0 is 50
}

// Alerts lists alerts, the latest first.
func (s *Store) Alerts(ctx context.Context, f AlertFilter) ([]Alert, error) {
	c := &conditions{}
	if f.Seller != "" {
		c.add("seller_id = $%d", f.Seller)
	}
	if f.Kind != "" {
		c.add("kind = $%d", string(f.Kind))
	}
	if f.Open {
		c.add("acknowledged = 0")
	}
	if f.Open || f.Heard {
		c.add("muted_by = ''")
	}
	if f.Before != "" {
		c.add("id < $%d", f.Before)
	}
	p := Page{Limit: f.Limit}
	return s.alerts(ctx, fmt.Sprintf("%s ORDER BY id DESC LIMIT %d", c.text(), p.limit()), c.args...)
}

// Alert reads one alert.
func (s *Store) Alert(ctx context.Context, id string) (*Alert, error) {
	return oneOf(s.alerts(ctx, " WHERE id = $1", id))
}

func (s *Store) alerts(ctx context.Context, rest string, args ...any) ([]Alert, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+alertColumns+" FROM alerts"+rest, args...)
	list, err := collect(rows, err, scanAlert)
	if err != nil {
		return nil, fmt.Errorf("read alerts: %w", err)
	}
	return list, nil
}

func scanAlert(r *sql.Rows) (a Alert, err error) {
	var created, acknowledged int64
	var message string
	err = r.Scan(&a.ID, &a.Seller, &a.Scan, &a.Kind, &a.Subject, &a.Severity, &message, &a.once, &created, &acknowledged, &a.AcknowledgedBy, &a.Note, &a.Muted)
	a.Created, a.Acknowledged = fromMillis(created), fromMillis(acknowledged)
	return a, errors.Join(err, json.Unmarshal([]byte(message), &a.Message))
}

// Acknowledge notes that somebody has seen an alert.
func (s *Store) Acknowledge(ctx context.Context, id, by, note string, now time.Time) error {
	return s.touch(ctx, "acknowledge alert", "UPDATE alerts SET acknowledged = $1, acknowledged_by = $2, note = $3 WHERE id = $4", millis(now), by, note, id)
}

const muteColumns = "id, seller_id, tag, kind, check_id, reason, until, created, created_by"

// AddMute writes a mute down and fills in its ID. It needs a reason and an end.
func (s *Store) AddMute(ctx context.Context, m *Mute, now time.Time) error {
	if m.Reason == "" || !m.Until.After(now) {
		return errors.New("a mute needs a reason and an end that is still to come")
	}
	m.ID, m.Created = NewID(now), now
	_, err := s.db.ExecContext(ctx, "INSERT INTO mutes ("+muteColumns+") VALUES ("+marks(1, 9)+")",
		m.ID, m.Seller, m.Tag, string(m.Kind), m.Check, m.Reason, millis(m.Until), millis(now), m.By)
	if err != nil {
		return fmt.Errorf("write mute: %w", err)
	}
	return nil
}

// Mutes lists the mutes that hold.
func (s *Store) Mutes(ctx context.Context, now time.Time) ([]Mute, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+muteColumns+" FROM mutes WHERE until > $1 ORDER BY id", millis(now))
	return collect(rows, err, func(r *sql.Rows) (m Mute, err error) {
		var until, created int64
		err = r.Scan(&m.ID, &m.Seller, &m.Tag, &m.Kind, &m.Check, &m.Reason, &until, &created, &m.By)
		m.Until, m.Created = fromMillis(until), fromMillis(created)
		return m, err
	})
}

// DeleteMute ends a mute.
func (s *Store) DeleteMute(ctx context.Context, id string) error {
	return s.touch(ctx, "delete mute", "DELETE FROM mutes WHERE id = $1", id)
}

const channelColumns = "id, kind, name, target, secret, tag, kinds, digest, disabled, created, lang"

// PutChannel adds a channel, whose ID it fills in, or changes the one with its ID.
func (s *Store) PutChannel(ctx context.Context, c *Channel, now time.Time) error {
	if c.ID == "" {
		c.ID, c.Created = NewID(now), now
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO channels ("+channelColumns+") VALUES ("+marks(1, 11)+`) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,
		name = excluded.name, target = excluded.target, secret = excluded.secret, tag = excluded.tag, kinds = excluded.kinds, digest = excluded.digest, disabled = excluded.disabled, lang = excluded.lang`,
		c.ID, c.Kind, c.Name, c.Target, c.Secret, c.Tag, list(c.Kinds), c.Digest.Milliseconds(), number(c.Disabled), millis(c.Created), c.Lang)
	if err != nil {
		return fmt.Errorf("write channel: %w", err)
	}
	return nil
}

// Channels lists all channels.
func (s *Store) Channels(ctx context.Context) ([]Channel, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+channelColumns+" FROM channels ORDER BY name, id")
	return collect(rows, err, func(r *sql.Rows) (c Channel, err error) {
		var kinds string
		var digest, created int64
		err = r.Scan(&c.ID, &c.Kind, &c.Name, &c.Target, &c.Secret, &c.Tag, &kinds, &digest, &c.Disabled, &created, &c.Lang)
		c.Digest, c.Created = time.Duration(digest)*time.Millisecond, fromMillis(created)
		return c, errors.Join(err, json.Unmarshal([]byte(kinds), &c.Kinds))
	})
}

// DeleteChannel forgets a channel, with what was still to be sent there.
func (s *Store) DeleteChannel(ctx context.Context, id string) error {
	return s.touch(ctx, "delete channel", "DELETE FROM channels WHERE id = $1", id)
}
