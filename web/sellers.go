package web

import (
	"encoding/csv"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
)

// sellersView is the table of sellers with what narrows it.
type sellersView struct {
	Query   url.Values
	Sellers []catalogue.Seller
	Total   int
	Columns []column
	Tags    []string
	Grades  []string
	States  []catalogue.State
	Next    string // address of the page after this one, "" for none
	First   string // address of the first page, "" on it
	CSV     string
	Check   string // title of the check that the table is narrowed to
}

// column is a head of the table, by which it can be sorted.
type column struct {
	Key, Href string
	Sorted    string // aria-sort: ascending, descending, "" for not
	Number    bool
}

// filterOf reads a filter from an address.
func filterOf(q url.Values, now time.Time) (catalogue.Filter, error) {
	f := catalogue.Filter{Search: q.Get("q"), Tag: q.Get("tag"), Market: q.Get("market"), Profile: q.Get("profile"), Domain: q.Get("domain"), Network: q.Get("network"),
		State: catalogue.State(q.Get("state")), Grade: q.Get("grade"), Check: q.Get("check")}
	if len(f.Search) > 200 || strings.Contains(q.Encode(), "%00") {
		return f, refuse(http.StatusBadRequest, "web.problem.field")
	}
	for name, to := range map[string]*bool{"serious": &f.Serious, "worse": &f.Worse} {
		*to = q.Get(name) == "1"
	}
	if q.Get("overdue") == "1" {
		f.Overdue = now.Add(-late)
	}
	if p := q.Get("paused"); p != "" {
		paused := p == "1"
		f.Paused = &paused
	}
	return f, nil
}

// pageOf reads which part of a list is wanted.
func pageOf(q url.Values, usual catalogue.Sort) (catalogue.Page, error) {
	p := catalogue.Page{Sort: catalogue.Sort(q.Get("sort")), After: q.Get("after")}
	if p.Sort == "" {
		p.Sort = usual
	}
	if !slices.Contains(catalogue.Sorts(), catalogue.Sort(strings.TrimPrefix(string(p.Sort), "-"))) {
		return p, refuse(http.StatusBadRequest, "web.problem.field")
	}
	if l := q.Get("limit"); l != "" {
		n, err := strconv.Atoi(l)
		if err != nil || n < 1 || n > 500 {
			return p, refuse(http.StatusBadRequest, "web.problem.field")
		}
		p.Limit = n
	}
	return p, nil
}

// with is an address of a list with some of its query changed; an empty value takes a field away. Pairs are names and values.
func with(q url.Values, path string, pairs ...string) string {
	n := maps.Clone(q)
	for _, name := range []string{"after", "done"} {
		n.Del(name)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			n.Del(pairs[i])
		} else {
			n[pairs[i]] = []string{pairs[i+1]}
		}
	}
	for name, values := range n {
		if len(values) == 0 || values[0] == "" {
			delete(n, name)
		}
	}
	if len(n) == 0 {
		return path
	}
	return path + "?" + n.Encode()
}

// sellersPage shows the table of sellers.
func (s *Server) sellersPage(c *call) error {
	q := c.r.URL.Query()
	f, err := filterOf(q, c.now)
	if err != nil {
		return err
	}
	p, err := pageOf(q, catalogue.ByName)
	if err != nil {
		return err
	}
	v := sellersView{Query: q, Grades: []string{"A", "B", "C", "D", "E", "F", "-"}, States: catalogue.States(), CSV: with(q, "/sellers.csv", "sort", "")}
	var next string
	if v.Sellers, next, err = s.o.Store.Sellers(c.context(), f, p); err != nil {
		return err
	}
	if next != "" {
		v.Next = with(q, "/sellers", "after", next)
	}
	if p.After != "" {
		v.First = with(q, "/sellers")
	}
	if v.Total = len(v.Sellers); v.Next != "" || v.First != "" {
		if v.Total, err = s.o.Store.CountSellers(c.context(), f); err != nil {
			return err
		}
	}
	tags, err := s.o.Store.Tags(c.context())
	if err != nil {
		return err
	}
	v.Tags = slices.Sorted(maps.Keys(tags))
	if f.Check != "" {
		v.Check = s.checkRow(c.words, f.Check, 0).Title
	}
	v.Columns = columns(q, p.Sort)
	return c.page("sellers", "sellers", c.words.Text("web.sellers.title"), v)
}

