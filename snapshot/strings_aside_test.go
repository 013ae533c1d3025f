package snapshot

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// filed returns a table whose strings go to a file.
func filed(t *testing.T) (*Table, *os.File) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "strings"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	tab := NewTable()
	tab.PutAside(func() (File, error) { return f, nil })
	return tab, f
}

// many is more strings than stay in memory: some of them have a block of their own.
const many = 200_000

func TestStringsAreFoundAgainInTheirFile(t *testing.T) {
	tab, f := filed(t)
	ids := make([]StrID, many)
	for i := range ids {
		ids[i] = tab.ID(name(i))
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() < 1<<20 || tab.list.bytes > (firstBlocks+lastBlocks+1)*blockSize+1<<20 {
		t.Fatalf("%d bytes in the file, %d in memory", info.Size(), tab.list.bytes)
	}
	var all sync.WaitGroup
	for w := range 4 {
		all.Go(func() {
			for i := w; i < many; i += 7 {
				if id := tab.ID(name(i)); id != ids[i] || tab.Get(id) != name(i) {
					t.Errorf("string %d has the ids %d and %d, and reads %.40q", i, ids[i], id, tab.Get(id))
					return
				}
			}
		})
	}
	all.Wait()
	if list := tab.From(many - 2); len(list) != 3 || list[2] != name(many-1) {
		t.Errorf("the last are %.80q", list)
	}
	list := tab.Strings()
	if list.Len() != many+1 || list.At(ids[many/2]) != name(many/2) {
		t.Errorf("%d strings, one of them %.40q", list.Len(), list.At(ids[many/2]))
	}
}

func TestStringsStayInMemoryWhereThereIsNoRoomForAFile(t *testing.T) {
	full, f := filed(t)
	_ = f.Close()
	none := NewTable()
	none.PutAside(func() (File, error) { return nil, errors.New("no such folder") })
	for what, tab := range map[string]*Table{"a file that cannot be written": full, "no file": none} {
		for i := range many {
			tab.ID(name(i))
		}
		for i := 0; i < many; i += 997 {
			if id := tab.ID(name(i)); tab.Get(id) != name(i) {
				t.Fatalf("%s: string %d reads %.40q", what, i, tab.Get(id))
			}
		}
	}
}

func TestAStringThatCannotBeReadAgainIsNoOther(t *testing.T) {
	tab, f := filed(t)
	for i := range many {
		tab.ID(name(i))
	}
	_ = f.Close()
	defer func() {
		if broken, ok := recover().(Unreadable); !ok || broken.Error() == "" {
			t.Errorf("it threw %v", broken)
		}
	}()
	list := tab.Strings()
	t.Errorf("it reads %q", fmt.Sprint(list.At(StrID(list.Len()*3/4))))
}
