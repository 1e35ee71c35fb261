package main

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
)

func (p *program) pendedCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "pended [OUT]",
		Short: "List the claims and requests that wait for a person, and what may be decided",
		Long: `Lists what waits for a person in the database of a night, OUT/hmox12.db: each claim
or line and each item of a request (278), with the rule that waits, what it waits
for and since when, the day by which the claim must be paid, and what a person can
write in which table of the book: claim_decisions.csv for claims,
review_decisions.csv for requests. What must be paid first stands first. OUT is
out where it is left out.

  --json  for programs; every field is described in the documentation of package
          cmd/hmox12/internal/report

The list names no patient; explain tells the story of each claim and request.`,
		Example: `  hmox12 pended out
  hmox12 pended out --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			out := "out"
			if len(args) > 0 {
				out = args[0]
			}
			return p.pended(c.Context(), filepath.Join(out, night.DatabaseFile), asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return c
}

func (p *program) pended(ctx context.Context, database string, asJSON bool) error {
	s, err := openDatabase(ctx, database)
	if err != nil {
		return err
	}
	defer s.Close()
	var list report.WorkList
	waiting, err := s.WaitingClaims(ctx)
	if err != nil {
		return err
	}
	for _, v := range waiting {
		since := v.Decision.Decided
		if v.Version > 1 {
			history, err := s.History(ctx, v.Claim.Control)
			if err != nil {
				return err
			}
			since = history[0].Decision.Decided
		}
		list.AddClaim(v.Claim, v.Decision, since)
	}
	for a, err := range s.Reviews(ctx) {
		if err != nil {
			return err
		}
		list.AddRequest(a)
	}
	if asJSON {
		return list.JSON(p.stdout)
	}
	return list.Text(p.stdout)
}
