package header_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/header"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func TestExposedFiles(t *testing.T) {
	saw := func(e snapshot.Exposure) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) { s.Exposure = &e }
	}
	env := snapshot.Exposed{URL: base + ".env", Kind: snapshot.ExposedEnv, Snippet: "DB_PASSWORD=…"}
	list := snapshot.Exposed{URL: base + "assets/", Kind: snapshot.ExposedListing, Snippet: "Index of /assets/"}
	checktest.Table(t, header.ExposedFiles,
		checktest.Case{Name: "nobody said that the site is theirs", Pages: home(""), Want: verdict.NotApplicable, Reason: "off"},
		checktest.Case{Name: "nothing lies open", Pages: home(""), Edit: saw(snapshot.Exposure{Asked: 20}), Want: verdict.Pass},
		checktest.Case{Name: "a few addresses without an answer", Pages: home(""), Edit: saw(snapshot.Exposure{Asked: 20, Silent: 5}), Want: verdict.Pass},
		checktest.Case{Name: "most without an answer", Pages: home(""), Edit: saw(snapshot.Exposure{Asked: 20, Silent: 6}), Want: verdict.Unknown, Reason: "silent"},
		checktest.Case{Name: "not asked after all", Pages: home(""), Edit: saw(snapshot.Exposure{}), Want: verdict.Unknown},
		checktest.Case{Name: "secrets", Pages: home(""), Edit: saw(snapshot.Exposure{Asked: 20, Silent: 15, Found: []snapshot.Exposed{list, env}}), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "names only", Pages: home(""), Edit: saw(snapshot.Exposure{Asked: 20, Found: []snapshot.Exposed{list}}), Want: verdict.Warn, Total: 1, At: []string{base + "assets/"}},
		checktest.Case{Name: "a shop in the making", Pages: home(""), Want: verdict.NotApplicable, Edit: func(s *snapshot.Snapshot) { s.Development = true }},
	)
}

// TestEveryKindOfExposedFileHasItsWords: a kind without a message would be shown by its id.
func TestEveryKindOfExposedFileHasItsWords(t *testing.T) {
	for _, kind := range []snapshot.ExposedKind{
		snapshot.ExposedGit, snapshot.ExposedEnv, snapshot.ExposedConfig, snapshot.ExposedPassword, snapshot.ExposedDump, snapshot.ExposedArchive,
		snapshot.ExposedPHPInfo, snapshot.ExposedDSStore, snapshot.ExposedListing,
	} {
		if header.ExposedFiles.Meta.Messages[string(kind)] == "" {
			t.Errorf("%s has no message", kind)
		}
	}
}
