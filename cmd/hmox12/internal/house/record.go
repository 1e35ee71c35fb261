package house

import (
	"cel.dev/cel-go/common/types"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// field returns a field that a T tells.
func field[T any](name string, of *types.Type, about, after string, read func(T) any) Field {
	return Field{Name: name, Type: of, About: about, After: after, read: func(v any) any { return read(v.(T)) }}
}

// patient is what a Member record is made of.
type patient struct {
	*record.Member
	in *adjudicate.HouseInput
}

// age returns full years on the day of service, nothing without a birth date.
func (p patient) age() any {
	born, day := p.in.BirthDate, p.in.Day
	if born.IsZero() || day < born {
		return nil
	}
	return (int(day) - int(born)) / 10000
}

// practitioner is what a Provider record is made of: as the book knows it, else as
// it was sent.
type practitioner struct {
	known *record.Provider // nil when not on file
	sent  *record.ClaimProvider
}

// or returns what the book says, else what was sent.
func (p practitioner) or(known func(*record.Provider) string, sent string) any {
	if p.known != nil {
		return known(p.known)
	}
	return sent
}

func (p practitioner) zip() string {
	zip := p.sent.Address.ZIP
	if p.known != nil {
		zip = p.known.Address.ZIP
	}
	return zip[:min(len(zip), 5)]
}

var memberKind = Kind{Name: "Member", Variables: []string{"member"}, Fields: []Field{
	field("id", types.StringType, "the member's id; of a newborn without coverage of its own the mother's", "", func(p patient) any { return p.ID }),
	field("age", types.IntType, "full years on the day of service: of the line, for a rule about the claim of its earliest service", "", func(p patient) any { return p.age() }),
	field("birthDate", dateType, "", "", func(p patient) any { return p.in.BirthDate }),
	field("sex", types.StringType, "`F`, `M` or `U`", "", func(p patient) any { return p.in.Sex }),
	field("newborn", types.BoolType, "covered through its mother in its first days", "", func(p patient) any { return p.in.Newborn }),
	field("subscriber", types.BoolType, "is the subscriber of the household", "", func(p patient) any { return p.Subscriber() && !p.in.Newborn }),
	field("relationship", types.StringType, "to the subscriber: `18` self, `01` spouse, `19` child", "", func(p patient) any {
		if p.in.Newborn {
			return "19"
		}
		return p.Relationship
	}),
	field("group", types.StringType, "group number", "", func(p patient) any { return p.GroupNumber }),
	field("zip", types.StringType, "five digits", "", func(p patient) any { return p.Address.ZIP[:min(len(p.Address.ZIP), 5)] }),
}}

var providerKind = Kind{Name: "Provider", Variables: []string{"provider", "billing"}, Fields: []Field{
	field("onFile", types.BoolType, "the book knows the NPI; otherwise the fields are what was sent", "", func(p practitioner) any { return p.known != nil }),
	field("npi", types.StringType, "empty for an atypical provider", "", func(p practitioner) any { return p.sent.NPI }),
	field("tin", types.StringType, "tax id", "", func(p practitioner) any {
		return p.or(func(k *record.Provider) string { return k.TIN }, p.sent.TIN)
	}),
	field("taxonomy", types.StringType, "code of the specialty, such as `207X00000X`", "", func(p practitioner) any {
		return p.or(func(k *record.Provider) string { return k.Taxonomy }, p.sent.Taxonomy)
	}),
	field("specialty", types.StringType, "in words, as the book has it", "", func(p practitioner) any {
		return p.or(func(k *record.Provider) string { return k.Specialty }, "")
	}),
	field("pcp", types.BoolType, "acts as a primary care provider", "", func(p practitioner) any { return p.known != nil && p.known.PCP }),
	field("organization", types.BoolType, "is no person", "", func(p practitioner) any {
		if p.known != nil {
			return p.known.Organization
		}
		return p.sent.Organization
	}),
	field("practice", types.StringType, "NPI of the group practice", "", func(p practitioner) any {
		return p.or(func(k *record.Provider) string { return k.Practice }, "")
	}),
	field("zip", types.StringType, "five digits", "", func(p practitioner) any { return p.zip() }),
}}

var coverageKind = Kind{Name: "Coverage", Variables: []string{"coverage"}, Fields: []Field{
	field("plan", types.StringType, "id of the plan", "", func(s *record.CoverageSpan) any { return s.Plan }),
	field("from", dateType, "first day", "", func(s *record.CoverageSpan) any { return s.From }),
	field("to", dateType, "last day; not known while it goes on", "", func(s *record.CoverageSpan) any { return s.To }),
	field("graceMonth", types.IntType, "1 to 3 in a premium grace period, else 0", "", func(s *record.CoverageSpan) any { return s.GraceMonth }),
}}

var planKind = Kind{Name: "Plan", Variables: []string{"plan"}, Fields: []Field{
	field("id", types.StringType, "", "", func(p *record.Plan) any { return p.ID }),
	field("market", types.StringType, "`commercial`, `exchange`, `medicare` or `medi-cal`", "", func(p *record.Plan) any { return p.Market }),
	field("networks", textList, "", "", func(p *record.Plan) any { return p.Networks }),
	field("pcpRequired", types.BoolType, "", "", func(p *record.Plan) any { return p.PCPRequired }),
	field("delegateDecides", types.BoolType, "a delegate judges its own lines", "", func(p *record.Plan) any { return p.DelegateDecides }),
}}

var contractKind = Kind{Name: "Contract", Variables: []string{"contract"}, Fields: []Field{
	field("id", types.StringType, "empty without contract", "", func(k *record.Contract) any { return k.ID }),
	field("name", types.StringType, "of the party", "", func(k *record.Contract) any { return k.Name }),
	field("model", types.StringType, "`staff`, `group`, `ipa` or `network`", "", func(k *record.Contract) any { return string(k.Model) }),
	field("delegated", types.BoolType, "the party pays claims itself", "", func(k *record.Contract) any { return k.Delegated }),
	field("withhold", numberType, "fraction that is held back", "", func(k *record.Contract) any { return k.Withhold }),
}}

var priorKind = Kind{Name: "Prior", Variables: []string{"prior"}, Fields: []Field{
	field("claim", types.StringType, "our claim number", "", func(p *record.PriorLine) any { return p.Claim }),
	field("line", types.IntType, "number of the line; 0 for a stay", "", func(p *record.PriorLine) any { return p.Line }),
	field("code", types.StringType, "procedure", "", func(p *record.PriorLine) any { return p.Procedure.Code }),
	field("modifiers", textList, "", "", func(p *record.PriorLine) any { return p.Procedure.Modifiers }),
	field("revenue", types.StringType, "revenue code", "", func(p *record.PriorLine) any { return p.Revenue }),
	field("place", types.StringType, "place of service", "", func(p *record.PriorLine) any { return p.Place }),
	field("date", dateType, "first day of service", "", func(p *record.PriorLine) any { return p.Dates.From }),
	field("to", dateType, "last day of service", "", func(p *record.PriorLine) any { return max(p.Dates.From, p.Dates.To) }),
	field("provider", types.StringType, "NPI of who rendered it", "", func(p *record.PriorLine) any { return p.Rendering }),
	field("billing", types.StringType, "NPI of the payee", "", func(p *record.PriorLine) any { return p.Billing }),
	field("category", types.StringType, "service category", "", func(p *record.PriorLine) any { return string(p.Category) }),
	field("units", numberType, "", "", func(p *record.PriorLine) any { return p.Units }),
	field("charge", moneyType, "", "", func(p *record.PriorLine) any { return p.Charge }),
	field("state", types.StringType, "`paid`, `capitated`, `patient owes`, `denied`, `elsewhere` or `pended`", "", func(p *record.PriorLine) any { return string(p.State) }),
	field("counts", types.BoolType, "was paid, prepaid or left to the patient", "", func(p *record.PriorLine) any {
		return p.State == record.LinePaid || p.State == record.LineCapitated || p.State == record.LinePatient
	}),
}}
