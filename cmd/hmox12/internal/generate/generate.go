package generate

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
)

// ErrorsFile lists the faults: in which file and set, of which claim, what is wrong
// and what validate finds.
const ErrorsFile = "errors.csv"

// Counts says what was generated.
type Counts struct {
	Members, Providers, Claims, Questions, Files, Faults int
}

// Run generates a book and a night in the folder. It is made beside its place and
// comes there when it is whole; after an error there is nothing. A folder that
// holds something is left alone.
func Run(ctx context.Context, o Options) (counts Counts, err error) {
	if err := o.check(); err != nil {
		return Counts{}, err
	}
	if err := vacant(o.Files, o.Dir); err != nil {
		return Counts{}, err
	}
	partial := filepath.Clean(o.Dir) + host.Partial
	if err := o.Files.RemoveAll(partial); err != nil {
		return Counts{}, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.Files.RemoveAll(partial))
		}
	}()
	if counts, err = o.write(ctx, partial); err != nil {
		return Counts{}, err
	}
	if err := vacant(o.Files, o.Dir); err != nil { // somebody else may have come first
		return Counts{}, err
	}
	if err := o.Files.RemoveAll(o.Dir); err != nil {
		return Counts{}, err
	}
	return counts, o.Files.Rename(partial, o.Dir)
}

// vacant reports a folder that holds something.
func vacant(files host.Files, dir string) error {
	entries, err := files.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty: choose another folder, or clear it", dir)
	}
	return nil
}

// write writes everything into a folder.
func (o *Options) write(ctx context.Context, dir string) (counts Counts, err error) {
	b, err := newBook(o.Files, filepath.Join(dir, night.BookFolder))
	if err != nil {
		return Counts{}, err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	in, err := newInbound(o.Files, filepath.Join(dir, night.InboundFolder), o.Received)
	if err != nil {
		return Counts{}, err
	}
	defer func() { err = errors.Join(err, in.abandon()) }()
	list, err := newBlamed(o.Files, filepath.Join(dir, ErrorsFile))
	if err != nil {
		return Counts{}, err
	}
	defer func() { err = errors.Join(err, list.close()) }()

	w := &world{
		options: *o, population: newPopulation(o.Seed, o.Members), book: b, batch: &batch{}, blamed: list,
		faults: newDraw(o.Seed, ofFaults, 0), asks: newDraw(o.Seed, ofInquiries, 0),
	}
	told := &telling{options: o}
	defer told.close()
	if err := b.fixed(o, w.population); err != nil {
		return Counts{}, err
	}
	if err := w.providers(); err != nil {
		return Counts{}, err
	}
	if err := w.people(ctx, told.members); err != nil {
		return Counts{}, err
	}
	if err := w.night(ctx, in, told.claims); err != nil {
		return Counts{}, err
	}
	return Counts{
		Members: o.Members, Providers: len(w.population.all), Claims: w.claims, Questions: w.asked,
		Files: in.written, Faults: list.count,
	}, nil
}

// night tells stories until there are enough claims.
func (w *world) night(ctx context.Context, in *inbound, told func(claims int)) error {
	for n := 0; w.claims < w.options.Claims; n++ {
		w.tell(n)
		if !w.batch.full() {
			continue
		}
		told(len(w.batch.claims))
		if err := errors.Join(ctx.Err(), w.flush(in)); err != nil {
			return err
		}
	}
	told(len(w.batch.claims))
	return errors.Join(w.flush(in), in.finish())
}

// telling tells how far the work is.
type telling struct {
	options *Options
	out     interface {
		Write([]byte) (int, error)
		Close() error
	}
	blank [64 << 10]byte
}

func (t *telling) members(n int) { t.tell(n * bytesOfMember) }
func (t *telling) claims(n int)  { t.tell(n * bytesOfClaim) }

func (t *telling) tell(bytes int) {
	if t.options.Progress == nil {
		return
	}
	if t.out == nil {
		t.out = t.options.Progress(t.options.bytes())
	}
	for ; bytes > 0; bytes -= len(t.blank) {
		_, _ = t.out.Write(t.blank[:min(bytes, len(t.blank))])
	}
}

func (t *telling) close() {
	if t.out != nil {
		_ = t.out.Close()
	}
}
