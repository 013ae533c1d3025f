package vendor

import "sync"

var consentHosts = sync.OnceValue(func() []string {
	list, err := loadConsentHosts()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return list
})

func loadConsentHosts() ([]string, error) {
	var f struct {
		Date    string   `toml:"date"`
		Domains []string `toml:"domains"`
	}
	err := decode("consenthosts", &f)
	return f.Domains, err
}

// ConsentHost reports whether a host is that of a consent tool which shows its notice in a frame of its own.
func ConsentHost(host string) bool {
	for _, d := range consentHosts() {
		if below(host, d) {
			return true
		}
	}
	return false
}
