package vendor

import "sync"

var payHosts = sync.OnceValue(func() map[string]bool {
	list, err := loadPayHosts()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return list
})

func loadPayHosts() (map[string]bool, error) {
	var f struct {
		Date    string   `toml:"date"`
		Domains []string `toml:"domains"`
	}
	if err := decode("payhosts", &f); err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, d := range f.Domains {
		out[d] = true
	}
	return out, nil
}

// PayHost returns the domain of the payment provider that a host belongs to, "" when it belongs to none.
func PayHost(host string) string { return domainIn(payHosts(), host) }

var recourse = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, m := range data().methods {
		out[m.Name] = m.Recourse
	}
	return out
})

// Recourse reports whether a buyer can get money back through a method of that name when nothing arrives; known is false for names of none.
func Recourse(name string) (back, known bool) {
	back, known = recourse()[name]
	return back, known
}
