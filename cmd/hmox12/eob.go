package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/eob"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// noticing holds the flags of hmox12 eob.
type noticing struct {
	*program
	database, book, out string
}

func (p *program) eobCommand() *cobra.Command {
	n := &noticing{program: p}
	c := &cobra.Command{
		Use:   "eob CLAIM",
		Short: "Write the explanation of benefits of a claim, for the member",
		Long: `Writes what a member is told about a claim: a page in plain words, which is no
bill. It says what was charged, what the plan's price is, who paid what, what the
member may owe and why, where deductible and out-of-pocket maximum stand, what
was not covered and what to do about it, and how to appeal. Only what the decision
leaves to the member (PR, CLP05) is told as owed.

CLAIM is our claim number or the provider's account number. The notice is about
the decision that stands: of a claim that waits, was passed on, taken back or
replaced it says that. It goes to the subscriber of the household, unless
members.csv says that the member asked to be told alone (confidential). What the
page says of the HMO, whom to call and how to appeal is in payer.yaml
(memberServices, appeals).

The page is protected health information; nothing else that is printed is.

Exit code 0: written; 1: there is no such claim, there are several, or nobody to
tell; 2: bad usage or unreadable.`,
		Example: `  hmox12 eob 26061000001 --out notice.html
  hmox12 eob C010-IVY --book fixtures/hmo --db out/hmox12.db > notice.html`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return n.run(c.Context(), args[0]) },
	}
	f := c.Flags()
	f.StringVar(&n.database, "db", filepath.Join("out", night.DatabaseFile), "the database `FILE` of the night")
	f.StringVar(&n.book, "book", "fixtures/hmo", "the `BOOK` of the night")
	f.StringVar(&n.out, "out", "", "write into this `FILE` instead of printing")
	return c
}

func (n *noticing) run(ctx context.Context, number string) error {
	hmo, err := book.Load(n.files.FS(n.book), ".")
	if err != nil {
		return fmt.Errorf("book in %s: %w", n.book, err)
	}
	s, err := openDatabase(ctx, n.database)
	if err != nil {
		return err
	}
	defer s.Close()
	control, err := n.claim(ctx, s, number)
	if err != nil {
		return err
	}
	notice, err := noticeOf(ctx, s, hmo, control)
	if errors.Is(err, eob.ErrNobody) || errors.Is(err, eob.ErrUndecided) {
		return n.refuse("claim %s: %v", control, err)
	}
	if err != nil {
		return err
	}
	return n.deliver(n.out, notice.HTML)
}

// refuse says why there is no notice.
func (n *noticing) refuse(format string, args ...any) error {
	fmt.Fprintf(n.stderr, "hmox12: "+format+"\n", args...)
	return errRejected
}

// claim returns the control number of the one claim that a number names: of claims
// that took one another's place the last. Claims of several people may have one
// account number, and no page may tell of more than one of them.
func (n *noticing) claim(ctx context.Context, s *store.Store, number string) (string, error) {
	all, err := histories(ctx, s, number)
	if err != nil {
		return "", err
	}
	var decided []string
	for _, chapters := range all {
		if len(chapters[0].Rejections) > 0 {
			continue
		}
		control := chapters[len(chapters)-1].Claim.Control
		if named(chapters, number) {
			control = number
		}
		decided = append(decided, control)
	}
	switch {
	case len(all) == 0:
		return "", n.refuse("there is no claim of that number in %s", n.database)
	case len(decided) == 0:
		return "", n.refuse("the front end rejected the claim: nothing was decided that a member could be told")
	case len(decided) > 1:
		return "", n.refuse("%d claims have that account number; name one of %s", len(decided), strings.Join(decided, ", "))
	}
	return decided[0], nil
}

// named reports whether a number is the control number of a chapter's claim.
func named(chapters []report.ClaimStory, number string) bool {
	for _, c := range chapters {
		if c.Claim.Control == number {
			return true
		}
	}
	return false
}

// noticeOf makes the notice about the decision that stands.
func noticeOf(ctx context.Context, s *store.Store, hmo *book.Book, control string) (*eob.Notice, error) {
	history, err := s.History(ctx, control)
	if err != nil {
		return nil, err
	}
	last := history[len(history)-1]
	c := eob.Case{Claim: last.Claim, Decision: last.Decision, Payer: hmo.Payer(), Totals: map[record.Counter]decimal.Decimal{}}
	if d := last.Decision; d != nil {
		c.Plan = hmo.Plan(d.Plan)
		if c.Member, err = memberOf(ctx, s, hmo, d.Member); err != nil {
			return nil, err
		}
	}
	if c.Member != nil {
		if c.Subscriber, err = memberOf(ctx, s, hmo, c.Member.SubscriberID); err != nil {
			return nil, err
		}
	}
	successor, err := s.Successor(ctx, control)
	if err != nil {
		return nil, err
	}
	if successor != "" {
		next, err := s.FindClaim(ctx, successor)
		if err != nil {
			return nil, err
		}
		c.Successor = next[0].Claim
	}
	for _, counter := range c.Counters() {
		if c.Totals[counter], err = s.StoodAt(ctx, counter, control, last.Version); err != nil {
			return nil, err
		}
	}
	return eob.New(c)
}

// memberOf returns the member with an id of today, as an enrollment left it, else as
// the book has it; nil when there is none.
func memberOf(ctx context.Context, s *store.Store, hmo *book.Book, id string) (*record.Member, error) {
	if m, err := s.EnrolledMember(ctx, id); m != nil || err != nil {
		return m, err
	}
	for _, m := range hmo.MembersByID(id) {
		if m.ID == id {
			return m, nil
		}
	}
	return nil, nil
}
