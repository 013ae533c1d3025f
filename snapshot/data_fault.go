package snapshot

// DataFault is a place at which a page's structured data are no JSON.
type DataFault struct {
	Kind DataFaultKind `json:"kind"`
	Line int           `json:"line,omitempty"` // of the page's source, from 1; 0 where it could not be told
	Near string        `json:"near"`           // what stands there, at most 72 characters
	Lost bool          `json:"lost,omitempty"` // nothing of the script could be read, whatever was tried
}

// DataFaultKind says what is wrong with structured data.
type DataFaultKind string

// The ways in which structured data are no JSON.
const (
	DataComma      DataFaultKind = "comma"       // a comma too many
	DataNoComma    DataFaultKind = "no-comma"    // a comma is missing
	DataQuotes     DataFaultKind = "quotes"      // other quotes than "
	DataInnerQuote DataFaultKind = "inner-quote" // a quote inside a text without a backslash
	DataUnclosed   DataFaultKind = "unclosed"    // a text whose closing quote is missing
	DataKey        DataFaultKind = "key"         // a name without quotes
	DataUnquoted   DataFaultKind = "unquoted"    // a text without quotes
	DataNoValue    DataFaultKind = "no-value"    // a name without value
	DataComment    DataFaultKind = "comment"     // a comment
	DataControl    DataFaultKind = "control"     // a line break or another control character inside a text
	DataEscape     DataFaultKind = "escape"      // a backslash before what needs none
	DataWord       DataFaultKind = "word"        // NaN, undefined, None and the like
	DataNumber     DataFaultKind = "number"      // a number as no program writes it: 12,90
	DataEntities   DataFaultKind = "entities"    // &quot; in place of quotes
	DataTemplate   DataFaultKind = "template"    // a mark that a template engine should have filled in
	DataScript     DataFaultKind = "script"      // an assignment
	DataSeveral    DataFaultKind = "several"     // several pieces of data without a list around them
	DataTwice      DataFaultKind = "twice"       // JSON written into a text of JSON
	DataBracket    DataFaultKind = "bracket"     // a bracket too many, or of the wrong kind
	DataCut        DataFaultKind = "cut"         // the end is missing
	DataAfter      DataFaultKind = "after"       // something else behind the data
	DataNotJSON    DataFaultKind = "not-json"    // nothing that could be read
)
