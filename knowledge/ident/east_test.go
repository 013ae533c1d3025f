package ident_test

import (
	"testing"

	"github.com/shopvet/shopvet/knowledge/ident"
)

func TestNamesInSentencesOfTheEast(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"ja", "この規約は、株式会社山田商会（以下「当社」）が定めます", "株式会社山田商会"},
		{"ja", "通販サイトは株式会社山田商会が運営しています", "株式会社山田商会"},
		{"ja", "株式会社山田商会は、次のとおり取り扱います", "株式会社山田商会"},
		{"ko", "판매자는 주식회사 온담마을입니다", "주식회사 온담마을"},
		{"ko", "본 약관은 주식회사 온담마을(이하 \"회사\")이 정합니다", "주식회사 온담마을"},
		{"ko", "주식회사 온담마을은 개인정보를 보호합니다", "주식회사 온담마을"},
		{"ko", "결제는 주식회사 온담페이가 맡습니다", "주식회사 온담페이"},
		{"ko", "상호 주식회사 하늘놀이 대표 김철수", "주식회사 하늘놀이"},
		{"ko", "주식회사 다은", "주식회사 다은"},
		{"ko", "하늘가을 주식회사 대표 김철수", "하늘가을 주식회사"},
		{"zh-cn", "寄到杭州蓝壶家居用品有限公司，售后部收", "杭州蓝壶家居用品有限公司"},
		{"zh-cn", "合同的相对方是杭州蓝壶家居用品有限公司", "杭州蓝壶家居用品有限公司"},
		{"zh-cn", "请在期限内向杭州蓝壶家居用品有限公司发出通知", "杭州蓝壶家居用品有限公司"},
		{"zh-cn", "致杭州蓝壶家居用品有限公司：", "杭州蓝壶家居用品有限公司"},
		{"zh-cn", "包裹由蓝壶速运有限公司承运", "蓝壶速运有限公司"},
		{"zh-cn", "版权所有 深圳自由行旅行用品有限公司", "深圳自由行旅行用品有限公司"},
		{"zh-cn", "公司名称：新方向阳光科技有限公司", "新方向阳光科技有限公司"},
		{"zh-cn", "公司名称：精致生活家居有限公司", "精致生活家居有限公司"},
		{"zh-tw", "請在期限內將解除契約的意思通知藍壺生活股份有限公司", "藍壺生活股份有限公司"},
		{"zh-tw", "退回商品請寄至藍壺生活股份有限公司", "藍壺生活股份有限公司"},
		{"zh-tw", "本契約由消費者與藍壺生活股份有限公司訂立", "藍壺生活股份有限公司"},
		{"ja", "株式会社夢が丘", "株式会社夢が丘"},
		{"ja", "毎日を楽しくする品ぞろえ　株式会社つむぎ堂", "株式会社つむぎ堂"},
		{"zh-cn", "经营者：广州拾光与饰商贸有限公司", "广州拾光与饰商贸有限公司"},
		{"zh-cn", "位于杭州的晚风香氛有限公司", "晚风香氛有限公司"},
		{"zh-cn", "一支蜡烛在厦门的小工作室手工浇注，武夷山岩骨茶叶专业合作社", "武夷山岩骨茶叶专业合作社"},
		{"ko", "이 약관은 느릅철물 주식회사가 운영하는", "느릅철물 주식회사"},
		{"ko", "농업회사법인 유한회사 한지마을은 2009년에", "농업회사법인 유한회사 한지마을"},
		{"ko", "상호명 여백의집 | 대표자명 한지우", "여백의집"},
		{"ko", "상호 : 바다향기푸드 대표 : 최순덕", "바다향기푸드"},
		{"zh-tw", "商號 | 大同五金行", "大同五金行"},
		{"ja", "株式会社かがやき", "株式会社かがやき"},
	} {
		names := ident.Names(c.text, c.lang)
		if len(names) == 0 || names[0].Text != c.want {
			t.Errorf("Names(%q) = %+v, want %s", c.text, names, c.want)
		}
	}
}

func TestPersonInBracketsIsWhole(t *testing.T) {
	for text, want := range map[string]string{
		"（代表者 山田 花子）": "山田 花子",
		"（负责人：王小明）":   "王小明",
		"(대표: 김철수)":   "김철수",
	} {
		names := ident.Names(text, "")
		if len(names) != 1 || !names[0].Person || names[0].Text != want {
			t.Errorf("Names(%q) = %+v, want %s", text, names, want)
		}
	}
}

