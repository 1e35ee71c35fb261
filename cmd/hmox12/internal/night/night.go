// Package night replays a whole night: it loads a book, takes every inbound
// file, pays what was decided, and reports. The database is fresh and the clock
// is the book's, so the same night gives the same bytes.
package night

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/intake"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/payment"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// What a replay reads and writes, in the folders it is given.
const (
	BookFolder     = "hmo"
	InboundFolder  = "inbound"
	OutboundFolder = "outbound"
	DatabaseFile   = "hmox12.db"
	ReportFile     = "report.html"
	SummaryFile    = "summary.json"
)

// rowsFile holds the rows of SummaryFile until what stands before them is known.
const rowsFile = SummaryFile + ".rows" + host.Partial

// Replay is one night to replay.
type Replay struct {
	Files host.Files
	Dir   string // holds BookFolder and InboundFolder
	Book  string // the folder of another book; empty for BookFolder of Dir
	Out   string // gets everything else
	Store store.Options
	Log   zerolog.Logger
	// Held is how many payees were not paid because their remittance was refused;
	// the log says why.
	Held int
	// Untaken is how many files were not taken because an answer to them can't be
	// written; each was logged. Nothing of such a file happened.
	Untaken int
	// Paid, when set, is told of each payment and for how many claims it is.
	Paid func(m *record.Remittance, claims int)
	// Loaded, when set, is called when the book is in memory, of so many members.
	Loaded func(members int)
	// Progress returns where to tell the bytes that are read, of a total; nil
	// tells nobody.
	Progress func(total int64) io.WriteCloser
}

// Run replays the night. Everything in Out is made beside its place and moved
// there when the night is over. After an error Out is as it was; only an error
// while clearing up comes after all of it was replaced.
func (r *Replay) Run(ctx context.Context) (*report.Night, error) {
	folder := r.Book
	if folder == "" {
		folder = filepath.Join(r.Dir, BookFolder)
	}
	hmo, err := book.Load(r.Files.FS(folder), ".")
	if err != nil {
		return nil, fmt.Errorf("book in %s: %w", folder, err)
	}
	if r.Loaded != nil {
		r.Loaded(hmo.Members())
	}
	inbound, total, err := r.inbound(hmo.HasWork())
	if err != nil {
		return nil, err
	}
	if err := r.prepare(); err != nil {
		return nil, err
	}
	night, err := r.replay(ctx, hmo, inbound, total)
	if err := errors.Join(err, r.clear()); err != nil {
		return nil, err
	}
	return night, nil
}

// prepare makes Out ready: what an earlier run left is brought back or removed.
func (r *Replay) prepare() error {
	if err := r.Files.MkdirAll(r.Out); err != nil {
		return err
	}
	for _, name := range []string{OutboundFolder, DatabaseFile, SummaryFile, ReportFile} {
		if err := host.Recover(r.Files, r.path(name)); err != nil {
			return err
		}
	}
	return r.clear()
}

// sidecars are the files that SQLite keeps beside an open database.
var sidecars = []string{"-wal", "-shm"}

// clear removes the files that were not moved to their places.
func (r *Replay) clear() error {
	names := []string{rowsFile, DatabaseFile + host.Partial, SummaryFile + host.Partial, ReportFile + host.Partial}
	for _, suffix := range sidecars {
		names = append(names, DatabaseFile+host.Partial+suffix, DatabaseFile+suffix+host.Previous)
	}
	var errs []error
	for _, name := range names {
		errs = append(errs, r.Files.RemoveAll(r.path(name)))
	}
	return errors.Join(errs...)
}

