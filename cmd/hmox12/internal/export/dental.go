package export

import (
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// dentalColumns are the columns of claims that only dental ones fill.
var dentalColumns = []column[claimRow]{
	{"predetermination", flag, "CLM19 is PB, of a dental claim", ofTeeth(func(c claimRow) value { return flagOf(c.Dental.Predetermination) })},
	{"predetermined_as", text, "REF*G3", ofTeeth(func(c claimRow) value { return textOf(c.Dental.PredeterminedAs) })},
	{"appliance_date", date, "DTP*452", ofTeeth(func(c claimRow) value { return dateOf(c.Dental.Appliance) })},
	{"orthodontics", flag, "DN104 is Y; empty without DN1", ofBraces(func(o *record.Orthodontics) value { return flagOf(o.Treatment) })},
	{"orthodontic_months", quantity, "DN101", ofBraces(func(o *record.Orthodontics) value { return unlessZero(quantityOf(o.Months)) })},
	{"orthodontic_months_left", quantity, "DN102", ofBraces(func(o *record.Orthodontics) value { return unlessZero(quantityOf(o.Remaining)) })},
	{"tooth_status", text, "DN2: 1 M; A E, where M is missing, E to be extracted", ofTeeth(func(c claimRow) value {
		return pairs(c.Dental.Teeth, func(t record.ToothStatus) string { return t.Tooth + " " + t.Status })
	})},
	{"assistant_surgeon_npi", text, "NM1*DD of loop 2310", func(c claimRow) value { return npiOf(c.Claim, nil, record.AssistantSurgeon) }},
}

// dentalLineColumns are the columns of service_lines that only lines of dental
// claims fill.
var dentalLineColumns = []column[lineRow]{
	{"tooth", text, "TOO02, separated by blanks", ofDentist(func(s *record.DentalService) value { return textOf(teeth(s.Teeth)) })},
	{"surfaces", text, "TOO03 behind its tooth: 14 MO; 18 B", ofDentist(surfaces)},
	{"oral_cavity", text, "SV304, separated by blanks", ofDentist(func(s *record.DentalService) value { return textOf(strings.Join(s.OralCavities, " ")) })},
	{"prosthesis_placement", text, "SV305: I initial, R replacement", ofDentist(func(s *record.DentalService) value { return textOf(s.Placement) })},
}

// ofTeeth returns a value of dental claims alone, ofBraces one of those with DN1.
func ofTeeth(of func(claimRow) value) func(claimRow) value {
	return func(c claimRow) value {
		if c.Dental == nil {
			return value{}
		}
		return of(c)
	}
}

func ofBraces(of func(*record.Orthodontics) value) func(claimRow) value {
	return ofTeeth(func(c claimRow) value {
		if c.Dental.Orthodontics == nil {
			return value{}
		}
		return of(c.Dental.Orthodontics)
	})
}

// ofDentist returns a value of dental services alone.
func ofDentist(of func(*record.DentalService) value) func(lineRow) value {
	return func(l lineRow) value {
		if l.Dental == nil {
			return value{}
		}
		return of(l.Dental)
	}
}

func teeth(list []record.Tooth) string {
	var all []string
	for _, t := range list {
		all = append(all, t.Number)
	}
	return strings.Join(all, " ")
}

func surfaces(s *record.DentalService) value {
	var told []record.Tooth
	for _, t := range s.Teeth {
		if len(t.Surfaces) > 0 {
			told = append(told, t)
		}
	}
	return pairs(told, func(t record.Tooth) string { return t.Number + " " + strings.Join(t.Surfaces, "") })
}
