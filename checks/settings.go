package checks

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Configure puts the settings of the [checks."id"] tables, as decoded from TOML, in place of the defaults and switches the checks of
// disabled off. Unknown checks, unknown keys and values of a wrong type are refused: all mistakes are named in one error, a line each,
// and the set then stays as it was.
func (s *Set) Configure(settings map[string]map[string]any, disabled []string) error {
	next := slices.Clone(s.entries)
	var errs []error
	for _, id := range slices.Sorted(maps.Keys(settings)) {
		i := s.find(id)
		if i < 0 {
			errs = append(errs, fmt.Errorf("checks.%q: there is no such check", id))
			continue
		}
		typed, wrong := decode(next[i].Defaults, settings[id])
		for _, w := range wrong {
			errs = append(errs, fmt.Errorf("checks.%q.%s", id, w))
		}
		next[i].settings = typed
	}
	for _, id := range disabled {
		i := s.find(id)
		if i < 0 {
			errs = append(errs, fmt.Errorf("disabled check %q: there is no such check", id))
			continue
		}
		next[i].disabled = true
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	s.entries = next
	return nil
}

// decode returns a copy of the struct defaults with the values of table in it, and what is wrong with the table.
func decode(defaults any, table map[string]any) (settings any, wrong []string) {
	into := reflect.New(reflect.TypeOf(defaults))
	into.Elem().Set(reflect.ValueOf(defaults))
	fields := settingFields(into.Elem().Type())
	// Key by key, since the decoder stops at its first mistake and the user wants to know all of them.
	for _, key := range slices.Sorted(maps.Keys(table)) {
		field, ok := fields[key]
		if !ok {
			wrong = append(wrong, fmt.Sprintf("%s: there is no such setting; %s", key, known(fields)))
			continue
		}
		if err := decodeKey(into.Interface(), key, table[key]); err != nil {
			wrong = append(wrong, fmt.Sprintf("%s: wants %s, not %v", key, kindName(field.Type), short(table[key])))
		}
	}
	return into.Elem().Interface(), wrong
}

// decodeKey reads one value into the field named key of the struct that into points to.
func decodeKey(into any, key string, value any) error {
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(map[string]any{key: value}); err != nil {
		return err
	}
	_, err := toml.NewDecoder(&b).Decode(into)
	return err
}

// settingFields returns the fields of a settings struct by the key they have in a config file. Fields without a toml tag are no settings.
func settingFields(t reflect.Type) map[string]reflect.StructField {
	fields := make(map[string]reflect.StructField, t.NumField())
	for f := range t.Fields() {
		if key, _, _ := strings.Cut(f.Tag.Get("toml"), ","); key != "" && key != "-" && f.IsExported() {
			fields[key] = f
		}
	}
	return fields
}

func known(fields map[string]reflect.StructField) string {
	if len(fields) == 0 {
		return "this check has none"
	}
	return "this check has " + strings.Join(slices.Sorted(maps.Keys(fields)), ", ")
}

// kindName names a type as a writer of config files would.
func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "a text in quotes"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return "a whole number"
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "a whole number, not below zero"
	case reflect.Slice, reflect.Array:
		return "a list: " + kindName(t.Elem()) + " each"
	default:
		return "a " + t.String()
	}
}

// short shows a value in an error line.
func short(v any) string {
	text := fmt.Sprintf("%v", v)
	if s, ok := v.(string); ok {
		text = fmt.Sprintf("%q", s)
	}
	return cut(strings.Join(strings.Fields(text), " "), 40)
}