func (r *Replay) replay(ctx context.Context, hmo *book.Book, inbound []string, total int64) (_ *report.Night, err error) {
	answers, err := outbox.Open(r.Files, r.path(OutboundFolder))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, answers.Abandon()) }()
	database, err := r.openStore(ctx, hmo)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, database.Close()) }()

	night := &report.Night{
		Payer: hmo.Payer().Name, PayerID: hmo.Payer().ID,
		Received: hmo.Night().Received, Paid: hmo.Night().Run, Folder: r.path(OutboundFolder),
	}
	if err := r.take(ctx, hmo, database, answers, inbound, total, night); err != nil {
		return nil, err
	}
	if err := lookBack(ctx, hmo, database); err != nil {
		return nil, fmt.Errorf("claims to be decided again: %w", err)
	}
	if err := database.Forget(); err != nil { // all claims are decided
		return nil, err
	}
	rows, err := r.Files.Create(r.path(rowsFile))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	night.KeepAside(rows)
	if err := r.payAndTell(ctx, hmo, database, answers, night); err != nil {
		return nil, err
	}
	return night, r.publish(ctx, database, answers, night)
}

func (r *Replay) path(name string) string { return filepath.Join(r.Out, name) }

// inbound lists the files to take, by name, and their length together. A link
// counts as what it leads to. There may be none where the book alone is work.
func (r *Replay) inbound(mayBeEmpty bool) (paths []string, total int64, err error) {
	dir := filepath.Join(r.Dir, InboundFolder)
	files := r.Files.FS(dir)
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", dir, err)
	}
	for _, e := range entries {
		info, err := fs.Stat(files, e.Name())
		if err != nil {
			return nil, 0, fmt.Errorf("%s: %w", dir, err)
		}
		if info.Mode().IsRegular() {
			paths = append(paths, filepath.Join(dir, e.Name()))
			total += info.Size()
		}
	}
	if len(paths) == 0 && !mayBeEmpty {
		return nil, 0, fmt.Errorf("%s holds no files", dir)
	}
	return paths, total, nil
}

// openStore makes a fresh database that stands where the book says.
func (r *Replay) openStore(ctx context.Context, hmo *book.Book) (*store.Store, error) {
	options := r.Store
	options.Members = hmo.Members()
	if options.Durable == store.AtCommit {
		options.Durable = store.AtClose // it comes to its place when it is whole
	}
	database, err := store.Open(ctx, r.path(DatabaseFile)+host.Partial, options)
	if err != nil {
		return nil, err
	}
	if err := begin(ctx, database, hmo); err != nil {
		return nil, errors.Join(err, database.Close())
	}
	hmo.ForgetOpening() // the ledger started from it
	return database, nil
}

// begin sets the counters, the control numbers and what waits for its
// acknowledgment to where the book says the night begins.
func begin(ctx context.Context, database *store.Store, hmo *book.Book) error {
	tx, err := database.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	n := hmo.Night()
	for sequence, next := range map[string]int64{
		intake.InterchangeNumbers:   n.Interchange,
		intake.ClaimNumbers:         n.Claim.Next,
		intake.EligibilityNumbers:   n.Eligibility.Next,
		intake.ReviewNumbers:        n.Review.Next,
		intake.ReferralNumbers:      n.Referral.Next,
		intake.AuthorizationNumbers: n.Authorization.Next,
		payment.PaymentNumbers:      n.Payment.Next,
		payment.NonPaymentNumbers:   n.NonPayment.Next,
	} {
		if err := tx.SetControlNumber(sequence, next-1); err != nil {
			return err
		}
	}
	if err := tx.SetOpening(hmo.Opening()); err != nil {
		return err
	}
	if err := addPrior(tx, hmo); err != nil {
		return err
	}
	if err := addWaiting(tx, hmo); err != nil {
		return err
	}
	if err := addSent(tx, hmo); err != nil {
		return err
	}
	return tx.Commit()
}

// addSent records what earlier nights sent.
func addSent(tx store.Tx, hmo *book.Book) error {
	for _, s := range hmo.Sent() {
		e := store.Envelope{
			Kind: s.Kind, ReceiverQualifier: hmo.Partner(s.Receiver).Qualifier, Receiver: s.Receiver, Control: s.Control, Day: s.Day,
			FunctionalID: s.FunctionalID, Group: s.Group, Version: s.Version, Sets: s.Sets, Trace: s.Trace,
		}
		if err := tx.AddSent(s.File, e); err != nil {
			return err
		}
	}
	return nil
}

