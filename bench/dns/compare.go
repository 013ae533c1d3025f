package main

import (
	"cmp"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

type bench struct {
	dir, program, web, plain, strict string
	others                           map[string]map[string]string // domain → program → result
	answers, differ, wrong           int
	took                             []time.Duration
	longest                          string
	questions                        []int
}

// readPeers reads lines of "domain program result".
func readPeers(name string) map[string]map[string]string {
	out := map[string]map[string]string{}
	if name == "" {
		return out
	}
	data, err := os.ReadFile(name)
	check(err)
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) == 3 {
			if out[f[0]] == nil {
				out[f[0]] = map[string]string{}
			}
			out[f[0]][f[1]] = f[2]
		}
	}
	return out
}

func (b *bench) run() {
	fmt.Println("| case | check | truth | shopvet | receivers of mail (SPF: pyspf, Mail::SPF · DMARC: Mail::DMARC) |\n|---|---|---|---|---|")
	for _, w := range cases() {
		snap, v, took := b.scan(w)
		if len(b.took) == 0 || took > slices.Max(b.took) {
			b.longest = w.name
		}
		b.took = append(b.took, took)
		b.questions = append(b.questions, len(snap.DNS))
		b.line(w, "dns-resolve-stable", w.resolve, said(v, "dns-resolve-stable"), "")
		b.line(w, "dns-mail-accepts", w.accepts, said(v, "dns-mail-accepts"), "")
		b.line(w, "dns-spf-dmarc", w.senders, said(v, "dns-spf-dmarc"), b.receivers(w))
		b.line(w, "(CAA held by)", or(w.caa, "-"), or(caa(snap), "-"), "")
		for i := range snap.DNS {
			b.compare(&snap.DNS[i])
		}
	}
	slices.Sort(b.took)
	slices.Sort(b.questions)
	fmt.Printf("\n%d cases, %d judgements differ from the truth. %d answers compared with dig and drill each, %d differ.\n", len(b.took), b.wrong, b.answers, b.differ)
	fmt.Printf("Questions per shop: median %d, most %d. Whole scan of two pages: median %v, longest %v (%s).\n",
		b.questions[len(b.questions)/2], b.questions[len(b.questions)-1], b.took[len(b.took)/2].Round(10*time.Millisecond), b.took[len(b.took)-1].Round(10*time.Millisecond), b.longest)
}

// line prints what is of interest: everything that is not as with the sound shop, and everything that is wrong.
func (b *bench) line(w world, id, truth, got, others string) {
	mark := ""
	if truth != got {
		mark = " **differs**"
		b.wrong++
	}
	usual := map[string]string{"dns-resolve-stable": "pass agree", "dns-mail-accepts": "pass accepts", "dns-spf-dmarc": "pass protected", "(CAA held by)": "-"}
	if w.name == "sound" || truth != usual[id] || mark != "" || strings.Contains(others, "differs") || others != "" && w.spf != "fail" {
		fmt.Printf("| %s | %s | %s | %s%s | %s |\n", w.name, id, truth, got, mark, others)
	}
}

// receivers says what other programs make of the zone, and whether that is what is true.
func (b *bench) receivers(w world) string {
	var out []string
	for _, p := range []struct{ name, want string }{{"pyspf", w.spf}, {"Mail::SPF", w.spf}, {"Mail::DMARC", w.dmarc}} {
		got := b.others[w.mailDomain()][p.name]
		if got == "" || p.name == "Mail::DMARC" && w.mail != "" {
			continue // its list of top-level domains has no "test", so it finds no domain above another
		}
		if got != p.want {
			got += " (differs from " + p.want + ")"
		}
		out = append(out, got)
	}
	return strings.Join(out, ", ")
}

// said is the status of a check with the message that tells why.
func said(v *verdict.Verdict, id string) string {
	for _, r := range v.Results {
		if r.Check != id {
			continue
		}
		key := r.Reason.Key
		for i, f := range r.Findings {
			if i == 0 {
				key = f.Message.Key
			} else {
				key += "+" + f.Message.Key
			}
		}
		return string(r.Status) + " " + key
	}
	return "did not run"
}

func caa(snap *snapshot.Snapshot) string {
	for _, d := range snap.DNS {
		if d.Type == "CAA" && len(d.Answers) > 0 {
			return d.Name
		}
	}
	return ""
}

// compare holds an answer against what dig and drill say of the same question.
func (b *bench) compare(d *snapshot.DNS) {
	server := cmp.Or(d.Server, b.plain)
	host, port, err := net.SplitHostPort(server)
	check(err)
	b.answers++
	ours := cmp.Or(d.Rcode, "NOERROR") + " " + strings.Join(d.Answers, "|") + fmt.Sprintf(" +%d", d.More)
	for name, args := range map[string][]string{
		"dig":   {"dig", "@" + host, "-p", port, "+noall", "+comments", "+answer", "+tries=2", "+time=5", d.Name, d.Type},
		"drill": {"drill", "-t", "-p", port, "@" + host, d.Name, d.Type}, // over TCP, since it does not change over by itself
	} {
		out, _ := exec.Command(args[0], args[1:]...).Output()
		if theirs := shape(string(out), d); theirs != ours {
			b.differ++
			fmt.Fprintf(os.Stderr, "%s %s at %s: shopvet %q, %s %q\n", d.Name, d.Type, server, cut(ours), name, cut(theirs))
		}
	}
}

func cut(s string) string { return s[:min(len(s), 300)] }

// shape reads the output of dig or drill into the form of snapshot.DNS.
func shape(out string, d *snapshot.DNS) string {
	rcode, list := "", []string{}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, ";; AUTHORITY") {
			break
		}
		for _, mark := range []string{"status: ", "rcode: "} {
			if _, rest, ok := strings.Cut(line, mark); ok && rcode == "" {
				rcode, _, _ = strings.Cut(rest, ",")
			}
		}
		f := strings.Fields(line)
		if len(f) < 5 || strings.HasPrefix(line, ";") || f[3] != d.Type {
			continue
		}
		data := strings.Join(f[4:], " ")
		switch d.Type {
		case "TXT":
			data = joined(line[strings.IndexByte(line, '"'):])
		case "NS":
			data = strings.TrimSuffix(strings.ToLower(data), ".")
		case "MX":
			data = fmt.Sprintf("%05s %s", f[4], strings.ToLower(f[5]))
		}
		list = append(list, data)
	}
	slices.SortFunc(list, func(a, b string) int {
		x, y := strings.HasPrefix(strings.ToLower(a), "v="), strings.HasPrefix(strings.ToLower(b), "v=")
		if d.Type == "TXT" && x != y {
			if x {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	if d.Type == "MX" {
		for i, s := range list {
			if list[i] = s[6:]; list[i] != "." {
				list[i] = strings.TrimSuffix(list[i], ".")
			}
		}
	}
	more := max(len(list)-len(d.Answers), 0)
	return fmt.Sprintf("%s %s +%d", strings.TrimSpace(rcode), strings.Join(list[:len(list)-more], "|"), more)
}

// joined reads quoted strings and puts them together.
func joined(s string) string {
	var out strings.Builder
	for {
		s = strings.TrimSpace(s)
		quoted, err := strconv.QuotedPrefix(s)
		if err != nil {
			return out.String()
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			return out.String()
		}
		out.WriteString(text)
		s = s[len(quoted):]
	}
}
