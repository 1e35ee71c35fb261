package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
	"github.com/hmox12/hmox12/x12"
)

// viewing holds the flags of hmox12 view.
type viewing struct {
	*program
	json, lines, html bool
	options           view.Options
}

func (p *program) viewCommand() *cobra.Command {
	v := &viewing{program: p}
	c := &cobra.Command{
		Use:   "view FILE",
		Short: "Show what a file says, with codes in words",
		Long: `Shows a file of any supported transaction set as an indented tree: interchange,
group, set, loops, segments and elements by name, codes in words, and what is
wrong at its place. A - reads standard input. Files of any size stream: what is
held is one claim.

  --json    the same as one JSON object: nodes in the order of the file, each an
            interchange, group, set, loop, segment or finding, with a name and,
            where it holds others, content. A segment has elements: at, name,
            value and, of a code or date that is known, words
  --lines   a JSON object a line for each claim (837), remittance claim (835),
            member (834), acknowledged set (999) or subject of an inquiry, answer
            or request: kind, number, control numbers, the nodes above it and
            its own (content)
  --html    one page to search and fold, which loads nothing; claims also in the
            layout of the paper form: CMS-1500, UB-04 or ADA dental claim form

The JSON shapes are stable; "version" is raised when they change. Every field is
described in the documentation of package cmd/hmox12/internal/view.

What is shown is what the file holds: it is protected health information.

Exit code 0: shown, whatever is wrong in the file (hmox12 validate judges it);
1: no claim has the number of --claim; 2: bad usage or unreadable.`,
		Example: `  hmox12 view claims.x12 | less -R
  hmox12 view --claim C001-LAUREL claims.x12
  hmox12 view --lines remittance.x12 | jq .number
  hmox12 view --html claims.x12 > claims.html`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return v.run(c.Context(), args[0]) },
	}
	f := c.Flags()
	f.BoolVar(&v.json, "json", false, "print one JSON object instead")
	f.BoolVar(&v.lines, "lines", false, "print a JSON object a line for each claim instead")
	f.BoolVar(&v.html, "html", false, "print a page instead")
	f.StringVar(&v.options.Claim, "claim", "", "show only claims of this `ACCOUNT` (CLM01, CLP01), with the levels above them")
	f.IntVar(&v.options.Limit, "limit", view.DefaultLimit, "show so many claims in full on the page of --html; all are counted")
	f.IntVar(&v.options.MaxSegment, "max-segment", x12.DefaultMaxSegment, "admit segments of so many bytes")
	c.MarkFlagsMutuallyExclusive("html", "json")
	c.MarkFlagsMutuallyExclusive("html", "lines")
	return c
}

func (v *viewing) run(ctx context.Context, name string) error {
	if v.options.Limit < 1 {
		return fmt.Errorf("--limit must be 1 or more")
	}
	src, err := v.openInput(ctx, "view", name)
	if err != nil {
		return err
	}
	defer src.Close()
	v.options.File = filepath.Base(name)
	if v.html && name == "-" {
		v.options.File = "Standard input"
	}
	v.options.Color = v.colorful()
	show := view.Text
	switch {
	case v.html:
		show = view.HTML
	case v.lines:
		show = view.Lines
	case v.json:
		show = view.JSON
	}
	bar := &bar{}
	if !v.colorful() {
		bar = v.progress(v.options.File, src.size)
	}
	defer bar.Close()
	shown, err := show(v.stdout, io.TeeReader(src, bar), v.options)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if v.options.Claim != "" && shown.Units == 0 {
		fmt.Fprintf(v.stderr, "hmox12: there is no claim of that number in %s\n", name)
		return errRejected
	}
	return nil
}
