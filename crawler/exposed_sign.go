package crawler

import (
	"bytes"
	stdhtml "html"
	"net/http"
	"regexp"
	"strings"
)

// peek is the beginning of an answer. It is looked at and dropped: nothing of it goes into the snapshot but the names and fixed marks that a sign
// returns.
type peek struct {
	status int
	media  string
	body   []byte
}

// judge reports whether the answer is what a sign tells: by its content, never by its status alone. A shop that answers everything with a page of
// its own is so left alone.
func (p peek) judge(sign func(peek) (string, bool)) (snippet string, ok bool) {
	if p.status != http.StatusOK && p.status != http.StatusPartialContent {
		return "", false
	}
	return sign(p)
}

// page reports whether the answer is a web page, whatever its media type says.
func (p peek) page() bool {
	start := bytes.ToLower(bytes.TrimLeft(p.body[:min(len(p.body), 512)], "\ufeff \t\r\n"))
	for _, mark := range []string{"<!doctype", "<html", "<head", "<body", "<?xml"} {
		if bytes.HasPrefix(start, []byte(mark)) {
			return true
		}
	}
	return p.media == "text/html" && bytes.Contains(start, []byte("<"))
}

// lines are the whole lines of the text that was read.
func (p peek) lines() []string {
	text := string(p.body)
	if len(p.body) >= maxPeek {
		text = text[:strings.LastIndexByte(text, '\n')+1]
	}
	var list []string
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			list = append(list, l)
		}
	}
	return list
}

var headForm = regexp.MustCompile(`^ref: refs/[\x21-\x7e]{1,200}\s*$`)

func gitHead(p peek) (string, bool) { return "ref: refs/…", headForm.Match(p.body) }

var gitCore = regexp.MustCompile(`(?m)^\[core\]\s*$`)

func gitConfig(p peek) (string, bool) {
	return "[core] repositoryformatversion", !p.page() && gitCore.Match(p.body) && bytes.Contains(p.body, []byte("repositoryformatversion"))
}

func sqlite(p peek) (string, bool) {
	return "SQLite format 3", bytes.HasPrefix(p.body, []byte("SQLite format 3\x00"))
}

// svnForm is the file of Subversion up to 1.6; later ones hold a lone number, which says too little.
var svnForm = regexp.MustCompile(`^\d{1,2}\r?\n\r?\ndir\r?\n`)

func svnEntries(p peek) (string, bool) { return "dir", svnForm.Match(p.body) }

func dsStore(p peek) (string, bool) {
	return "Bud1", bytes.HasPrefix(p.body, []byte("\x00\x00\x00\x01Bud1"))
}

var (
	envLine   = regexp.MustCompile(`^(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]{0,80})\s*=\s*(.*)$`)
	envSecret = regexp.MustCompile(`(?i)(PASSWORD|PASSWD|_PASS|SECRET|TOKEN|_KEY|KEY_BASE|_DSN|DATABASE_URL)$`)
	envPublic = regexp.MustCompile(`^(NEXT_PUBLIC|NUXT_PUBLIC|REACT_APP|VITE|GATSBY|PUBLIC)_`)
)

// envFile tells a file of settings for an application: nearly all of its lines set one, and one of them sets a secret.
func envFile(p peek) (string, bool) {
	if p.page() {
		return "", false
	}
	var secrets []string
	lines, set := p.lines(), 0
	for _, l := range lines {
		m := envLine.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		set++
		value := strings.Trim(m[2], `"' `)
		if envSecret.MatchString(m[1]) && !envPublic.MatchString(m[1]) && value != "" && value != "null" && len(secrets) < 3 {
			secrets = append(secrets, m[1]+"=…")
		}
	}
	return strings.Join(secrets, ", "), len(secrets) > 0 && 5*set >= 4*len(lines)
}

var passwordLine = regexp.MustCompile(`^[^:\s]{1,255}:(\$apr1\$|\$2[aby]\$|\$5\$|\$6\$|\{SHA\})[\x21-\x7e]{8,}$`)

