package store

// Packing and writing a claim with its decision takes about as long as reading and
// deciding the next one, so the two are done at the same time. What is written
// behind goes first all the same: whatever else the transaction does waits for it.

// Behind implements Tx.
func (t *transaction) Behind(write func(Tx) error) error {
	if err := t.usable(); err != nil {
		return err
	}
	behind := *t // shares all but whether it failed, of which settle hears
	pending := make(chan error, 1)
	go func() { pending <- write(&behind) }()
	t.pending = pending
	return nil
}

// settle waits until what is written behind is written. An error makes the
// transaction unusable: nobody is there any more who could do without it.
func (t *transaction) settle() {
	if t.pending == nil {
		return
	}
	err := <-t.pending
	t.pending = nil
	if err != nil && t.failed == nil {
		t.failed = err
	}
}
