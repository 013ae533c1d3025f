package facts

import "github.com/shopvet/shopvet/snapshot"

// graph says which pages lead to which, by plain links. Links of the frame are kept with their block: they are the same on every page.
type graph struct {
	rows   [][]snapshot.PageID // by page
	blocks map[snapshot.BlockID][]snapshot.PageID
	clicks []int32 // from the home page, by page; -1 where no links lead
	linked []bool  // another page leads here
	out    []bool  // leads to another address of the shop, read or not
}

// graphBuilder gathers links while pages are read: row after row the indexes of the targets that a page or block leads to, each once.
type graphBuilder struct {
	edges  []int32
	starts []int32
	pages  map[snapshot.PageID]int32 // rows
	blocks map[snapshot.BlockID]int32
	stamp  []int32 // by target: the row that has it, plus one
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
	b.starts = append(b.starts, int32(len(b.edges)))
	return int32(len(b.starts) - 1)
}

// edge notes that the present row leads to a target.
func (b *graphBuilder) edge(target int32) {
	if n := int(target) + 1 - len(b.stamp); n > 0 {
		b.stamp = append(b.stamp, make([]int32, max(n, len(b.stamp)))...)
	}
	if row := int32(len(b.starts)); b.stamp[target] != row {
		b.stamp[target] = row
		b.edges = append(b.edges, target)
	}
}

// targetsOf returns the targets of a row.
func (b *graphBuilder) targetsOf(row int32) []int32 {
	end := int32(len(b.edges))
	if int(row)+1 < len(b.starts) {
		end = b.starts[row+1]
	}
	return b.edges[b.starts[row]:end]
}

// done makes the graph, whose pages are those that hold the content of what was linked.
func (b *graphBuilder) done(s *Site, targets []Target) graph {
	n := len(s.all)
	g := graph{rows: make([][]snapshot.PageID, n), blocks: map[snapshot.BlockID][]snapshot.PageID{}, clicks: make([]int32, n), linked: make([]bool, n), out: make([]bool, n)}
	content := make([]*snapshot.Page, len(targets))
	for i := range targets {
		content[i] = s.Content(targets[i].Page)
	}
	pagesOf := func(row int32) (list []snapshot.PageID) {
		for _, t := range b.targetsOf(row) {
			if p := content[t]; p != nil {
				list = append(list, p.ID)
			}
		}
		return list
	}
	for id, row := range b.blocks {
		g.blocks[id] = pagesOf(row)
	}
	for id, row := range b.pages {
		g.rows[id] = pagesOf(row)
	}
	leads := func(p *snapshot.Page, row int32) bool {
		for _, t := range b.targetsOf(row) {
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
	g.walk(s)
	return g
}

// walk counts the clicks from the home page, and notes what is linked at all.
func (g *graph) walk(s *Site) {
	for i := range g.clicks {
		g.clicks[i] = -1
	}
	frames := map[snapshot.BlockID]int{} // blocks whose links were followed → on how many pages they stand, two at most
	for _, p := range s.Pages {
		for _, to := range g.rows[p.ID] {
			if to != p.ID {
				g.linked[to] = true
			}
		}
		for _, id := range p.Blocks {
			if frames[id]++; frames[id] > 2 {
				continue
			}
			for _, to := range g.blocks[id] {
				if to != p.ID {
					g.linked[to] = true
				}
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
		visit := func(list []snapshot.PageID) {
			for _, to := range list {
				if g.clicks[to] < 0 {
					g.clicks[to] = g.clicks[at] + 1
					queue = append(queue, to)
				}
			}
		}
		visit(g.rows[at])
		for _, id := range s.all[at].Blocks {
			if !met[id] {
				met[id] = true
				visit(g.blocks[id])
			}
		}
	}
}

// Clicks returns how many links lead from the home page to a page by the shortest way among those read, -1 where no links lead there.
func (s *Site) Clicks(p *snapshot.Page) int { return int(s.graph.clicks[p.ID]) }

// Linked reports whether another page that was read leads to a page.
func (s *Site) Linked(p *snapshot.Page) bool { return s.graph.linked[p.ID] }

// LeadsOn reports whether a page links to any other address of the shop.
func (s *Site) LeadsOn(p *snapshot.Page) bool { return s.graph.out[p.ID] }
