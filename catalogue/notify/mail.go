package notify

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/url"
	"strings"
	"time"

	"github.com/shopvet/shopvet/report"
)

// Mail is a mail server and in whose name mails are sent.
type Mail struct {
	address, host string
	implicit      bool // TLS from the first byte
	auth          smtp.Auth
	from          *mail.Address
	TLS           *tls.Config // nil: the system's roots
}

// NewMail reads the address of a mail server, smtp://user:password@host:587 or smtps://…, and of a sender.
func NewMail(server, from string) (*Mail, error) {
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("the mail server cannot be read: write it like smtp://user:password@mail.example:587 or smtps://…")
	}
	m := &Mail{host: u.Hostname(), implicit: u.Scheme == "smtps"}
	port := u.Port()
	switch {
	case port == "" && m.implicit:
		port = "465"
	case port == "":
		port = "587"
	}
	m.address = net.JoinHostPort(m.host, port)
	if password, ok := u.User.Password(); ok {
		m.auth = smtp.PlainAuth("", u.User.Username(), password, m.host) // it refuses to send the password unencrypted
	}
	if m.from, err = mail.ParseAddress(from); err != nil {
		return nil, errors.New("the sender of mails cannot be read: write it like shopvet@example.org")
	}
	return m, nil
}

// letter is what a mail says.
type letter struct {
	subject, text string
	lang          string
	id            string // no two mails have the same, but for one that is sent again
}

// send sends one mail to one or several addresses, separated by commas.
func (m *Mail) send(ctx context.Context, to string, l letter, now time.Time) error {
	list, err := mail.ParseAddressList(to)
	if err != nil {
		return fmt.Errorf("the address %q cannot be read", to)
	}
	body, err := m.compose(list, l, now)
	if err != nil {
		return err
	}
	c, err := m.dial(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.Mail(m.from.Address); err != nil {
		return err
	}
	for _, a := range list {
		if err := c.Rcpt(a.Address); err != nil {
			return err
		}
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	_, err = w.Write(body)
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	_ = c.Quit() // the mail is taken
	return nil
}

// dial connects, encrypts where the server can, and signs in.
func (m *Mail) dial(ctx context.Context) (*smtp.Client, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	config := &tls.Config{}
	if m.TLS != nil {
		config = m.TLS.Clone()
	}
	config.ServerName = m.host
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", m.address)
	if err != nil {
		return nil, err
	}
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if m.implicit {
		conn = tls.Client(conn, config)
	}
	c, err := smtp.NewClient(conn, m.host)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if ok, _ := c.Extension("STARTTLS"); ok && !m.implicit {
		err = c.StartTLS(config)
	}
	if err == nil && m.auth != nil {
		err = c.Auth(m.auth)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// compose writes a mail of plain text.
func (m *Mail) compose(to []*mail.Address, l letter, now time.Time) ([]byte, error) {
	var b bytes.Buffer
	var names []string
	for _, a := range to {
		names = append(names, a.String())
	}
	_, domain, _ := strings.Cut(m.from.Address, "@")
	for _, h := range [][2]string{
		{"From", m.from.String()}, {"To", strings.Join(names, ",\r\n ")}, {"Subject", inWords(l.subject)}, {"Date", now.Format(time.RFC1123Z)},
		{"Message-ID", "<" + l.id + "@" + domain + ">"}, {"Content-Language", l.lang}, {"Auto-Submitted", "auto-generated"}, {"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"}, {"Content-Transfer-Encoding", "quoted-printable"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], h[1])
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	_, err := w.Write([]byte(strings.ReplaceAll(l.text, "\n", "\r\n")))
	return b.Bytes(), errors.Join(err, w.Close())
}

// maxSubject is how many characters of a subject are sent: lists of mails show no more.
const maxSubject = 150

// inWords writes a header field of a mail, whatever letters it has. A line may have 998 bytes at most, of which Chinese takes nine a letter: each
// encoded word goes onto a line of its own.
func inWords(s string) string {
	s = strings.ReplaceAll(report.Clean(s, maxSubject), "=?", "= ?") // a name that looks like an encoded word is none
	s = mime.QEncoding.Encode("utf-8", s)
	return strings.ReplaceAll(s, "?= =?", "?=\r\n =?")
}
