package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"time"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/hindsight"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
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

// Intake takes one file after another. What answers them comes to the disk when the Outbox is
// published: the database may not be relied on before.
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
	c := in.open(path)
	return c.outcome(c.take(ctx, func() {}))
}

// TakeAll takes files one after another, as Take does. While one is committed, the next is
// examined already; where an interchange in it came before, it is examined again. After an
// error, which is one file's, it goes on if its caller does.
func (in *Intake) TakeAll(ctx context.Context, paths []string) iter.Seq2[*Received, error] {
	return func(yield func(*Received, error) bool) {
		var next *chain
		defer func() {
			if next != nil {
				next.close()
			}
		}()
		for n, path := range paths {
			c := next
			next = nil
			if c == nil {
				c = in.open(path)
			}
			err := c.take(ctx, func() {
				if n+1 < len(paths) {
					next = in.open(paths[n+1])
				}
			})
			if !yield(c.outcome(err)) {
				return
			}
		}
	}
}

// open begins to examine a file.
func (in *Intake) open(path string) *chain {
	c := &chain{Intake: in, received: &Received{Name: filepath.Base(path)}}
	file, err := in.Files.Open(path)
	if err != nil {
		c.closed = err
		return c
	}
	c.first = &examination{chain: c, file: file}
	c.first.begin()
	return c
}

// close closes the file.
func (c *chain) close() {
	if c.first != nil {
		c.first.end()
		_ = c.first.file.Close()
	}
}

// take takes the file; decided is called when nothing but the commit is left to do.
func (c *chain) take(ctx context.Context, decided func()) error {
	defer c.close()
	if c.closed != nil {
		return c.closed
	}
	tx, err := c.Store.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	defer c.discard()
	c.tx = tx
	if err := c.first.take(); err != nil {
		return err
	}
	if err := c.process(c.first.file); err != nil {
		return err
	}
	decided()
	return c.commit()
}

// outcome is what Take returns.
func (c *chain) outcome(err error) (*Received, error) {
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.received.Name, err)
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
	if err := c.tx.Commit(); err != nil {
		return err
	}
	c.committed = true
	return nil
}

// chain is one file on its way.
type chain struct {
	*Intake
	first     *examination // nil when the file can't be opened
	closed    error        // why it can't
	failed    error        // the first error of what was told of it
	tx        store.Tx
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
func (c *chain) register(sum []byte, bytes int64) error {
	c.received.Bytes = bytes
	row := store.File{Name: c.received.Name, Received: c.receivedOn(), Bytes: bytes}
	copy(row.SHA256[:], sum)
	var err error
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
