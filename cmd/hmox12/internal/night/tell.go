package night

import (
	"context"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/ahead"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/intake"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

// tellDecided adds what was decided to the report: what was committed, and nothing
// else.
func tellDecided(ctx context.Context, database *store.Store, night *report.Night) error {
	stories := night.Tells()
	whole := func(v store.ClaimVersion) bool {
		if isPrior(v) || stories == 0 {
			return false
		}
		stories--
		return true
	}
	for v, err := range database.Claims(ctx, whole) {
		if err != nil {
			return err
		}
		if !isPrior(v) {
			night.AddClaim(v.Claim, v.Decision)
		}
	}
	for rejected, err := range database.RejectedClaims(ctx) {
		if err != nil {
			return err
		}
		night.AddRejection(rejected.Claim, rejected.Reasons)
	}
	for answer, err := range database.InquiriesInPassing(ctx) {
		if err != nil {
			return err
		}
		night.AddInquiry(answer)
	}
	for answer, err := range ahead.Of(database.Reviews(ctx)) {
		if err != nil {
			return err
		}
		if !book.IsEarlier(&answer.Request.Source) || len(answer.Verdicts) > 0 {
			night.AddReview(answer)
		}
	}
	for verdict, err := range database.Verdicts(ctx) {
		if err != nil {
			return err
		}
		night.AddVerdict(verdict)
	}
	for answer, err := range ahead.Of(database.StatusInquiries(ctx)) {
		if err != nil {
			return err
		}
		night.AddStatus(answer)
	}
	for result, err := range database.Enrollments(ctx) {
		if err != nil {
			return err
		}
		night.AddEnrollment(result)
	}
	for again, err := range database.DecidedAgain(ctx) {
		if err != nil {
			return err
		}
		night.AddAgain(again)
	}
	return nil
}

// fileOf tells what became of a received file.
func fileOf(r *intake.Received) report.File {
	f := report.File{
		Name: r.Name, Bytes: r.Bytes, Verdict: verdictOf(r),
		Interchanges: r.Interchanges, Groups: r.Groups, Sets: r.Sets, RejectedSets: r.RejectedSets,
		Claims: r.Claims, Inquiries: r.Inquiries, StatusInquiries: r.Statuses, Reviews: r.Reviews, Enrollments: r.Enrollments, Acknowledgments: r.Acknowledgments,
		MoreFindings: r.Found - len(r.Findings),
	}
	for _, finding := range r.Findings {
		m := finding.Code.Meaning()
		message := m.Text
		if finding.Reason != "" {
			message += ": " + finding.Reason
		}
		f.Findings = append(f.Findings, report.Finding{
			Offset: finding.Offset, Segment: finding.Segment, Loop: finding.Loop, Element: finding.Place(),
			Code: finding.Code.String(), Message: message, Mend: m.Mend, Rejects: finding.Rejects(),
		})
	}
	return f
}

func verdictOf(r *intake.Received) report.Verdict {
	switch {
	case r.Duplicate:
		return report.Duplicate
	case r.Refused == r.Interchanges, r.Sets > 0 && r.RejectedSets == r.Sets:
		return report.Rejected
	case r.Refused > 0, r.RejectedSets > 0:
		return report.PartlyAccepted
	}
	return report.Accepted
}

// kindOf reads the kind of an answer from its name.
func kindOf(name string) string {
	kind, _, _ := strings.Cut(name, "-")
	return kind
}
