package claim
import ("testing";"os";"fmt";"strings";"path/filepath";"regexp";"html")
func TestZZMatter(t *testing.T){
 root:=os.Getenv("ZZROOT"); if root=="" {t.Skip()}
 files,_:=filepath.Glob(root+"/*/policy/*.html")
 tag:=regexp.MustCompile(`(?s)<(script|style).*?</(script|style)>|<[^>]+>`); 
 for _,fn:=range files { raw,_:=os.ReadFile(fn); s:=string(raw); i:=strings.Index(s,"-->"); lab:=s[:i]; body:=s[i+3:]
  if j:=strings.Index(body,"<h1"); j>0 { body=body[j:] } 
  if j:=strings.Index(body,"<footer"); j>0 { body=body[:j] } 
  body=html.UnescapeString(tag.ReplaceAllString(body,"\n"))
  lang:=strings.Split(strings.TrimPrefix(fn,root+"/"),"/")[0]
  d:=dataOf(lang); if d==nil {continue}
  var f folded; cnt:=map[class]map[string]int{}
  for p:=range pieces(body) { f.reset(); f.read(body[p.start:p.end]); for _,h:=range d.matters.match(f.b,nil) { if cnt[h.class]==nil {cnt[h.class]=map[string]int{}}; cnt[h.class][string(f.b[h.start:h.end])]++ } }
  tot:=func(c class) int {n:=0; for _,k:=range cnt[c] {n+=k}; return n}
  link:=regexp.MustCompile(`(?m)^link = "(.*)"$`).FindStringSubmatch(lab); l:=""; if link!=nil {l=link[1]}
  tr:="shop"; if strings.Contains(lab,"\ntrap") {tr="TRAP"}
  fmt.Printf("%s\t%s\town=%d\tart=%d\tmer=%d\tshops=%d\tduty=%d\tlen=%d\t%s\n",tr,strings.TrimPrefix(fn,root+"/"),tot(matterOwn),len(cnt[matterArticle]),len(cnt[matterMerchants]),len(cnt[matterShops]),len(cnt[matterDuty]),len([]rune(body)),l)
 }
}
