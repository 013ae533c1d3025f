package library

import (
	"net/url"
	"strings"
)

// ownVersions are the places where a shop system writes the library's own version behind its address. Everywhere else such a number is that of
// a plug-in or a theme, or only there to get around caches.
var ownVersions = []struct{ path, param string }{
	{"/wp-includes/js/jquery/", "ver"},
	{"/wp-includes/js/dist/vendor/", "ver"},
	{"/wp-includes/js/underscore", "ver"},
	{"/wp-includes/js/backbone", "ver"},
	{"/core/assets/vendor/", "v"},
	{"/misc/jquery", "v"},
}

// ownQuery reads the version of the library itself from a query.
func ownQuery(p, query string) (Version, bool) {
	for _, o := range ownVersions {
		if !strings.Contains(p, o.path) {
			continue
		}
		values, err := url.ParseQuery(query)
		if err != nil {
			return Version{}, false
		}
		v, ok := ParseVersion(values.Get(o.param))
		return v, ok && v.n >= 2
	}
	return Version{}, false
}

// patchers are those who mend libraries without giving them a new number, by the paths under which they serve them.
var patchers = []struct{ path, who string }{
	{"/wp-includes/", "WordPress"},
	{"/wp-content/plugins/woocommerce/", "WooCommerce"},
	{"/core/assets/vendor/", "Drupal"},
	{"/core/misc/", "Drupal"},
	{"/misc/jquery", "Drupal"},
	{"/misc/ui/", "Drupal"},
	{"/modules/contrib/jquery_update/", "Drupal"},
	{"/jquery_update/replace/", "Drupal"},
	{"/static/version", "Magento"},
	{"/static/frontend/", "Magento"},
	{"/static/_cache/", "Magento"},
	{"/js/prototype/", "Magento"},
	{"/media/jui/", "Joomla"},
	{"/media/vendor/", "Joomla"},
	{"/media/system/js/", "Joomla"},
	{"/etc.clientlibs/", "Adobe Experience Manager"},
	{"/etc/clientlibs/", "Adobe Experience Manager"},
	{"/javascript/", "Debian"},
}

// patcher names who may have mended a script under its old number, "" where nothing points to anybody.
func patcher(v Version, p string) string {
	for _, known := range patchers {
		if known.who == "Debian" && !strings.HasPrefix(p, known.path) { // its web servers serve /usr/share/javascript there
			continue
		}
		if strings.Contains(p, known.path) {
			return known.who
		}
	}
	if v.Build != "" {
		return "the maker of the build " + v.String()
	}
	return ""
}
