// Package outbox publishes the files that answer a night: they are written
// beside their folder, synced, and moved into it together, so that nobody ever
// sees half a file or half a night.
package outbox

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"slices"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
)

// Outbox is a folder whose files are published together.
type Outbox struct {
	files   host.Files
	dir     string
	staging string
	names   map[string]bool
	drafts  []*Draft
}

// Open returns an Outbox that publishes into dir. Nothing is in dir until
// Publish.
func Open(files host.Files, dir string) (*Outbox, error) {
	staging := filepath.Clean(dir) + ".partial"
	if err := files.RemoveAll(staging); err != nil {
		return nil, fmt.Errorf("clearing what an earlier run left: %w", err)
	}
	if err := files.MkdirAll(staging); err != nil {
		return nil, err
	}
	return &Outbox{files: files, dir: dir, staging: staging, names: map[string]bool{}}, nil
}

// Draft is a file that is being written. It is part of what is published once
// Keep was called.
type Draft struct {
	Name string

	outbox *Outbox
	file   host.File
	buffer *bufio.Writer
	sum    hash.Hash
	bytes  int64
	kept   bool
}

// Create begins a file. A name can be used once.
func (o *Outbox) Create(name string) (*Draft, error) {
	if o.names[name] {
		return nil, fmt.Errorf("two answers are called %s", name)
	}
	f, err := o.files.Create(filepath.Join(o.staging, name))
	if err != nil {
		return nil, err
	}
	o.names[name] = true
	d := &Draft{Name: name, outbox: o, file: f, sum: sha256.New()}
	d.buffer = bufio.NewWriterSize(io.MultiWriter(f, d.sum), 64<<10)
	return d, nil
}

// Write adds to the file.
func (d *Draft) Write(p []byte) (int, error) {
	d.bytes += int64(len(p))
	return d.buffer.Write(p)
}

// Keep finishes the file and makes it part of what is published.
func (d *Draft) Keep() error {
	err := d.buffer.Flush()
	if err == nil {
		err = d.file.Sync()
	}
	err = errors.Join(err, d.file.Close())
	if err == nil {
		d.kept = true
		d.outbox.drafts = append(d.outbox.drafts, d)
	}
	return err
}

// Discard drops the file, unless it was kept.
func (d *Draft) Discard() error {
	if d.kept || d.file == nil {
		return nil
	}
	err := errors.Join(d.file.Close(), d.outbox.files.RemoveAll(filepath.Join(d.outbox.staging, d.Name)))
	d.file = nil
	delete(d.outbox.names, d.Name)
	return err
}

// Withdraw takes a kept file back, before it is published.
func (d *Draft) Withdraw() error {
	o := d.outbox
	o.drafts = slices.DeleteFunc(o.drafts, func(other *Draft) bool { return other == d })
	delete(o.names, d.Name)
	return o.files.RemoveAll(filepath.Join(o.staging, d.Name))
}

// Bytes returns the length of the file.
func (d *Draft) Bytes() int64 { return d.bytes }

// Sum returns the SHA-256 of a kept file in hexadecimal.
func (d *Draft) Sum() string { return hex.EncodeToString(d.sum.Sum(nil)) }

// Publish moves every kept file into the folder, which is emptied before: it
// holds the answers of one night.
func (o *Outbox) Publish() error {
	if err := o.files.SyncDir(o.staging); err != nil {
		return err
	}
	if err := o.files.RemoveAll(o.dir); err != nil {
		return err
	}
	if err := o.files.Rename(o.staging, o.dir); err != nil {
		return err
	}
	return o.files.SyncDir(filepath.Dir(filepath.Clean(o.dir)))
}

// Kept returns the files that are or will be published, in the order in which
// they were kept.
func (o *Outbox) Kept() []*Draft { return o.drafts }

// Abandon drops everything that was not published.
func (o *Outbox) Abandon() error { return o.files.RemoveAll(o.staging) }
