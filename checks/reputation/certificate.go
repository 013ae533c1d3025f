package reputation

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ended are wordings, folded, by which issuers say that a seal does not hold.
var ended = folded(
	"certificate has expired", "certificate is no longer valid", "certificate is not valid", "seal has expired", "seal is no longer valid", "seal is not valid", "no longer certified", "is not certified", "is no longer a member", "is not a member",
	"membership has ended", "membership has expired", "has been revoked", "certificate was revoked", "not entitled to use",
	"zertifikat ist abgelaufen", "zertifikat ist nicht mehr gültig", "zertifikat ist ungültig", "siegel ist nicht mehr gültig", "siegel ist abgelaufen", "nicht mehr zertifiziert", "ist nicht zertifiziert", "kein gültiges zertifikat", "kein gültiges siegel", "ist kein mitglied", "mitgliedschaft ist beendet", "mitgliedschaft wurde beendet",
	"n'est plus certifié", "n'est pas certifié", "certificat a expiré", "certificat n'est plus valable", "n'est plus adhérent", "n'est pas adhérent",
	"ya no está certificad", "no está certificad", "certificado ha caducado", "certificado no es válido", "ya no es miembro", "sello ha caducado",
	"non è più certificato", "non è certificato", "certificato è scaduto", "certificato non è valido", "sigillo è scaduto",
	"niet meer gecertificeerd", "is niet gecertificeerd", "geen lid meer", "is geen lid", "certificaat is verlopen", "lidmaatschap is beëindigd",
	"certyfikat wygasł", "certyfikat jest nieważny", "nie posiada certyfikatu", "nie jest już certyfikowan",
	"não é mais certificad", "não está certificad", "certificado expirado", "certificado expirou", "selo expirado",
	"证书已过期", "认证已过期", "认证已失效", "证书无效", "已被撤销", "證書已過期", "認證已失效", "認證已過期", "認証の有効期限が切れ", "認証は終了", "会員ではありません", "認証を取り消し", "인증이 만료", "인증이 취소", "유효하지 않은 인증",
)

func folded(list ...string) []string {
	for i := range list {
		list[i] = cue.Fold(list[i])
	}
	return list
}

// supposing are words by which a line tells what would be if a seal did not hold.
var supposing = regexp.MustCompile(`(?i)\?|\b(?:if|when|wenn|falls|sobald|si|lorsque|cuando|se|quando|als|wanneer|jeśli|gdy|caso)\b|如果|若|場合|경우`)

// domainName is a name of a site as titles of issuers' pages show it.
var domainName = regexp.MustCompile(`(?i)\b(?:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.)+(?:com|net|org|de|at|ch|fr|es|it|nl|be|pl|eu|uk|co|shop|store|br|jp|kr|cn|tw|cz|se|dk|fi|no|pt|ie|us|ca|au|online|info|biz|example|test)\b`)

// leastText is the length of the shortest page of an issuer, in bytes, that says something.
const leastText = 60

// nearTop is how many lines of a page stand for its subject.
const nearTop = 12

// contradiction returns what an issuer's page says against a seal, nil where it says nothing, was not read, or names the shop without a word against it. sure says
// that the page itself says so, rather than that there is none.
func contradiction(site *facts.Site, cert *snapshot.Certificate) (f *verdict.Finding, sure bool) {
	find := func(snippet, key string, slots ...any) *verdict.Finding {
		v := checks.Find(checks.Msg(key, append([]any{"issuer", cert.Issuer}, slots...)...), verdict.Evidence{URL: site.URL(site.Home), Target: cert.URL, Snippet: snippet})
		return &v
	}
	switch status := cert.Exchange.Status(); {
	case cert.Exchange.Err != nil || site.Snap.Development: // a shop in the making: the page is about its public name
		return nil, false
	case status == 404 || status == 410:
		return find("", "gone"), false
	case status != 200 || cert.Obstacle != snapshot.ObstacleNone || cert.Shell || len(cert.Text) < leastText:
		return nil, false
	}
	if line := endedLine(site, cert); line != "" {
		return find(line, "ended"), true
	}
	if other := otherDomain(site, cert); other != "" && !namesShop(site, cert.Title+"\n"+cert.Heading+"\n"+cert.Text) {
		return find(cert.Title, "other", "other", other), true
	}
	return nil, false
}

// endedLine returns the line in which a page says that the seal does not hold: its title, one of its first lines, or one that names the shop. What would be if it
// did not hold is told by many pages, and is no such line.
func endedLine(site *facts.Site, cert *snapshot.Certificate) string {
	lines := append([]string{cert.Title, cert.Heading}, strings.Split(cert.Text, "\n")...)
	for i, line := range lines {
		low := cue.Fold(line)
		if len(line) > 400 || supposing.MatchString(line) || !slices.ContainsFunc(ended, func(w string) bool { return strings.Contains(low, w) }) {
			continue
		}
		if i < nearTop || namesShop(site, line) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// otherDomain returns the domain that title or heading of a page name and that is neither the issuer's nor the shop's.
func otherDomain(site *facts.Site, cert *snapshot.Certificate) string {
	for _, d := range domainName.FindAllString(cert.Title+" \n "+cert.Heading, 4) {
		d = strings.TrimPrefix(strings.ToLower(d), "www.")
		if u, err := url.Parse(cert.URL); err == nil && strings.HasSuffix(u.Hostname(), d) || vendor.SealIssuer(d) != nil || d == site.Snap.Domain {
			continue
		}
		return d
	}
	return ""
}

// namesShop reports whether a text names the shop: its domain without the ending, its name or its company's, its mail or telephone.
func namesShop(site *facts.Site, text string) bool {
	low := cue.Fold(text)
	label, _, _ := strings.Cut(site.Snap.Domain, ".")
	names := []string{label, site.Name}
	for i := range site.LegalNames {
		names = append(names, site.LegalNames[i].Text)
	}
	for i := range site.Emails {
		names = append(names, site.Emails[i].Value)
	}
	squeezed := strings.NewReplacer(" ", "", "-", "", ".", "").Replace(low)
	for _, n := range names {
		n = cue.Fold(strings.TrimSpace(n))
		if len(n) >= 3 && (strings.Contains(low, n) || strings.Contains(squeezed, strings.NewReplacer(" ", "", "-", "", ".", "").Replace(n))) {
			return true
		}
	}
	return false
}
