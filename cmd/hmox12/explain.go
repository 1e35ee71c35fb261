package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

func (p *program) explainCommand() *cobra.Command {
	var database string
	c := &cobra.Command{
		Use:   "explain NUMBER",
		Short: "Tell how a claim or a request was decided, rule by rule",
		Long: `Tells the decision about a claim: the money line by line, then each rule, what
it looked at and what it concluded. NUMBER is our claim number (835 CLP07) or the
provider's account number (CLM01); of several claims with one account number,
each is told, and of a claim that was taken back the reversal as well. Last comes
the 835 that told the provider, and how its receiver acknowledged it.

NUMBER may also be that of a referral or authorization, or of our answer to a
request for one (278 HCR02, TRN02): then each request that made or changed it is
told.`,
		Example: `  hmox12 explain 26061000001
  hmox12 explain C010-IVY --db out/hmox12.db
  hmox12 explain R-501`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return p.explain(c, database, args[0]) },
	}
	c.Flags().StringVar(&database, "db", filepath.Join("out", night.DatabaseFile), "the database `FILE` of the night")
	return c
}

func (p *program) explain(c *cobra.Command, database, number string) error {
	if _, err := os.Stat(database); err != nil {
		return fmt.Errorf("no database: %w; replay a night first, or name its database with --db", err)
	}
	s, err := store.Open(c.Context(), database, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	found, err := s.FindClaim(c.Context(), number)
	if err != nil {
		return err
	}
	var stories []report.ClaimStory
	for _, claim := range found {
		history, err := s.History(c.Context(), claim.Claim.Control)
		if err != nil {
			return err
		}
		for _, v := range history {
			story := report.ClaimStory{Claim: v.Claim, Decision: v.Decision}
			remitted, err := s.FindSent(c.Context(), v.Trace)
			if err != nil {
				return err
			}
			for i := range remitted {
				story.Remitted = append(story.Remitted, night.SentOf(&remitted[i]))
			}
			stories = append(stories, story)
		}
	}
	rejected, err := s.FindRejectedClaim(c.Context(), number)
	if err != nil {
		return err
	}
	for _, r := range rejected {
		stories = append(stories, report.ClaimStory{Claim: r.Claim, Rejections: r.Reasons})
	}
	reviews, err := s.FindReview(c.Context(), number)
	if err != nil {
		return err
	}
	if len(stories)+len(reviews) == 0 {
		fmt.Fprintf(p.stderr, "hmox12: there is no claim or request of that number in %s\n", database)
		return errRejected
	}
	for i, review := range reviews {
		if i > 0 {
			fmt.Fprintln(p.stdout)
		}
		if err := report.ExplainReview(p.stdout, review, p.colorful()); err != nil {
			return err
		}
	}
	for i, story := range stories {
		if i+len(reviews) > 0 {
			fmt.Fprintln(p.stdout)
		}
		if err := report.Explain(p.stdout, story, p.colorful()); err != nil {
			return err
		}
	}
	return nil
}

// colorful reports whether standard output is a terminal that may be colored.
func (p *program) colorful() bool {
	f, ok := p.stdout.(*os.File)
	return ok && isatty.IsTerminal(f.Fd()) && os.Getenv("NO_COLOR") == ""
}
