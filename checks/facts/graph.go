package facts

import "github.com/shopvet/shopvet/snapshot"

// graph says which pages lead to which, by plain links.
type graph struct {
	clicks []int32 // from the home page, by page; -1 where no links lead
	linked []bool  // another page leads here
	out    []bool  // leads to another address of the shop, read or not
}

// graphBuilder gathers links while pages are read: row after row the indexes of the targets that a page or block leads to, each once. Links of
// the frame are kept with their block: they are the same on every page.
type graphBuilder struct {
	edges  []int32
	rows   []row
	pages  map[snapshot.PageID]int32 // rows
	blocks map[snapshot.BlockID]int32
	stamp  []int32 // by target: the row that has it, plus one
}

// row is where the edges of a page or block begin.
type row struct {
	start int32
	on    bool // it leads to an address of the shop that is no target
}

func (b *graphBuilder) page(id snapshot.PageID) {
	if b.pages == nil {
		b.pages = map[snapshot.PageID]int32{}
	}
	b.pages[id] = b.row()
}

func (b *graphBuilder) block(id snapshot.BlockID) {
	if b.blocks == nil {
		b.blocks = map[snapshot.BlockID]int32{}
	}
	b.blocks[id] = b.row()
}

func (b *graphBuilder) row() int32 {
	b.rows = append(b.rows, row{start: int32(len(b.edges))})
	return int32(len(b.rows) - 1)
}

// leadsOn notes that the present row leads to an address that nobody asked for.
func (b *graphBuilder) leadsOn() { b.rows[len(b.rows)-1].on = true }

// edge notes that the present row leads to a target.
func (b *graphBuilder) edge(target int32) {
	if n := int(target) + 1 - len(b.stamp); n > 0 {
		b.stamp = append(b.stamp, make([]int32, max(n, len(b.stamp)))...)
	}
	if row := int32(len(b.rows)); b.stamp[target] != row {
		b.stamp[target] = row
		b.edges = append(b.edges, target)
	}
}

// of returns the edges of a row.
func (b *graphBuilder) of(row int32) []int32 {
	end := int32(len(b.edges))
	if int(row)+1 < len(b.rows) {
		end = b.rows[row+1].start
	}
	return b.edges[b.rows[row].start:end]
}

// done makes the graph, whose pages are those that hold the content of what was linked.
func (b *graphBuilder) done(s *Site, targets []Target) graph {
	n := len(s.all)
	g := graph{clicks: make([]int32, n), linked: make([]bool, n), out: make([]bool, n)}
	content := make([]*snapshot.Page, len(targets))
	for i := range targets {
		content[i] = s.Content(targets[i].Page)
	}
	leads := func(p *snapshot.Page, row int32) bool {
		if b.rows[row].on {
			return true
		}
		for _, t := range b.of(row) {
			if content[t] != p && targets[t].Page != p && !fileLike(pathOf(targets[t].URL)) {
				return true
			}
		}
		return false
	}
	for _, p := range s.Pages {
		g.out[p.ID] = leads(p, b.pages[p.ID])
		for _, id := range p.Blocks {
			if row, ok := b.blocks[id]; ok && !g.out[p.ID] {
				g.out[p.ID] = leads(p, row)
			}
		}
	}
	for i, t := range b.edges { // from here on edges lead to pages, to -1 where nothing was read
		b.edges[i] = -1
		if p := content[t]; p != nil {
			b.edges[i] = int32(p.ID)
		}
	}
	b.walk(s, &g)
	return g
}

// walk counts the clicks from the home page, and notes what is linked at all.
func (b *graphBuilder) walk(s *Site, g *graph) {
	frames := map[snapshot.BlockID]int{} // blocks whose links were followed → on how many pages they stand, two at most
	link := func(p *snapshot.Page, list []int32) {
		for _, to := range list {
			if to >= 0 && snapshot.PageID(to) != p.ID {
				g.linked[to] = true
			}
		}
	}
	for i := range g.clicks {
		g.clicks[i] = -1
	}
	for _, p := range s.Pages {
		link(p, b.ofPage(p.ID))
		for _, id := range p.Blocks {
			if frames[id]++; frames[id] <= 2 {
				link(p, b.ofBlock(id))
			}
		}
	}
	if s.Home == nil {
		return
	}
	g.clicks[s.Home.ID] = 0
	met := map[snapshot.BlockID]bool{}
	for queue := []snapshot.PageID{s.Home.ID}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		visit := func(list []int32) {
			for _, to := range list {
				if to >= 0 && g.clicks[to] < 0 {
					g.clicks[to] = g.clicks[at] + 1
					queue = append(queue, snapshot.PageID(to))
				}
			}
		}
		visit(b.ofPage(at))
		for _, id := range s.all[at].Blocks {
			if !met[id] {
				met[id] = true
				visit(b.ofBlock(id))
			}
		}
	}
}

func (b *graphBuilder) ofPage(id snapshot.PageID) []int32 {
	if row, ok := b.pages[id]; ok {
		return b.of(row)
	}
	return nil
}

func (b *graphBuilder) ofBlock(id snapshot.BlockID) []int32 {
	if row, ok := b.blocks[id]; ok {
		return b.of(row)
	}
	return nil
}

// Clicks returns how many links lead from the home page to a page by the shortest way among those read, -1 where no links lead there.
func (s *Site) Clicks(p *snapshot.Page) int { return int(s.graph.clicks[p.ID]) }

// Linked reports whether another page that was read leads to a page.
func (s *Site) Linked(p *snapshot.Page) bool { return s.graph.linked[p.ID] }

// LeadsOn reports whether a page links to any other address of the shop.
func (s *Site) LeadsOn(p *snapshot.Page) bool { return s.graph.out[p.ID] }
