package report_test

import (
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

func addEnrollments(n *report.Night) {
	all := sampleEnrollments()
	for _, name := range []string{"ended", "added", "refused", "compared"} {
		n.AddEnrollment(all[name])
	}
	for _, a := range sampleAgain() {
		n.AddAgain(&a)
	}
	for _, h := range sampleContests() {
		n.AddContest(&h)
	}
}

// sampleContests are recoveries that a payee contests, one of them settled.
func sampleContests() []record.HeldRecovery {
	return []record.HeldRecovery{
		{Contest: record.Contest{Claim: "26001000003", Payee: laurel.npi, Contested: 20260302}, State: record.ContestHolds, Amount: usd("75"), Due: 20260310},
		{
			Contest: record.Contest{Claim: "26001000004", Payee: laurel.npi, Contested: 20260202, Settled: 20260301, Waived: usd("20")},
			State:   record.ContestReleased, Amount: usd("50"), Due: 20260215,
		},
	}
}

// sampleAgain are claims that a change of the book and a dispute had looked at again.
func sampleAgain() []record.DecidedAgain {
	return []record.DecidedAgain{
		{Claim: "26001000008", Account: "ACCT-8", Source: "change CH-1, declared on 2026-03-10", Why: "N689", Result: record.AgainDecided, Was: usd("60"), Is: usd("70"),
			Concluded: "Reversed (N689) and decided again as paid: fee FS 99213: new fees."},
		{Claim: "26001000009", Account: "ACCT-9", Source: "change CH-1, declared on 2026-03-10", Why: "N689", Result: record.AgainHarmless, Was: usd("60"), Is: usd("60"),
			Concluded: "Decided again $50.00 would be paid; the change takes nothing back."},
		{Claim: "26001000010", Account: "ACCT-10", Source: "dispute D-1, upheld on 2026-03-13", Why: "N690", Result: record.AgainWaits,
			Concluded: "Decided again it would wait for a person (P2:110); it stays as it was."},
	}
}

// sampleEnrollments are members of an 834 with what came of them.
func sampleEnrollments() map[string]*record.EnrollmentResult {
	say := func(p patient, maintenance record.MaintenanceType, outcome record.EnrollmentOutcome) *record.EnrollmentResult {
		return &record.EnrollmentResult{
			Enrollment: &record.Enrollment{
				Source: record.Source{File: "enrollment-001.x12", Set: "0001", Segment: 7}, Received: received, SubscriberID: p.id,
				File:        record.EnrollmentFile{Reference: "TEAL-1", Sponsor: record.NamedParty{Name: "TEALWORKS"}},
				Maintenance: maintenance, Reason: "08", Person: record.Person{Name: record.PersonName{Last: p.last, First: p.first}},
			},
			Outcome: outcome, Member: p.id,
			Trail: []record.Step{
				{Rule: "M1", Name: "File", Result: record.Passed, Looked: []string{"834 TEAL-1"}, Concluded: "The file is for us."},
				{Rule: "M4", Name: "Comparison", Result: record.NotApplicable, Concluded: "The file brings changes."},
			},
		}
	}
	open := []record.CoverageSpan{{Member: moreau.id, Plan: "P1", Span: record.Span{From: 20250101}}}
	closed := []record.CoverageSpan{{Member: moreau.id, Plan: "P1", Span: record.Span{From: 20250101, To: 20260131}, EndReason: record.EndTerminated}}
	ended := say(moreau, record.Cancellation, record.MemberEnded)
	ended.Changes = []record.MemberChange{
		{ID: moreau.id, CoverageChanged: true, CoverageWas: open, Coverage: closed},
		{ID: "GP100010", CoverageChanged: true, CoverageWas: open, Coverage: closed},
	}
	ended.Capitation = []record.CapitationAdjustment{
		{Contract: "K2", Payee: laurel.npi, Member: moreau.id, Month: 20260201, Amount: usd("-42")},
		{Contract: "K1", Payee: laurel.npi, Member: moreau.id, Month: 20260201, Amount: usd("40")},
	}
	ended.Again = []record.DecidedAgain{
		{Claim: "26061000001", Account: "ACCT-1", Why: "N687", Result: record.AgainDecided, Was: usd("60"), Is: usd("0"), Recovery: usd("60"), Due: 20260428,
			Concluded: "Reversed (N687) and decided again as denied: the coverage was taken back."},
		{Claim: "26001000007", Account: "ACCT-7", Why: "N687", Result: record.AgainTooLate, Was: usd("10"), Is: usd("10"), Concluded: "Paid on 2025-01-02, more than 365 days ago: nothing is taken back."},
	}
	ended.Trail = append(ended.Trail, record.Step{Rule: "M6", Name: "Coverage", Line: 1, Result: record.Adjusted, Looked: []string{"plan P1 from 2025-01-01"}, Concluded: "The coverage ends on 2026-01-31."})

	added := say(tanaka, record.Addition, record.MemberAdded)
	added.Changes = []record.MemberChange{{
		ID: tanaka.id, Member: &record.Member{ID: tanaka.id}, CoverageChanged: true, Coverage: open, PCPsChanged: true,
		PCPs:         []record.PCPAssignment{{Member: tanaka.id, NPI: laurel.npi, Span: record.Span{From: 20260301}}},
		OtherChanged: true, Other: []record.OtherCoverage{{PayerName: "CLOVER MUTUAL", Primary: true, Span: record.Span{From: 20260101, To: 20260630}}},
	}}
	added.Messages = []string{"PCP 1000000954 is not assigned: the provider is no PCP."}

	refused := say(goldman, record.Addition, record.EnrollmentRefused)
	refused.Member = ""
	refused.Refusals = []record.EnrollmentRefusal{{Code: "unknown subscriber", Reason: "The dependent's subscriber is not on file."}}

	compared := say(goldman, record.AuditOrCompare, record.MemberCompared)
	compared.Differences = []string{"On file plan P1 covers on 2026-01-01, in the file plan P2."}
	return map[string]*record.EnrollmentResult{"ended": ended, "added": added, "refused": refused, "compared": compared}
}