// take takes what people decided and every inbound file.
func (r *Replay) take(ctx context.Context, hmo *book.Book, database *store.Store, answers *outbox.Outbox, inbound []string, total int64, night *report.Night) error {
	in := intake.Intake{Files: r.Files, Clock: receiptClock(hmo.Night()), Book: hmo, Store: database, Outbox: answers}
	if r.Progress != nil {
		bar := r.Progress(2 * total) // examined, then processed
		defer bar.Close()
		in.Progress = bar
	}
	if err := in.DecideEarlier(ctx); err != nil {
		return err
	}
	for received, err := range in.TakeAll(ctx, inbound) {
		var refused *x12.WriteError
		if errors.As(err, &refused) {
			r.Untaken++
			r.Log.Error().Err(err).Msg("not taken: an answer has to repeat what the partner's characters or delimiters don't hold")
			continue
		}
		if err != nil {
			return err
		}
		night.AddFile(fileOf(received))
		r.Log.Debug().Str("file", received.Name).Int("claims", received.Claims).Int("inquiries", received.Inquiries).
			Int("rejectedSets", received.RejectedSets).Msg("taken")
	}
	in.Clock = runClock(hmo.Night())
	return in.DecideRest(ctx)
}

// receiptClock is the time at which files are taken and acknowledged.
func receiptClock(n book.Night) host.Clock { return clockOf(n.Received, n.ReceivedTime) }

// runClock is the time at which the payment cycle runs.
func runClock(n book.Night) host.Clock { return clockOf(n.Run, n.RunTime) }

func clockOf(day record.Date, clock string) host.Clock {
	var hour, minute int
	_, _ = fmt.Sscanf(clock, "%2d%2d", &hour, &minute)
	return host.Fixed(time.Date(day.Year(), time.Month(day.Month()), day.Day(), hour, minute, 0, 0, time.UTC))
}

// publish moves everything to its place, the report that tells of it last.
func (r *Replay) publish(ctx context.Context, database *store.Store, answers *outbox.Outbox, night *report.Night) error {
	for _, draft := range answers.Kept() {
		night.AddAnswer(report.Answer{Name: draft.Name, Kind: kindOf(draft.Name), Bytes: draft.Bytes()})
	}
	// All of them read what is done and over.
	err := together(
		answers.Sync,
		func() error { return r.write(SummaryFile+host.Partial, night.JSON) },
		func() error { return r.write(ReportFile+host.Partial, night.HTML) },
		func() error {
			if err := delivered(ctx, database); err != nil {
				return err
			}
			return database.Close()
		},
	)
	if err != nil {
		return err
	}
	replacement := &host.Replacement{Files: r.Files}
	if err := r.replace(replacement, answers); err != nil {
		return errors.Join(err, replacement.Undo())
	}
	return nil
}

func (r *Replay) replace(all *host.Replacement, answers *outbox.Outbox) error {
	if err := answers.Publish(all); err != nil {
		return err
	}
	for _, suffix := range sidecars { // they would be taken for the new database's
		if err := all.Remove(r.path(DatabaseFile + suffix)); err != nil {
			return err
		}
	}
	for _, name := range []string{DatabaseFile, SummaryFile, ReportFile} {
		if err := all.Put(r.path(name)); err != nil {
			return err
		}
	}
	return all.Commit()
}

// together does all of some things, side by side.
func together(do ...func() error) error {
	errs := make([]error, len(do))
	var done sync.WaitGroup
	for i := range do {
		done.Go(func() { errs[i] = do[i]() })
	}
	done.Wait()
	return errors.Join(errs...)
}

// delivered marks the answers as standing where partners find them: the database
// comes to its place together with them.
func delivered(ctx context.Context, database *store.Store) error {
	staged, err := database.Outbound(ctx, store.Staged)
	if err != nil {
		return err
	}
	tx, err := database.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, file := range staged {
		if err := tx.MarkOutbound(file.Name, store.Delivered); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// write writes one file and syncs it.
func (r *Replay) write(name string, body func(io.Writer) error) error {
	f, err := r.Files.Create(r.path(name))
	if err != nil {
		return err
	}
	return errors.Join(body(f), f.Sync(), f.Close())
}