// htpasswd tells a file of users and hashes of passwords: every line is one.
func htpasswd(p peek) (string, bool) {
	snippet := ""
	for _, l := range p.lines() {
		m := passwordLine.FindStringSubmatch(l)
		if m == nil {
			return "", false
		}
		snippet = "…:" + m[1] + "…"
	}
	return snippet, snippet != ""
}

var phpInfoTitle = regexp.MustCompile(`(?i)<title>(PHP [0-9.]+\S* - )?phpinfo\(\)</title>`)

// phpInfo tells the page that PHP itself makes by a title and a mark that it always writes.
func phpInfo(p peek) (string, bool) {
	return "phpinfo()", phpInfoTitle.Match(p.body) && bytes.Contains(bytes.ToUpper(p.body), []byte("NOINDEX,NOFOLLOW,NOARCHIVE"))
}

var phpSecret = regexp.MustCompile(`(?i)['"$]_?(DB_PASSWORD|DB_PASS|DB_USER|dbpass\w*|dbpasswd|db_password|database_password|password)\b`)

// phpSource tells program text that was not run: PHP leaves nothing of it in its answer.
func phpSource(p peek) (string, bool) {
	start := bytes.TrimLeft(p.body, "\ufeff \t\r\n")
	m := phpSecret.FindSubmatch(p.body)
	if !bytes.HasPrefix(start, []byte("<?php")) || m == nil {
		return "", false
	}
	return "<?php … " + string(m[1]), true
}

var (
	dumpTool  = regexp.MustCompile(`(?im)^\s*(--|/\*|#).{0,80}(mysql dump|mariadb dump|postgresql database dump|phpmyadmin sql dump|sqlite dump|adminer [\d.]+ mysql dump|sandbox mode)`)
	dumpTable = regexp.MustCompile("(?im)^(CREATE TABLE|INSERT INTO|DROP TABLE IF EXISTS)\\s+[`\"\\[\\w]")
)

func sqlDump(p peek) (string, bool) {
	if p.page() {
		return "", false
	}
	if bytes.HasPrefix(p.body, []byte("PGDMP")) {
		return "PGDMP", true
	}
	if m := dumpTool.FindSubmatch(p.body); m != nil {
		return string(m[2]), true
	}
	if m := dumpTable.FindSubmatch(p.body); m != nil {
		return string(m[1]), true
	}
	return sqlite(p)
}

// archive tells packed files. A server that undoes the packing on the way leaves a tar file.
func archive(p peek) (string, bool) {
	const tarMark = 257
	switch {
	case p.media == "text/html":
		return "", false // a page that somebody packed without saying so
	case bytes.HasPrefix(p.body, []byte("PK\x03\x04")):
		return "zip", true
	case bytes.HasPrefix(p.body, []byte("\x1f\x8b\x08")):
		return "gzip", true
	case len(p.body) > tarMark+5 && bytes.Equal(p.body[tarMark:tarMark+5], []byte("ustar")):
		return "tar", true
	default:
		return "", false
	}
}

var listingTitle = regexp.MustCompile(`(?is)<title>\s*(?:Index of|Directory listing for|Listing of|[\w.-]+(?::\d+)? -)\s*([^<]*?)\s*</title>`)

// listingOf returns the sign of a list that a server makes of a folder: its title names the folder, and it leads to the folder above or to a file
// that is known to lie in it.
func listingOf(dir, file string) func(peek) (string, bool) {
	return func(p peek) (string, bool) {
		m := listingTitle.FindSubmatch(p.body)
		if m == nil || strings.TrimSuffix(stdhtml.UnescapeString(string(m[1])), "/") != strings.TrimSuffix(dir, "/") {
			return "", false
		}
		body := strings.ToLower(string(p.body))
		for _, mark := range []string{`href="../"`, "parent directory", `href="` + strings.ToLower(file) + `"`, `href="` + strings.ToLower(dir+file) + `"`} {
			if strings.Contains(body, mark) {
				return "Index of " + clip(dir, 200), true
			}
		}
		return "", false
	}
}
