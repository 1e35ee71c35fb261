package adjudicate

import (
	"slices"
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
)

// emergencyRule looks at what the patient came with, never at the final
// diagnosis: an emergency evaluation in an emergency room, whatever else was
// done at that visit, an emergency ambulance, an emergency room's revenue code,
// an admission of the type emergency or trauma.
// It frees the line of network, PCP, referral and authorization. A line that only
// says so (SV109) goes to review. Source: docs/adjudication.md, Emergency; the
// prudent layperson's standard (California Health and Safety Code 1371.4).
var emergencyRule = Rule{
	ID: "R10", Name: "Emergency", Level: LineLevel,
	Reads: []string{"place of service", "procedure", "revenue code", "admission type", "emergency indicator", "examiner's answer", "prior lines of the member"},
	line:  emergency,
}

const emergencyRoom = "23" // place of service

var (
	emergencyEvaluations = []record.CodeRange{{From: "99281", To: "99285"}, {From: "G0380", To: "G0384"}}
	emergencyAmbulance   = []record.CodeRange{{From: "A0427", To: "A0427"}, {From: "A0429", To: "A0429"}, {From: "A0433", To: "A0433"}}
	// 0456 is urgent care.
	emergencyRevenue = []record.CodeRange{{From: "0450", To: "0455"}, {From: "0459", To: "0459"}}

	// emergencyAdmissions are emergency and trauma (CL101).
	emergencyAdmissions = []string{"1", "5"}
	inpatientBills      = []string{"11", "12"} // facility types

	emergencyReview = record.StatusCode{Category: "P2", Code: "471"}
)

func emergency(c *claimCase, l *lineCase) finding {
	why := ""
	switch {
	case l.place == emergencyRoom && inRanges(emergencyEvaluations, l.Procedure.Code):
		why = "an emergency evaluation in an emergency room"
	case inRanges(emergencyAmbulance, l.Procedure.Code):
		why = "an emergency ambulance"
	case inRanges(emergencyRevenue, l.Revenue):
		why = "an emergency room's revenue code"
	case c.emergencyAdmission():
		why = "an admission of type " + c.claim.Institutional.AdmissionType
	case !c.whole && c.claim.Kind == record.Institutional && c.roomLine(l.day()) != nil:
		why = "part of the emergency visit of line " + strconv.Itoa(c.roomLine(l.day()).Number)
	case l.place == emergencyRoom && c.emergencyVisit(l.day()):
		why = "part of an emergency visit"
	case l.Emergency:
		if v := c.said(l.Number, record.VerdictEmergency); v != nil {
			l.emergency = true
			return noted("An emergency, as a person found.").saw(v.Evidence())
		}
		if v := c.said(l.Number, record.VerdictNoEmergency); v != nil {
			return passed("No emergency, as a person found.").saw(v.Evidence())
		}
		return pended(emergencyReview, record.WaitsForEmergency, "The line says emergency and nothing else does: to be reviewed.").
			saw("place "+l.place, say("procedure %s", l.Procedure))
	default:
		return notApplicable("Nothing tells of an emergency.")
	}
	l.emergency = true
	looked := []string{"place " + l.place, say("procedure %s", l.Procedure)}
	if c.claim.Kind == record.Institutional {
		looked = []string{"revenue code " + l.Revenue, say("procedure %s", l.Procedure)}
		if room := c.roomLine(0); c.emergencyAdmission() && room != nil {
			looked = append(looked, "through the emergency room, line "+strconv.Itoa(room.Number))
		}
	}
	return noted("An emergency: %s.", why).saw(looked...)
}

// emergencyAdmission reports whether the claim is of a stay that began as an
// emergency or trauma.
func (c *claimCase) emergencyAdmission() bool {
	stay := c.claim.Institutional
	return stay != nil && slices.Contains(emergencyAdmissions, stay.AdmissionType) && slices.Contains(inpatientBills, stay.FacilityType)
}

// roomLine returns the first line of the claim with an emergency room's revenue
// code on the day, on any day without one; nil when there is none.
func (c *claimCase) roomLine(day record.Date) *record.ServiceLine {
	for i := range c.claim.Lines {
		l := &c.claim.Lines[i]
		if inRanges(emergencyRevenue, l.Revenue) && (day == 0 || c.claim.DatesOf(l).From == day) {
			return l
		}
	}
	return nil
}

// emergencyVisit reports whether an emergency evaluation of the member on the
// day is on this claim or was decided before.
func (c *claimCase) emergencyVisit(day record.Date) bool {
	for _, l := range c.lines {
		if l.place == emergencyRoom && l.day() == day && inRanges(emergencyEvaluations, l.Procedure.Code) {
			return true
		}
	}
	for _, prior := range c.priorLines(record.Span{From: day, To: day}) {
		if prior.Place == emergencyRoom && inRanges(emergencyEvaluations, prior.Procedure.Code) || inRanges(emergencyRevenue, prior.Revenue) {
			return true
		}
	}
	return false
}
