package crawler

import (
	"errors"
	"net/netip"
	"net/url"

	"github.com/shopvet/shopvet/crawler/wire"
)

// Reach returns what says why an address may not be asked for: since it lies in a private network that is none of those, or is no address of the
// web at all. It judges by what the address itself says, in whatever form; a name is judged once more, by its addresses, when it is visited.
func Reach(networks []netip.Prefix) func(*url.URL) error {
	guard := wire.NewGuard("", nil)
	guard.Allow(networks...)
	return func(u *url.URL) error {
		if fault := guard.CheckURL(u); fault != nil {
			return errors.New(fault.Text)
		}
		if len(networks) == 0 && privateHost(u.Hostname()) {
			return errors.New("the name is one of a private network")
		}
		return nil
	}
}
