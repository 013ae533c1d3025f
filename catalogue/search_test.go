package catalogue_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// A search finds each seller in which every word is somewhere, also in the middle of another, whatever its characters, and follows what changes.
func TestSearch(t *testing.T) {
	engines(t, func(t *testing.T, s *catalogue.Store) {
		now := time.Now()
		sellers := []catalogue.Seller{
			{URL: "https://kerzen.example/", Name: "Kerzenhaus Müller", Owner: "M-1", Tags: []string{"gold"}},
			{URL: "https://tea.example/", Name: `Tea "No. 5" 100%_off`, Owner: "M-2"},
			{URL: "https://deng.example/", Name: "上海灯具商店", Owner: "M-3"},
		}
		for i := range 2100 { // more than are looked up one by one
			sellers = append(sellers, catalogue.Seller{URL: fmt.Sprintf("https://many%d.example/", i), Name: "Many", Tags: []string{"frequent"}})
		}
		if _, err := s.PutSellers(t.Context(), sellers, now); err != nil {
			t.Fatal(err)
		}
		find := func(search string, want ...string) {
			t.Helper()
			list, _, err := s.Sellers(t.Context(), catalogue.Filter{Search: search}, catalogue.Page{Limit: 10})
			var got []string
			for i := range list {
				got = append(got, list[i].Owner)
			}
			n, err2 := s.CountSellers(t.Context(), catalogue.Filter{Search: search})
			if err != nil || err2 != nil || !slices.Equal(got, want) || n != len(want) {
				t.Errorf("%q: %q (%d), want %q; %v %v", search, got, n, want, err, err2)
			}
		}
		find("ZENHAUS", "M-1")
		find("müll gold", "M-1")
		find("müll silver")
		find(`"no. 5"`, "M-2")
		find("100%_", "M-2")
		find("100_%")
		find("灯具商店", "M-3")
		find("灯具", "M-3")
		find("m-1", "M-1")
		find("nothing-like-this")
		find("kerzen OR tea")
		find("kerz*")
		if n, err := s.CountSellers(t.Context(), catalogue.Filter{Search: "example"}); err != nil || n != len(sellers) {
			t.Errorf("%d %v", n, err)
		}
		for _, f := range []catalogue.Filter{{Search: "many"}, {Tag: "frequent"}} {
			seen := map[string]bool{}
			for p := (catalogue.Page{Limit: 500, Sort: "-score"}); ; {
				page, next, err := s.Sellers(t.Context(), f, p)
				if err != nil {
					t.Fatal(err)
				}
				for i := range page {
					seen[page[i].URL] = true
				}
				if p.After = next; next == "" {
					break
				}
			}
			if n, err := s.CountSellers(t.Context(), f); err != nil || n != 2100 || len(seen) != 2100 {
				t.Errorf("%+v: %d counted, %d listed, %v", f, n, len(seen), err)
			}
		}
		list, err := s.SellerByURL(t.Context(), "https://kerzen.example/")
		if err != nil {
			t.Fatal(err)
		}
		list.Name = "Lampenhaus"
		if err := s.UpdateSeller(t.Context(), list, now); err != nil {
			t.Fatal(err)
		}
		find("zenhaus")
		find("lampenhaus", "M-1")
		if _, err := s.DeleteSeller(t.Context(), list.ID); err != nil {
			t.Fatal(err)
		}
		find("lampenhaus")
	})
}
