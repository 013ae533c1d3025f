package dnsprobe

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/miekg/dns"
	"golang.org/x/net/idna"
)

const (
	// maxServers bounds how many configured name servers are asked.
	maxServers = 3
	resolvConf = "/etc/resolv.conf"
	// patience is how many packets in a row a server that was heard before may leave unanswered.
	patience = 8
)

// server is a name server and how it behaved so far: one that does not answer must cost the run seconds, not seconds for each question.
type server struct {
	address string

	mu    sync.Mutex
	heard bool
	lost  int       // packets in a row that it left unanswered
	since time.Time // when the first of them was given up
	late  bool      // one of them was sent after that: they were not all lost in the same moment
}

func (s *server) answered() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard, s.lost, s.late = true, 0, false
}

func (s *server) unanswered(sent time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lost++; s.lost == 1 {
		s.since = time.Now()
	}
	s.late = s.late || sent.After(s.since)
}

// dead reports whether to ask no more.
func (s *server) dead() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.late && (!s.heard || s.lost >= patience)
}

func (s *server) state() (heard, asked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.heard, s.heard || s.lost > 0
}

// byMerit puts the servers that were heard before those that were not, and leaves out the dead.
func byMerit(servers []*server) []*server {
	var first, rest []*server
	for _, s := range servers {
		switch heard, _ := s.state(); {
		case s.dead():
		case heard:
			first = append(first, s)
		default:
			rest = append(rest, s)
		}
	}
	return append(first, rest...)
}

func (o Options) addresses() []string {
	if len(o.Servers) > 0 {
		return o.Servers[:min(len(o.Servers), maxServers)]
	}
	config, err := dns.ClientConfigFromFile(resolvConf)
	if err != nil {
		return nil
	}
	var list []string
	for _, s := range config.Servers[:min(len(config.Servers), maxServers)] {
		list = append(list, net.JoinHostPort(s, config.Port))
	}
	return list
}

// ParseServer reads the address of a name server as a user writes it, HOST or HOST:PORT, and returns it as host:port.
func ParseServer(s string) (string, error) {
	s = strings.TrimSpace(s)
	host, port := s, "53"
	if inner, ok := strings.CutPrefix(s, "["); ok && strings.HasSuffix(inner, "]") {
		host = strings.TrimSuffix(inner, "]")
	} else if _, err := netip.ParseAddr(s); err == nil {
		host = s
	} else if h, p, err := net.SplitHostPort(s); err == nil {
		host, port = h, p
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 || !hostName(host) {
		return "", fmt.Errorf("%q is not the address of a name server: write it like 9.9.9.9 or 192.0.2.53:5353, with a port from 1 to 65535", clip(s))
	}
	return net.JoinHostPort(host, strconv.FormatUint(n, 10)), nil
}

func hostName(s string) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(s, "."), ".") {
		plain := strings.IndexFunc(label, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
		}) < 0
		if label == "" || len(label) > 63 || !plain {
			return false
		}
	}
	// What ends in a number is an address or a slip of the pen.
	last := strings.TrimSuffix(s, ".")
	last = last[strings.LastIndexByte(last, '.')+1:]
	return len(s) <= 253 && strings.Trim(last, "0123456789") != ""
}

func clip(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:77], "") + "..."
	}
	return s
}

// toASCII leaves names alone that are ASCII: underscores and the like are no valid host names, yet resolvers and browsers take them.
func toASCII(name string) (string, error) {
	if strings.IndexFunc(name, func(r rune) bool { return r >= 0x80 }) >= 0 {
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil {
			return "", fmt.Errorf("read host name: %w", err)
		}
		name = ascii
	}
	if _, ok := dns.IsDomainName(name); !ok {
		return "", errors.New("not a domain name")
	}
	return name, nil
}

// public reports whether a public name server can know the name.
func public(name string) bool {
	if name == "" || name == "localhost" || strings.HasSuffix(name, ".localhost") || strings.HasSuffix(name, ".local") {
		return false
	}
	_, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err != nil
}
