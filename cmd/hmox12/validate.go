package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/secondopinion"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/validate"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// validation holds the flags of hmox12 validate.
type validation struct {
	*program
	asJSON        bool
	form, color   string
	ackDir        string
	limits        validate.Limits
	level         int
	partners      []string // files of companion guides
	companions    *guide.Companions
	secondOpinion bool
}

func (p *program) validateCommand() *cobra.Command {
	v := &validation{program: p}
	c := &cobra.Command{
		Use:   "validate FILE...",
		Short: "Check files against envelope and guide",
		Long: `Checks each file and tells what is wrong. A pipe or file gets a line a finding:

  file:offset  segment  loop  element  level  code  what is wrong; how to mend it

The offset is in bytes from 0, the segment counts in the file from 1. A terminal
gets the same grouped by file, interchange, group and set, with a rule that is
broken again and again at one place told once and counted. --form lines or
grouped chooses, --json is for programs: docs/validate.md tells every field. A -
reads standard input. Data is never shown, only its shape: A(2) 9(6) is two
capital letters and six digits. Amounts and control numbers are shown.

The level is the SNIP level: L1 integrity, L2 the guide's requirements, L3
balances, L4 situations that cross segments, L5 external code sets, L7 what a
partner's companion guide asks. What is wrong up to L4, and of L7, rejects the
file; a bad code of L5 refuses its claim alone. --level N leaves out what is above
it: --level 2 checks what the guide itself asks, and nothing beyond.

With --partner, what comes from a partner is held to its companion guide as well:
L7, and L1 for characters. How to write one is in x12/guide/data/companion.md.

With --ack, the TA1 and 999 that answer each file are written there.

Every limit is a flag, and a finding says where one was reached; counts stay
exact. How deep HL levels nest is for the guide to say.

Exit code 0: all accepted; 1: something rejected; 2: bad usage, or a file that
could not be read (the others are checked all the same).`,
		Example: `  hmox12 validate claims.x12
  hmox12 validate --json - < claims.x12
  hmox12 validate --ack answers/ inbound/*.x12
  hmox12 validate --partner bayclear.guide claims.x12
  hmox12 validate --form grouped --color always claims.x12 | less -R`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := v.check(); err != nil {
				return err
			}
			var err error
			if v.companions, err = v.openCompanions(v.partners); err != nil {
				return err
			}
			return v.run(c.Context(), args)
		},
	}
	v.flags(c.Flags())
	return c
}

func (v *validation) flags(f *pflag.FlagSet) {
	f.BoolVar(&v.asJSON, "json", false, "print a JSON object a line")
	f.StringVar(&v.form, "form", "auto", "print `FORM`: lines, grouped, or auto, which is grouped on a terminal")
	f.StringVar(&v.color, "color", "auto", "use colors `WHEN`: always, never, or auto, on a terminal unless NO_COLOR is set")
	f.StringVar(&v.ackDir, "ack", "", "write TA1 and 999 into this `DIR`")
	f.StringArrayVar(&v.partners, "partner", nil, "hold a partner to the companion guide in this `FILE`; may be repeated")
	f.IntVar(&v.level, "level", snip.Partners, "check up to this SNIP level, from 1 to 7")
	f.IntVar(&v.limits.Printed, "max-findings", 1000, "print so many findings a file; all are counted")
	f.IntVar(&v.limits.Kept, "max-kept", ack.DefaultMaxFindings, "tell so many findings of a set in its 999; all are counted")
	f.IntVar(&v.limits.Segment, "max-segment", x12.DefaultMaxSegment, "admit segments of so many bytes")
	f.IntVar(&v.limits.Repeats, "max-repeats", x12.DefaultMaxRepeats, "admit so many elements, repetitions and components a segment")
	f.IntVar(&v.limits.Levels, "max-levels", guide.DefaultMaxLevels, "admit so many HL levels a transaction set")
	f.BoolVar(&v.secondOpinion, "second-opinion", false, "also ask github.com/moov-io/x12 about each 837P; never part of the verdict")
}

