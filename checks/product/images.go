package product

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ImagesSettings say on how many product pages a picture must be.
type ImagesSettings struct {
	// Pass is the least share, 0 to 1, of product pages with a picture.
	Pass float64 `toml:"pass"`
	// Warn is the share, 0 to 1, below which the check fails.
	Warn float64 `toml:"warn"`
}

// Images looks for a picture of each product: in the page, in its data, in what scripts put in its place as one scrolls. The stand-ins of shop systems
// are none. Where no page has any, scripts may bring them: that is unknown.
var Images = checks.Site(checks.Meta{
	ID:     "product-images",
	Title:  "Every product has a picture of its own",
	Why:    "People buy what they can see. A grey box in place of the goods looks like a shop that was never finished.",
	Fix:    "Upload a photo of every product, or take products without one off the shop until you have it.",
	Effort: 3,
	Messages: map[string]string{
		"pictured": "Products with a picture: {good} of {seen}",
		"lacking":  "Products without a picture of their own: {bad} of {seen}",
		"stand-in": "Only the stand-in for a picture is shown",
		"missing":  "No picture was found",
		"unseen":   "No product page shows a picture, and scripts may bring them",
		"none":     "No product page was read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Google Merchant Center: no placeholder images", URL: "https://support.google.com/merchants/answer/6324350"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, ImagesSettings{Pass: 0.98, Warn: 0.9}, judgeImages)

func judgeImages(in *checks.Input, s ImagesSettings) checks.Outcome {
	site := in.Site
	var findings []verdict.Finding
	var named []verdict.Finding // whose data name a picture, on pages that show none
	seen, shown, scripted, names, framed := 0, 0, 0, productNames(site), framedPictures(site)
	for i := range site.Products {
		p := &site.Products[i]
		page := site.Read(p.Page)
		if page.Shell || page.Truncated {
			continue
		}
		seen++
		switch real, standIn := pictures(in.Snap, page, names, framed, p); {
		case real && shows(page):
			shown++
		case real && page.Scripts == 0:
			named = append(named, checks.Find(checks.Msg("missing"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
		case real:
		case standIn != "":
			findings = append(findings, checks.Find(checks.Msg("stand-in"), verdict.Evidence{URL: p.URL, Target: standIn, Snippet: p.Name}))
		default:
			if page.Scripts > 0 {
				scripted++
			}
			findings = append(findings, checks.Find(checks.Msg("missing"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
		}
	}
	if shown >= usual && shown >= len(named) {
		findings = append(findings, named...)
	}
	switch bad := len(findings); {
	case len(site.Products) == 0:
		return checks.Unknown(checks.Msg("none"))
	case seen == 0 || bad == seen && scripted == bad:
		return checks.Unknown(checks.Msg("unseen"))
	case site.SellsDigital:
		return checks.NotApplicable(checks.Msg("pictured", "good", seen-bad, "seen", seen))
	default:
		return checks.ByShare(seen, findings, s.Pass, s.Warn, checks.Msg("pictured", "good", seen-bad, "seen", seen), checks.Msg("lacking", "bad", bad, "seen", seen))
	}
}

// usual is how many products must show a picture in their pages before one that shows none there is held against the shop, whatever its data name.
const usual = 3

// shows reports whether the main part of a page holds any picture, or names one that it shows by style.
func shows(page *snapshot.Page) bool {
	return len(page.Images) > 0 || slices.ContainsFunc(page.Links, func(l snapshot.Link) bool {
		return l.Zone == snapshot.ZoneMain && (l.Kind == snapshot.LinkImage || l.Kind == snapshot.LinkSrcset || l.Kind == snapshot.LinkCSS || l.Kind == snapshot.LinkMedia)
	})
}

// standIn is the name of a file that shop systems show where a picture is missing.
var standIn = regexp.MustCompile(`(?i)(?:^|[/_.-])(?:(?:product|woocommerce)?[-_]?placeholder|no[-_]?(?:image|img|photo|pic|picture|selection|bild|foto)(?:[-_]?available)?|image[-_]?(?:not[-_]?available|coming[-_]?soon)|(?:img|photo)[-_]coming[-_]soon|missing[-_]?image|coming[-_]?soon|default[-_]?(?:image|product)|nopic|nophoto|noimg|kein[-_]?bild|sin[-_]?imagen|sem[-_]?(?:imagem|foto)|brak[-_]?zdjecia|nowprinting|now[-_]printing|keinbild|kein[-_]?foto|[a-z]{2}[-_]default(?:[-_][a-z]+)*|produto[-_]sem[-_]imagem|image[-_]a[-_]venir|geen[-_]?(?:afbeelding|foto)|img[-_]product[-_](?:big|medium|small)|no[-_]?picture)(?:[-_]?(?:\d+(?:x\d*)?|x\d+|large|small|medium|thumb|grande|default|[0-9a-f]{8,}))*\.(?:png|jpe?g|gif|svg|webp|avif)`)

// productNames are the names of all goods that were read.
func productNames(site *facts.Site) map[string]bool {
	names := map[string]bool{}
	for i := range site.Products {
		names[site.Products[i].Name] = true
	}
	delete(names, "")
	return names
}

// framedPictures are those that stand on nearly all pages of goods, as a logo does in a header that is laid out in a table.
func framedPictures(site *facts.Site) map[string]bool {
	count, pages := map[string]int{}, 0
	for i := range site.Products {
		page, met := site.Read(site.Products[i].Page), map[string]bool{}
		pages++
		for k := range page.Images {
			if src := site.Snap.Str(page.Images[k].Src); !met[src] {
				met[src] = true
				count[src]++
			}
		}
	}
	framed := map[string]bool{}
	for src, n := range count {
		if pages >= manyPages && n*10 >= pages*8 {
			framed[src] = true
		}
	}
	return framed
}

// pictures reports whether a page shows a picture of its goods, and the first stand-in for one. Beside a stand-in, pictures that bear the name of other
// goods are of those, and pictures of the frame are none of goods.
func pictures(snap *snapshot.Snapshot, page *snapshot.Page, names, framed map[string]bool, p *facts.Product) (real bool, standing string) {
	others, described := map[string]bool{}, map[string]bool{}
	for i := range page.Images {
		if alt := strings.ToLower(snap.Str(page.Images[i].Alt)); alt != "" && telling.In(alt, telling.NoPicture) && len(alt) <= 80 {
			described[snap.Str(page.Images[i].Src)] = true
		}
		if alt := snap.Str(page.Images[i].Alt); alt != p.Name && names[alt] {
			others[snap.Str(page.Images[i].Src)] = true
		}
	}
	ofOthers := false
	note := func(address string) {
		path, _, _ := strings.Cut(address, "?")
		switch {
		case address == "" || strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "svg:"):
		case (others[address] || framed[address]) && !standIn.MatchString(path):
			ofOthers = true
		case standIn.MatchString(path) || described[address]:
			if standing == "" {
				standing = address
			}
		default:
			real = true
		}
	}
	for i := range page.Images {
		note(snap.Str(page.Images[i].Src))
	}
	for _, l := range page.Links {
		if l.Zone == snapshot.ZoneMain && (l.Kind == snapshot.LinkImage || l.Kind == snapshot.LinkSrcset || l.Kind == snapshot.LinkCSS || l.Kind == snapshot.LinkMedia) {
			note(snap.Str(l.To))
		}
	}
	return real || ofOthers && standing == "" || shownInData(page), standing
}

// shownInData reports whether the data of a product name a picture that is no stand-in.
func shownInData(page *snapshot.Page) bool {
	for i := range page.Data {
		switch it := &page.Data[i]; it.Type {
		case "Product", "ProductGroup", "IndividualProduct", "ProductModel":
			for _, key := range [...]string{"image", "image.url", "image.contentUrl"} {
				if v, _, _ := strings.Cut(it.Props[key], "?"); v != "" && !standIn.MatchString(v) {
					return true
				}
			}
		}
	}
	return false
}
