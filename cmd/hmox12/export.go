package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/export"
	"github.com/hmox12/hmox12/x12"
)

// exporting holds the flags of hmox12 export.
type exporting struct {
	*program
	format  string
	columns bool
	options export.Options
}

func (p *program) exportCommand() *cobra.Command {
	e := &exporting{program: p}
	c := &cobra.Command{
		Use:   "export FILE... --out DIR",
		Short: "Write claims and remittances as CSV or Parquet tables",
		Long: `Writes what files say as four tables into a folder: claims and service_lines
(837P, 837I and 837D), remittances and remittance_lines (835). A - reads standard
input; files of any size stream. Other transaction sets are skipped and counted.
Nothing is checked: hmox12 validate does that.

Amounts are decimals with two places, dates are dates, and what was not sent is
empty. hmox12 export --columns tells every column, its type and its source.

In CSV, text that begins with = + - @, a tab or a carriage return has an
apostrophe in front, so that no spreadsheet runs what a sender wrote; --raw
leaves it out, for programs. Parquet holds text as it is.

The tables hold protected health information. They appear together when all of
them are whole, and replace those of an earlier export. Exit code 0: written;
2: bad usage, unreadable or not written.`,
		Example: `  hmox12 export inbound/*.x12 --out tables
  hmox12 export remittance.x12 --out tables --format parquet
  hmox12 export --columns`,
		Args: func(c *cobra.Command, args []string) error {
			if e.columns {
				return cobra.NoArgs(c, args)
			}
			return cobra.MinimumNArgs(1)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if e.columns {
				return export.Columns(e.stdout)
			}
			return e.run(c.Context(), args)
		},
	}
	f := c.Flags()
	f.StringVar(&e.options.Dir, "out", "", "write the tables into this `DIR`")
	f.StringVar(&e.format, "format", string(export.CSV), "csv or parquet")
	f.BoolVar(&e.options.Raw, "raw", false, "write CSV without the guard against formulas")
	f.BoolVar(&e.columns, "columns", false, "tell the columns of each table, and write nothing")
	f.IntVar(&e.options.MaxSegment, "max-segment", x12.DefaultMaxSegment, "admit segments of so many bytes")
	return c
}

func (e *exporting) run(ctx context.Context, names []string) error {
	e.options.Files, e.options.Format = e.files, export.Format(e.format)
	switch {
	case e.options.Dir == "":
		return errors.New("say where to write the tables, with --out")
	case e.options.Format != export.CSV && e.options.Format != export.Parquet:
		return fmt.Errorf("--format is csv or parquet")
	}
	x, err := export.Open(e.options)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := e.add(ctx, x, name); err != nil {
			return errors.Join(err, x.Abandon())
		}
	}
	if err := x.Publish(); err != nil {
		return err
	}
	return e.tell(x.Counts())
}

func (e *exporting) add(ctx context.Context, x *export.Exporter, name string) error {
	src, err := e.openInput(ctx, "export", name)
	if err != nil {
		return err
	}
	defer src.Close()
	bar := e.progress(filepath.Base(name), src.size)
	defer bar.Close()
	e.log.Debug().Str("file", filepath.Base(name)).Msg("exporting")
	if err := x.Add(filepath.Base(name), io.TeeReader(src, bar)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// tell says what was written and what was not.
func (e *exporting) tell(n export.Counts) error {
	_, err := fmt.Fprintf(e.stdout, "%s: %s with %s, %s with %s\n", e.options.Dir,
		count(n.Claims, "claim"), count(n.ServiceLines, "service line"),
		count(n.Remittances, "remittance claim"), count(n.RemittanceLines, "line"))
	if n.Problems > 0 {
		_, err = fmt.Fprintf(e.stdout, "%s could not be read and left empty; hmox12 validate tells where\n", count(n.Problems, "value"))
	}
	if n.Skipped > 0 {
		_, err = fmt.Fprintf(e.stdout, "%s skipped: no table is made of such\n", count(n.Skipped, "transaction set"))
	}
	return err
}
