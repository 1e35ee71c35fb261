package record

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// DentalClaim is what only a dental claim says. Source: 005010X224A2.
type DentalClaim struct {
	Predetermination bool   // CLM19 is PB: an estimate is asked for, nothing was done yet
	PredeterminedAs  string // REF*G3, the number under which it was

	Orthodontics *Orthodontics // DN1, nil when none was sent
	Appliance    Date          // DTP*452, when it was placed
	Teeth        []ToothStatus // DN2
}

// Orthodontics is the treatment that a claim is part of.
type Orthodontics struct {
	Months    decimal.Decimal // DN101, of the whole treatment
	Remaining decimal.Decimal // DN102, months still to come when the patient changed dentists
	Treatment bool            // DN104 is Y: services are for orthodontics
}

// ToothStatus is a tooth that is missing or will be extracted.
type ToothStatus struct {
	Tooth  string // DN201, in the universal numbering: 1 to 32, A to T
	Status string // DN202: E to be extracted, M missing
}

// Tooth is a tooth that a line is about.
type Tooth struct {
	Number   string   // TOO02, in the universal numbering
	Surfaces []string // TOO03: B D F I L M O
}

// DentalService is what only a line of a dental claim says of its service.
type DentalService struct {
	OralCavities []string // SV304: areas such as 10, the upper right quadrant
	Placement    string   // SV305: I initial, R replacement of a prosthesis, crown or inlay
	Teeth        []Tooth  // TOO
}

// TeethKey returns the line's teeth with their surfaces and areas of the mouth in
// one text, in order, by which two services of one procedure are told apart; empty
// for a line about none.
func (l *ServiceLine) TeethKey() string {
	if l.Dental == nil {
		return ""
	}
	var parts []string
	for _, tooth := range l.Dental.Teeth {
		surfaces := slices.Clone(tooth.Surfaces)
		slices.Sort(surfaces)
		parts = append(parts, strings.TrimLeft(tooth.Number, "0")+strings.Join(surfaces, ""))
	}
	for _, area := range l.Dental.OralCavities {
		parts = append(parts, "area "+area)
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}
