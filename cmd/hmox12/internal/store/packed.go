package store

import (
	"context"
	"fmt"
	"reflect"
	"sync"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
	"github.com/hmox12/hmox12/mapping/record"
)

// What is stored for every claim, inquiry and request is packed: written once by a few
// bytes a field, and read back without parsing names. All else is JSON, see body.

// trace is the trace of a decision, which few ask for: it is stored beside the
// decision, not in it.
type trace struct{ Steps []record.Step }

// vocabulary says which texts are the same in many records.
var vocabulary = pack.Vocabulary{
	Shared: []reflect.Type{
		reflect.TypeFor[record.ClaimProvider](), reflect.TypeFor[record.Source](),
		reflect.TypeFor[record.StatusCode](), reflect.TypeFor[record.EligibilityAnswer](),
		reflect.TypeFor[record.Payer](),
	},
	Patterned: []reflect.Type{reflect.TypeFor[record.Step]()},
}

var (
	selectShapes = &statement{"read shapes", `SELECT shape FROM shapes WHERE id > ? ORDER BY id`}
	insertShape  = &statement{"add shape", `INSERT INTO shapes (id, shape) VALUES (?, ?)`}
	selectWords  = &statement{"read words", `SELECT word FROM words WHERE id >= ? ORDER BY id`}
	insertWord   = &statement{"add word", `INSERT INTO words (id, word) VALUES (?, ?)`}
)

// lexicon is what packed records refer to, as far as it was read.
type lexicon struct {
	shapes []string // the number of each is its index and one
	words  pack.Words
}

// load reads what was added to the database since.
func (l *lexicon) load(query func(q *statement, from int, each func(text string)) error) error {
	err := query(selectShapes, len(l.shapes), func(text string) { l.shapes = append(l.shapes, text) })
	if err != nil {
		return err
	}
	return query(selectWords, l.words.Len(), l.words.Add)
}

// mark is a place in a lexicon to go back to.
type mark struct{ shapes, words int }

func (l *lexicon) mark() mark { return mark{len(l.shapes), l.words.Len()} }

func (l *lexicon) back(to mark) {
	l.shapes = l.shapes[:to.shapes]
	l.words.Truncate(to.words)
}

// view is what is in the lexicon now, for readers.
func (l *lexicon) view() view { return view{l.shapes, l.words.From(0)} }

// view reads packed records.
type view struct{ shapes, words []string }

// unpack reads a packed record into what record points to, which is zero. The texts of the
// record are parts of what was packed.
func (v view) unpack(packed string, record any) error {
	u, err := v.unpacker(packed, record)
	if err == nil {
		err = u.UnpackText(packed, v.words, record)
	}
	return unreadable(record, err)
}

// unpackAgain is unpack for a record that need not be zero, into memory that is used again.
func (v view) unpackAgain(packed string, record any, memory *pack.Memory) error {
	u, err := v.unpacker(packed, record)
	if err == nil {
		err = u.UnpackAgain(packed, v.words, record, memory)
	}
	return unreadable(record, err)
}

// unpacker returns what reads a packed record into such a record.
func (v view) unpacker(packed string, record any) (*pack.Unpacker, error) {
	n, err := pack.ShapeOf(packed)
	if err != nil {
		return nil, err
	}
	if n < 1 || n > len(v.shapes) {
		return nil, pack.ErrBroken
	}
	return unpackerOf(reflect.TypeOf(record).Elem(), v.shapes[n-1])
}

func unreadable(record any, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("a stored %T can't be read: %w", record, err)
}

// unpacking is what an Unpacker is for.
type unpacking struct {
	t     reflect.Type
	shape string
}

var unpackers sync.Map // of unpacking to *pack.Unpacker

func unpackerOf(t reflect.Type, shape string) (*pack.Unpacker, error) {
	key := unpacking{t, shape}
	if known, ok := unpackers.Load(key); ok {
		return known.(*pack.Unpacker), nil
	}
	u, err := pack.NewUnpacker(t, shape)
	if err == nil {
		unpackers.Store(key, u)
	}
	return u, err
}

// packing is the writer's side: its lexicon, and how each type of records is packed.
type packing struct {
	lexicon
	packers map[reflect.Type]*pack.Packer
	buffers [2][]byte // in turns
}

// loadLexicon reads what another program may have added, and remembers what the
// transaction begins with.
func (t *transaction) loadLexicon() error {
	return t.store.writer.load(func(q *statement, from int, each func(string)) error {
		return t.query(q, []any{from}, func(at cursor) error {
			each(at.text(0))
			return nil
		})
	})
}

// pack returns a record packed; it points to a struct. What it refers to is stored
// with it. It is good until the second record after it is packed.
func (t *transaction) pack(record any) ([]byte, error) {
	t.settle()
	w := t.store.writer
	of := reflect.TypeOf(record).Elem()
	p := w.packers[of]
	if p == nil {
		p = pack.NewPacker(of, &w.words, vocabulary)
		w.packers[of] = p
	}
	shape, err := t.shape(pack.Shape(of))
	if err != nil {
		return nil, err
	}
	before := w.words.Len()
	packed := p.Append(w.buffers[0][:0], shape, record)
	w.buffers[0], w.buffers[1] = w.buffers[1], packed
	for i, word := range w.words.From(before) {
		if _, err := t.exec(insertWord, before+i, []byte(word)); err != nil {
			return nil, t.fail(err)
		}
	}
	return packed, nil
}

// shape returns the number of a shape, which is stored if it is new.
func (t *transaction) shape(text string) (int, error) {
	w := t.store.writer
	for i, known := range w.shapes {
		if known == text {
			return i + 1, nil
		}
	}
	n := len(w.shapes) + 1
	if _, err := t.exec(insertShape, n, text); err != nil {
		return 0, t.fail(err)
	}
	w.shapes = append(w.shapes, text)
	return n, nil
}

// view reads packed records inside the transaction.
func (t *transaction) view() view {
	t.settle()
	return t.store.writer.view()
}

// reading is what readers of the store know of packed records; it only grows.
type reading struct {
	sync.Mutex
	lexicon
}

// readPacked hands the rows of a query on what was committed to each, one by one,
// with what reads the packed records in them: that is read on the same connection,
// as of the same moment.
func (s *Store) readPacked(ctx context.Context, q *statement, args []any, each func(cursor, view) error) error {
	conn, err := s.reader(ctx)
	if err != nil {
		return err
	}
	defer s.readers.put(conn)
	var known view
	return s.readOn(ctx, conn, q, args, func(at cursor) (err error) {
		if known.shapes == nil {
			if known, err = s.committed(ctx, conn); err != nil {
				return err
			}
		}
		return each(at, known)
	})
}

// committed returns what reads the packed records that a connection sees.
func (s *Store) committed(ctx context.Context, conn *connection) (view, error) {
	s.reading.Lock()
	defer s.reading.Unlock()
	err := s.reading.load(func(q *statement, from int, each func(string)) error {
		return s.readOn(ctx, conn, q, []any{from}, func(at cursor) error {
			each(at.text(0))
			return nil
		})
	})
	return s.reading.view(), err
}
