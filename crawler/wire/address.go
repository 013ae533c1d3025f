package wire

import "net/netip"

// The classes of address; only public ones are open to everybody.
const (
	ClassPublic        = "public"
	ClassLoopback      = "loopback"
	ClassPrivate       = "private"
	ClassShared        = "shared" // behind a provider's translator, 100.64/10
	ClassLinkLocal     = "link-local"
	ClassMetadata      = "metadata" // a hoster's service that tells a machine its own secrets
	ClassMulticast     = "multicast"
	ClassUnspecified   = "unspecified"
	ClassDocumentation = "documentation"
	ClassBenchmark     = "benchmark"
	ClassReserved      = "reserved"
	ClassEmbedded      = "embedded" // a translated IPv6 address that holds an IPv4 address which is not public
)

type classRange struct {
	prefix netip.Prefix
	class  string
}

func ranges(class string, prefixes ...string) []classRange {
	list := make([]classRange, len(prefixes))
	for i, p := range prefixes {
		list[i] = classRange{netip.MustParsePrefix(p), class}
	}
	return list
}

func join(lists ...[]classRange) []classRange {
	var all []classRange
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// IANA special-purpose address registries, and the metadata services of large hosters; the first match counts.
var (
	special4 = join(
		ranges(ClassMetadata, "169.254.169.254/32", "169.254.170.2/32", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"),
		ranges(ClassUnspecified, "0.0.0.0/8"),
		ranges(ClassLoopback, "127.0.0.0/8"),
		ranges(ClassPrivate, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
		ranges(ClassShared, "100.64.0.0/10"),
		ranges(ClassLinkLocal, "169.254.0.0/16"),
		ranges(ClassDocumentation, "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
		ranges(ClassBenchmark, "198.18.0.0/15"),
		ranges(ClassMulticast, "224.0.0.0/4"),
		ranges(ClassReserved, "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4"),
	)
	special6 = join(
		ranges(ClassMetadata, "fd00:ec2::254/128"),
		ranges(ClassUnspecified, "::/128"),
		ranges(ClassLoopback, "::1/128"),
		ranges(ClassPrivate, "fc00::/7", "fec0::/10", "64:ff9b:1::/48"),
		ranges(ClassLinkLocal, "fe80::/10"),
		ranges(ClassMulticast, "ff00::/8"),
		ranges(ClassDocumentation, "2001:db8::/32", "3fff::/20"),
		ranges(ClassBenchmark, "2001:2::/48"),
		ranges(ClassReserved, "100::/64", "2001:10::/28", "2001:20::/28", "5f00::/16"),
	)
	global6 = netip.MustParsePrefix("2000::/3")

	compatible = netip.MustParsePrefix("::/96")
	nat64      = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour  = netip.MustParsePrefix("2002::/16")
	teredo     = netip.MustParsePrefix("2001::/32")
)

// Class says to which kind of network an address belongs: one of the Class constants. An IPv4-mapped address counts as the
// IPv4 address it is.
func Class(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	if !a.IsValid() {
		return ClassReserved
	}
	if a.Is4() {
		return lookup(special4, a, ClassPublic)
	}
	if class := lookup(special6, a, ""); class != "" {
		return class
	}
	for _, v4 := range embedded(a) {
		if Class(v4) != ClassPublic {
			return ClassEmbedded
		}
	}
	if nat64.Contains(a) || global6.Contains(a) {
		return ClassPublic
	}
	return ClassReserved
}

func lookup(table []classRange, a netip.Addr, otherwise string) string {
	for _, r := range table {
		if r.prefix.Contains(a) {
			return r.class
		}
	}
	return otherwise
}

// embedded returns the IPv4 addresses that a translator would take out of an IPv6 address.
func embedded(a netip.Addr) []netip.Addr {
	b := a.As16()
	v4 := func(i int) netip.Addr { return netip.AddrFrom4([4]byte(b[i : i+4])) }
	switch {
	case compatible.Contains(a), nat64.Contains(a):
		return []netip.Addr{v4(12)}
	case sixToFour.Contains(a):
		return []netip.Addr{v4(2)}
	case teredo.Contains(a):
		client := netip.AddrFrom4([4]byte{^b[12], ^b[13], ^b[14], ^b[15]})
		return []netip.Addr{v4(4), client}
	}
	return nil
}
