package record

import "github.com/shopspring/decimal"

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
