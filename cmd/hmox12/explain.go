package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// explaining holds the flags of hmox12 explain.
type explaining struct {
	*program
	database, out string
	html, json    bool
}

func (p *program) explainCommand() *cobra.Command {
	x := &explaining{program: p}
	c := &cobra.Command{
		Use:   "explain NUMBER",
		Short: "Tell how a claim, a request or an enrollment was decided, as a story",
		Long: `Tells the decision about a claim: what was found about the claim and then line by
line, with what each rule looked at and concluded, what was left of the charge
before and after it, the rules that did not apply and why, and those that nobody
asked any more. NUMBER is our claim number (835 CLP07) or the provider's account
number (CLM01); of several claims with one account number, each is told. A claim
that was replaced or voided is told in chapters: as it was decided, its reversal,
and the claim that took its place. Last come why it was looked at again, the 835 that told the provider, how
its receiver acknowledged it, and what was told to who asked (277).

NUMBER may also be the id of a member: then what sponsors said of her (834) is
told, what changed, and which claims were decided again for it. Or it is that of a
referral or authorization, or of our answer to a request for one (278 HCR02,
TRN02, REF*NT): then each request that made or changed it is told; or the trace number of
a question about eligibility or a claim (270 or 276 TRN02).

  --html  one page, which loads nothing and can be printed
  --json  for programs; every field is described in the documentation of package
          cmd/hmox12/internal/report

Text and page name the patient: they are protected health information.

Exit code 0: told; 1: there is no such number; 2: bad usage or unreadable.`,
		Example: `  hmox12 explain 26061000001
  hmox12 explain C010-IVY --db out/hmox12.db
  hmox12 explain C010-IVY --html --out C010-IVY.html
  hmox12 explain R-501`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return x.run(c.Context(), args[0]) },
	}
	f := c.Flags()
	f.StringVar(&x.database, "db", filepath.Join("out", night.DatabaseFile), "the database `FILE` of the night")
	f.StringVar(&x.out, "out", "", "write into this `FILE` instead of printing")
	f.BoolVar(&x.html, "html", false, "write a page instead")
	f.BoolVar(&x.json, "json", false, "write one JSON object instead")
	c.MarkFlagsMutuallyExclusive("html", "json")
	return c
}

func (x *explaining) run(ctx context.Context, number string) error {
	s, err := openDatabase(ctx, x.database)
	if err != nil {
		return err
	}
	defer s.Close()
	e := report.Explanation{Number: number}
	if e.Requests, err = s.FindReview(ctx, number); err != nil {
		return err
	}
	if e.Inquiries, err = s.FindInquiry(ctx, number); err != nil {
		return err
	}
	if e.Enrollments, err = s.FindEnrollments(ctx, number); err != nil {
		return err
	}
	if e.Claims, err = histories(ctx, s, number); err != nil {
		return err
	}
	asked, err := s.FindStatusInquiry(ctx, number)
	if err != nil {
		return err
	}
	e.Questions = slices.DeleteFunc(asked, func(a *record.StatusAnswer) bool { return a.Inquiry.Trace != number })
	if e.Nothing() {
		fmt.Fprintf(x.stderr, "hmox12: there is no claim, request, inquiry, question or enrollment of that number in %s\n", x.database)
		return errRejected
	}
	return x.deliver(x.out, func(w io.Writer) error {
		switch {
		case x.html:
			return e.HTML(w)
		case x.json:
			return e.JSON(w)
		}
		return e.Text(w, x.out == "" && x.colorful())
	})
}

// openDatabase opens the database of a night, which must be there.
func openDatabase(ctx context.Context, path string) (*store.Store, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("no database: %w; replay a night first, or name its database with --db", err)
	}
	return store.Open(ctx, path, store.Options{})
}

// histories returns the chapters of each claim that a number names, of claims that
// belong together once.
func histories(ctx context.Context, s *store.Store, number string) ([][]report.ClaimStory, error) {
	found, err := s.FindClaim(ctx, number)
	if err != nil {
		return nil, err
	}
	var all [][]report.ClaimStory
	told := map[string]bool{}
	for _, claim := range found {
		if told[claim.Claim.Control] {
			continue
		}
		chain, err := chainOf(ctx, s, claim.Claim)
		if err != nil {
			return nil, err
		}
		var chapters []report.ClaimStory
		for _, control := range chain {
			told[control] = true
			if chapters, err = addChapters(ctx, s, control, chapters); err != nil {
				return nil, err
			}
		}
		all = append(all, chapters)
	}
	rejected, err := s.FindRejectedClaim(ctx, number)
	for _, r := range rejected {
		all = append(all, []report.ClaimStory{{Claim: r.Claim, Rejections: r.Reasons}})
	}
	return all, err
}

// chainOf returns the control numbers of the claims that took one another's place,
// of which the claim is one, in their order.
func chainOf(ctx context.Context, s *store.Store, claim *record.Claim) ([]string, error) {
	chain := []string{claim.Control}
	for claim.OriginalControl != "" && !slices.Contains(chain, claim.OriginalControl) {
		successor, err := s.Successor(ctx, claim.OriginalControl)
		if err != nil {
			return nil, err
		}
		before, err := s.FindClaim(ctx, claim.OriginalControl)
		if err != nil || successor != claim.Control || len(before) != 1 {
			break // what it names stands, or is none: its own story tells
		}
		claim = before[0].Claim
		chain = append([]string{claim.Control}, chain...)
	}
	for {
		next, err := s.Successor(ctx, chain[len(chain)-1])
		if err != nil {
			return nil, err
		}
		if next == "" || slices.Contains(chain, next) {
			return chain, nil
		}
		chain = append(chain, next)
	}
}

// addChapters adds what was decided about a claim, version by version, and who was
// told.
func addChapters(ctx context.Context, s *store.Store, control string, chapters []report.ClaimStory) ([]report.ClaimStory, error) {
	history, err := s.History(ctx, control)
	if err != nil {
		return nil, err
	}
	asked, err := s.FindStatusInquiry(ctx, control)
	if err != nil {
		return nil, err
	}
	again, err := s.FindDecidedAgain(ctx, control)
	if err != nil {
		return nil, err
	}
	contests, err := s.FindContests(ctx, control)
	if err != nil {
		return nil, err
	}
	for i, v := range history {
		story := report.ClaimStory{Claim: v.Claim, Decision: v.Decision}
		if i == len(history)-1 {
			story.Asked, story.Again, story.Contests = asked, again, contests
		}
		remitted, err := s.FindSent(ctx, v.Trace)
		if err != nil {
			return nil, err
		}
		for i := range remitted {
			story.Remitted = append(story.Remitted, night.SentOf(&remitted[i]))
		}
		chapters = append(chapters, story)
	}
	return chapters, nil
}

// colorful reports whether standard output is a terminal that may be colored.
func (p *program) colorful() bool {
	f, ok := p.stdout.(*os.File)
	return ok && isatty.IsTerminal(f.Fd()) && os.Getenv("NO_COLOR") == ""
}
