// Package night replays a whole night: it loads a book, takes every inbound
// file, pays what was decided, and reports. The database is fresh and the clock
// is the book's, so the same night gives the same bytes.
package night

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
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

// partial marks what is not yet whole.
const partial = ".partial"

// Replay is one night to replay.
type Replay struct {
	Files host.Files
	Dir   string // holds BookFolder and InboundFolder
	Out   string // gets everything else
	Log   zerolog.Logger
	// Progress returns where to tell the bytes that are read, of a total; nil
	// tells nobody.
	Progress func(total int64) io.WriteCloser
}

// Run replays the night. Everything in Out is written beside its place and moved
// there when the night is over; after an error Out is as it was.
func (r *Replay) Run(ctx context.Context) (_ *report.Night, err error) {
	hmo, err := book.Load(r.Files.FS(filepath.Join(r.Dir, BookFolder)), ".")
	if err != nil {
		return nil, fmt.Errorf("book in %s: %w", filepath.Join(r.Dir, BookFolder), err)
	}
	inbound, total, err := r.inbound()
	if err != nil {
		return nil, err
	}
	if err := r.Files.MkdirAll(r.Out); err != nil {
		return nil, err
	}
	answers, err := outbox.Open(r.Files, filepath.Join(r.Out, OutboundFolder))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, answers.Abandon()) }()
	database, err := r.openStore(ctx, hmo)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, database.Close(), r.removeDatabase(r.path(DatabaseFile)+partial)) }()

	night := &report.Night{
		Payer: hmo.Payer().Name, PayerID: hmo.Payer().ID,
		Received: hmo.Night().Received, Paid: hmo.Night().Run, Folder: r.path(OutboundFolder),
	}
	if err := r.take(ctx, hmo, database, answers, inbound, total, night); err != nil {
		return nil, err
	}
	cycle := payment.Cycle{Clock: runClock(hmo.Night()), Book: hmo, Store: database, Outbox: answers}
	paid, err := cycle.Run(ctx)
	if err != nil {
		return nil, fmt.Errorf("payment: %w", err)
	}
	for _, remittance := range paid {
		night.AddRemittance(remittance)
	}
	if err := tell(ctx, database, night); err != nil {
		return nil, err
	}
	return night, r.publish(ctx, database, answers, night)
}

func (r *Replay) path(name string) string { return filepath.Join(r.Out, name) }

// inbound lists the files to take, by name, and their length together.
func (r *Replay) inbound() (paths []string, total int64, err error) {
	dir := filepath.Join(r.Dir, InboundFolder)
	entries, err := r.Files.ReadDir(dir)
	if err != nil {
		return nil, 0, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, 0, err
		}
		if info.Mode().IsRegular() {
			paths = append(paths, filepath.Join(dir, e.Name()))
			total += info.Size()
		}
	}
	if len(paths) == 0 {
		return nil, 0, fmt.Errorf("%s holds no files", dir)
	}
	return paths, total, nil
}

// openStore makes a fresh database that stands where the book says.
func (r *Replay) openStore(ctx context.Context, hmo *book.Book) (*store.Store, error) {
	path := r.path(DatabaseFile) + partial
	if err := r.removeDatabase(path); err != nil {
		return nil, err
	}
	database, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return nil, err
	}
	if err := begin(ctx, database, hmo); err != nil {
		return nil, errors.Join(err, database.Close())
	}
	return database, nil
}

func (r *Replay) removeDatabase(path string) error {
	var errs []error
	for _, suffix := range []string{"", "-wal", "-shm"} {
		errs = append(errs, r.Files.RemoveAll(path+suffix))
	}
	return errors.Join(errs...)
}

// begin sets the counters and the control numbers to where the book says the
// night begins.
func begin(ctx context.Context, database *store.Store, hmo *book.Book) error {
	tx, err := database.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	n := hmo.Night()
	for sequence, next := range map[string]int64{
		intake.InterchangeNumbers: n.Interchange,
		intake.ClaimNumbers:       n.Claim.Next,
		intake.EligibilityNumbers: n.Eligibility.Next,
		payment.PaymentNumbers:    n.Payment.Next,
		payment.NonPaymentNumbers: n.NonPayment.Next,
	} {
		if err := tx.SetControlNumber(sequence, next-1); err != nil {
			return err
		}
	}
	if err := tx.SetOpening(hmo.Opening()); err != nil {
		return err
	}
	return tx.Commit()
}

// take takes every inbound file.
func (r *Replay) take(ctx context.Context, hmo *book.Book, database *store.Store, answers *outbox.Outbox, inbound []string, total int64, night *report.Night) error {
	in := intake.Intake{Files: r.Files, Clock: receiptClock(hmo.Night()), Book: hmo, Store: database, Outbox: answers}
	if r.Progress != nil {
		bar := r.Progress(2 * total) // examined, then processed
		defer bar.Close()
		in.Progress = bar
	}
	for _, path := range inbound {
		received, err := in.Take(ctx, path)
		if err != nil {
			return err
		}
		night.AddFile(fileOf(received))
		r.Log.Debug().Str("file", received.Name).Int("claims", received.Claims).Int("inquiries", received.Inquiries).
			Int("rejectedSets", received.RejectedSets).Msg("taken")
	}
	return nil
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

// publish moves everything to its place: the answers first, the report that
// tells of them last.
func (r *Replay) publish(ctx context.Context, database *store.Store, answers *outbox.Outbox, night *report.Night) error {
	for _, draft := range answers.Kept() {
		night.AddAnswer(report.Answer{Name: draft.Name, Kind: kindOf(draft.Name), Bytes: draft.Bytes()})
	}
	if err := r.write(SummaryFile+partial, night.JSON); err != nil {
		return err
	}
	if err := r.write(ReportFile+partial, night.HTML); err != nil {
		return err
	}
	if err := answers.Publish(); err != nil {
		return err
	}
	if err := delivered(ctx, database); err != nil {
		return err
	}
	if err := database.Close(); err != nil {
		return err
	}
	if err := r.removeDatabase(r.path(DatabaseFile)); err != nil {
		return err
	}
	for _, name := range []string{DatabaseFile, SummaryFile, ReportFile} {
		if err := r.Files.Rename(r.path(name)+partial, r.path(name)); err != nil {
			return err
		}
	}
	return r.Files.SyncDir(r.Out)
}

// delivered marks the answers as standing where partners find them.
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
