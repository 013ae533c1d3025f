package market

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestDataIsSound(t *testing.T) {
	s, err := load(dataFS)
	if err != nil {
		t.Fatal(err)
	}
	want := "at au br ca ch cn de es eu fr in it jp kr nl pl tw uk us"
	if got := strings.Join(s.Codes(), " "); got != want {
		t.Errorf("packs are %s, want %s", got, want)
	}
	for _, code := range s.Codes() {
		p, _ := s.Pack(code)
		if len(p.Duties) == 0 || len(p.Currencies) == 0 || len(p.Regions) == 0 {
			t.Errorf("%s: has %d duties, currencies %v, regions %v", code, len(p.Duties), p.Currencies, p.Regions)
		}
		for _, d := range p.Duties {
			if !strings.HasPrefix(d.URL, "https://") {
				t.Errorf("%s %s: source %q is no https address", code, d.Check, d.URL)
			}
			if d.From > p.Date {
				t.Errorf("%s %s: in force from %s, after the review of %s", code, d.Check, d.From, p.Date)
			}
		}
	}
}

// One check may have several duties in a pack, but on no day two of the same strength: nobody could say which one holds.
func TestNoDayHasTwoEqualDuties(t *testing.T) {
	for _, code := range Default().Codes() {
		p, _ := Default().Pack(code)
		for i, a := range p.Duties {
			for _, b := range p.Duties[i+1:] {
				overlap := (a.Until == "" || b.From <= a.Until) && (b.Until == "" || a.From <= b.Until)
				if a.Check == b.Check && a.Level == b.Level && overlap {
					t.Errorf("%s %s: %q and %q hold at the same time", code, a.Check, a.Title, b.Title)
				}
			}
		}
	}
}

func TestDuty(t *testing.T) {
	tests := []struct {
		name, check, at, title, level string
		markets                       []string
	}{
		{"imprint in Germany", "identity-imprint-link", "2026-11-21", "(DDG) § 5", Must, []string{"de"}},
		{"imprint in Germany before the new act", "identity-imprint-link", "2024-05-13", "(TMG) § 5", Must, []string{"de"}},
		{"and on its first day", "identity-imprint-link", "2024-05-14", "(DDG) § 5", Must, []string{"de"}},
		{"imprint in Austria", "identity-imprint-link", "2026-11-21", "ECG", Must, []string{"at"}},
		{"imprint in Switzerland", "identity-imprint-link", "2026-11-21", "art. 3(1)(s)", Must, []string{"ch"}},
		{"Switzerland before 2012", "identity-imprint-link", "2012-03-31", "", "", []string{"ch"}},
		{"no imprint duty in France", "identity-imprint-link", "2026-11-21", "", "", []string{"fr"}},
		{"Germany inherits from the EU", "payment-methods-shown", "2026-11-21", "art. 8(3)", Must, []string{"de"}},
		{"the nearer law is named", "identity-postal-address", "2026-11-21", "LSSI", Must, []string{"es"}},
		{"the stronger market wins", "policy-privacy", "2026-11-21", "2016/679", Must, []string{"us", "nl"}},
		{"the first of equals wins", "identity-legal-name", "2026-11-21", "7.962", Must, []string{"br", "kr"}},
		{"Germany begins with the Union", "policy-withdrawal-function", "2026-06-19", "§ 356a", Must, []string{"de"}},
		{"not a day earlier", "policy-withdrawal-function", "2026-06-18", "", "", []string{"de"}},
		{"what begins later in Austria", "policy-withdrawal-function", "2026-09-30", "", "", []string{"at"}},
		{"and then holds there", "policy-withdrawal-function", "2026-10-01", "Austria", Must, []string{"at"}},
		{"what Spain has not made law yet", "policy-withdrawal-function", "2026-11-21", "Spain", Should, []string{"es"}},
		{"code in capitals", "identity-postal-address", "2026-11-21", "7.962", Must, []string{"BR"}},
		{"unknown market", "identity-postal-address", "2026-11-21", "", "", []string{"xx"}},
		{"no market", "identity-postal-address", "2026-11-21", "", "", nil},
		{"a check without duty", "speed-ttfb", "2026-11-21", "", "", []string{"de", "us", "jp"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, ok := Default().Duty(tt.check, tt.markets, day(tt.at))
			if ok != (tt.title != "") || d.Level != tt.level || !strings.Contains(d.Title, tt.title) {
				t.Errorf("got %v %q %q, want %q %q", ok, d.Level, d.Title, tt.level, tt.title)
			}
		})
	}
}

// The day is the same for everybody, wherever the program runs.
func TestDutyReadsTheDayInUTC(t *testing.T) {
	east := time.FixedZone("east", 10*3600)
	d, _ := Default().Duty("identity-imprint-link", []string{"de"}, time.Date(2024, 5, 14, 5, 0, 0, 0, east))
	if !strings.Contains(d.Title, "TMG") {
		t.Errorf("13 May 19:00 UTC gave %q, want the older act", d.Title)
	}
}

func TestLoadNamesEveryFault(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	_, err := load(fstest.MapFS{
		"data/aa.toml": file("name = \"A\"\ndate = \"2026-01-01\"\ninherits = [\"bb\"]\n[[duty]]\ncheck = \"Bad_Id\"\nlevel = \"shall\"\n"),
		"data/bb.toml": file("name = \"B\"\ndate = \"yesterday\"\ninherits = [\"aa\"]\n[[duty]]\ncheck = \"a-b\"\nlevel = \"must\"\ntitle = \"T\"\nfrom = \"2026-02-01\"\nuntil = \"2026-01-01\"\n"),
		"data/cc.toml": file("name = \"C\"\ndate = \"2026-01-01\"\ninherits = [\"zz\"]\n"),
		"data/dd.toml": file("nmae = \"D\"\n"),
	})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{`"Bad_Id"`, `"shall"`, "no title", `"yesterday"`, "before it begins", "inherits from itself", "unknown pack zz", "unknown key nmae"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error does not mention %s:\n%v", want, err)
		}
	}
}
