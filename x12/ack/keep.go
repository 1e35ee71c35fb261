package ack

import (
	"fmt"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/snip"
)

// teller is told of sets what is found in them.
type teller interface {
	setBegan(*x12.TransactionSet)
	found(Finding)
	setEnded(*Set)
}

// keeper gives a verdict on each set by what an inspector finds in it.
type keeper struct {
	options Options
	tell    teller
	set     *Set // the open one
	faults  int  // findings of the open set
	edits   int  // findings of the open set that a 999 has no word for
}

func (k *keeper) began(set *Set) {
	k.set, k.faults, k.edits = set, 0, 0
	k.tell.setBegan(&set.Header)
}

func (k *keeper) ended() {
	set := k.set
	k.set = nil
	k.tell.setEnded(set)
}

// found puts a finding to those of the open set.
func (k *keeper) found(f Finding) {
	f.Part = OfSet
	if m := f.Code.Meaning(); (m.Level < snip.Balances || m.IK502 != "") && k.faults == k.options.MaxFindings {
		k.tell.found(Finding{Error: k.tooMany(f), Part: OfSet})
	}
	k.tell.found(f)
	set := k.set
	set.Count++
	if m := f.Code.Meaning(); m.Level >= snip.Balances && m.IK502 == "" {
		// It is the matter of a claim's 277CA, and crowds nothing out of the 999.
		if k.edits++; k.edits <= k.options.MaxFindings {
			set.Findings = append(set.Findings, f)
		}
		return
	}
	switch {
	case f.Rejects():
		set.Verdict = Rejected
	case f.Code.Meaning().IK502 != "" && set.Verdict == Accepted:
		set.Verdict = AcceptedWithErrors // a 999 has a word for it
	}
	set.Codes = add(set.Codes, f.Code.Meaning().IK502)
	k.faults++
	switch {
	case k.faults <= k.options.MaxFindings:
		set.Findings = append(set.Findings, f)
	case k.faults == k.options.MaxFindings+1:
		set.Findings = append(set.Findings, Finding{Error: k.tooMany(f), Part: OfSet})
	}
}

// tooMany says that f and what follows it is not kept.
func (k *keeper) tooMany(f Finding) *x12.Error {
	return &x12.Error{
		Code: x12.TooManyFindings, Offset: f.Offset, Segment: f.Segment, Position: f.Position,
		Reason: fmt.Sprintf("the 999 tells the first %d", k.options.MaxFindings),
	}
}
