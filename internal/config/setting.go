package config

import (
	"reflect"
	"strings"
)

// Setting is one tunable value of a check.
type Setting struct {
	Key     string
	Default any
}

// Settings lists the settings of a check by its defaults, a struct with toml tags, in the order of its fields.
func Settings(defaults any) []Setting {
	var out []Setting
	v := reflect.ValueOf(defaults)
	if v.Kind() != reflect.Struct {
		return nil
	}
	for f, value := range v.Fields() {
		if key, _, _ := strings.Cut(f.Tag.Get("toml"), ","); key != "" && key != "-" && f.IsExported() {
			out = append(out, Setting{key, value.Interface()})
		}
	}
	return out
}
