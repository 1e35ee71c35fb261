package ack

import "github.com/hmox12/hmox12/x12"

// Verdict is how an interchange, group or set was taken (TA104, AK901, IK501).
type Verdict byte

// The verdicts.
const (
	Accepted           Verdict = 'A'
	AcceptedWithErrors Verdict = 'E'
	PartlyAccepted     Verdict = 'P' // groups only: some sets were refused
	Rejected           Verdict = 'R'
)

// Verdicts that are only read in a partner's 999: security services that hmox12
// does not use refused the group or set.
const (
	AuthenticationFailed Verdict = 'M'
	AssuranceFailed      Verdict = 'W'
	NotDecrypted         Verdict = 'X'
)

// String returns the code: A, E, P or R.
func (v Verdict) String() string { return string(v) }

// Refuses reports whether nothing was taken of what the verdict is on: R, M, W
// or X.
func (v Verdict) Refuses() bool {
	switch v {
	case Rejected, AuthenticationFailed, AssuranceFailed, NotDecrypted:
		return true
	}
	return false
}

// Interchange is the verdict on one interchange.
type Interchange struct {
	Header   *x12.Interchange // as far as it could be read; nil when not even that
	Verdict  Verdict
	Note     string // TA105, 000 when nothing is wrong; empty when no TA1 can be made
	Findings []*x12.Error
	Groups   int

	// What it holds of acknowledgments: groups of 999 (FA), which are among Groups,
	// and TA1 segments.
	AckGroups, TA1s int
}

// Group is the verdict on one functional group.
type Group struct {
	Header   x12.FunctionalGroup
	Verdict  Verdict
	Codes    []string // AK905 to AK909
	Findings []*x12.Error

	Stated   int // sets by GE01; as received when it does not say
	Received int
	Accepted int // with errors or without
	noted    int // of Accepted, with errors
}

// Set is the verdict on one transaction set. Findings that a 999 has no word for
// (balances, code sets and payers' edits) are in its list and change nothing else:
// they are a matter of the claim, not of the set.
type Set struct {
	Header   x12.TransactionSet
	Ordinal  int  // among the sets of the file, from 0
	Unread   bool // its group is not supported: nothing in it was looked at
	Verdict  Verdict
	Codes    []string // IK502 to IK506
	Findings []Finding
	Count    int // all findings, also those not kept
	Segments int
}

// Finding is what is wrong, with the business unit it is about.
type Finding struct {
	*x12.Error
	Unit Unit
	Part Part // what it is counted to
}

// Part is what a finding is counted to: the part of a file that is refused for it.
type Part uint8

// The parts.
const (
	OfInterchange Part = iota
	OfGroup
	OfSet
)

// Unit is the claim, inquiry or member that a finding is about: the business
// unit of a 999's CTX.
type Unit struct {
	Name  string // CTX01-1, such as CLM01
	Value string // CTX01-2, the sender's own number for it; may hold PHI
}

// add appends a code of at most five, each once.
func add(codes []string, code string) []string {
	if code == "" || len(codes) == 5 {
		return codes
	}
	for _, c := range codes {
		if c == code {
			return codes
		}
	}
	return append(codes, code)
}
