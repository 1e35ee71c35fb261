package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/generate"
	"github.com/hmox12/hmox12/mapping/record"
)

// generateFlags are the flags of hmox12 generate.
type generateFlags struct {
	generate.Options
	received string
}

func (p *program) generateCommand() *cobra.Command {
	var f generateFlags
	c := &cobra.Command{
		Use:   "generate --claims N --members M --out DIR",
		Short: "Invent an HMO and a night of any size",
		Long: `Invents an HMO with members, providers, plans and contracts, and a night of
files about them, and writes

  DIR/hmo         the book
  DIR/inbound     837P, 837I, 837D, 270, 278 and 276 files
  DIR/errors.csv  the errors that were put in on purpose: file, set, account,
                  what is wrong, and the rule by which hmox12 validate finds it

which hmox12 replay DIR takes. Nobody in it is real: names are made of syllables,
towns and ZIP codes are no place's, and NPIs pass their check digit but begin with
2, as none that was given out does.

The same flags give the same bytes, on any machine. Memory does not grow with the
claims. Inquiries, requests and questions about claims come in proportion, beside
the claims asked for. DIR must be empty or not there, and is there only when all of
it is.`,
		Example: `  hmox12 generate --claims 1000 --members 500 --out small
  hmox12 generate --claims 1000000 --members 400000 --seed 7 --errors 0.02 --out large
  hmox12 replay small --out small-out`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return p.generate(c, f) },
	}
	flags := c.Flags()
	flags.IntVar(&f.Claims, "claims", 0, "how many claims come in (required)")
	flags.IntVar(&f.Members, "members", 0, "how many members the HMO has, 50 at least (required)")
	flags.Uint64Var(&f.Seed, "seed", 1, "what everything is drawn from")
	flags.StringVar(&f.Dir, "out", "", "write into this `DIR` (required)")
	flags.Float64Var(&f.Errors, "errors", 0.01, "the share of claims with an error, 0 to 1")
	flags.StringVar(&f.received, "received", generate.DefaultReceived.String(), "the `DAY` on which the files come, CCYY-MM-DD")
	flags.IntVar(&f.SetSize, "set-size", generate.MaxSetSize, "claims of a transaction set at most")
	for _, name := range []string{"claims", "members", "out"} {
		_ = c.MarkFlagRequired(name)
	}
	return c
}

func (p *program) generate(c *cobra.Command, f generateFlags) error {
	received, err := record.ParseDate(f.received)
	if err != nil {
		return fmt.Errorf("--received: %w", err)
	}
	f.Files, f.Received = p.files, received
	f.Progress = func(total int64) io.WriteCloser { return p.progress("generate", total) }
	n, err := generate.Run(c.Context(), f.Options)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s: %s and %s, %s with %s in %s, %s on purpose\n", f.Dir,
		count(n.Members, "member"), count(n.Providers, "provider"),
		count(n.Claims, "claim"), count(n.Questions, "question"), count(n.Files, "file"), count(n.Faults, "error"))
	return err
}
