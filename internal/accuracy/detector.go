package main

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks/facts"
)

// claimKinds are the kinds of claim a label may name.
var claimKinds = strings.Fields(`return-window return-condition return-cost refund-time return-method return-exception no-returns withdrawal-right model-form
	delivery-time delivery-cost free-from delivery-region carrier warranty payment-time controller data-officer purposes recipients retention rights
	complaint-body legal-basis transfer complaint-path arbitration`)

// signChecks are the checks that read signs on single pages: each is held against the pages as a whole, by its findings.
var signChecks = []string{
	"content-placeholder", "content-template-tokens", "content-error-text", "content-language-mix", "content-stale-promo", "content-injected-spam",
	"payment-surcharge", "integrity-countdown", "integrity-activity-claims", "integrity-prechecked",
}

// detectors lists every detector in the order of tables: the texts, what they promise, the ways to reach the seller, who he is.
func detectors() []string {
	var out []string
	for _, k := range facts.PolicyKinds() {
		out = append(out, "policy-"+string(k))
	}
	out = append(out, "hollow")
	for _, k := range claimKinds {
		out = append(out, "claim-"+k)
	}
	out = append(out, "email", "phone", "address", "form", "hours", "name", "other", "number", "malformed")
	out = append(append(out, signChecks...), "review-note")
	return append(out, "product", "product-price", "product-was", "product-unit", "product-tax", "product-delivery", "product-request", "product-stock", "product-maker")
}

var ranks = detectors()

func rank(detector string) int { return slices.Index(ranks, detector) }

// target is what a detector is to reach: what a text promises is harder to read than that it is there.
func target(detector string) (precision, recall float64) {
	if strings.HasPrefix(detector, "claim-") {
		return 0.95, 0.85
	}
	if slices.Contains(signChecks, detector) || detector == "review-note" || strings.HasPrefix(detector, "product") {
		return 0.97, 0.90
	}
	return 0.97, 0.93
}

func (s *score) short() bool {
	p, r := target(s.detector)
	return s.precision() < p || s.recall() < r
}
