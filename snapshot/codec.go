package snapshot

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
	"unsafe"
)

// Pages that stay in a file are read again and again while they are judged, so they are written there in a form that is quick to read:
// field after field, numbers as varints, everything with a length in front. It is private to one run of one program: files to keep are
// written by Write.

var errDamaged = errors.New("a page that was put aside cannot be read again")

// Pack appends the packed form of *v.
func Pack[T any](b []byte, v *T) []byte {
	return coderOf(reflect.TypeFor[T]()).pack(b, reflect.ValueOf(v).Elem())
}

// Unpack reads *v from b, which must hold nothing else. Strings share the memory of one copy of b.
func Unpack[T any](b []byte, v *T) error {
	r := reader{rest: string(b)}
	coderOf(reflect.TypeFor[T]()).unpack(&r, unsafe.Pointer(v))
	if r.bad || r.rest != "" {
		return errDamaged
	}
	return nil
}

// reader gives the parts of a packed value; after the first that is not there, all are zero.
type reader struct {
	rest string
	bad  bool
}

func (r *reader) uint() uint64 {
	if r.rest != "" && r.rest[0] < 0x80 { // nearly all
		c := r.rest[0]
		r.rest = r.rest[1:]
		return uint64(c)
	}
	var x uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		x |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return x
		}
	}
	r.bad, r.rest = true, ""
	return 0
}

// size is a length that what is left can hold.
func (r *reader) size() int {
	n := r.uint()
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, ""
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.size()
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// coder packs the values of one type. A page is unpacked a dozen times for each time it is packed, so unpack writes to the value at an address
// instead of going through reflection for each number: it is three times as fast.
type coder struct {
	pack   func([]byte, reflect.Value) []byte
	unpack func(*reader, unsafe.Pointer)
}

var coders sync.Map // reflect.Type → coder

func coderOf(t reflect.Type) coder {
	if c, ok := coders.Load(t); ok {
		return c.(coder)
	}
	c := newCoder(t)
	coders.Store(t, c)
	return c
}

func newCoder(t reflect.Type) coder {
	if t == reflect.TypeFor[[]Link]() {
		return linksCoder()
	}
	switch t.Kind() {
	case reflect.String:
		return coder{
			func(b []byte, v reflect.Value) []byte {
				return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
			},
			func(r *reader, p unsafe.Pointer) { *(*string)(p) = r.text() },
		}
	case reflect.Bool:
		return coder{
			func(b []byte, v reflect.Value) []byte {
				if v.Bool() {
					return append(b, 1)
				}
				return append(b, 0)
			},
			func(r *reader, p unsafe.Pointer) { *(*bool)(p) = r.uint() == 1 },
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return coder{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, zigzag(v.Int())) },
			intoNumber(t, func(r *reader) int64 { return zagzig(r.uint()) }),
		}
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return coder{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, v.Uint()) },
			intoNumber(t, (*reader).uint),
		}
	case reflect.Float32, reflect.Float64:
		return coder{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, math.Float64bits(v.Float())) },
			intoNumber(t, func(r *reader) float64 { return math.Float64frombits(r.uint()) }),
		}
	case reflect.Slice:
		return sliceCoder(t)
	case reflect.Map:
		return mapCoder(t)
	case reflect.Pointer:
		return pointerCoder(t)
	case reflect.Struct:
		return structCoder(t)
	default:
		panic(fmt.Sprintf("snapshot: a page cannot hold a %s", t)) // a test packs every type there is
	}
}

// intoNumber returns what stores a number that read gives as one of type t.
func intoNumber[N int64 | uint64 | float64](t reflect.Type, read func(*reader) N) func(*reader, unsafe.Pointer) {
	switch t.Kind() {
	case reflect.Int:
		return func(r *reader, p unsafe.Pointer) { *(*int)(p) = int(read(r)) }
	case reflect.Int8, reflect.Uint8:
		return func(r *reader, p unsafe.Pointer) { *(*uint8)(p) = uint8(int64(read(r))) }
	case reflect.Int16, reflect.Uint16:
		return func(r *reader, p unsafe.Pointer) { *(*uint16)(p) = uint16(int64(read(r))) }
	case reflect.Int32, reflect.Uint32:
		return func(r *reader, p unsafe.Pointer) { *(*uint32)(p) = uint32(int64(read(r))) }
	case reflect.Float32:
		return func(r *reader, p unsafe.Pointer) { *(*float32)(p) = float32(read(r)) }
	default:
		return func(r *reader, p unsafe.Pointer) { *(*N)(p) = read(r) }
	}
}

