package record

// CodingEdit is a row of the table of procedures that are not paid beside each
// other. Source: docs/adjudication.md, Coding.
type CodingEdit struct {
	Kind    EditKind
	Column1 []CodeRange // the procedure that is paid; of an incidental one, none is any
	Column2 []CodeRange // the procedure that is not
	// ModifierAllowed says that a modifier may tell that both are due (modifier
	// indicator 1 of the National Correct Coding Initiative); pairs only.
	ModifierAllowed bool
	Span
}

// EditKind tells the kinds of coding edit apart.
type EditKind string

// The kinds.
const (
	CodePair   EditKind = "pair"       // a procedure-to-procedure edit
	Incidental EditKind = "incidental" // part of any service that it stands beside
)

// SurgeryRule says what the payment of a procedure includes, and whether it is
// reduced beside others. Source: docs/adjudication.md, Coding.
type SurgeryRule struct {
	Codes      []CodeRange
	GlobalDays int  // days after the procedure in which the surgeon's visits are paid with it
	Multiple   bool // reduced when it is not the first procedure of the day
	Span
}
