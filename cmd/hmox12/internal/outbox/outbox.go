// Package outbox publishes the files that answer a night: they are written
// beside their folder, synced, and moved into it together, so that nobody ever
// sees half a file or half a night.
package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/x12"
)

// Outbox is a folder whose files are published together.
type Outbox struct {
	files   host.Files
	dir     string
	staging string
	drafts  map[string]*Draft // by name
	kept    []*Draft
	closed  bool
}

// atOnce is how many files are on their way to the disk at most: it takes many of them in
// hardly more time than one.
const atOnce = 16

// errClosed is returned by an Outbox that was published or abandoned.
var errClosed = errors.New("the outbox was published or abandoned before")

// Open returns an Outbox that publishes into dir. Nothing is in dir until
// Publish.
func Open(files host.Files, dir string) (*Outbox, error) {
	dir = filepath.Clean(dir)
	staging := dir + host.Partial
	if err := files.RemoveAll(staging); err != nil {
		return nil, fmt.Errorf("clearing what an earlier run left: %w", err)
	}
	if err := files.MkdirAll(staging); err != nil {
		return nil, err
	}
	return &Outbox{files: files, dir: dir, staging: staging, drafts: map[string]*Draft{}}, nil
}

// Draft is a file that is being written. It is part of what is published once
// Keep was called.
type Draft struct {
	Name string

	outbox *Outbox
	file   host.File // nil once it is closed
	sum    hash.Hash
	bytes  int64
	err    error // of the first Write that failed

	onDisk    bool
	envelopes []x12.Envelope
}

// Create begins a file. A name can be used once, unless its file is discarded.
func (o *Outbox) Create(name string) (*Draft, error) {
	if o.closed {
		return nil, errClosed
	}
	if o.drafts[name] != nil {
		return nil, fmt.Errorf("two answers are called %s", name)
	}
	f, err := o.files.Create(filepath.Join(o.staging, name))
	if err != nil {
		return nil, err
	}
	d := &Draft{Name: name, outbox: o, file: f, sum: sha256.New()}
	o.drafts[name] = d
	return d, nil
}

// Write adds to the file. Who writes has a buffer, as an x12.Writer does.
func (d *Draft) Write(p []byte) (int, error) {
	if d.file == nil {
		return 0, fmt.Errorf("%s: %w", d.Name, fs.ErrClosed)
	}
	n, err := d.file.Write(p)
	d.sum.Write(p[:n]) // never fails
	d.bytes += int64(n)
	if d.err == nil {
		d.err = err
	}
	return n, err
}

// Keep finishes the file and makes it part of what is published. A file that can't be
// written is discarded.
func (d *Draft) Keep() error {
	if d.file == nil {
		return fmt.Errorf("%s: %w", d.Name, fs.ErrClosed)
	}
	if err := errors.Join(d.err, d.close()); err != nil {
		return errors.Join(err, d.Discard())
	}
	d.outbox.kept = append(d.outbox.kept, d)
	return nil
}

func (d *Draft) close() error {
	if d.file == nil {
		return nil
	}
	err := d.file.Close()
	d.file = nil
	return err
}

// Discard drops the file, also one that was kept, as long as it is not
// published. Its name is free again when it could be removed.
func (d *Draft) Discard() error {
	o := d.outbox
	if o.closed || o.drafts[d.Name] != d {
		return nil
	}
	o.kept = slices.DeleteFunc(o.kept, func(other *Draft) bool { return other == d })
	closed := d.close()
	removed := o.files.RemoveAll(filepath.Join(o.staging, d.Name))
	if removed == nil {
		delete(o.drafts, d.Name)
	}
	return errors.Join(closed, removed)
}

// Tell is told an envelope that was written into the file.
func (d *Draft) Tell(e x12.Envelope) { d.envelopes = append(d.envelopes, e) }

// Envelopes returns what was told, in the order of the file.
func (d *Draft) Envelopes() []x12.Envelope { return d.envelopes }

// Bytes returns the length of the file.
func (d *Draft) Bytes() int64 { return d.bytes }

// Sum returns the SHA-256 of a kept file in hexadecimal.
func (d *Draft) Sum() string { return hex.EncodeToString(d.sum.Sum(nil)) }

// Sync brings the kept files to the disk, those that are not there yet. Publish does it in any
// case; who has other things to do before may do them at the same time, but nothing with the
// Outbox. Until then they are written: to sync each would hold up what is done beside it, and
// they go to the disk together in little more time than one. A disk that can't write them is
// told of as long as the system remembers it.
func (o *Outbox) Sync() error {
	var all errgroup.Group
	all.SetLimit(atOnce)
	for _, d := range o.kept {
		if !d.onDisk {
			all.Go(d.sync)
		}
	}
	return all.Wait()
}

func (d *Draft) sync() error {
	file, err := d.outbox.files.Open(filepath.Join(d.outbox.staging, d.Name))
	if err != nil {
		return err
	}
	err = errors.Join(file.Sync(), file.Close())
	d.onDisk = err == nil
	return err
}

// Publish puts the folder with the kept files in the place of what is there: it
// holds the answers of one night. A file that is neither kept nor discarded is
// an error, as it would be published half written.
func (o *Outbox) Publish(r *host.Replacement) error {
	if o.closed {
		return errClosed
	}
	if open := len(o.drafts) - len(o.kept); open > 0 {
		return fmt.Errorf("answers that are not finished: %d", open)
	}
	if err := o.Sync(); err != nil {
		return err
	}
	if err := o.files.SyncDir(o.staging); err != nil {
		return err
	}
	if err := r.Put(o.dir); err != nil {
		return err
	}
	o.closed = true
	return nil
}

// Kept returns the files that are or will be published, in the order in which
// they were kept.
func (o *Outbox) Kept() []*Draft { return o.kept }

// Abandon drops everything that was not published.
func (o *Outbox) Abandon() error {
	o.closed = true
	for _, d := range o.drafts {
		_ = d.close()
	}
	return o.files.RemoveAll(o.staging)
}
