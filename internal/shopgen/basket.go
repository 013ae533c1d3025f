package shopgen

import (
	"net/http"
	"net/url"
	"strconv"
)

// servePost does what the shop's forms ask, as far as a demonstration goes.
func (s *Shop) servePost(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	switch r.URL.Path {
	case "/cart/add":
		s.addToCart(w, r, r.PostForm.Get("item"))
	case "/consent":
		s.setCookie(w, r, consentCookie, "1")
		http.Redirect(w, r, "/", http.StatusSeeOther)
	case "/checkout":
		v := simple{UI: s.lang.UI, Title: s.lang.UI["checkout"], Text: s.lang.UI["checkout_text"]}
		s.send(w, r, http.StatusOK, &page{title: v.Title, body: s.execute("notice_page", v)})
	default:
		http.Redirect(w, r, "/", http.StatusSeeOther)
	}
}

func (s *Shop) addToCart(w http.ResponseWriter, r *http.Request, item string) {
	const most = 20
	content := s.cartContent(r)
	if id, err := strconv.Atoi(item); err == nil && id >= firstNumber && id < firstNumber+s.opt.Products && len(content["item"]) < most {
		content.Add("item", item)
	}
	s.setCookie(w, r, cartCookie, url.QueryEscape(content.Encode()))
	http.Redirect(w, r, s.href(kindCart), http.StatusSeeOther)
}

func (s *Shop) cartContent(r *http.Request) url.Values {
	c, err := r.Cookie(cartCookie)
	if err != nil {
		return url.Values{}
	}
	raw, err := url.QueryUnescape(c.Value)
	if err != nil {
		return url.Values{}
	}
	v, err := url.ParseQuery(raw)
	if err != nil {
		return url.Values{}
	}
	return v
}
