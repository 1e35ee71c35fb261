package generate

import "github.com/hmox12/hmox12/x12"

// fault is an error that is put into a claim on purpose.
type fault uint8

// The faults. Those from missingBirth on cost a transaction set, and the claim has
// one of its own, so that nobody else's is refused with it.
const (
	noFault fault = iota
	badNPI
	unbalanced
	unknownDiagnosis
	unknownProcedure
	unknownPlace
	missingBirth
	badDate
	wrongCount
	unknownFiling
	faults
)

// whatIsWrong tells of each fault what it is called and what validate finds.
var whatIsWrong = [faults]struct {
	name  string
	finds x12.Code
}{
	badNPI:           {"an NPI whose check digit fails", x12.BadNPI},
	unbalanced:       {"a charge that is not the sum of its lines", x12.ChargeOutOfBalance},
	unknownDiagnosis: {"a diagnosis of no chapter", x12.BadDiagnosis},
	unknownProcedure: {"a procedure code that is none", x12.BadProcedure},
	unknownPlace:     {"a place of service or revenue code that is none", x12.BadPlaceOfService},
	missingBirth:     {"a birth date that is missing", x12.ElementMissing},
	badDate:          {"a date that no calendar has", x12.BadDate},
	wrongCount:       {"a wrong count of segments", x12.SegmentCountWrong},
	unknownFiling:    {"a code that the guide does not have", x12.UnknownCode},
}

// costsSet reports whether the fault has a whole set refused.
func (f fault) costsSet() bool { return f >= missingBirth }

// blame puts a fault into a claim, at the rate that was asked for.
func (w *world) blame(c *claim) {
	if !w.faults.millionth(w.options.millionths()) {
		return
	}
	for c.fault = noFault; !c.admits(c.fault); {
		c.fault = fault(1 + w.faults.below(int(faults)-1))
	}
}

// admits reports whether a fault can be put into a claim and is then found once.
func (c *claim) admits(f fault) bool {
	switch f {
	case noFault:
		return false
	case unknownDiagnosis:
		return len(c.diagnoses) > 0
	case unbalanced:
		return !c.afterOtherPayer // what that one took off would not add up either
	case unknownProcedure:
		return c.lines[0].code != "" && c.lines[0].basis == "" // minutes go with anesthesia alone
	case badDate:
		return !c.inpatient && !c.predetermined // such have no day of service
	}
	return true
}
