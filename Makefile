# Everything a person or CI runs. Bare "make" lists the targets.

GO      ?= go
BIN     := bin/shopvet
PACKAGES := ./...
# Packages in which several goroutines share data; the race detector looks at these.
RACE     := ./crawler/... ./checks ./internal/cli
FUZZTIME ?= 20s
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.DEFAULT_GOAL := help
.PHONY: help build release scan test race lint generate fresh golden accuracy contradictions fuzz bench check tools clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  make scan URL=https://your-shop.example    look at a shop; without URL at a made-up one with flaws"

build: ## build bin/shopvet
	@mkdir -p bin
	$(GO) build -o $(BIN) ./cmd/shopvet

release: ## build bin/shopvet to give away: static, without symbols, laid out by a profile of scans; from an empty cache it takes minutes. VERSION=1.2.3
	@mkdir -p bin
	CGO_ENABLED=0 $(GO) build -trimpath -pgo=cmd/shopvet/release.pgo -ldflags='-s -w $(if $(VERSION),-X github.com/shopvet/shopvet.Version=$(VERSION))' -o $(BIN) ./cmd/shopvet

scan: build ## look at a shop: make scan URL=https://your-shop.example ARGS="--market de" (without URL: the demonstration)
	@$(BIN) $(if $(URL),scan '$(URL)',demo) $(ARGS)

test: tools ## run all tests
	$(GO) test $(TESTFLAGS) $(PACKAGES)

race: ## run the tests of what works in parallel under the race detector; -short leaves out what only costs time there
	$(GO) test -race -short $(RACE)
	$(GO) test -race -run 'SameByte|InAFile' . # all checks side by side on whole shops

lint: ## look for mistakes without running anything
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$unformatted" || { echo "not formatted, run gofmt -w:"; echo "$$unformatted"; exit 1; }
	$(GO) mod tidy -diff
	$(GO) vet $(PACKAGES)
	$(GO) run $(STATICCHECK) $(PACKAGES)

generate: ## write what is made from the code: docs/checks
	$(GO) run ./internal/gen docs

fresh: generate ## fail when what is made from the code was not committed
	@test -z "$$(git status --porcelain -- docs/checks)" || { git status --short -- docs/checks; echo "docs/checks is not fresh: commit it"; exit 1; }

golden: ## write the golden files anew; read the diff before you commit it
	$(GO) test ./report -update
	git diff --stat -- report/testdata

accuracy: ## hold the detectors against the labelled pages: LANG=de FAMILY=policy FILE=part narrow it; RAISE=1 lifts the floors
	@$(GO) run ./internal/accuracy $(if $(filter command,$(firstword $(origin LANG))),-lang '$(LANG)') $(if $(FAMILY),-family '$(FAMILY)') $(if $(FILE),-file '$(FILE)') $(if $(RAISE),-raise)

contradictions: ## hold the checks against shops whose texts contradict each other, and against those that only look so: FILE=part narrows it
	@$(GO) run ./internal/accuracy -contradictions $(if $(FILE),-file '$(FILE)')

fuzz: ## feed random input to every fuzz test, FUZZTIME=20s each, and judge shops of mixed pages
	$(GO) test ./checks/all -run Mixed -mixtures 1500 -mix-seed $$(date +%s)
	@for pkg in $$($(GO) list $(PACKAGES)); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "$$pkg $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$pkg || exit 1; \
	  done; \
	done

bench: ## run the benchmarks
	$(GO) test -run '^$$' -bench . -benchmem $(PACKAGES)

check: lint test fresh race ## everything CI runs

tools: ## install what the tests need besides Go (Debian and Ubuntu as root; elsewhere it says what is missing)
	@.ci/tools

clean: ## remove what was built
	rm -rf bin
