package vendor

import "sync"

var consentHosts = sync.OnceValue(func() []string {
	list, err := loadHosts("consenthosts")
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return list
})

// ConsentHost reports whether a host is that of a consent tool which shows its notice in a frame of its own.
func ConsentHost(host string) bool { return belowAny(host, consentHosts()) }
