package library

import (
	"strings"
	"testing"
)

// told writes what is read of an address: "jquery 1.12.4 WordPress; bootstrap".
func told(list []Reading) string {
	var out []string
	for _, r := range list {
		out = append(out, strings.TrimSpace(strings.TrimSpace(r.Lib.ID+" "+r.Version.String())+" "+r.Patcher))
	}
	return strings.Join(out, "; ")
}

func TestAddresses(t *testing.T) {
	const shop = "https://shop.example"
	for address, want := range map[string]string{
		shop + "/js/jquery-1.4.js":                                                     "jquery 1.4",
		shop + "/js/jquery_1.7.2.js":                                                   "jquery 1.7.2",
		shop + "/js/jquery.min-1.7.2.js":                                               "jquery 1.7.2",
		shop + "/js/jquery-1.12.4.min.js?v=99":                                         "jquery 1.12.4",
		shop + "/js/jquery-1.12.4.min-5f3a9c81d2.js":                                   "jquery 1.12.4", // a fingerprint
		shop + "/js/jquery-1.12.4.min.js.gz":                                           "jquery 1.12.4",
		shop + "/js/jquery.min.js":                                                     "jquery",
		shop + "/js/jquery.min.js?v=1.4.2":                                             "jquery", // a number to get around caches
		shop + "/js/jquery-20231201.js":                                                "",       // a date
		shop + "/themes/t/1.2.3/js/jquery.min.js":                                      "jquery", // the version of the theme
		shop + "/lib/jquery/1.4.2/slider/2.0.1/jquery.min.js":                          "jquery", // the version of the slider
		shop + "/js/jquery.min.css":                                                    "",
		shop + "/jquery/":                                                              "",
		shop + "/jquery.js/1.4.2":                                                      "",
		shop + "/catalog/view/javascript/jquery/jquery-2.1.1.min.js":                   "jquery 2.1.1",
		shop + "/themes/core/js/jquery-ui-1.12.1.custom/jquery-ui.js":                  "jquery-ui 1.12.1",
		"https://cdn.shopify.com/s/files/1/a/jquery-3.4.1.min.js?v=15":                 "jquery 3.4.1",
		"https://ajax.aspnetcdn.com/ajax/jQuery/jquery-1.12.4.min.js":                  "jquery 1.12.4",
		"https://ajax.googleapis.com/ajax/libs/jquery/1/jquery.min.js":                 "jquery", // which one, it decides
		"https://ajax.googleapis.com/ajax/libs/jquery/1.7/jquery.min.js":               "jquery 1.7",
		"https://cdn.jsdelivr.net/npm/jquery@3/dist/jquery.min.js":                     "jquery",
		"https://cdn.jsdelivr.net/npm/jquery@latest":                                   "jquery",
		"https://cdn.jsdelivr.net/npm/jquery@^1.12.4":                                  "jquery",
		"https://cdn.jsdelivr.net/npm/jquery@3.3.1/src/ajax.js":                        "", // a part of it
		"https://cdn.jsdelivr.net/npm/lodash.debounce@4":                               "",
		"https://unpkg.com/vue-router@3.5.1/dist/vue-router.js":                        "",
		"https://cdn.jsdelivr.net/npm/@fancyapps/fancybox@3.5.7/jquery.min.js":         "",
		"https://cdn.jsdelivr.net/npm/@highlightjs/cdn-assets@10.1.1/highlight.min.js": "highlightjs 10.1.1",
		"https://cdn.jsdelivr.net/gh/moment/moment@2.18.1/min/moment.min.js":           "moment 2.18.1",
		"https://cdn.jsdelivr.net/combine/npm/jquery@3.3.1,npm/bootstrap@4.1.3/dist/js/bootstrap.min.js,npm/slick-carousel@1.8.1": "jquery 3.3.1; bootstrap 4.1.3",
		"https://esm.sh/axios@0.21.0/es2022/axios.mjs": "axios 0.21.0",

		// Copies that may be mended under their old numbers.
		shop + "/wp-includes/js/jquery/jquery.min.js?ver=3.7.1":                                     "jquery 3.7.1 WordPress",
		shop + "/wp-includes/js/jquery/jquery.js?ver=1.12.4-wp":                                     "jquery 1.12.4-wp WordPress",
		shop + "/wp-content/themes/t/js/bootstrap.min.js?ver=3.3.7":                                 "bootstrap",
		shop + "/wp-content/plugins/woocommerce/assets/js/select2/select2.full.min.js?ver=4.0.3-wc": "select2 WooCommerce",
		shop + "/misc/jquery.js?v=1.4.4":                                                            "jquery 1.4.4 Drupal",
		shop + "/misc/jquery-extend-3.4.0.js?v=1.4.4":                                               "",
		shop + "/misc/jquery-html-prefilter-3.5.0-backport.js?v=1.4.4":                              "",
		shop + "/core/assets/vendor/jquery/jquery.min.js?v=3.7.1":                                   "jquery 3.7.1 Drupal",
		shop + "/static/version1/frontend/a/b/en_GB/requirejs/require.js":                           "requirejs Magento",
		shop + "/media/jui/js/jquery.min.js?3f2a":                                                   "jquery Joomla",
		shop + "/javascript/jquery/jquery-1.11.3.js":                                                "jquery 1.11.3 Debian",
		shop + "/assets/javascript/jquery-1.11.3.js":                                                "jquery 1.11.3",
		shop + "/js/jquery-1.12.4-aem.js":                                                           "jquery 1.12.4-aem the maker of the build 1.12.4-aem",

		"jquery-1.4.2.js": "", "http://%zz/jquery-1.4.2.js": "", "": "", shop: "", shop + "/" + strings.Repeat("a/", 1200) + "jquery-1.4.2.js": "",
	} {
		if got := told(Default().Address(address)); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// TestAFileOfALibrary: what is in a library's own file is that library, whatever else it carries.
func TestAFileOfALibrary(t *testing.T) {
	text := Text{Comments: []string{"/*! @license DOMPurify 3.0.5 | (c) Cure53 and other contributors */", "/**\n * TinyMCE version 6.8.2 (2023-12-11)\n */"}}
	if got := told(Default().Script("https://shop.example/js/tinymce.min.js", text)); got != "tinymce 6.8.2" {
		t.Errorf("in its own file: %q", got)
	}
	if got := told(Default().Script("https://shop.example/js/all.js", text)); got != "dompurify 3.0.5; tinymce 6.8.2" {
		t.Errorf("in a bundle: %q", got)
	}
	date := Text{Comments: []string{"// 4.7.1 (2017-10-09)"}}
	if got := told(Default().Script("https://shop.example/js/tinymce.min.js", date)); got != "tinymce 4.7.1" {
		t.Errorf("a bare number in its own file: %q", got)
	}
	if got := told(Default().Script("https://shop.example/js/all.js", date)); got != "" {
		t.Errorf("a bare number in a bundle: %q", got)
	}
	runtime := Text{Comments: []string{"/**!\n\n @license\n handlebars v4.1.2\n"}}
	if got := told(Default().Script("https://shop.example/js/handlebars.runtime.min.js", runtime)); got != "" {
		t.Errorf("a part without the holes: %q", got)
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("https://cdn.jsdelivr.net/combine/npm/jquery@3.3.1,npm/bootstrap@4.1.3", "/*! jQuery v3.4.1 | (c)")
	f.Add("https://shop.example/js/jquery-1.12.4.min-5f3a9c81d2.js?v=1", "//! moment.js\n//! version : 2.18.1")
	d := Default()
	f.Fuzz(func(_ *testing.T, address, text string) {
		for _, r := range append(d.Address(address), d.Script(address, Text{Comments: []string{text}, Code: []string{text}})...) {
			if r.Known() {
				d.HolesOf(r.Lib, r.Version)
			}
		}
	})
}

func BenchmarkAddress(b *testing.B) {
	d := Default()
	for b.Loop() {
		d.Address("https://shop.example/assets/js/vendor/some-plug-in.for.jquery-1.12.4.min.js?v=1234567890")
	}
}

func BenchmarkScript(b *testing.B) {
	d := Default()
	text := Text{}
	for range 20 {
		text.Comments = append(text.Comments, "/*! Some plug-in v1.2.3 | (c) its makers | MIT license, "+strings.Repeat("and more ", 20)+"*/")
		text.Code = append(text.Code, `function(e,t){return t.fn.init(e,t)},f="1.2.3",g=function(){return 1},h={version:"3.4"}`)
	}
	for b.Loop() {
		d.Script("https://shop.example/assets/all.js", text)
	}
}
