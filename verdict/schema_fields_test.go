package verdict_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// node is as much of a schema as the comparison with the types needs.
type node struct {
	Ref        string          `json:"$ref"`
	Properties map[string]node `json:"properties"`
	Required   []string        `json:"required"`
	Items      *node           `json:"items"`
	Additional json.RawMessage `json:"additionalProperties"`
	OneOf      []node          `json:"oneOf"`
	Names      *node           `json:"propertyNames"`
	Enum       []any           `json:"enum"`
	Defs       map[string]node `json:"$defs"`
}

func root(t *testing.T) node {
	t.Helper()
	var n node
	if err := json.Unmarshal(verdict.JSONSchema, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestTheSchemaKnowsEveryField walks the types and the schema side by side, so that neither grows without the other.
func TestTheSchemaKnowsEveryField(t *testing.T) {
	n := root(t)
	w := walk{t: t, defs: n.Defs, seen: map[reflect.Type]bool{}}
	w.compare(reflect.TypeFor[verdict.Verdict](), n)
	if len(w.seen) < 15 {
		t.Errorf("only %d types were compared", len(w.seen))
	}
}

type walk struct {
	t    *testing.T
	defs map[string]node
	seen map[reflect.Type]bool
}

func (w *walk) compare(typ reflect.Type, n node) {
	if len(n.OneOf) > 0 {
		n = n.OneOf[len(n.OneOf)-1]
	}
	if n.Ref != "" {
		n = w.defs[strings.TrimPrefix(n.Ref, "#/$defs/")]
	}
	switch typ.Kind() {
	case reflect.Pointer:
		w.compare(typ.Elem(), n)
	case reflect.Slice:
		if typ.Elem().Kind() == reflect.Uint8 { // base64
			return
		}
		if n.Items == nil {
			w.t.Errorf("the schema has no list where Go has %s", typ)
			return
		}
		w.compare(typ.Elem(), *n.Items)
	case reflect.Map:
		var values node
		if len(n.Additional) > 0 && json.Unmarshal(n.Additional, &values) == nil {
			w.compare(typ.Elem(), values)
		}
	case reflect.Struct:
		if typ != reflect.TypeFor[time.Time]() && !w.seen[typ] {
			w.seen[typ] = true
			w.fields(typ, n)
		}
	}
}

func (w *walk) fields(typ reflect.Type, n node) {
	var names, required []string
	for f := range typ.Fields() {
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
		if rest == "" {
			required = append(required, name)
		}
		w.compare(f.Type, n.Properties[name])
	}
	slices.Sort(names)
	slices.Sort(required)
	slices.Sort(n.Required)
	if have := slices.Sorted(maps.Keys(n.Properties)); !slices.Equal(have, names) {
		w.t.Errorf("%s has the fields %v, its schema %v", typ, names, have)
	}
	if !slices.Equal(n.Required, required) {
		w.t.Errorf("%s always writes %v, its schema requires %v", typ, required, n.Required)
	}
	if string(n.Additional) != "false" {
		w.t.Errorf("the schema of %s lets in other fields", typ)
	}
}

// TestTheSchemaKnowsEveryValue reads the closed lists from the source, since Go cannot list constants.
func TestTheSchemaKnowsEveryValue(t *testing.T) {
	defs := root(t).Defs
	tests := []struct {
		file, typ string
		schema    node
		less      []string // values that are never written
	}{
		{"verdict.go", "Status", defs["status"], nil},
		{"verdict.go", "Severity", defs["severity"], nil},
		{"verdict.go", "Confidence", defs["confidence"], nil},
		{"verdict.go", "Factor", defs["factor"], nil},
		{"verdict.go", "Stage", defs["stage"], nil},
		{"../knowledge/claim/claim.go", "Kind", defs["claim"].Properties["kind"], nil},
		{"../snapshot/snapshot.go", "StopReason", defs["crawl"].Properties["stop"], nil},
		{"../snapshot/snapshot.go", "Obstacle", defs["crawl"].Properties["obstacle"], []string{""}},
		{"../snapshot/snapshot.go", "SkipReason", *defs["crawl"].Properties["skipped"].Names, nil},
	}
	for _, tt := range tests {
		want := slices.DeleteFunc(constants(t, tt.file, tt.typ), func(v string) bool { return slices.Contains(tt.less, v) })
		var have []string
		for _, v := range tt.schema.Enum {
			have = append(have, v.(string))
		}
		slices.Sort(have)
		if !slices.Equal(have, want) {
			t.Errorf("%s: Go has %q, the schema %q", tt.typ, want, have)
		}
	}
	for _, f := range verdict.Factors() {
		if f.Name() == "" {
			t.Errorf("factor %q has no name for people", f)
		}
	}
	if n := len(constants(t, "verdict.go", "Factor")); n != len(verdict.Factors()) {
		t.Errorf("there are %d factors, Factors lists %d", n, len(verdict.Factors()))
	}
}

// constants returns the values of the string constants of a type, sorted.
func constants(t *testing.T, file, typ string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		id, ok := spec.Type.(*ast.Ident)
		lit, isLit := spec.Values[0].(*ast.BasicLit)
		if ok && isLit && id.Name == typ {
			v, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, v)
		}
		return true
	})
	if len(values) == 0 {
		t.Fatalf("%s has no constants of type %s", file, typ)
	}
	slices.Sort(values)
	return values
}
