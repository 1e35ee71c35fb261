package view

import "github.com/hmox12/hmox12/x12/guide"

// envelope names the elements of the segments around transaction sets, which no
// guide has: the numbers are those of the X12 dictionary, I for interchange
// control.
var envelope = map[string]*guide.SegmentUse{
	"ISA": envelopeUse("ISA", "Interchange header",
		"I01 Authorization information qualifier", "I02 Authorization information",
		"I03 Security information qualifier", "I04 Security information",
		"I05 Interchange ID qualifier", "I06 Interchange sender ID",
		"I05 Interchange ID qualifier", "I07 Interchange receiver ID",
		"I08 Interchange date", "I09 Interchange time", "I65 Repetition separator",
		"I11 Interchange control version number", "I12 Interchange control number",
		"I13 Acknowledgment requested", "I14 Interchange usage indicator", "I15 Component element separator"),
	"GS": envelopeUse("GS", "Functional group header",
		"479 Functional identifier code", "142 Application sender's code", "124 Application receiver's code",
		"373 Date", "337 Time", "28 Group control number", "455 Responsible agency code",
		"480 Version, release or industry identifier code"),
	"GE": envelopeUse("GE", "Functional group trailer",
		"97 Number of transaction sets included", "28 Group control number"),
	"IEA": envelopeUse("IEA", "Interchange trailer",
		"I16 Number of included functional groups", "I12 Interchange control number"),
	"TA1": envelopeUse("TA1", "Interchange acknowledgment",
		"I12 Interchange control number", "I08 Interchange date", "I09 Interchange time",
		"I17 Interchange acknowledgment code", "I18 Interchange note code"),
	"ST": envelopeUse("ST", "Set header",
		"143 Transaction set identifier code", "329 Transaction set control number",
		"1705 Implementation convention reference"),
	"SE": envelopeUse("SE", "Set trailer",
		"96 Number of included segments", "329 Transaction set control number"),
}

func envelopeUse(id, title string, elements ...string) *guide.SegmentUse {
	use := &guide.SegmentUse{ID: id, Title: title}
	for _, e := range elements {
		number, name := cut(e)
		kind := guide.Text
		switch number {
		case "373":
			kind = guide.Date
		case "337", "I09":
			kind = guide.Time
		}
		use.Elements = append(use.Elements, guide.ElementUse{Name: name, Number: number, Kind: kind, Repeat: 1})
	}
	return use
}