func zigzag(n int64) uint64 { return uint64(n<<1) ^ uint64(n>>63) }
func zagzig(n uint64) int64 { return int64(n>>1) ^ -int64(n&1) }

// linksCoder spares what is most of a page the detour by reflection.
func linksCoder() coder {
	return coder{
		func(b []byte, v reflect.Value) []byte {
			links := v.Interface().([]Link)
			b = binary.AppendUvarint(b, uint64(len(links)))
			for _, l := range links {
				b = append(binary.AppendUvarint(binary.AppendUvarint(b, uint64(l.To)), uint64(l.Text)), byte(l.Zone), byte(l.Kind))
				b = binary.AppendUvarint(b, uint64(l.Flags))
			}
			return b
		},
		func(r *reader, p unsafe.Pointer) {
			n := r.size()
			if n == 0 {
				return
			}
			links := make([]Link, n)
			for i := range links {
				l := &links[i]
				l.To, l.Text, l.Zone, l.Kind = StrID(r.uint()), StrID(r.uint()), Zone(r.byte()), LinkKind(r.byte())
				l.Flags = LinkFlag(r.uint())
			}
			*(*[]Link)(p) = links
		},
	}
}

func (r *reader) byte() byte {
	if r.rest == "" {
		r.bad = true
		return 0
	}
	c := r.rest[0]
	r.rest = r.rest[1:]
	return c
}

func pointerCoder(t reflect.Type) coder {
	to := coderOf(t.Elem())
	return coder{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			return to.pack(append(b, 1), v.Elem())
		},
		func(r *reader, p unsafe.Pointer) {
			if r.byte() == 1 {
				v := reflect.New(t.Elem())
				to.unpack(r, v.UnsafePointer())
				reflect.NewAt(t, p).Elem().Set(v)
			}
		},
	}
}

func sliceCoder(t reflect.Type) coder {
	item := coderOf(t.Elem())
	return coder{
		func(b []byte, v reflect.Value) []byte {
			b = binary.AppendUvarint(b, uint64(v.Len()))
			for i := range v.Len() {
				b = item.pack(b, v.Index(i))
			}
			return b
		},
		func(r *reader, p unsafe.Pointer) {
			n := r.size()
			if n == 0 {
				return
			}
			list := reflect.MakeSlice(t, n, n)
			for i := range n {
				item.unpack(r, unsafe.Add(list.UnsafePointer(), uintptr(i)*t.Elem().Size()))
			}
			reflect.NewAt(t, p).Elem().Set(list)
		},
	}
}

// mapCoder packs maps from strings, in the order of their keys.
func mapCoder(t reflect.Type) coder {
	if t.Key().Kind() != reflect.String {
		panic(fmt.Sprintf("snapshot: a page cannot hold a %s", t))
	}
	item := coderOf(t.Elem())
	return coder{
		func(b []byte, v reflect.Value) []byte {
			keys := v.MapKeys()
			slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
			b = binary.AppendUvarint(b, uint64(len(keys)))
			for _, k := range keys {
				b = append(binary.AppendUvarint(b, uint64(k.Len())), k.String()...)
				b = item.pack(b, v.MapIndex(k))
			}
			return b
		},
		func(r *reader, p unsafe.Pointer) {
			n := r.size()
			if n == 0 {
				return
			}
			if t == reflect.TypeFor[map[string]string]() { // the properties of things
				m := make(map[string]string, n)
				for range n {
					k := r.text()
					m[k] = r.text()
				}
				*(*map[string]string)(p) = m
				return
			}
			m := reflect.MakeMapWithSize(t, n)
			for range n {
				k, e := reflect.New(t.Key()).Elem(), reflect.New(t.Elem())
				k.SetString(r.text())
				item.unpack(r, e.UnsafePointer())
				m.SetMapIndex(k, e.Elem())
			}
			reflect.NewAt(t, p).Elem().Set(m)
		},
	}
}

func structCoder(t reflect.Type) coder {
	type field struct {
		coder
		i  int
		at uintptr
	}
	var fields []field
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			fields = append(fields, field{coderOf(f.Type), i, f.Offset})
		}
	}
	return coder{
		func(b []byte, v reflect.Value) []byte {
			for _, f := range fields {
				b = f.pack(b, v.Field(f.i))
			}
			return b
		},
		func(r *reader, p unsafe.Pointer) {
			for i := range fields {
				fields[i].unpack(r, unsafe.Add(p, fields[i].at))
			}
		},
	}
}