// check refuses flags that make no sense.
func (v *validation) check() error {
	if v.level < snip.Integrity || v.level > snip.Partners {
		return fmt.Errorf("--level %d: write a level from %d to %d", v.level, snip.Integrity, snip.Partners)
	}
	for _, limit := range []struct {
		flag         string
		value, least int
		why          string
	}{
		{"max-findings", v.limits.Printed, 0, "write 0 for none"},
		{"max-kept", v.limits.Kept, 1, "a 999 tells at least one"},
		{"max-segment", v.limits.Segment, 106, "an ISA alone has 106 bytes"},
		{"max-repeats", v.limits.Repeats, 16, "an ISA alone has 16 elements"},
		{"max-levels", v.limits.Levels, 1, "a set has at least one"},
	} {
		if limit.value < limit.least {
			return fmt.Errorf("--%s %d: %s", limit.flag, limit.value, limit.why)
		}
	}
	switch v.form {
	case "auto", "lines", "grouped":
	default:
		return fmt.Errorf("--form %s: write lines, grouped or auto", v.form)
	}
	switch v.color {
	case "auto", "always", "never":
	default:
		return fmt.Errorf("--color %s: write always, never or auto", v.color)
	}
	return nil
}

// validator returns what examines the files, telling what it finds to out.
func (v *validation) validator(out io.Writer) *validate.Validator {
	options := validate.Options{Level: v.level, Limits: v.limits, Guide: guideOf(v.companions), Workers: runtime.GOMAXPROCS(0)}
	switch {
	case v.asJSON:
		return validate.JSON(out, options)
	case v.form == "grouped" || v.form == "auto" && v.screen != nil:
		return validate.Grouped(out, v.width(), v.colored(v.color), options)
	}
	return validate.Lines(out, v.colored(v.color), options)
}

// run validates every file that can be read. Files that can't are told at once and
// make the command fail; only an interrupt ends it early.
func (v *validation) run(ctx context.Context, files []string) error {
	bar := v.progress("validate", v.sizeOf(files))
	defer bar.Close()
	check := v.validator(bar.above(v.stdout))
	rejected := false
	var unread []error
	for _, name := range files {
		ok, err := v.file(ctx, check, bar, name)
		if ctx.Err() != nil {
			return err
		}
		if err != nil {
			unread = append(unread, err)
			continue
		}
		rejected = rejected || !ok
	}
	bar.Close()
	if err := errors.Join(check.End(), errors.Join(unread...)); err != nil {
		return err
	}
	if rejected {
		return errRejected
	}
	return nil
}

// file validates one file and reports whether all of it was accepted.
func (v *validation) file(ctx context.Context, check *validate.Validator, bar *bar, name string) (accepted bool, err error) {
	src, err := v.openInput(ctx, "validate", name)
	if err != nil {
		check.Unread()
		return false, err
	}
	defer src.Close()
	answers, err := v.newAnswers(name)
	if err != nil {
		check.Unread()
		return false, err
	}
	defer answers.discard()
	if accepted, err = check.File(name, io.TeeReader(src, bar), answers.listen); err != nil {
		return false, err
	}
	if err := answers.keep(); err != nil {
		return false, fmt.Errorf("%s: %w", name, err)
	}
	if !v.secondOpinion {
		return accepted, nil
	}
	says, err := v.askSecond(name)
	if err != nil {
		return false, fmt.Errorf("%s: %w", name, err)
	}
	return accepted, check.Opinion(name, says)
}

// askSecond returns what moov-io/x12 says about a file.
func (v *validation) askSecond(name string) (string, error) {
	if name == "-" {
		return "standard input can't be read twice", nil
	}
	f, err := v.files.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return secondopinion.Ask(f)
}

// sizeOf adds up the sizes of files, in bytes; -1 when one can't be known.
func (v *validation) sizeOf(files []string) (total int64) {
	for _, name := range files {
		if name == "-" {
			return -1
		}
		f, err := v.files.Open(name)
		if err != nil {
			continue // told when it is its turn
		}
		if info, err := f.Stat(); err == nil && !info.IsDir() {
			total += info.Size()
		}
		_ = f.Close()
	}
	return total
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
