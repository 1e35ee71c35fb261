package validate

import "github.com/hmox12/hmox12/x12"

// maxRemembered is how many interchanges of one file are told apart; it bounds
// memory. What came before this run is the business of the intake.
const maxRemembered = 1 << 16

// admitOnce refuses an interchange whose sender and control number (ISA06, ISA13)
// stood in the file before.
func admitOnce() func(*x12.Interchange) x12.Code {
	type number struct{ qualifier, sender, control string }
	seen := map[number]bool{}
	return func(h *x12.Interchange) x12.Code {
		n := number{h.SenderQualifier, h.Sender, h.ControlNumber}
		if seen[n] {
			return x12.DuplicateInterchange
		}
		if len(seen) < maxRemembered {
			seen[n] = true
		}
		return 0
	}
}
