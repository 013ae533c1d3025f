package wire

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// classifyTime bounds the question to which class the host that a user typed belongs.
const classifyTime = 5 * time.Second

// Guard decides which addresses may be visited. Nothing that a page, a redirect or a name server says leads it to an address
// that is not public. What a user typed is intent: a target on a loopback or private address may be visited, at the addresses
// it had when the guard was made, on its own port, 80 and 443, and under the name that was typed.
type Guard struct {
	target  host
	ports   []uint16
	addrs   []netip.Addr // of the target, only while it is loopback or private
	class   string
	allowed []netip.Prefix
}

// NewGuard returns a guard for a target as the user typed it: a host, host:port, or address. It asks the resolver (nil means
// the system's) to which class the host belongs, for at most five seconds; a target that cannot be resolved, or that has any
// public address, gets no exception. An empty target gives a guard that lets through public addresses only.
func NewGuard(target string, resolver *net.Resolver) *Guard {
	g := &Guard{class: ClassPublic}
	u := targetURL(target)
	if u == nil {
		return g
	}
	h, err := parseHost(u.Hostname())
	port, ok := portOf(u)
	if err != nil || !ok {
		return g
	}
	g.target, g.ports = h, []uint16{port, 80, 443}
	addrs := resolve(h, resolver)
	for i, a := range addrs {
		class := Class(a)
		if class != ClassLoopback && class != ClassPrivate || i > 0 && class != g.class {
			g.class = ClassPublic
			return g
		}
		g.class = class
	}
	g.addrs = addrs
	return g
}

func targetURL(target string) *url.URL {
	if target == "" {
		return nil
	}
	if !strings.Contains(target, "://") {
		if strings.Count(target, ":") > 1 && !strings.HasPrefix(target, "[") {
			target = "[" + target + "]"
		}
		target = "http://" + target
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil
	}
	return u
}

func resolve(h host, resolver *net.Resolver) []netip.Addr {
	if h.addr.IsValid() {
		return []netip.Addr{h.addr}
	}
	if h.local() {
		return []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback()}
	}
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	ctx, cancel := context.WithTimeout(context.Background(), classifyTime)
	defer cancel()
	addrs, err := resolver.LookupNetIP(ctx, "ip", h.name)
	if err != nil {
		return nil
	}
	for i := range addrs {
		addrs[i] = addrs[i].Unmap()
	}
	return addrs
}

// Allow opens further networks, on any port but those that browsers refuse. It must be called before the guard is used.
func (g *Guard) Allow(prefixes ...netip.Prefix) { g.allowed = append(g.allowed, prefixes...) }

// TargetClass returns the class of the target's addresses: ClassLoopback, ClassPrivate, or ClassPublic for everything else.
func (g *Guard) TargetClass() string { return g.class }

// CheckURL says why an address must not be visited, or nil. It judges what can be known before a name is resolved; the
// address itself is judged when it is dialled.
func (g *Guard) CheckURL(u *url.URL) *snapshot.Fault {
	if u == nil {
		return &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: errNoHost.Error()}
	}
	if s := strings.ToLower(u.Scheme); s != "http" && s != "https" {
		return forbidden("%q is neither http nor https", u.Scheme)
	}
	if u.Opaque != "" {
		return &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: errNoHost.Error()}
	}
	port, ok := portOf(u)
	if !ok {
		return &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: "the address has no valid port"}
	}
	h, err := parseHost(u.Hostname())
	if err == errZone {
		return forbidden("%v", err)
	}
	if err != nil {
		return &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: err.Error()}
	}
	if blockedPorts[port] {
		return forbidden("port %d is one that browsers refuse", port)
	}
	return g.checkHost(h, port)
}

func (g *Guard) checkHost(h host, port uint16) *snapshot.Fault {
	if h.addr.IsValid() {
		return g.checkAddr(h, netip.AddrPortFrom(h.addr, port))
	}
	if h == g.target && g.class != ClassPublic && !slices.Contains(g.ports, port) {
		return forbidden("port %d of %s is not the shop's", port, h.name)
	}
	if h.local() && h != g.target && len(g.allowed) == 0 {
		return forbidden("%s is this computer, not a public address", h.name)
	}
	return nil
}

// checkAddr judges the very address that is about to be dialled for h.
func (g *Guard) checkAddr(h host, to netip.AddrPort) *snapshot.Fault {
	addr := to.Addr().Unmap().WithZone("")
	class := Class(addr)
	if class == ClassPublic {
		return nil
	}
	for _, p := range g.allowed {
		if p.Contains(addr) {
			return nil
		}
	}
	if g.class != ClassPublic && h == g.target && slices.Contains(g.ports, to.Port()) && slices.Contains(g.addrs, addr) {
		return nil
	}
	return forbidden("%s is a %s address, which nothing but the user may lead to", to, class)
}

// Control is the check of net.Dialer.Control, for a dialer that has lost the name it dials for: it judges the address alone,
// and takes one of the target's for the target.
func (g *Guard) Control(network, address string, _ syscall.RawConn) error {
	return g.control(g.target, network, address)
}

func (g *Guard) control(h host, network, address string) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || !strings.HasPrefix(network, "tcp") {
		return &Error{Fault: forbidden("%s %s is no address for a web server", network, address)}
	}
	if f := g.checkAddr(h, to); f != nil {
		return &Error{Fault: f}
	}
	return nil
}

// DialContext connects to a host and port that the guard allows. resolver may be nil for the system's. The error is what
// net.Dialer gives, with an *Error inside when the guard refused.
func (g *Guard) DialContext(ctx context.Context, resolver *net.Resolver, network, address string) (net.Conn, error) {
	name, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, &Error{Fault: &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: "the address has no valid port"}, cause: err}
	}
	if f := g.CheckURL(&url.URL{Scheme: "http", Host: net.JoinHostPort(name, port)}); f != nil {
		return nil, &Error{Fault: f}
	}
	h, err := parseHost(name)
	if err != nil {
		return nil, &Error{Fault: &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: err.Error()}, cause: err}
	}
	d := net.Dialer{Resolver: resolver, ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
		return g.control(h, network, address)
	}}
	if h.addr.IsValid() {
		name = h.addr.String()
	}
	return d.DialContext(ctx, network, net.JoinHostPort(name, port))
}

// DialAt connects to one address of a host, which the guard must allow for that host. The name is not resolved.
func (g *Guard) DialAt(ctx context.Context, name string, to netip.AddrPort) (net.Conn, error) {
	h, err := parseHost(name)
	if err != nil {
		return nil, &Error{Fault: &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: err.Error()}, cause: err}
	}
	if f := g.checkHost(h, to.Port()); f != nil {
		return nil, &Error{Fault: f}
	}
	d := net.Dialer{ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
		return g.control(h, network, address)
	}}
	return d.DialContext(ctx, "tcp", to.String())
}

func forbidden(format string, args ...any) *snapshot.Fault {
	return &snapshot.Fault{Kind: snapshot.FaultForbidden, Text: fmt.Sprintf(format, args...)}
}
