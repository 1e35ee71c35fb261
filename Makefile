# hmox12. `make help` lists what there is.

GO       ?= go
FUZZTIME ?= 300x
PACKAGES := ./...

# The race detector needs a C compiler; without one the tests run without it.
RACE := $(if $(shell command -v gcc || command -v clang),-race,)

.DEFAULT_GOAL := help
.PHONY: help run test build vet lint race fuzz bench peers growth golden clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## replay the sample night into out/ and compare it with what is expected
	bin/hmox12 replay fixtures/night --out out --expect fixtures/expected

test: vet lint race fuzz ## everything: vet, staticcheck, race tests, a short run of each fuzz target

build: ## build bin/hmox12, one static binary
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/hmox12 ./cmd/hmox12

vet: ## gofmt and go vet
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt would change these files"; exit 1; }
	$(GO) vet $(PACKAGES)
	cd bench/peers && $(GO) vet ./...

lint: ## staticcheck
	$(GO) tool staticcheck $(PACKAGES)

# Under the race detector these take a sample of what they do without it.
SAMPLED := ./cmd/hmox12 ./cmd/hmox12/internal/night ./cmd/hmox12/internal/payment ./cmd/hmox12/internal/scenario ./cmd/hmox12/internal/store ./x12/ack

race: ## all tests, under the race detector where there is a C compiler
	$(if $(RACE),,@echo "no C compiler: testing without the race detector")
	$(GO) test $(RACE) -timeout 10m $(PACKAGES)
	$(if $(RACE),$(GO) test -timeout 10m $(SAMPLED))

fuzz: ## each fuzz target for FUZZTIME (300x: so many inputs; 1m: so long)
	@$(GO) list -f '{{range .TestGoFiles}}{{$$.Dir}}/{{.}} {{$$.ImportPath}}{{"\n"}}{{end}}{{range .XTestGoFiles}}{{$$.Dir}}/{{.}} {{$$.ImportPath}}{{"\n"}}{{end}}' $(PACKAGES) | \
	while read -r file package; do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' "$$file"); do \
			echo "fuzz $$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$package" || exit 1; \
		done; \
	done

bench: ## every benchmark
	$(GO) test -run '^$$' -bench . -benchmem $(PACKAGES)

peers: ## hmox12 beside other open software and the machine's limit, on one file
	cd bench/peers && $(GO) run .

growth: ## how throughput and memory grow with size: a table, and the plots of docs/performance
	cd bench/peers && $(GO) run ./growth

golden: build ## rewrite the expected output: fixtures/expected, golden files, scripts, what the README shows
	bin/hmox12 replay fixtures/night --out out
	rm -rf fixtures/expected && cp -r out/outbound fixtures/expected
	@for package in $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -n1 dirname | sort -u); do \
		$(GO) test "$$package" -update || exit 1; \
	done

clean: ## remove what was built
	rm -rf bin out
