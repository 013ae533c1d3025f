package snapshot

// Exposure is what came of asking an owner's own site for files that should not lie open.
type Exposure struct {
	Asked int `json:"asked"` // addresses of the closed list that were asked for
	// Silent counts those of which nothing is known: no answer came, or the shop asked us to slow down.
	Silent int       `json:"silent,omitempty"`
	Found  []Exposed `json:"found,omitempty"`
}

// Exposed is one file that answered with its real content, told by what it holds and never by its status. Nothing of the content is kept but what
// Snippet says.
type Exposed struct {
	URL  string      `json:"url"`
	Kind ExposedKind `json:"kind"`
	// Snippet is what the content was recognised by: fixed marks and names of settings, never a value.
	Snippet string `json:"snippet,omitempty"`
}

// ExposedKind is the kind of a file that should not lie open.
type ExposedKind string

// The closed list of kinds.
const (
	ExposedGit      ExposedKind = "git"      // the store of a version control system: .git, .svn
	ExposedEnv      ExposedKind = "env"      // settings of an application, with its secrets
	ExposedConfig   ExposedKind = "config"   // source of a program's settings, kept by an editor or as a backup
	ExposedPassword ExposedKind = "password" // user names with hashes of passwords
	ExposedDump     ExposedKind = "dump"     // a dump of a database
	ExposedArchive  ExposedKind = "archive"  // a packed backup
	ExposedPHPInfo  ExposedKind = "phpinfo"  // the page that tells everything about a PHP installation
	ExposedDSStore  ExposedKind = "ds-store" // names of files, left by the Finder of macOS
	ExposedListing  ExposedKind = "listing"  // the list of a folder's files, made by the server
)
