package intake

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// This file makes the files that answer a received one.

// answer is an outbound file that was kept.
type answer struct {
	draft *outbox.Draft
	kind  string
}

// row is how the store records it.
func (a answer) row(file store.FileID) store.OutboundFile {
	row := store.OutboundFile{Name: a.draft.Name, Kind: a.kind, Bytes: a.draft.Bytes(), State: store.Staged, File: file}
	sum, err := hex.DecodeString(a.draft.Sum())
	if err == nil {
		copy(row.SHA256[:], sum)
	}
	for _, e := range a.draft.Envelopes() {
		row.Envelopes = append(row.Envelopes, store.NewEnvelope(a.kind, e, ""))
	}
	return row
}

// Create begins an answer. Its name tells the kind, whom it goes to, and its
// ISA13.
func (c *chain) Create(kind string, to *x12.Interchange, control int) (acknowledge.File, error) {
	draft, err := c.Outbox.Create(outboundName(kind, to.Sender, int64(control)))
	if err != nil {
		return nil, err
	}
	c.drafts = append(c.drafts, draft)
	return &open{chain: c, Draft: draft, kind: kind, control: int64(control)}, nil
}

// outboundName returns a name such as 999-BAYCLEAR-000000012.x12. What a partner
// calls itself is no part of a path until it is cleaned.
func outboundName(kind, partner string, control int64) string {
	clean := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, partner)
	return fmt.Sprintf("%s-%s-%09d.x12", kind, clean, control)
}

// Next returns the next interchange control number. One that was drawn for an
// answer that was then dropped is given out again: partners look for gaps.
func (c *chain) Next() (int, error) {
	if n := c.spare; n != 0 {
		c.spare = 0
		return int(n), nil
	}
	n, err := c.tx.NextControlNumber(InterchangeNumbers)
	return int(n), err
}

// Partner returns who sent an interchange, nil when it is nobody in the book.
func (c *chain) Partner(sent *x12.Interchange) *record.TradingPartner {
	return c.Book.Partner(sent.Sender)
}

// open is an answer in the making.
type open struct {
	*outbox.Draft
	chain   *chain
	kind    string
	control int64
}

// Keep makes it part of the chain.
func (o *open) Keep() error {
	if err := o.Draft.Keep(); err != nil {
		return err
	}
	o.chain.kept = append(o.chain.kept, answer{o.Draft, o.kind})
	return nil
}

// Discard drops it and gives its number back.
func (o *open) Discard() error {
	o.chain.spare = o.control
	return o.Draft.Discard()
}

// discard takes back every answer of a chain that failed, finished or not.
func (c *chain) discard() {
	if c.committed {
		return
	}
	for _, draft := range c.drafts {
		_ = draft.Discard()
	}
}
