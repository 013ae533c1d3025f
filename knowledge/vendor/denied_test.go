package vendor_test

import (
	"testing"

	"github.com/shopvet/shopvet/knowledge/vendor"
)

// TestWaysThatAreWarnedOf: a clause that says no, or warns, names no way to pay; the next clause may.
func TestWaysThatAreWarnedOf(t *testing.T) {
	for text, want := range map[string]string{
		"请勿通过私下转账付款，谨防上当。":                    "",
		"支付方式：支付宝、微信支付，暂不支持货到付款。":             "alipay wechat-pay",
		"支付方式：银行转账、支付宝。":                      "bank-transfer alipay",
		"本店客服不会要求您银行转账。":                      "",
		"付款方式：信用卡、ATM轉帳；恕不接受貨到付款。":            "card bank-transfer",
		"お支払い：クレジットカード、銀行振込。代金引換はご利用いただけません。": "card bank-transfer",
		"お支払い方法はPayPay、銀行振込です。":               "paypay bank-transfer",
		"결제수단: 신용카드, 무통장입금. 계좌이체를 요구하지 않습니다.": "card bank-transfer",
		"무통장입금은 지원하지 않습니다. 카드로 결제해 주세요.":      "",
	} {
		got := ""
		for _, s := range vendor.Payments(text) {
			if got != "" {
				got += " "
			}
			got += s.Method
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
