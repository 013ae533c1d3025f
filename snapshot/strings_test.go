package snapshot

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

func TestTableKeepsEveryStringOnce(t *testing.T) {
	tab := NewTable()
	const n = 20_000
	var all sync.WaitGroup
	ids := make([][]StrID, 4)
	for w := range ids {
		ids[w] = make([]StrID, n)
		all.Go(func() {
			for i := range n {
				ids[w][i] = tab.ID(name(i))
			}
		})
	}
	all.Wait()
	for i := range n {
		if id := ids[0][i]; tab.Get(id) != name(i) || ids[1][i] != id || ids[3][i] != id || tab.ID(name(i)) != id {
			t.Fatalf("string %d has the ids %d and %d, and reads %.40q", i, id, ids[1][i], tab.Get(id))
		}
	}
	if tab.ID("") != 0 || tab.Get(StrID(n+5)) != "" || tab.Strings().Len() != n+1 {
		t.Errorf("%d strings", tab.Strings().Len())
	}
}

// name is a string of a kind that a shop has; some are longer than a block.
func name(i int) string {
	if i%1000 == 7 {
		return fmt.Sprint(i, strings.Repeat("x", blockSize))
	}
	return fmt.Sprintf("https://shop.example/products/%d", i)
}

func BenchmarkTable(b *testing.B) {
	b.ReportAllocs()
	tab, i := NewTable(), 0
	for b.Loop() {
		tab.ID(name(i % 200_000 * 1001))
		i++
	}
}