// columns are the heads of the table. A second click on one turns its order round; what is worst comes first at the first click.
func columns(q url.Values, now catalogue.Sort) []column {
	var out []column
	for _, k := range []struct {
		key    string
		first  catalogue.Sort
		number bool
	}{{"name", catalogue.ByName, false}, {"score", catalogue.ByScore, true}, {"change", catalogue.ByChange, true}, {"serious", "-" + catalogue.BySerious, true},
		{"looked", "-" + catalogue.ByLooked, false}, {"due", catalogue.ByDue, false}} {
		other := "-" + k.first
		if rest, ok := strings.CutPrefix(string(k.first), "-"); ok {
			other = catalogue.Sort(rest)
		}
		col := column{Key: k.key, Number: k.number, Href: with(q, "/sellers", "sort", string(k.first))}
		if now == k.first || now == other {
			col.Sorted = "ascending"
			if strings.HasPrefix(string(now), "-") {
				col.Sorted = "descending"
			}
		}
		if now == k.first {
			col.Href = with(q, "/sellers", "sort", string(other))
		}
		out = append(out, col)
	}
	return out
}

// csvColumns are the columns of the exported table; an import reads the first eight.
var csvColumns = []string{"url", "name", "owner", "tags", "markets", "profile", "cadence", "paused", "shopvet_id", "state", "reason", "grade", "score", "low", "high", "change",
	"serious", "looked", "next_due"}

// sellersCSV exports the table, all of what the filter lets through, page by page, so that its size does not matter.
func (s *Server) sellersCSV(c *call) error {
	f, err := filterOf(c.r.URL.Query(), c.now)
	if err != nil {
		return err
	}
	table := csv.NewWriter(c.w)
	table.UseCRLF = true // RFC 4180
	p := catalogue.Page{Sort: catalogue.ByName, Limit: 500}
	for first := true; first || p.After != ""; first = false {
		list, next, err := s.o.Store.Sellers(c.context(), f, p)
		if err != nil && first {
			return err
		}
		if err != nil {
			panic(http.ErrAbortHandler) // half of it is out: the connection breaks off, so that it is not taken for the whole
		}
		if first {
			c.w.Header().Set("Content-Type", "text/csv; charset=utf-8")
			c.w.Header().Set("Content-Disposition", `attachment; filename="sellers.csv"`)
			_, _ = c.w.Write([]byte("\ufeff")) // tells spreadsheet programs that it is UTF-8
			_ = table.Write(csvColumns)
		}
		for i := range list {
			_ = table.Write(csvRow(&list[i])) // its error stays and is told by Error
		}
		table.Flush()
		if table.Error() != nil {
			return nil // nobody is there to be told
		}
		c.extend()
		p.After = next
	}
	return nil
}

func csvRow(n *catalogue.Seller) []string {
	w := n.Now
	stamp := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.UTC().Format(time.RFC3339)
	}
	number := func(x int, known bool) string {
		if !known {
			return ""
		}
		return strconv.Itoa(x)
	}
	known := w.Score >= 0
	cadence := "never"
	if n.Cadence > 0 {
		cadence = n.Cadence.String()
	}
	row := []string{n.URL, n.Name, n.Owner, strings.Join(n.Tags, " "), strings.Join(n.Markets, " "), n.Profile, cadence, strconv.FormatBool(n.Paused), n.ID, string(w.State), w.Reason, w.Grade, number(w.Score, known), number(w.Low, known), number(w.High, known)}
	for i := range row {
		row[i] = report.InertCell(row[i])
	}
	return append(row, number(w.Change, known), strconv.Itoa(w.Serious), stamp(w.Looked), stamp(n.NextDue))
}

// extend gives a long answer more time; a client that takes none of it is still let go.
func (c *call) extend() {
	err := http.NewResponseController(c.w).SetWriteDeadline(time.Now().Add(writeTime))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		c.s.log.Debug("extend answer", "error", err)
	}
}
