package night_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/generate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// BenchmarkDecide decides the claims of a generated night, one after the other, with
// a ledger in memory: what adjudication takes of a night. Questions are those that a
// store asks of its database. For a profile:
//
//	go test ./cmd/hmox12/internal/night -run - -bench Decide -night-claims 20000 -cpuprofile decide.out
func BenchmarkDecide(b *testing.B) {
	hmo, claims := generatedClaims(b)
	options := adjudicate.Options{Today: hmo.Night().Run}
	var asked int
	b.ReportAllocs()
	for b.Loop() {
		ledger := newTally(hmo)
		counting := countingBook{hmo, &ledger.asked}
		for _, claim := range claims {
			ledger.take(claim, adjudicate.Decide(counting, ledger, claim, options))
		}
		asked = ledger.asked
	}
	perClaim := float64(b.N * len(claims))
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/perClaim, "ns/claim")
	b.ReportMetric(float64(asked)/float64(len(claims)), "questions/claim")
}

// generatedClaims returns the book of a generated night and the claims in its files
// that the front end accepts, with their numbers.
func generatedClaims(b *testing.B) (*book.Book, []*record.Claim) {
	dir := filepath.Join(b.TempDir(), "night")
	_, err := generate.Run(context.Background(), generate.Options{
		Files: host.Disk{}, Dir: dir, Claims: *nightClaims, Members: max(*nightClaims/2, 50), Seed: 1, Errors: 0.01,
		Received: generate.DefaultReceived, SetSize: generate.MaxSetSize,
	})
	require.NoError(b, err)
	hmo, err := book.Load(os.DirFS(dir), "hmo")
	require.NoError(b, err)
	entries, err := os.ReadDir(filepath.Join(dir, night.InboundFolder))
	require.NoError(b, err)
	var claims []*record.Claim
	ledger, options := newTally(hmo), adjudicate.Options{Today: hmo.Night().Run}
	for _, e := range entries {
		file, err := os.Open(filepath.Join(dir, night.InboundFolder, e.Name()))
		require.NoError(b, err)
		mapClaims(b, file, func(claim *record.Claim, problems []mapping.ClaimProblem) {
			claim.Received = hmo.Night().Received
			if len(problems) == 0 && len(adjudicate.Accept(hmo, ledger, claim, options)) == 0 {
				claims = append(claims, claim)
				claim.Control = hmo.Night().Claim.Number(claim.Received, int64(len(claims)))
			}
		})
		require.NoError(b, file.Close())
	}
	require.NotEmpty(b, claims)
	return hmo, claims
}

// mapClaims maps the claims of a file.
func mapClaims(b *testing.B, file io.Reader, each func(*record.Claim, []mapping.ClaimProblem)) {
	var walker *guide.Walker
	var mapper *mapping.ClaimMapper
	for reader := x12.NewReader(file); ; {
		segment, err := reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &finding):
			continue
		}
		require.NoError(b, err)
		if segment.Is("ST") {
			walker, mapper = nil, nil
			if g, ok := guide.Lookup(reader.Set().ID, reader.Group().Version); ok && g.Set == "837" {
				walker = guide.NewWalker(g, func(*x12.Error) {}, guide.PlaceOnly())
				mapper, err = mapping.NewClaimMapper(g, record.Source{}, 0, each)
				require.NoError(b, err)
				walker.Begin()
			}
		}
		if mapper != nil {
			mapper.Add(segment, walker.Walk(segment))
		}
		if segment.Is("SE") && mapper != nil {
			mapper.End()
			mapper = nil
		}
	}
}

// countingBook counts the questions that a book answers from a database.
type countingBook struct {
	*book.Book
	asked *int
}

func (b countingBook) Referral(number string) *record.Referral {
	*b.asked++
	return b.Book.Referral(number)
}

func (b countingBook) Referrals(member string) []*record.Referral {
	*b.asked++
	return b.Book.Referrals(member)
}

func (b countingBook) Authorization(number string) *record.PriorAuthorization {
	*b.asked++
	return b.Book.Authorization(number)
}

func (b countingBook) Authorizations(member string) []*record.PriorAuthorization {
	*b.asked++
	return b.Book.Authorizations(member)
}

// tally is a Ledger in memory.
type tally struct {
	used   map[record.Counter]decimal.Decimal
	visits map[visit][]string // claims
	lines  map[string][]record.PriorLine
	claims map[string]*record.Decision
	asked  int
}

type visit struct {
	counter record.Counter
	visit   string
}

func newTally(hmo *book.Book) *tally {
	l := &tally{
		used: map[record.Counter]decimal.Decimal{}, visits: map[visit][]string{},
		lines: map[string][]record.PriorLine{}, claims: map[string]*record.Decision{},
	}
	for _, p := range hmo.Opening() {
		l.post(p, "")
	}
	for p := range hmo.PriorClaims().All() {
		l.take(p.Claim, p.Decision)
	}
	return l
}

func (l *tally) Used(c record.Counter) decimal.Decimal {
	l.asked++
	return l.used[c]
}

func (l *tally) VisitClaims(c record.Counter, of string) []string {
	l.asked++
	return l.visits[visit{c, of}]
}

func (l *tally) PriorLines(member string, dates record.Span) []record.PriorLine {
	l.asked++
	var found []record.PriorLine
	for i := range l.lines[member] {
		if p := &l.lines[member][i]; p.Dates.Overlaps(dates) {
			found = append(found, *p)
		}
	}
	return found
}

func (l *tally) Claim(control string) *record.Decision {
	l.asked++
	return l.claims[control]
}

// take enters a decision as a store would. No claim of a generated night takes back
// another.
func (l *tally) take(claim *record.Claim, d *record.Decision) {
	kept := *d
	kept.Trace = nil
	l.claims[d.Control] = &kept
	for _, p := range d.Postings {
		l.post(p, d.Control)
	}
	for i := range d.Lines {
		line, sent := &d.Lines[i], claim.Stay()
		if !d.Whole {
			sent = &claim.Lines[i]
		}
		prior := record.PriorLine{
			Claim: d.Control, Line: line.Line, Member: d.Member, Newborn: d.Newborn,
			Rendering: claim.Rendering(sent).NPI, Billing: claim.Billing.NPI,
			Dates: claim.DatesOf(sent), Procedure: sent.Procedure, Revenue: sent.Revenue, Place: claim.PlaceOf(sent), Teeth: sent.TeethKey(),
			Units: sent.Units, Charge: sent.Charge, State: line.State, Category: line.Category,
		}
		for _, a := range line.Adjustments {
			if a.Reason == "3" {
				prior.Copay = prior.Copay.Add(a.Amount)
			}
		}
		l.lines[d.Member] = append(l.lines[d.Member], prior)
	}
}

func (l *tally) post(p record.Posting, control string) {
	at := visit{p.Counter, p.Visit}
	if p.Visit == "" || len(l.visits[at]) == 0 {
		l.used[p.Counter] = l.used[p.Counter].Add(p.Amount)
	}
	if p.Visit != "" {
		l.visits[at] = append(l.visits[at], control)
	}
}
