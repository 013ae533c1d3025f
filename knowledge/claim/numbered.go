package claim

import "regexp"

// clauseNumber is how terms count their clauses, at the beginning of a line and where another clause means one of them: "§ 4", "Article 4", 第四條, 제4조.
var clauseNumber = regexp.MustCompile(`(?i)(?:第 ?|제 ?|§+ ?|\b(?:art(?:icle|ikel|ículo|igo|icolo|ykuł|\.)?|cl[aá]usula|section|clause|ziffer|punkt|punto|pkt\.?) )([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[條条조. :)–—-]|\pZ|$)`)

// clauseOf returns the number of the clause that a line begins, "" where it begins none.
func clauseOf(line string) string {
	if m := clauseNumber.FindStringSubmatchIndex(line); m != nil && m[0] == 0 {
		return line[m[2]:m[3]]
	}
	return ""
}

// notes keeps what the clause that is being read is about.
func (r *reader) notes(found topics) {
	if r.clause == "" || found&goingBack == 0 {
		return
	}
	if r.clauses == nil {
		r.clauses = map[string]topics{}
	}
	r.clauses[r.clause] |= found & goingBack
}

// referred returns what the clauses are about that a sentence means by their number: "clause 4 does not apply to journals".
func (r *reader) referred(text string) (t topics) {
	if len(r.clauses) == 0 {
		return 0
	}
	for _, m := range clauseNumber.FindAllStringSubmatch(text, maxClauses) {
		if m[1] != r.clause {
			t |= r.clauses[m[1]]
		}
	}
	return t
}

// maxClauses is how many clauses a sentence means at most.
const maxClauses = 8
