package store

// Packing and writing a claim with its decision takes about as long as reading and
// deciding the next one, so the two are done at the same time. What is written
// behind goes first all the same: whatever else the transaction does waits for it.

// behind is the goroutine that writes while the caller of the transaction goes on.
// There is one a transaction, as a new one each time would have its stack grow anew.
type behind struct {
	writes  chan func() error
	done    chan error // of the last write
	pending bool       // done has not been heard yet
}

// Behind implements Tx.
func (t *transaction) Behind(write func(Tx) error) error {
	if err := t.usable(); err != nil {
		return err
	}
	if t.behind == nil {
		t.behind = &behind{writes: make(chan func() error), done: make(chan error, 1)}
		go t.behind.run()
	}
	inside := *t // shares all but whether it failed, of which settle hears
	inside.behind = nil
	t.behind.pending = true
	t.behind.writes <- func() error { return write(&inside) }
	return nil
}

func (b *behind) run() {
	for write := range b.writes {
		b.done <- write()
	}
}

// settle waits until what is written behind is written. An error makes the
// transaction unusable: nobody is there any more who could do without it.
func (t *transaction) settle() {
	if t.behind == nil || !t.behind.pending {
		return
	}
	err := <-t.behind.done
	t.behind.pending = false
	if err != nil && t.failed == nil {
		t.failed = err
	}
}
