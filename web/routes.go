package web

import (
	"net/http"

	"github.com/shopvet/shopvet/catalogue"
)

// route is one address that is answered. The list of routes is all there is: a request that is none of them is not found.
type route struct {
	method, path string
	need         catalogue.Role // the least role; "" lets everybody in
	serve        func(*call) error
	most         int64 // bytes of a body; 0 is small
	kind         routeKind
}

// routeKind is who asks for a route.
type routeKind int

const (
	forPeople   routeKind = iota // a page, or a form that is sent from one
	forPrograms                  // the API and what monitors ask for: problems are told in JSON, a token may be used
)

const (
	smallBody  = 64 << 10
	listBody   = 16 << 20 // a list of some ten thousand sellers
	nobody     = catalogue.Role("")
	sellerPath = "/sellers/{id}"
)

// routes lists what the server answers.
func (s *Server) routes() []route {
	return append(append(s.openRoutes(), s.pageRoutes()...), s.apiRoutes()...)
}

// openRoutes are those that need no sign-in.
func (s *Server) openRoutes() []route {
	const get, post = http.MethodGet, http.MethodPost
	list := []route{
		{get, "/static/{file}", nobody, s.static, 0, forPeople},
		{get, "/signin", nobody, s.signInPage, 0, forPeople},
		{post, "/signin", nobody, s.signIn, 0, forPeople},
		{post, "/language", nobody, s.setLanguage, 0, forPeople},
		{get, "/healthz", nobody, s.healthy, 0, forPrograms},
		{get, "/readyz", nobody, s.ready, 0, forPrograms},
		{get, apiPath + "/openapi.json", nobody, s.apiDocument, 0, forPrograms},
	}
	if s.oidc != nil {
		list = append(list, route{get, "/oidc/start", nobody, s.oidcStart, 0, forPeople}, route{get, "/oidc/callback", nobody, s.oidcCallback, 0, forPeople})
	}
	return list
}

// pageRoutes are those of the dashboard.
func (s *Server) pageRoutes() []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/{$}", catalogue.Viewer, s.overviewPage, 0, forPeople},
		{get, "/sellers", catalogue.Viewer, s.sellersPage, 0, forPeople},
		{get, "/sellers.csv", catalogue.Viewer, s.sellersCSV, 0, forPeople},
		{get, "/sellers/new", catalogue.Operator, s.newSellersPage, 0, forPeople},
		{post, "/sellers/new", catalogue.Operator, s.addSellers, listBody, forPeople},
		{get, sellerPath, catalogue.Viewer, s.sellerPage, 0, forPeople},
		{get, sellerPath + "/compare", catalogue.Viewer, s.comparePage, 0, forPeople},
		{get, sellerPath + "/settings", catalogue.Operator, s.settingsPage, 0, forPeople},
		{post, sellerPath + "/settings", catalogue.Operator, s.saveSettings, 0, forPeople},
		{post, sellerPath + "/scan", catalogue.Operator, s.scanNow, 0, forPeople},
		{post, sellerPath + "/pause", catalogue.Operator, s.pauseSeller, 0, forPeople},
		{post, sellerPath + "/delete", catalogue.Admin, s.deleteSeller, 0, forPeople},
		{get, "/scans/{id}/{report}", catalogue.Viewer, s.scanReport, 0, forPeople},
		{post, "/scans/{id}/cancel", catalogue.Operator, s.cancelScan, 0, forPeople},
		{get, "/alerts", catalogue.Viewer, s.alertsPage, 0, forPeople},
		{post, "/alerts/{id}/acknowledge", catalogue.Operator, s.acknowledge, 0, forPeople},
		{post, "/mutes", catalogue.Operator, s.addMute, 0, forPeople},
		{post, "/mutes/{id}/delete", catalogue.Operator, s.deleteMute, 0, forPeople},
		{get, "/queue", catalogue.Viewer, s.queuePage, 0, forPeople},
		{get, "/events", catalogue.Viewer, s.events, 0, forPeople},
		{get, "/checks", catalogue.Viewer, s.checksPage, 0, forPeople},
		{get, "/checks/{id}", catalogue.Viewer, s.checkPage, 0, forPeople},
		{get, "/shared", catalogue.Operator, s.sharedPage, 0, forPeople},
		{get, "/account", catalogue.Viewer, s.accountPage, 0, forPeople},
		{post, "/account/password", catalogue.Viewer, s.changePassword, 0, forPeople},
		{post, "/account/tokens", catalogue.Viewer, s.addToken, 0, forPeople},
		{post, "/account/tokens/{id}/delete", catalogue.Viewer, s.deleteToken, 0, forPeople},
		{post, "/signout", catalogue.Viewer, s.signOut, 0, forPeople},
		{get, "/users", catalogue.Admin, s.usersPage, 0, forPeople},
		{post, "/users", catalogue.Admin, s.addUser, 0, forPeople},
		{post, "/users/{id}", catalogue.Admin, s.changeUser, 0, forPeople},
		{get, "/channels", catalogue.Admin, s.channelsPage, 0, forPeople},
		{post, "/channels", catalogue.Admin, s.addChannel, 0, forPeople},
		{post, "/channels/{id}/delete", catalogue.Admin, s.deleteChannel, 0, forPeople},
		{get, "/audit", catalogue.Admin, s.auditPage, 0, forPeople},
		{get, "/alerts.rss", catalogue.Viewer, s.alertsFeed, 0, forPrograms},
		{get, "/metrics", catalogue.Viewer, s.metrics, 0, forPrograms},
	}
}
