package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/scenario"
)

type scenarioFlags struct {
	dir, book, keep string
}

func (p *program) scenariosCommand() *cobra.Command {
	var f scenarioFlags
	c := &cobra.Command{
		Use:   "scenarios [ID...]",
		Short: "Run worked cases and print what differs from what they expect",
		Long: `Runs each scenario of a folder, or those that are named: the book as the
scenario changes it, the files that it says come in, and the answers compared
with the facts that it expects. Prints a table of what differs.

A scenario is a YAML file that people write by hand, see
fixtures/scenarios/README.md. One that can't be played is told in the table,
and the others go on. With --keep, the night of each scenario stays in
DIR/ID, for hmox12 explain and view. Exit code 1 when something differs.`,
		Example: `  hmox12 scenarios
  hmox12 scenarios C001 C055 --keep out/scenarios`,
		RunE: func(c *cobra.Command, args []string) error { return p.scenarios(c, args, f) },
	}
	c.Flags().StringVar(&f.dir, "dir", "fixtures/scenarios", "the folder `DIR` of the scenarios")
	c.Flags().StringVar(&f.book, "book", "fixtures/hmo", "the `BOOK` that scenarios change")
	c.Flags().StringVar(&f.keep, "keep", "", "keep the nights in this `DIR`")
	return c
}

func (p *program) scenarios(c *cobra.Command, ids []string, f scenarioFlags) error {
	all, unread := scenario.Load(os.DirFS(f.dir), ids...)
	if unread != nil {
		unread = fmt.Errorf("%s: %w", f.dir, unread)
	}
	if len(all) == 0 && unread != nil {
		return unread
	}
	if len(all) == 0 {
		return fmt.Errorf("%s holds no scenarios", f.dir)
	}
	dir := f.keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "hmox12-scenarios"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	runner := scenario.Runner{Book: os.DirFS(f.book), Dir: dir}
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	differ := 0
	bar := p.progress("scenarios", int64(len(all)))
	defer bar.Close()
	for _, s := range all {
		differences, err := runner.Run(c.Context(), s)
		if c.Context().Err() != nil {
			return err
		}
		if err != nil { // one case that can't be played keeps no other from it
			differences = []scenario.Difference{{Where: "can't be played", Got: strings.ReplaceAll(err.Error(), "\n", "; ")}}
		}
		_, _ = io.WriteString(bar, ".")
		if len(differences) == 0 {
			continue
		}
		if differ++; differ == 1 {
			fmt.Fprintln(table, "scenario\twhere\texpected\tgot")
		}
		for _, d := range differences {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", s.ID, d.Where, orDash(d.Want), orDash(d.Got))
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if differ > 0 {
		fmt.Fprintf(p.stdout, "\n%s, %d as expected, %d not\n", count(len(all), "scenario"), len(all)-differ, differ)
	} else {
		fmt.Fprintf(p.stdout, "%s, all as expected\n", count(len(all), "scenario"))
	}
	switch {
	case unread != nil: // behind the table of those that could be read
		return unread
	case differ > 0:
		return errRejected
	}
	return nil
}
