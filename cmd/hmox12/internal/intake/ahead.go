package intake

import (
	"errors"
	"io"
	"iter"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/ahead"
)

// task is what is to be done with a claim or an inquiry that was read.
type task func() error

// later adds a task that the mapper made of the segment at hand.
func (p *processor) later(t task) { p.tasks = append(p.tasks, t) }

// takeAhead does the tasks of the set that has begun, and ends it. It is read and mapped a
// little ahead, in a goroutine that has the reader meanwhile.
func (p *processor) takeAhead() error {
	for do, err := range ahead.Of(p.readTasks()) {
		if err == nil {
			err = do()
		}
		if err != nil {
			return err
		}
	}
	return p.setEnded()
}

// readTasks reads and maps the set that has begun.
func (p *processor) readTasks() iter.Seq2[task, error] {
	return func(yield func(task, error) bool) {
		for ended := false; !ended; {
			segment, err := p.next()
			if err == nil && segment.Is("ST") || errors.Is(err, io.EOF) {
				err = errNoEnd
			}
			if err != nil {
				yield(nil, err)
				return
			}
			p.add(segment)
			if ended = segment.Is("SE"); ended {
				p.mapper.End()
			}
			for _, t := range p.tasks {
				if !yield(t, nil) {
					return
				}
			}
			p.tasks = p.tasks[:0]
		}
	}
}

// errNoEnd tells of a file that changed since the first pass, which accepts whole sets.
var errNoEnd = errors.New("a set that was accepted has no end")