// The lines of one address and the same address in one line are one address to whoever compares them.
func TestEasternAddressReadsTheSameOverLines(t *testing.T) {
	lines := ident.Addresses("〒600-8999\n京都府京都市下京区灯町12番地\nともしびビル2階", "ja")
	line := ident.Addresses("〒600-8999 京都府京都市下京区灯町12番地 ともしびビル2階", "ja")
	if len(lines) != 1 || len(line) != 1 || lines[0].Text != line[0].Text {
		t.Errorf("got %+v and %+v, want one and the same", lines, line)
	}
}

func TestKoreanAddressBehindManyWordsIsWhole(t *testing.T) {
	const want = "서울특별시 종로구 등불마당길 12 온담빌딩 2층"
	text := "이 약관은 주식회사 온담마을이 운영하는 쇼핑몰을 이용하는 데에 필요한 회사와 이용자의 권리와 의무를 정합니다 회사의 주소는 서울특별시 종로구 등불마당길 12, 온담빌딩 2층"
	found := ident.Addresses(text, "ko")
	if len(found) != 1 || found[0].Text != want {
		t.Errorf("Addresses = %+v, want %s", found, want)
	}
	found = ident.Addresses("서울특별시 종로구 등불마당길 12\n온담빌딩 2층\n통신판매업신고번호: 제2021-서울종로-0990호", "ko")
	if len(found) != 1 || found[0].Text != "서울특별시 종로구 등불마당길 12 온담빌딩 2층" {
		t.Errorf("Addresses over lines = %+v", found)
	}
	found = ident.Addresses("서울특별시 종로구 등불마당길 12\n통신판매업신고번호: 제2021-서울종로-0990호", "ko")
	if len(found) != 1 || found[0].Text != "서울특별시 종로구 등불마당길 12" {
		t.Errorf("Addresses before a label = %+v", found)
	}
}

func TestTradeNamesAndHostsAreNoSellers(t *testing.T) {
	for _, text := range []string{"販売業者 | 暮らしの道具 灯屋", "販売業者：灯屋", "호스팅 제공자: 카페24(주)", "호스팅서비스 제공자 | 카페24 주식회사", "Hosting by (주)심플렉스", "HOSTING BY 카페24(주)", "상호 협의에 따라 바꿀 수 있습니다", "상호 협력"} {
		if names := ident.Names(text, ""); len(names) > 0 {
			t.Errorf("Names(%q) = %+v, want none", text, names)
		}
	}
	for text, want := range map[string]string{"運営統括責任者 | 土屋 太郎": "土屋 太郎", "責任者：一ノ瀬 はるか": "一ノ瀬 はるか", "代表者 | 取締役社長　今井 昭夫": "今井 昭夫", "대표이사 백승헌이 이끕니다": "백승헌"} {
		names := ident.Names(text, "ja")
		if len(names) != 1 || names[0].Text != want {
			t.Errorf("Names(%q) = %+v, want %s", text, names, want)
		}
	}
}

// TestNoNamesInRunningText: what a shop is, and letters of a model, are no names of companies.
func TestNoNamesInRunningText(t *testing.T) {
	for text, lang := range map[string]string{
		"西湖边的篆刻工作室，全部手工刻制":         "zh-cn",
		"把外公留下的老宅整理成工作室，":          "zh-tw",
		"キヤノン FD 50mm F1.4 S.S.C.": "ja",
	} {
		if names := ident.Names(text, lang); len(names) != 0 {
			t.Errorf("Names(%q) = %+v", text, names)
		}
	}
}

// TestAddressesBesideOtherThings: a telephone number is no postcode, a label no part of a province, a bracket that was opened before the address no part of it.
func TestAddressesBesideOtherThings(t *testing.T) {
	if list := ident.Addresses("Telefone (47) 3025-8841, WhatsApp (47) 99214-7730, e-mail oi@loja.com.br", "pt-br"); len(list) != 0 {
		t.Errorf("a telephone number: %+v", list)
	}
	text := "(统一社会信用代码91330106MA2H5K3R7U,地址浙江省杭州市西湖区西泠街道北山街37号2幢105室)订立"
	list := ident.Addresses(text, "zh-cn")
	if len(list) != 1 || text[list[0].Start:list[0].End] != "浙江省杭州市西湖区西泠街道北山街37号2幢105室" {
		t.Errorf("%+v", list)
	}
}
