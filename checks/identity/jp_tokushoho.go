package identity

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// JPTokushoho reads the page that the Japanese Act on Specified Commercial Transactions asks for, and counts which of its nine items are there: by
// what the shop wrote, or by the label of the item. Individuals may tell address and telephone on request; that warns.
var JPTokushoho = checks.Site(checks.Meta{
	ID:     "identity-jp-tokushoho",
	Title:  "A page under 特定商取引法 states all that the law lists",
	Why:    "Japanese buyers open the page named 特定商取引法に基づく表記 to see who sells, how to pay, when it arrives and whether it can go back.",
	Fix:    "Make a page named 特定商取引法に基づく表記 with 販売業者, 運営責任者, 所在地, 電話番号, 販売価格, 商品代金以外の必要料金, お支払い方法と時期, 引渡し時期 and 返品・キャンセル, and link to it in the footer.",
	Effort: 3,
	Messages: map[string]string{
		"complete":   textComplete,
		"lacking":    "Items not found on the page under 特定商取引法: {missing}",
		"on-request": "Address or telephone are disclosed on request only: {line}",
		"none":       "No page under 特定商取引法 was found on the pages read",
		"look":       textLook,
		"unread":     "The page under 特定商取引法 was not read in full: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "特定商取引法 第11条 (Japan, Act on Specified Commercial Transactions, article 11)", URL: "https://www.no-trouble.caa.go.jp/what/mailorder/", Market: "jp"},
	},
	Needs: snapshot.HavePages, Markets: []string{"jp"}, Since: "0.1",
	Rests: []string{"policy-imprint"},
}, struct{}{}, judgeJPTokushoho)

// jpItems are the nine items with the labels under which shops state them, in Japanese and in the English that some write for buyers abroad.
var jpItems = []struct {
	name   string
	labels []string
}{
	{"販売業者 (name)", []string{"販売業者", "販売事業者", "事業者名", "事業者の名称", "事業者の氏名", "会社名", "運営会社", "販売者", "ショップ名", "店舗名", "商号", "屋号", "氏名", "名称", "seller", "distributor", "business operator", "company name"}},
	{"所在地 (address)", []string{"所在地", "住所", "〒", "address", "location"}},
	{"電話番号 (telephone)", []string{"電話", "tel", "連絡先", "お問い合わせ先", "お問合せ先", "☎", "phone"}},
	{"運営責任者 (person in charge)", []string{"責任者", "代表者", "代表取締役", "代表名", "店長", "代表 ", "代表:", "manager", "representative", "person in charge", "responsible"}},
	{"販売価格 (price)", []string{"販売価格", "商品価格", "商品の価格", "価格", "販売金額", "商品代金", "price"}},
	{"商品代金以外の必要料金 (extra fees)", []string{"代金以外", "価格以外", "以外の必要", "必要料金", "付帯費用", "送料", "追加料金", "手数料", "その他の費用", "additional", "other than", "shipping fee", "shipping cost"}},
	{"支払方法・時期 (payment)", []string{"支払方法", "支払い方法", "お支払", "支払時期", "支払い時期", "決済方法", "代金の支払", "支払", "payment"}},
	{"引渡時期 (delivery time)", []string{"引渡", "引き渡し", "お届け", "発送時期", "配送時期", "納期", "発送", "提供時期", "配送", "delivery", "dispatch"}},
	{"返品 (returns)", []string{"返品", "キャンセル", "交換", "返金", "不良品", "契約解除", "申込みの撤回", "return", "cancel", "refund"}},
}

func judgeJPTokushoho(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	title, url, text, unread := tokushoho(site)
	switch {
	case text == "" && unread != "":
		return checks.Unknown(checks.Msg("unread", "url", unread))
	case text == "":
		if at := site.UnreadContact(); at != "" {
			return checks.Unknown(checks.Msg("unread", "url", at))
		}
		return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("look"), verdict.Evidence{URL: homeURL(site), Selector: "footer"})))
	}
	folded := cue.Fold(text)
	var lacking, have []string
	for _, item := range jpItems {
		if slices.ContainsFunc(item.labels, func(l string) bool { return strings.Contains(folded, cue.Fold(l)) }) {
			have = append(have, item.name)
		} else {
			lacking = append(lacking, item.name)
		}
	}
	ev := verdict.Evidence{URL: url, Snippet: title, Value: strings.Join(lacking, ", ")}
	switch {
	case len(lacking) > 0 && unread != "":
		return checks.Unknown(checks.Msg("unread", "url", unread))
	case len(lacking) > 2:
		return checks.Fail(checks.Msg("lacking", "missing", lacking), checks.Find(checks.Msg("look"), ev))
	case len(lacking) > 0:
		return checks.Warn(checks.Msg("lacking", "missing", lacking), checks.Find(checks.Msg("look"), ev))
	}
	if line := onRequest(site, url); line != "" {
		ev.Snippet, ev.Value = line, ""
		return checks.Warn(checks.Msg("on-request", "line", line), checks.Find(checks.Msg("look"), ev))
	}
	return checks.Pass(checks.Msg("complete", "stated", have))
}

// tokushoho returns the text under the heading of the act: a page, or a part of one. unread is the address of one that was not read in full.
func tokushoho(site *facts.Site) (title, url, text, unread string) {
	for _, pol := range site.Policies(facts.PolicyImprint) {
		name := pol.Title + " " + pol.Link.Text
		if pol.Page != nil && pol.Page.HTML {
			name += " " + pol.Page.Title
		}
		if !strings.Contains(cue.Fold(name), "特定商取引") && !strings.Contains(cue.Fold(name), "特商法") {
			continue
		}
		switch {
		case pol.Form == facts.FormPDF || pol.Form == facts.FormLink || pol.Page != nil && veiled(site.Read(pol.Page)):
			unread = pol.URL
		case pol.Hollow == "" && len(pol.Text) > len(text):
			title, url, text = pol.Title, pol.URL, pol.Text
			if pol.Form == facts.FormPage {
				text = site.Read(pol.Page).Text // with what stands above its own heading
			}
		}
	}
	return title, url, text, unread
}

// onRequest returns the statement that address or telephone are told to whoever asks, where it stands in place of an address.
func onRequest(site *facts.Site, url string) string {
	if address(site, true, ident.KindStreet) != nil && len(reachable(site.Phones)) > 0 {
		return ""
	}
	if a := address(site, true, ident.KindOnRequest); a != nil && a.URL == url {
		return a.Text
	}
	return ""
}

// reachable are the contacts that are the seller's own.
func reachable(list []facts.Contact) []facts.Contact {
	return slices.DeleteFunc(slices.Clone(list), func(c facts.Contact) bool { return !c.Seller })
}
