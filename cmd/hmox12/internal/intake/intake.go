package intake

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"time"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/hindsight"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

// The sequences of control numbers that a night draws from.
const (
	InterchangeNumbers = "interchange" // ISA13, and GS06 with it
	ClaimNumbers       = "claim"
	EligibilityNumbers = "eligibility"

	ReviewNumbers        = "review" // of our answers to requests
	ReferralNumbers      = "referral"
	AuthorizationNumbers = "authorization"
)

// maxFindings is how many findings of a file are kept for the report.
const maxFindings = 500

// Database is what intake needs of one: transactions.
type Database interface {
	Begin(context.Context) (store.Tx, error)
}

// Intake takes one file after another.
type Intake struct {
	Files  host.Files
	Clock  host.Clock
	Book   *book.Book
	Store  Database
	Outbox *outbox.Outbox
	// Progress, when set, is told every byte that is read.
	Progress io.Writer

	heard map[string]bool // verdicts of people that were looked at, by their source
}

// Received is what became of a file.
type Received struct {
	Name         string
	Bytes        int64
	Duplicate    bool // the same content came before: nothing of it was taken again
	Interchanges int
	Refused      int // interchanges
	Groups       int
	Sets         int
	RejectedSets int
	Claims       int // handed to adjudication or rejected by the front end
	Inquiries    int
	Reviews      int // requests for referrals and authorizations
	Statuses     int // inquiries about claims
	Enrollments  int // members of 834s
	// Acknowledgments are the TA1s and 999s about what we sent; Unmatched of them
	// are about nothing that was sent to their sender.
	Acknowledgments, Unmatched int
	Unhandled                  int           // accepted sets that nothing is done with
	Findings                   []ack.Finding // at most maxFindings
	Found                      int           // all findings
}

// Take takes one file. An error means that nothing of it happened; what is
// wrong with the file itself is no error.
func (in *Intake) Take(ctx context.Context, path string) (*Received, error) {
	received, err := in.take(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return received, nil
}

func (in *Intake) take(ctx context.Context, path string) (*Received, error) {
	file, err := in.Files.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	tx, err := in.Store.Begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()

	c := &chain{Intake: in, tx: tx, path: path, received: &Received{Name: filepath.Base(path)}}
	defer c.discard()
	if err := c.register(file); err != nil {
		return nil, err
	}
	if err := c.examine(file); err != nil {
		return nil, err
	}
	if err := c.process(file); err != nil {
		return nil, err
	}
	if err := c.commit(); err != nil {
		return nil, err
	}
	return c.received, nil
}

// commit keeps all that the chain did, with its answers.
func (c *chain) commit() error {
	for _, answer := range c.kept {
		if err := c.tx.AddOutbound(answer.row(c.file)); err != nil {
			return err
		}
	}
	for _, answer := range c.kept {
		if err := answer.draft.Wait(); err != nil {
			return err
		}
	}
	if err := c.tx.Commit(); err != nil {
		return err
	}
	c.committed = true
	return nil
}

// chain is one file on its way.
type chain struct {
	*Intake
	tx        store.Tx
	path      string
	file      store.FileID
	received  *Received
	drafts    []*outbox.Draft // all answers that were begun
	kept      []answer
	spare     int64 // a control number that was drawn and not used
	committed bool
	again     *hindsight.Claims // nil until something may have claims decided again

	interchanges  []interchange // in the order of their ISA
	admitted      bool          // the last of them is open in the first pass
	sets          verdicts
	group         x12.FunctionalGroup // open in the first pass
	groupSets     int                 // sets before it
	groupRejected int                 // and those of them that were rejected
}

// interchange is what the first pass found out about one.
type interchange struct {
	id       store.InterchangeID
	rejected bool
	sets     int // ordinal of its first set
	refused  int // rejected sets before it
}

// register records the file by its content. The same content again is no error:
// it is examined, and each interchange in it answered as a duplicate.
func (c *chain) register(file host.File) error {
	sum := sha256.New()
	n, err := io.Copy(sum, file)
	if err != nil {
		return err
	}
	c.received.Bytes = n
	row := store.File{Name: c.received.Name, Received: c.receivedOn(), Bytes: n}
	copy(row.SHA256[:], sum.Sum(nil))
	c.file, err = c.tx.AddFile(row)
	if errors.Is(err, store.ErrDuplicateFile) {
		c.received.Duplicate = true
		return nil
	}
	return err
}

// receivedOn is the day on which files came in.
func (c *chain) receivedOn() record.Date { return c.Book.Night().Received }

// options are what decisions are made with.
func (c *chain) options() adjudicate.Options {
	return adjudicate.Options{Today: c.Book.Night().Run, Closed: c.Book.Night().Closed}
}

// examine is the first pass: verdicts and acknowledgments.
func (c *chain) examine(file host.File) error {
	src, err := c.rewind(file)
	if err != nil {
		return err
	}
	var failed error
	acknowledger := acknowledge.New(c)
	listener := acknowledger.Listen(ack.Listener{
		Finding: c.note,
		SetEnded: func(s *ack.Set) {
			c.received.Sets++
			if s.Verdict == ack.Rejected {
				c.received.RejectedSets++
			}
			c.sets.add(s.Verdict != ack.Rejected, s.Count > 0)
			if failed == nil {
				failed = c.recordSet(s)
			}
		},
		GroupBegan: func(g *x12.FunctionalGroup) {
			c.group, c.groupSets, c.groupRejected = *g, c.sets.n, c.received.RejectedSets
		},
		GroupEnded: func(g *ack.Group) {
			c.received.Groups++
			if g.Verdict == ack.Rejected {
				c.sets.refuseFrom(c.groupSets)
				c.received.RejectedSets = c.groupRejected + c.sets.n - c.groupSets
			}
		},
		InterchangeEnded: func(i *ack.Interchange) {
			c.received.Interchanges++
			if failed == nil {
				failed = c.judge(i)
			}
		},
	})
	err = ack.Examine(x12.NewReader(src), ack.Options{Level: snip.Partners, Workers: runtime.GOMAXPROCS(0), Supported: taken, Guide: c.agreed, Unicode: c.unicode, Admit: func(h *x12.Interchange) x12.Code {
		code, err := c.admit(h)
		if failed == nil {
			failed = err
		}
		return code
	}}, listener)
	return errors.Join(err, failed, acknowledger.Err(), acknowledger.Discard())
}

func (c *chain) rewind(file host.File) (io.Reader, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if c.Progress == nil {
		return file, nil
	}
	return io.TeeReader(file, c.Progress), nil
}

func (c *chain) note(f ack.Finding) {
	if f.Code == x12.TooManyFindings {
		return // a word of ours, not of the file
	}
	c.received.Found++
	if len(c.received.Findings) < maxFindings {
		c.received.Findings = append(c.received.Findings, f)
	}
}

// Now is the date and time of the answers.
func (c *chain) Now() time.Time { return c.Clock.Now() }
