package intake

import (
	"errors"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// This file judges interchanges and records what was judged.

// listener judges what a file holds, and keeps the verdicts. The first error is kept in
// failed.
func (c *chain) listener() ack.Listener {
	keep := func(err error) {
		if c.failed == nil {
			c.failed = err
		}
	}
	return ack.Listener{
		Finding: c.note,
		SetEnded: func(s *ack.Set) {
			c.received.Sets++
			if s.Verdict == ack.Rejected {
				c.received.RejectedSets++
			}
			c.sets.add(s.Verdict != ack.Rejected, s.Count > 0)
			keep(c.recordSet(s))
		},
		GroupBegan: func(g *x12.FunctionalGroup) {
			c.group, c.groupSets, c.groupRejected = *g, c.sets.n, c.received.RejectedSets
		},
		GroupEnded: func(g *ack.Group) {
			c.received.Groups++
			if g.Verdict == ack.Rejected {
				c.sets.refuseFrom(c.groupSets)
				c.received.RejectedSets = c.groupRejected + c.sets.n - c.groupSets
			}
		},
		InterchangeEnded: func(i *ack.Interchange) {
			c.received.Interchanges++
			keep(c.judge(i))
		},
	}
}

// admit decides from its header whether an interchange is looked at: it must be
// meant for us, come from a partner, and not have come before.
func (c *chain) admit(h *x12.Interchange) (x12.Code, error) {
	code := c.admission(h)
	var err error
	entry := interchange{sets: c.sets.n, refused: c.received.RejectedSets}
	if c.received.Duplicate {
		code = x12.DuplicateInterchange
	} else {
		row := interchangeRow(h, store.Accepted, "000")
		if code != 0 {
			row.Verdict, row.Note = store.Rejected, code.Meaning().TA105
		}
		entry.id, err = c.tx.AddInterchange(c.file, row)
		if errors.Is(err, store.ErrDuplicateInterchange) {
			code = x12.DuplicateInterchange
			entry.id, err = c.tx.AddInterchange(c.file, interchangeRow(h, store.Rejected, code.Meaning().TA105))
		}
	}
	entry.rejected = code != 0
	c.interchanges = append(c.interchanges, entry)
	c.admitted = true
	return code, err
}

// admission says of an interchange what is known without asking whether it came before.
func (c *chain) admission(h *x12.Interchange) x12.Code {
	payer := c.Book.Payer()
	switch {
	case h.Receiver != payer.InterchangeID || h.ReceiverQualifier != payer.InterchangeQualifier:
		return x12.UnknownReceiver
	case c.Book.Partner(h.Sender) == nil:
		return x12.UnknownSender
	}
	return 0
}

func interchangeRow(h *x12.Interchange, verdict store.Verdict, note string) store.Interchange {
	return store.Interchange{
		SenderQualifier: h.SenderQualifier, Sender: h.Sender,
		ReceiverQualifier: h.ReceiverQualifier, Receiver: h.Receiver,
		Control: h.ControlNumber, Usage: h.Usage, Verdict: verdict, Note: note,
	}
}

// judge records the verdict on an interchange that has ended. One whose header
// could not be used was not admitted and has no row: what is said of it is not
// said of the one before.
func (c *chain) judge(i *ack.Interchange) error {
	if i.Verdict == ack.Rejected {
		c.received.Refused++
	}
	if !c.admitted {
		return nil
	}
	c.admitted = false
	open := &c.interchanges[len(c.interchanges)-1]
	switch {
	case open.rejected:
		return nil
	case i.Verdict == ack.AcceptedWithErrors:
		return c.tx.JudgeInterchange(open.id, store.AcceptedWithErrors, i.Note)
	case i.Verdict != ack.Rejected:
		return nil
	}
	open.rejected = true
	c.sets.refuseFrom(open.sets)
	c.received.RejectedSets = open.refused + c.sets.n - open.sets
	return c.tx.JudgeInterchange(open.id, store.Rejected, i.Note)
}

// recordSet records the verdict on a transaction set.
func (c *chain) recordSet(s *ack.Set) error {
	if c.received.Duplicate || len(c.interchanges) == 0 {
		return nil
	}
	version := s.Header.Implementation
	if version == "" {
		version = c.group.Version
	}
	return c.tx.AddTransactionSet(c.interchanges[len(c.interchanges)-1].id, store.TransactionSet{
		Group: c.group.ControlNumber, Control: s.Header.ControlNumber, Identifier: s.Header.ID,
		Guide: version, Segments: s.Segments, Verdict: store.Verdict(s.Verdict.String()),
	})
}
