package store

import (
	"context"
	"fmt"
)

// OutboundState says how far a file that goes out has come.
type OutboundState string

// The states. A staged file is written beside its place and on the disk; after a
// crash it is moved there, or found there with the right hash. A delivered one
// has its name.
const (
	Staged    OutboundState = "staged"
	Delivered OutboundState = "delivered"
)

// OutboundFile is a file that goes out.
type OutboundFile struct {
	Name   string // unique for ever
	Kind   string // TA1, 999, 271, 835, …
	SHA256 [32]byte
	Bytes  int64
	State  OutboundState
	File   FileID // what it answers; 0 for none

	Envelopes []Envelope // in it, for AddOutbound; not read back
}

var (
	insertOutbound = &statement{"add outbound file",
		`INSERT INTO outbound (name, file, kind, sha256, bytes, state) VALUES (?, nullif(?, 0), ?, ?, ?, ?)`}
	updateOutbound = &statement{"mark outbound file",
		`UPDATE outbound SET state = ? WHERE name = ?`}
	selectOutbound = &statement{"list outbound files",
		`SELECT name, coalesce(file, 0), kind, sha256, bytes, state FROM outbound WHERE state = ? ORDER BY id`}
)

// AddOutbound implements Tx.
func (t *transaction) AddOutbound(f OutboundFile) error {
	_, err := t.exec(insertOutbound, f.Name, int64(f.File), f.Kind, f.SHA256[:], f.Bytes, string(f.State))
	if violates(err, "outbound.name") {
		return fmt.Errorf("store: %s: %w", f.Name, ErrDuplicateOutbound)
	}
	if err != nil {
		return err
	}
	for _, e := range f.Envelopes {
		if err := t.AddSent(f.Name, e); err != nil {
			return t.fail(err)
		}
	}
	return nil
}

// MarkOutbound implements Tx.
func (t *transaction) MarkOutbound(name string, state OutboundState) error {
	result, err := t.exec(updateOutbound, string(state), name)
	return atLeastOne(result, err, "outbound file "+name)
}

// Outbound returns the files in a state in the order they were recorded.
func (s *Store) Outbound(ctx context.Context, state OutboundState) ([]OutboundFile, error) {
	var files []OutboundFile
	err := s.read(ctx, selectOutbound, []any{string(state)}, func(at cursor) error {
		var f OutboundFile
		var hash []byte
		if err := at.scan(&f.Name, &f.File, &f.Kind, &hash, &f.Bytes, &f.State); err != nil {
			return err
		}
		copy(f.SHA256[:], hash)
		files = append(files, f)
		return nil
	})
	return files, err
}
