package crawler

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// Target is the address of a shop as a user gave it.
type Target struct {
	URL *url.URL
	// Development says that the host is a loopback or private address (or a name for one) over plain http.
	Development bool
	private     bool
}

// ParseTarget reads the address of a shop. Its errors are one line and say what to do instead.
func ParseTarget(s string) (Target, error) {
	s = strings.TrimSpace(s)
	shown := clip(s, 200)
	if s == "" {
		return Target{}, errors.New("no address given: write the shop's address, for instance https://shop.example")
	}
	if !strings.Contains(s, "://") {
		return Target{}, missingScheme(s)
	}
	u, err := url.Parse(s)
	if err != nil {
		return Target{}, fmt.Errorf("%q is not an address (%s): write it like https://shop.example", shown, reason(err))
	}
	switch u.Scheme {
	case "http", "https":
	case "file":
		return Target{}, fmt.Errorf("%q is a file: serve the shop on http://localhost and scan that; for a snapshot file use shopvet judge", shown)
	default:
		return Target{}, fmt.Errorf("%q: shopvet speaks http and https, not %s", shown, clip(u.Scheme, 20))
	}
	if u.Hostname() == "" {
		return Target{}, fmt.Errorf("%q names no host: write it like https://shop.example", shown)
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return Target{}, fmt.Errorf("%q is not a host name: write it like https://shop.example", clip(u.Hostname(), 200))
	}
	port, err := usualPort(u)
	if err != nil {
		return Target{}, err
	}
	u.Host = joinPort(host, port)
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	private := privateHost(host)
	return Target{URL: u, private: private, Development: private && u.Scheme == "http"}, nil
}

func missingScheme(s string) error {
	shown := clip(s, 200)
	if _, err := os.Stat(s); err == nil || strings.HasPrefix(s, "/") || strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../") {
		return fmt.Errorf("%q is a file, not the address of a shop: for a snapshot file use shopvet judge, for a shop write https://…", shown)
	}
	host, _, _ := strings.Cut(s, "/")
	host, _, _ = strings.Cut(host, ":")
	if privateHost(host) {
		return fmt.Errorf("%q has no scheme: write http://%s", shown, shown)
	}
	return fmt.Errorf("%q has no scheme: write https://%s", shown, shown)
}

func reason(err error) string {
	var e *url.Error
	if errors.As(err, &e) {
		err = e.Err
	}
	return clip(err.Error(), 120)
}

// usualPort returns the port to write into an address: "" for the scheme's own.
func usualPort(u *url.URL) (string, error) {
	p := u.Port()
	if p == "" {
		return "", nil
	}
	n, err := strconv.ParseUint(p, 10, 16)
	if err != nil || n == 0 {
		return "", fmt.Errorf("%q is not a port: use a number from 1 to 65535", clip(p, 20))
	}
	if u.Scheme == "http" && n == 80 || u.Scheme == "https" && n == 443 {
		return "", nil
	}
	return strconv.FormatUint(n, 10), nil
}

func asciiHost(h string) (string, error) {
	if _, err := netip.ParseAddr(h); err == nil {
		return strings.ToLower(h), nil
	}
	h, err := idna.Lookup.ToASCII(strings.TrimSuffix(h, "."))
	if err != nil || h == "" || len(h) > 253 {
		return "", errors.New("not a host name")
	}
	return h, nil
}

func joinPort(host, port string) string {
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" {
		return host + ":" + port
	}
	return host
}

// privateHost reports whether a host is this machine or a private network by its very name: nothing is looked up.
func privateHost(h string) bool {
	h = strings.ToLower(strings.TrimSuffix(h, "."))
	if h == "localhost" || strings.HasSuffix(h, ".localhost") || strings.HasSuffix(h, ".local") || strings.HasSuffix(h, ".internal") {
		return true
	}
	a, err := netip.ParseAddr(strings.Trim(h, "[]"))
	if err != nil {
		return false
	}
	a = a.Unmap()
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast()
}

// Private reports whether the host is a private or loopback address, or a name for one, by its looks: no name is resolved.
func (t Target) Private() bool { return t.private }
