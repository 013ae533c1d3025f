package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// JUnit files are read by build servers. There is no standard; what is written here fits the widespread schemas of the Ant task and of
// Jenkins: a suite is a part of the score, a case is a check.
type (
	junitReport struct {
		XMLName xml.Name     `xml:"testsuites"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Package    string      `xml:"package,attr"`
		ID         int         `xml:"id,attr"`
		Name       string      `xml:"name,attr"`
		Timestamp  string      `xml:"timestamp,attr"` // without a zone, UTC
		Hostname   string      `xml:"hostname,attr"`
		Tests      int         `xml:"tests,attr"`
		Failures   int         `xml:"failures,attr"`
		Errors     int         `xml:"errors,attr"`
		Skipped    int         `xml:"skipped,attr"`
		Time       string      `xml:"time,attr"`
		Properties struct{}    `xml:"properties"`
		Cases      []junitCase `xml:"testcase"`
		Out        junitText   `xml:"system-out"` // what is worth improving: a warning is no failure
		Err        string      `xml:"system-err"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Time    string        `xml:"time,attr"`
		Skipped *junitSkipped `xml:"skipped"`
		Failure *junitFault   `xml:"failure"`
		Error   *junitFault   `xml:"error"`
	}
	junitSkipped struct {
		Message string `xml:"message,attr"`
	}
	junitFault struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",cdata"`
	}
	junitText struct {
		Text string `xml:",cdata"`
	}
)

// JUnit writes the results as test cases: what needs mending has failed, what could not be seen was skipped.
func JUnit(w io.Writer, v *verdict.Verdict, o Options) error {
	if v == nil {
		return errNoVerdict
	}
	b := newBuilder(v, o, textFindings)
	var out junitReport
	by := map[verdict.Factor][]*verdict.Result{}
	for i := range v.Results {
		r := &v.Results[i]
		f := v.Rules[r.Check].Factor
		by[f] = append(by[f], r)
	}
	for i, f := range b.factorOrder(by) {
		out.Suites = append(out.Suites, b.junitSuite(i, f, by[f]))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write junit report: %w", err)
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(out); err != nil {
		return fmt.Errorf("write junit report: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// junitSuite makes the suite of one part of the score.
func (b *builder) junitSuite(id int, f verdict.Factor, results []*verdict.Result) junitSuite {
	s := junitSuite{Package: "shopvet", ID: id, Name: b.factorName(f), Hostname: clean(b.v.Target, maxName), Tests: len(results), Time: "0",
		Timestamp: b.v.Taken.UTC().Format("2006-01-02T15:04:05")}
	var warned []string
	for _, r := range results {
		c := junitCase{Name: b.title(r.Check), Class: "shopvet." + clean(r.Check, maxName), Time: "0"}
		switch status := r.Status; {
		case wanting(r) && r.Accepted != nil:
			s.Skipped++
			c.Skipped = &junitSkipped{Message: b.text("accepted.heading") + b.text("colon") + clean(r.Accepted.Reason, maxQuote)}
		case status == verdict.Fail:
			s.Failures++
			c.Failure = &junitFault{Message: b.reason(r), Type: string(r.Severity), Text: b.junitText(r)}
		case status == verdict.Broken:
			s.Errors++
			c.Error = &junitFault{Message: b.reason(r), Type: "broken"}
		case status == verdict.Unknown, status == verdict.NotApplicable:
			s.Skipped++
			c.Skipped = &junitSkipped{Message: b.name("status", string(r.Status)) + b.text("colon") + b.reason(r)}
		case status == verdict.Warn:
			warned = append(warned, clean(r.Check, maxName)+": "+b.reason(r)+"\n"+b.junitText(r))
		}
		s.Cases = append(s.Cases, c)
	}
	s.Out.Text = strings.Join(warned, "\n")
	return s
}

// junitText tells where a result can be seen, and how to mend it.
func (b *builder) junitText(r *verdict.Result) string {
	var lines []string
	for _, x := range first(open(r), b.limit) {
		line := b.message(r.Check, x.Message)
		for _, e := range first(x.Evidence, maxEvidence) {
			for _, s := range []string{clean(e.URL, maxQuote), clean(e.Target, maxQuote), b.place(e.Selector), clean(e.Snippet, maxQuote), clean(e.Value, maxQuote)} {
				if s != "" {
					line += "\n    " + s
				}
			}
		}
		lines = append(lines, line)
	}
	if more := b.more(min(len(r.Findings), b.limit), len(r.Findings), max(r.Total, len(r.Findings))); more != "" {
		lines = append(lines, more)
	}
	return strings.Join(append(lines, b.text("find.how")+b.text("colon")+b.how(r.Check)), "\n") + "\n"
}
