package record

import "github.com/shopspring/decimal"

// Enrollment is what an 834 says of one member: loop 2000 with the file that it
// stands in. What was not sent is the zero value. Source: 005010X220A1, whose
// elements the comments name.
type Enrollment struct {
	Source   Source
	File     EnrollmentFile
	Received Date // what "today" is for it

	Subscriber   bool              // INS01 is Y
	Relationship string            // INS02 to the subscriber: 18 self, 01 spouse, 19 child
	Maintenance  MaintenanceType   // INS03
	Reason       MaintenanceReason // INS04
	Benefits     string            // INS05: A active, C COBRA, S surviving, T of a tax equity law
	Employment   string            // INS08: FT, PT, TE terminated …
	Student      string            // INS09
	Handicapped  bool              // INS10
	Died         Date              // INS12

	SubscriberID string      // REF*0F, by which the household is known
	Policy       string      // REF*1L of the member: the group
	References   []Reference // the other REF: 23 client number, 17, 3H, F6, Q4 prior id …
	Events       []Event     // DTP: 356 and 357 eligibility, 336 and 337 employment, 303 change …

	Person    Person          // 2100A: the name as it is right
	Corrected bool            // NM101 is 74: the name was wrong before
	Was       *Person         // 2100B: the person as it was wrong; nil when nothing was
	Mailing   *Address        // 2100C
	Amounts   []CodedAmount   // AMT of 2100A: P3 premium, C1 copay …
	Coverages []MemberBenefit // 2300
	// Categories are what the sponsor reports besides: 2750.
	Categories []ReportingCategory
	// Unread are the segments with a date or an amount that is none, such as
	// DTP*349: nothing is done by guesses about such a member.
	Unread []string
}

// EnrollmentFile is the header of an 834 set.
type EnrollmentFile struct {
	Purpose      string     // BGN01: 00 original, 15 sent again, 22 for information
	Reference    string     // BGN02
	Created      Date       // BGN03
	Action       string     // BGN08: 2 changes, 4 all members to be compared, RX all members, to be replaced
	MasterPolicy string     // REF*38
	Sponsor      NamedParty // 1000A
	Payer        NamedParty // 1000B
	Events       []Event
}

// Actions of a file (BGN08).
const (
	VerifyFile  = "4"
	ReplaceFile = "RX"
)

// NamedParty is an organization that an N1 names.
type NamedParty struct {
	Name string // N102
	ID   Reference
}

// MaintenanceType says what is to be done about a member or a coverage: INS03,
// HD01.
type MaintenanceType string

// The types.
const (
	Change         MaintenanceType = "001"
	Deletion       MaintenanceType = "002" // of a coverage that never was
	Addition       MaintenanceType = "021"
	Cancellation   MaintenanceType = "024"
	Reinstatement  MaintenanceType = "025"
	AuditOrCompare MaintenanceType = "030"
)

// MaintenanceReason says why: INS04.
type MaintenanceReason string

// The reasons that a decision tells apart.
const (
	Death          MaintenanceReason = "03"
	PremiumNotPaid MaintenanceReason = "59"
)

// MemberBenefit is a coverage of a member: loop 2300.
type MemberBenefit struct {
	Maintenance MaintenanceType // HD01
	Line        string          // HD03: HMO, HLT, DEN …
	Plan        string          // HD04, the plan's id
	Level       string          // HD05: IND, FAM, EMP, ESP …
	Late        bool            // HD09
	Events      []Event         // DTP: 348 begin, 349 end, 303 change, 543 premium paid to
	Amounts     []CodedAmount   // AMT
	References  []Reference     // REF
	PriorMonths string          // REF*QQ: months of coverage before
	Providers   []ChosenProvider
	Other       []EnrolledOther
}

// ChosenProvider is a provider whom the member chose or leaves: loop 2310.
type ChosenProvider struct {
	Role        Role   // NM101: P3 primary care provider …
	NPI         string // NM109 with XX
	ID          Reference
	Name        PersonName
	Established string // NM110: 25 patient already, 26 not, 72 not known
	Change      Date   // PLA03: the first day with the provider; no date when no PLA was sent
	Reason      string // PLA05: 14 voluntary, 22 plan change, 46 current, AA to AJ …
}

// EnrolledOther is coverage by another payer: loop 2320 with 2330.
type EnrolledOther struct {
	Sequence string     // COB01: P the other payer pays first, S, T, U not known
	Policy   string     // COB02
	Exists   string     // COB03: 1 coordination, 5 unknown, 6 none
	Span     Span       // DTP*344, DTP*345
	Insurer  NamedParty // NM1*IN of 2330
}

// CodedAmount is an AMT.
type CodedAmount struct {
	Qualifier string
	Amount    decimal.Decimal
}

// ReportingCategory is a loop 2750: a word of the sponsor's with a reference.
type ReportingCategory struct {
	Name      string // N102 of N1*75, such as APTC AMT
	Reference Reference
	Span      Span // DTP*007
}

// Dates returns the days of the first of the qualifiers (DTP01) that was sent; no
// dates when none was.
func (b *MemberBenefit) Dates(qualifiers ...string) Span { return datesOf(b.Events, qualifiers) }

// Dates is as of a MemberBenefit, for the member as a whole.
func (e *Enrollment) Dates(qualifiers ...string) Span { return datesOf(e.Events, qualifiers) }

func datesOf(events []Event, qualifiers []string) Span {
	for _, q := range qualifiers {
		for _, e := range events {
			if e.Qualifier == q {
				return e.Span
			}
		}
	}
	return Span{}
}

// Reference returns the number of the first REF with the qualifier, empty when
// there is none.
func (e *Enrollment) Reference(qualifier string) string {
	for _, r := range e.References {
		if r.Qualifier == qualifier {
			return r.Number
		}
	}
	return ""
}
