package intake

import (
	"crypto/sha256"
	"errors"
	"io"
	"runtime"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

// examination is the first pass over a file: verdicts and acknowledgments. A goroutine
// reads the file, and hands over what is to be done about it, step by step. So it may
// begin while the file before is committed, when processors have little else to do.
//
// Only the transaction knows whether an interchange came before. Until it is asked, an
// interchange counts as new, as nearly all are. Where one is not, the goroutine begins
// again: it knows better then, and waits for what the transaction says of those to come.
type examination struct {
	chain *chain
	file  host.File
	sum   []byte // of its content; nil until it was read once
	bytes int64
	told  int64 // bytes of which the progress was told

	hear     ack.Listener // does what is to be done
	admitted []x12.Code   // what the transaction said of the interchanges, in order
	waits    bool         // for what it says of the next one

	steps  chan func() error // closed behind the last
	enough chan struct{}     // closed when no more are wanted
	err    error             // why there are no more steps, when they are closed
}

// mostSteps is how many steps may be ahead of those that are done. Each holds a finding at
// most, or what was kept of a set.
const mostSteps = 1024

var (
	errNotNew  = errors.New("an interchange that counted as new came before")
	errEnough  = errors.New("no more of the file is wanted")
	errChanged = errors.New("the file changed while it was read")
)

// begin begins to examine a file from its start.
func (e *examination) begin() {
	steps, enough, known := make(chan func() error, mostSteps), make(chan struct{}), e.admitted
	e.steps, e.enough, e.err = steps, enough, nil
	go func() {
		defer close(steps)
		e.err = e.examine(known)
	}()
}

// hand hands a step over, unless no more are wanted.
func (e *examination) hand(step func() error) {
	select {
	case e.steps <- step:
	case <-e.enough:
	}
}

// end has the goroutine end, wherever it is.
func (e *examination) end() {
	close(e.enough)
	for range e.steps {
	}
}

// take does what is to be done, to the last step.
func (e *examination) take() error {
	acknowledger := acknowledge.New(e.chain)
	e.hear = acknowledger.Listen(e.chain.listener())
	done := 0
	for {
		err := e.takeFrom(&done, acknowledger)
		if !errors.Is(err, errNotNew) {
			return errors.Join(err, acknowledger.Discard())
		}
		e.end()
		e.waits = true
		e.begin()
	}
}

// takeFrom takes the steps behind those that are done: of a file that is examined again,
// these are the same.
func (e *examination) takeFrom(done *int, a *acknowledge.Acknowledger) error {
	n := 0
	for step := range e.steps {
		if n++; n <= *done {
			continue
		}
		*done++
		if err := errors.Join(step(), e.chain.failed, a.Err()); err != nil {
			return err
		}
	}
	if e.err == nil && n < *done {
		return errChanged
	}
	return e.err
}

// examine reads the file for its hash, unless that is known, and then for what is in it.
// What is known of its interchanges is not asked again.
func (e *examination) examine(known []x12.Code) error {
	if e.sum == nil {
		sum := sha256.New()
		n, err := io.Copy(sum, e.wanted(e.file))
		if err != nil {
			return err
		}
		e.sum, e.bytes = sum.Sum(nil), n
	}
	e.hand(func() error { return e.chain.register(e.sum, e.bytes) })
	if _, err := e.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return ack.Examine(x12.NewReader(e.wanted(e.telling())), ack.Options{
		Level: snip.Partners, Workers: runtime.GOMAXPROCS(0),
		Supported: taken, Guide: e.chain.agreed, Unicode: e.chain.unicode,
		Admit: func(h *x12.Interchange) x12.Code {
			if len(known) == 0 {
				return e.admit(*h)
			}
			e.hand(func() error { return errChanged }) // else this step is done
			code := known[0]
			known = known[1:]
			return code
		},
	}, e.later())
}

// wanted reads while more is wanted.
func (e *examination) wanted(src io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		select {
		case <-e.enough:
			return 0, errEnough
		default:
			return src.Read(p)
		}
	})
}

// telling reads the file, and tells the progress of each byte once.
func (e *examination) telling() io.Reader {
	if e.chain.Progress == nil {
		return e.file
	}
	var at int64
	return readerFunc(func(p []byte) (int, error) {
		n, err := e.file.Read(p)
		if at += int64(n); at > e.told {
			_, _ = e.chain.Progress.Write(p[n-int(min(int64(n), at-e.told)) : n])
			e.told = at
		}
		return n, err
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// admit has the transaction asked about an interchange, and returns what counts until it
// says so, or what it says.
func (e *examination) admit(h x12.Interchange) x12.Code {
	counts, says := e.chain.admission(&h), make(chan x12.Code, 1)
	waits := e.waits
	e.hand(func() error {
		code, err := e.chain.admit(&h)
		e.admitted = append(e.admitted, code)
		says <- code
		if err == nil && !waits && code != counts {
			err = errNotNew
		}
		return err
	})
	if waits {
		select {
		case code := <-says:
			return code
		case <-e.enough:
		}
	}
	return counts
}

// later has what a file holds told in steps.
func (e *examination) later() ack.Listener {
	tell := func(what func()) {
		e.hand(func() error {
			what()
			return nil
		})
	}
	return ack.Listener{
		Finding:          func(f ack.Finding) { tell(func() { e.hear.Finding(f) }) },
		InterchangeBegan: func(h *x12.Interchange) { tell(func() { e.hear.InterchangeBegan(h) }) },
		GroupBegan:       func(g *x12.FunctionalGroup) { tell(func() { e.hear.GroupBegan(g) }) },
		SetEnded:         func(s *ack.Set) { tell(func() { e.hear.SetEnded(s) }) },
		GroupEnded:       func(g *ack.Group) { tell(func() { e.hear.GroupEnded(g) }) },
		InterchangeEnded: func(i *ack.Interchange) { tell(func() { e.hear.InterchangeEnded(i) }) },
	}
}
