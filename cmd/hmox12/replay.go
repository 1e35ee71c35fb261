package main

import (
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
)

// replayFlags are the flags of hmox12 replay.
type replayFlags struct {
	out, expect string
}

func (p *program) replayCommand() *cobra.Command {
	var f replayFlags
	c := &cobra.Command{
		Use:   "replay DIR --out OUT",
		Short: "Replay a whole night on a fresh database",
		Long: `Loads the book in DIR/hmo, takes every file of DIR/inbound in the order of
their names, decides, pays, and writes

  OUT/outbound      the answers: TA1, 999, 271 and 835 files
  OUT/report.html   the night as a page
  OUT/summary.json  the night for programs
  OUT/hmox12.db     the database, for hmox12 explain

Dates and control numbers come from the book, so the same night gives the same
bytes. With --expect, the answers are compared with those in DIR2; exit code 1
when they differ, when a payee could not be paid because its 835 was refused, or
when a file was not taken because its answer has to repeat a number that the
partner's characters don't hold.`,
		Example: `  hmox12 replay fixtures/night --out out --expect fixtures/expected`,
		Args:    cobra.ExactArgs(1),
		RunE:    func(c *cobra.Command, args []string) error { return p.replay(c, args[0], f) },
	}
	c.Flags().StringVar(&f.out, "out", "", "write into this `DIR` (required)")
	c.Flags().StringVar(&f.expect, "expect", "", "compare the answers with the files in this `DIR2`")
	_ = c.MarkFlagRequired("out")
	return c
}

func (p *program) replay(c *cobra.Command, dir string, f replayFlags) error {
	if f.expect != "" { // told before the work, not after it
		if _, err := p.list(f.expect); err != nil {
			return err
		}
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1)) // the bound is of this night
	r := night.Replay{
		Files: p.files, Dir: dir, Out: f.out, Log: p.log, Loaded: boundMemory,
		Progress: func(total int64) io.WriteCloser { return p.progress("replay", total) },
	}
	result, err := r.Run(c.Context())
	if err != nil {
		return err
	}
	if err := result.Table(p.stdout); err != nil {
		return err
	}
	if r.Held > 0 {
		fmt.Fprintf(p.stderr, "hmox12: %s not paid, see the log\n", count(r.Held, "payee"))
	}
	if r.Untaken > 0 {
		fmt.Fprintf(p.stderr, "hmox12: %s not taken, see the log\n", count(r.Untaken, "file"))
	}
	if r.Held+r.Untaken > 0 {
		return errRejected
	}
	if f.expect == "" {
		return nil
	}
	same, err := p.compare(f.expect, filepath.Join(f.out, night.OutboundFolder))
	if err != nil {
		return err
	}
	if !same {
		return errRejected
	}
	_, err = fmt.Fprintf(p.stdout, "\nThe answers are those expected in %s.\n", f.expect)
	return err
}
