package snapshot

import (
	"reflect"
	"strings"
	"testing"
)

// full is a content with everything set that can be.
func full() *Content {
	c := new(Content)
	n := 0
	fill(reflect.ValueOf(c).Elem(), &n)
	return c
}

func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Repeat("茶 tea", *n%9))
		if v.Len() == 0 {
			v.SetString("é")
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n) * -3 % 100)
		if v.IsZero() {
			v.SetInt(-1)
		}
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(*n)%200 + 1)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(*n) + 0.25)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(k, n)
			fill(e, n)
			v.SetMapIndex(k, e)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	}
}

func TestPackedContentIsTheSame(t *testing.T) {
	want := full()
	b := Pack(nil, want)
	got := new(Content)
	if err := Unpack(b, got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v: got %+v", err, got)
	}
	empty := new(Content)
	if err := Unpack(Pack(nil, new(Content)), empty); err != nil || !reflect.DeepEqual(empty, new(Content)) {
		t.Errorf("%v: empty content became %+v", err, empty)
	}
	for n := range b {
		if err := Unpack(b[:n], new(Content)); err == nil {
			t.Errorf("cut after %d of %d bytes, no error", n, len(b))
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(Pack(nil, full()))
	f.Fuzz(func(_ *testing.T, b []byte) { _ = Unpack(b, new(Content)) })
}

func BenchmarkUnpack(b *testing.B) {
	c := full()
	for range 40 {
		c.Links = append(c.Links, Link{To: 100000, Text: 20000, Zone: ZoneMain})
		c.Images = append(c.Images, Image{Src: 100000, Alt: 20})
	}
	for range 20 {
		c.Prices = append(c.Prices, c.Prices[0])
		c.Headings = append(c.Headings, c.Headings[0])
	}
	p := Pack(nil, c)
	b.SetBytes(int64(len(p)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Unpack(p, new(Content)); err != nil {
			b.Fatal(err)
		}
	}
}
