package vendor

import "sync"

var reviewSites = sync.OnceValue(func() []string {
	list, err := loadHosts("reviewsites")
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return list
})

// ReviewSite reports whether a host is that of a site on which buyers review shops, or of a maker of review systems.
func ReviewSite(host string) bool { return belowAny(host, reviewSites()) }
