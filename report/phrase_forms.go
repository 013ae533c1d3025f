package report

import "regexp"

// form is the form of an English value, with the key of the text that says the same: its slots {x} and {y} take what was in the form.
type form struct {
	shape *regexp.Regexp
	key   string
}

// withStatus is the key of what says something with the status of an answer.
const withStatus = "form.with-status"

// forms are the forms of values, the particular before the general.
var forms = []form{
	{regexp.MustCompile(`^(.+), asked at (\S+)$`), "form.asked"},
	{regexp.MustCompile(`^asked at (\S+)$`), "form.asked-only"},
	{regexp.MustCompile(`^takes (.+)$`), "form.takes"},
	{regexp.MustCompile(`^the TLS handshake failed: (.+)$`), "form.handshake"},
	{regexp.MustCompile(`^the certificate is not for the name (\S+)$`), "form.cert-name"},
	{regexp.MustCompile(`^the certificate expired on (\S+)$`), "form.cert-expired"},
	{regexp.MustCompile(`^the certificate is not valid before (\S+)$`), "form.cert-early"},
	{regexp.MustCompile(`^the certificate of the issuer (".*") expired on (\S+)$`), "form.issuer-expired"},
	{regexp.MustCompile(`^the certificate of the issuer (".*") is not valid before (\S+)$`), "form.issuer-early"},
	{regexp.MustCompile(`^the certificate leads to the root (".*"), which is none that we know$`), "form.unknown-root"},
	{regexp.MustCompile(`^the server does not send the intermediate certificate (".*"), so the chain breaks off$`), "form.no-intermediate"},
	{regexp.MustCompile(`^the issuer (".*") is no root we know, and the server does not send its certificate$`), "form.unknown-issuer"},
	{regexp.MustCompile(`^the name server could not answer: (\S+)$`), "form.rcode"},
	{regexp.MustCompile(`^page (.+), data (.+)$`), "form.page-data"},
	{regexp.MustCompile(`^list (.+), page (.+)$`), "form.list-page"},
	{regexp.MustCompile(`^apart by at most (.+)$`), "form.apart"},
	{regexp.MustCompile(`^at most (.+) on one day$`), "form.most-on-one-day"},
	{regexp.MustCompile(`^max-age of at least (\d+) on (\S+)$`), "form.age-on"},
	{regexp.MustCompile(`^(includeSubDomains|preload) on (\S+)$`), "form.on"},
	{regexp.MustCompile(`^a valid certificate on (\S+)$`), "form.certificate-on"},
	{regexp.MustCompile(`^the answer of (\S+) itself was not seen$`), "form.unseen-answer"},
	{regexp.MustCompile(`^max-age of at least (.+)$`), "form.max-age"},
	{regexp.MustCompile(`^at least (.+)$`), "form.least"},
	{regexp.MustCompile(`^at most (.+)$`), "form.most"},
	{regexp.MustCompile(`^an answer within (.+)$`), "form.within"},
	{regexp.MustCompile(`^not before (.+)$`), "form.not-before"},
	{regexp.MustCompile(`^not after (.+)$`), "form.not-after"},
	{regexp.MustCompile(`^valid from (\S+) to (\S+)$`), "form.valid"},
	{regexp.MustCompile(`^revoked on (.+)$`), "form.revoked"},
	{regexp.MustCompile(`^a redirect to (\S+)$`), "form.redirect"},
	{regexp.MustCompile(`^(\S+) left at ([\d:]+)$`), "form.left"},
	{regexp.MustCompile(`^shown (\d+) pixels wide$`), "form.shown-wide"},
	{regexp.MustCompile(`^(\d+) pixels wide$`), "form.wide"},
	{regexp.MustCompile(`^(\d+) of (\d+) long paragraphs$`), "form.paragraphs"},
	{regexp.MustCompile(`^also: (.+)$`), "form.also"},
	{regexp.MustCompile(`^the address ends in (.+)$`), "form.ending"},
	{regexp.MustCompile(`^pages in ([A-Z][\w() ]+) with prices in ([A-Z]{3})$`), "form.language-money"},
	{regexp.MustCompile(`^pages in ([A-Z][\w() ]+)$`), "form.language"},
	{regexp.MustCompile(`^the home page calls itself the version for (.+)$`), "form.version"},
	{regexp.MustCompile(`^a register or tax number of the country: (.+)$`), "form.country-number"},
	{regexp.MustCompile(`^says that it delivers there: (.+)$`), "form.delivers"},
	{regexp.MustCompile(`^(generator|cookie|host|header|path) (".*")$`), "form.unit"},
	{regexp.MustCompile(`^a site at which browsers stop with a warning: (.+)$`), "form.unsafe-site"},
	{regexp.MustCompile(`^(\S+) in ((?:TLS|SSL) [\d.]+)$`), "form.suite"},
	{regexp.MustCompile(`^(\S+) with characters that are not ASCII$`), "form.not-ascii"},
	{regexp.MustCompile(`^no (object-src|base-uri)$`), "form.lacks"},
	{regexp.MustCompile(`^(\S+) twice$`), "form.twice"},
	{regexp.MustCompile(`^unknown directive (\S+)$`), "form.unknown-directive"},
	{regexp.MustCompile(`^no semicolon before (\S+)$`), "form.no-semicolon"},
	{regexp.MustCompile(`^(\S+) without quotes$`), "form.unquoted"},
	{regexp.MustCompile(`^preview for social networks \((.+)\)$`), "form.preview"},
	{regexp.MustCompile(`^head of the page \((.+)\)$`), "form.head"},
	{regexp.MustCompile(`^picture \((.+)\)$`), "form.picture"},
	{regexp.MustCompile(`^the maker of the build (\S+)$`), "form.patcher"},
	{regexp.MustCompile(`^after (\d{4})$`), "form.after"},
	{regexp.MustCompile(`^status (\d+)$`), "form.status"},
	{regexp.MustCompile(`^line (\d+)$`), "form.line"},
	{regexp.MustCompile(`^([A-Z]+) with (\d+) bits$`), "form.bits"},
	{regexp.MustCompile(`^(.+) \(status (\d+)\)$`), withStatus},
	{regexp.MustCompile(`^(\d[\d.,]*) of (\d[\d.,]*)$`), "form.of"},
	{regexp.MustCompile(`^(\d[\d.,–]*) (letters?|days?|working days?|months?|hours?|minutes?|seconds?|places?|pages?|pixels|words?|bits|redirects?)$`), "form.unit"},
}
