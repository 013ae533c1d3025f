package library

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// How says from what a library and its version were read.
type How string

// The ways of reading, the surest last.
const (
	ByName    How = "file name"
	ByFolder  How = "address"
	ByQuery   How = "address of the shop system" // ?ver= where the system is known to write the library's own version there
	ByCode    How = "script text"
	ByBanner  How = "script banner"
	ByUserExp How = "pattern of the library data file"
)

// Reading is a library that an address or a text names.
type Reading struct {
	Lib     *Library
	Version Version // the zero value: it names none
	How     How
	Mark    string // the words it was read from
	// Patcher is who is known to mend libraries under their old numbers, where the script comes from such: "WordPress". "" is the maker.
	Patcher string
}

// Known reports whether a version was read.
func (r *Reading) Known() bool { return r.Version.n > 0 }

// maxAddress bounds the addresses that are looked at, bytes.
const maxAddress = 2000

// Address returns the libraries that the address of a script names, with a version or without. An address may name several: some CDNs join
// scripts. What is no plain name of a library's own file names none: "jquery.lazyload.js" is not jQuery.
func (d *Data) Address(address string) []Reading {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || len(address) > maxAddress {
		return nil
	}
	host, p := strings.ToLower(u.Hostname()), u.Path
	var out []Reading
	if list, ok := strings.CutPrefix(p, "/combine/"); ok && strings.HasSuffix(host, "jsdelivr.net") {
		for part := range strings.SplitSeq(list, ",") {
			if r, ok := d.path(host, "/"+strings.TrimPrefix(part, "/"), ""); ok {
				out = append(out, r)
			}
		}
	} else if r, ok := d.path(host, p, u.RawQuery); ok {
		out = append(out, r)
	}
	out = append(out, d.users(address, p)...)
	for i := range out {
		out[i].Patcher = patcher(out[i].Version, p)
	}
	return out
}

// path reads one path.
func (d *Data) path(host, p, query string) (Reading, bool) {
	segs := strings.Split(strings.Trim(p, "/"), "/")
	if r, ok, sure := d.inPackage(segs); sure {
		return r, ok
	}
	base := segs[len(segs)-1]
	switch strings.ToLower(path.Ext(base)) {
	case ".js", ".mjs", ".cjs", ".gz":
	default:
		return Reading{}, false
	}
	stem, version := split(d.files, plainName(base))
	r := Reading{Lib: d.files[stem], Mark: base}
	if r.Lib == nil {
		return Reading{}, false
	}
	switch {
	case version.n > 0 && !d.common[stem]:
		r.Version, r.How = version, ByName
	case d.inFolders(&r, host, segs[:len(segs)-1]):
		r.How = ByFolder
	case d.common[stem]:
		return Reading{}, false
	default:
		if v, ok := ownQuery(p, query); ok {
			r.Version, r.How, r.Mark = v, ByQuery, base+"?"+query
		}
	}
	return r, true
}

// inPackage reads "name@version" as CDNs of packages write it, with a file of that library or nothing behind it. Tags and ranges ("@3",
// "@latest") name no version: what they stand for changes. sure says that the path is of that form, so that nothing else need be looked for.
func (d *Data) inPackage(segs []string) (r Reading, ok, sure bool) {
	for i, s := range segs {
		name, version, found := strings.Cut(s, "@")
		if !found || name == "" {
			continue
		}
		if i > 0 && strings.HasPrefix(segs[i-1], "@") {
			name = segs[i-1] + "/" + name
		}
		lib := d.packages[strings.TrimPrefix(strings.ToLower(name), "npm:")]
		if lib == nil {
			return Reading{}, false, true
		}
		if rest := segs[i+1:]; len(rest) > 0 && rest[0] != "" && rest[0] != "+esm" {
			if stem, _ := split(d.files, plainName(rest[len(rest)-1])); d.files[stem] != lib {
				return Reading{}, false, true // another part of the package
			}
		}
		r := Reading{Lib: lib, How: ByFolder, Mark: s}
		if v, ok := ParseVersion(strings.TrimPrefix(version, "v")); ok && v.Exact() {
			r.Version = v
		}
		return r, true, true
	}
	return Reading{}, false, false
}

// makers are hosts on which a library's maker puts a version in front of its files.
var makers = map[string]string{
	"code.jquery.com": "ui", "cdn.datatables.net": "", "cdn.ckeditor.com": "", "code.highcharts.com": "", "code.angularjs.org": "",
	"vjs.zencdn.net": "", "cdn.quilljs.com": "",
}

// inFolders looks for the version in the folders above a file of the library: "/jquery/1.12.4/", "/jquery-ui-1.12.1.custom/".
func (d *Data) inFolders(r *Reading, host string, folders []string) bool {
	for i := len(folders) - 1; i >= 0; i-- {
		seg := strings.ToLower(folders[i])
		if v, ok := ParseVersion(strings.TrimPrefix(seg, "v")); ok && v.n >= 2 {
			above, onMaker := makers[host]
			if onMaker && (i == 0 || folders[i-1] == above) || i > 0 && d.folders[strings.ToLower(folders[i-1])] == r.Lib {
				r.Version, r.Mark = v, strings.Join(folders[max(i-1, 0):i+1], "/")
				return true
			}
			return false // the version of something else
		}
		for _, names := range []map[string]*Library{d.folders, d.files} {
			if stem, v := split(names, trimBuild(seg)); names[stem] == r.Lib && v.n > 0 {
				r.Version, r.Mark = v, folders[i]
				return true
			}
		}
	}
	return false
}

// plainName is the name of a file in small letters, without what only says how it was made or served.
func plainName(base string) string {
	name := strings.ToLower(base)
	for _, ext := range []string{".gz", ".js", ".mjs", ".cjs"} {
		name = strings.TrimSuffix(name, ext)
	}
	return trimBuild(name)
}

// split cuts a name into one of the known and the version behind it, if there is one; "" when it is none of them.
func split(known map[string]*Library, name string) (stem string, v Version) {
	if known[name] != nil {
		return name, Version{}
	}
	for i := len(name) - 1; i > 0; i-- {
		if c := name[i]; c < '0' || c > '9' {
			continue
		}
		head := strings.TrimSuffix(name[:i], "v")
		bare := strings.TrimRight(head, "-._")
		stem := trimBuild(bare)
		if len(bare) == len(head) || known[stem] == nil {
			continue // inside a number or a word, or of something else
		}
		if v, ok := ParseVersion(name[i:]); ok && v.n >= 2 {
			return stem, v
		}
	}
	return "", Version{}
}

// builds are endings that say how a file was made of the library's source.
var builds = []string{"min", "slim", "pack", "packed", "prod", "production", "dev", "development", "custom", "full", "bundle", "umd", "global", "esm",
	"compressed", "core", "all", "legacy", "iife", "browser", "compat", "debug", "es5", "lite", "standalone", "dist"}

// trimBuild takes such endings off, and the hash by which caches tell copies apart.
func trimBuild(name string) string {
	for {
		i := strings.LastIndexAny(name, ".-_")
		if i <= 0 {
			return name
		}
		end := name[i+1:]
		if !slices.Contains(builds, end) && !isHash(end) {
			return name
		}
		name = name[:i]
	}
}

// isHash reports whether a word is a hash: at least eight hexadecimal digits, a letter and a figure among them.
func isHash(s string) bool {
	letter, figure := false, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			figure = true
		case c >= 'a' && c <= 'f':
			letter = true
		default:
			return false
		}
	}
	return len(s) >= 8 && letter && figure
}
