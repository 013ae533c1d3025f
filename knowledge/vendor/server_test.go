package vendor

import "testing"

func TestServer(t *testing.T) {
	for header, want := range map[string]string{
		"nginx": "nginx", "nginx/1.24.0 (Ubuntu)": "nginx", "openresty/1.21": "nginx", "Apache/2.4.57 (Debian)": "Apache", "Apache": "Apache",
		"LiteSpeed": "LiteSpeed", "Microsoft-IIS/10.0": "IIS", "Caddy": "Caddy", "cloudflare": "Cloudflare",
		"": "", "Apachenx": "", "Apache-Coyote/1.1": "" /* Tomcat */, "gunicorn": "", "my nginx": "",
	} {
		if got := Server(header); got != want {
			t.Errorf("%q is %q, want %q", header, got, want)
		}
	}
}
