package night

import (
	"context"
	"errors"
	"iter"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
	"github.com/hmox12/hmox12/mapping/record"
)

// Beside reads the databases of one night played twice side by side, and adds what
// they say of each claim, inquiry, request and enrollment to a comparison.
func Beside(ctx context.Context, before, after *store.Store, c *whatif.Comparison) error {
	if err := priorBeside(ctx, before, after, c); err != nil {
		return err
	}
	if err := whatif.Pairs(claims(ctx, before), claims(ctx, after), claimSource, c.AddClaim); err != nil {
		return err
	}
	err := whatif.Pairs(before.Inquiries(ctx), after.Inquiries(ctx),
		func(a *record.EligibilityAnswer) *record.Source { return &a.Inquiry.Source }, c.AddInquiry)
	if err != nil {
		return err
	}
	err = whatif.Pairs(before.Reviews(ctx), after.Reviews(ctx),
		func(a *record.ReviewAnswer) *record.Source { return &a.Request.Source }, c.AddReview)
	if err != nil {
		return err
	}
	err = whatif.Pairs(before.StatusInquiries(ctx), after.StatusInquiries(ctx),
		func(a *record.StatusAnswer) *record.Source { return &a.Inquiry.Source }, c.AddStatus)
	if err != nil {
		return err
	}
	return whatif.Pairs(before.Enrollments(ctx), after.Enrollments(ctx),
		func(r *record.EnrollmentResult) *record.Source { return &r.Enrollment.Source }, c.AddEnrollment)
}

func claimSource(s report.ClaimStory) *record.Source { return &s.Claim.Source }

// claims returns the claims that came in the night, those too that the front end
// rejected, in the order in which they were read.
func claims(ctx context.Context, s *store.Store) iter.Seq2[report.ClaimStory, error] {
	taken := func(yield func(report.ClaimStory, error) bool) {
		for v, err := range s.Claims(ctx, store.Whole) {
			if err == nil && book.IsEarlier(&v.Claim.Source) {
				continue
			}
			if !yield(report.ClaimStory{Claim: v.Claim, Decision: v.Decision}, err) {
				return
			}
		}
	}
	rejected := func(yield func(report.ClaimStory, error) bool) {
		for r, err := range s.RejectedClaims(ctx) {
			if !yield(report.ClaimStory{Claim: r.Claim, Rejections: r.Reasons}, err) {
				return
			}
		}
	}
	return func(yield func(report.ClaimStory, error) bool) {
		err := whatif.Pairs(taken, rejected, claimSource, func(one, other report.ClaimStory) error {
			if one.Claim == nil {
				one = other
			}
			if !yield(one, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(report.ClaimStory{}, err)
		}
	}
}

// errEnough ends a loop whose reader wants no more.
var errEnough = errors.New("enough")

// priorBeside compares the claims that were decided before the night and that
// either night took back, or decided at last.
func priorBeside(ctx context.Context, before, after *store.Store, c *whatif.Comparison) error {
	for v, err := range touchedPrior(ctx, before) {
		if err != nil {
			return err
		}
		other, _, err := priorIn(ctx, after, v.Claim.Control)
		if err != nil {
			return err
		}
		if err := c.AddClaim(report.ClaimStory{Claim: v.Claim, Decision: v.Decision}, other); err != nil {
			return err
		}
	}
	for v, err := range touchedPrior(ctx, after) {
		if err != nil {
			return err
		}
		other, touched, err := priorIn(ctx, before, v.Claim.Control)
		if err != nil {
			return err
		}
		if touched {
			continue // compared already
		}
		if err := c.AddClaim(other, report.ClaimStory{Claim: v.Claim, Decision: v.Decision}); err != nil {
			return err
		}
	}
	return nil
}

// touchedPrior returns the earlier claims of which the night made a new version.
func touchedPrior(ctx context.Context, s *store.Store) iter.Seq2[store.ClaimVersion, error] {
	return func(yield func(store.ClaimVersion, error) bool) {
		for v, err := range s.Claims(ctx, store.Whole) {
			switch {
			case err != nil:
				yield(v, err)
				return
			case !book.IsEarlier(&v.Claim.Source):
				return // they are recorded first
			case !isPrior(v) && !yield(v, nil):
				return
			}
		}
	}
}

// priorIn returns how an earlier claim stands at the end of a night, and whether
// that night touched it; no claim when its book has none of that number.
func priorIn(ctx context.Context, s *store.Store, control string) (story report.ClaimStory, touched bool, err error) {
	history, err := s.History(ctx, control)
	if err != nil || len(history) == 0 {
		return report.ClaimStory{}, false, err
	}
	last := history[len(history)-1]
	if !book.IsEarlier(&last.Claim.Source) {
		return report.ClaimStory{}, false, nil
	}
	return report.ClaimStory{Claim: last.Claim, Decision: last.Decision}, !isPrior(last), nil
}
