package adjudicate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// ask builds an inquiry: id, LAST, FIRST and birth date of the subscriber,
// "-" for what is not sent, then the service types.
func ask(person string, serviceTypes ...string) *record.Inquiry {
	return &record.Inquiry{
		Received: inquiryDay, InformationSourceID: "77001",
		Receiver:   record.ClaimProvider{Role: "1P", NPI: "1000000954"},
		Subscriber: sentPerson(person),
		Questions:  []record.Question{{ServiceTypes: serviceTypes}},
	}
}

func sentPerson(person string) record.Person {
	f := strings.Split(person, "/")
	for i := range f {
		if f[i] == "-" {
			f[i] = ""
		}
	}
	birth, _ := record.ParseDate(f[3])
	return record.Person{ID: f[0], Name: record.PersonName{Last: f[1], First: f[2]}, BirthDate: birth}
}

func on(q *record.Inquiry, from, to record.Date) *record.Inquiry {
	q.Dates = record.Span{From: from, To: to}
	return q
}

func dependentOf(q *record.Inquiry, person string) *record.Inquiry {
	p := sentPerson(person)
	q.Dependent = &p
	return q
}

// said writes an answer as the lines of a 271 would read.
func said(a *record.EligibilityAnswer) []string {
	var lines []string
	for _, r := range a.Rejections {
		valid := "N"
		if r.Valid {
			valid = "Y"
		}
		lines = append(lines, string(r.Level)+" AAA*"+valid+"**"+r.Reason+"*"+r.FollowUp)
	}
	number := func(d *decimal.Decimal) string {
		if d == nil {
			return ""
		}
		return strings.TrimPrefix(d.String(), "0")
	}
	amount := func(d *decimal.Decimal) string {
		if d != nil && d.IsZero() {
			return "0"
		}
		return number(d)
	}
	date := func(d record.QualifiedDate) string {
		if d.Dates.To != 0 {
			return "DTP*" + d.Qualifier + "*RD8*" + d.Dates.From.Compact() + "-" + d.Dates.To.Compact()
		}
		return "DTP*" + d.Qualifier + "*D8*" + d.Dates.From.Compact()
	}
	for _, d := range a.Dates {
		lines = append(lines, date(d))
	}
	for _, b := range a.Benefits {
		line := strings.Join([]string{
			"EB", b.Information, b.CoverageLevel, strings.Join(b.ServiceTypes, "^"), b.InsuranceType, b.PlanName, b.TimePeriod,
			amount(b.Amount), number(b.Percent), b.QuantityKind, amount(b.Quantity), b.Authorization, b.InNetwork,
		}, "*")
		lines = append(lines, strings.TrimRight(line, "*"))
		for _, r := range b.References {
			lines = append(lines, "REF*"+r.Qualifier+"*"+r.Number)
		}
		for _, d := range b.Dates {
			lines = append(lines, date(d))
		}
		for _, m := range b.Messages {
			lines = append(lines, "MSG*"+m)
		}
		if e := b.Entity; e != nil {
			lines = append(lines, "NM1*"+e.Kind+"*"+e.Name.Last+"*"+e.IDQualifier+"*"+e.ID)
		}
	}
	return lines
}

// The whole of the usual answer. What follows is in terms of it.
var activeO = []string{
	"DTP*346*D8*20250101",
	"EB*1**30*HM*POPPY HMO 500",
	"EB*1**1^35^47^48^50^86^88^98^MH^UC*HM",
	"EB*I**33^AL*HM",
	"EB*C*IND*30*HM**23*500*****Y",
	"EB*C*IND*30*HM**29*500*****Y",
	"EB*C*IND*86^98^UC*HM**23*0*****Y",
	"EB*G*IND*30*HM**23*3000*****Y",
	"EB*G*IND*30*HM**29*3000*****Y",
	"EB*B**98*HM**27*20****N*Y",
	"MSG*PRIMARY CARE VISIT",
	"EB*B**98*HM**27*40****Y*Y",
	"MSG*SPECIALIST VISIT",
	"MSG*REFERRAL FROM PCP REQUIRED",
	"EB*B**UC*HM**27*50****N*Y",
	"EB*B**86*HM**27*150****N*W",
	"MSG*WAIVED IF ADMITTED",
	"EB*A**50*HM****.2***Y*Y",
	"MSG*PRIOR AUTHORIZATION REQUIRED",
	"EB*A**48*HM****.2***Y*Y",
	"MSG*PRIOR AUTHORIZATION REQUIRED",
	"EB*I**30*HM********N",
	"MSG*OUT OF NETWORK COVERED FOR EMERGENCY ONLY",
	"EB*L**30",
	"DTP*295*D8*20250101",
	"NM1*P3*LAUREL*XX*1000000889",
}

const nina = "GP100005/O'NEIL-RAY/NINA/19840312"

func TestScenarios(t *testing.T) {
	for _, c := range []struct {
		name  string
		ask   *record.Inquiry
		want  []string // these lines, in this order
		whole bool     // and nothing else
		never []string // no line begins so
	}{
		{name: "E01 the generic question about an active member", ask: ask(nina, "30"), want: activeO, whole: true},
		{name: "E02 an office visit costs less at the PCP than at a specialist", ask: ask("GP100004/BAKER/TOM/19750303", "98"), want: []string{
			"EB*1**98*HM", "EB*B**98*HM**27*20****N*Y", "MSG*PRIMARY CARE VISIT",
			"EB*B**98*HM**27*40****Y*Y", "MSG*REFERRAL FROM PCP REQUIRED", "EB*I**98*HM********N",
		}, never: []string{"EB*B**UC", "EB*C*IND*30"}},
		{name: "E03 what is left of deductible and out-of-pocket maximum", ask: ask("GP100004/BAKER/TOM/19750303", "48"), want: []string{
			"EB*1**48*HM", "EB*C*IND*48*HM**23*500*****Y", "EB*C*IND*48*HM**29*0*****Y",
			"EB*G*IND*30*HM**23*3000*****Y", "EB*G*IND*30*HM**29*2200*****Y", "EB*A**48*HM****.2***Y*Y",
		}},
		{name: "E04 an emergency is the same in and out of network", ask: ask(nina, "86"), want: []string{
			"EB*1**86*HM", "EB*B**86*HM**27*150****N*W", "MSG*WAIVED IF ADMITTED",
		}, never: []string{"EB*I"}},
		{name: "E05 therapy needs a referral and has a limit", ask: ask(nina, "AE"), want: []string{
			"EB*1**AE*HM", "EB*B**AE*HM**27*30****Y*Y", "MSG*REFERRAL FROM PCP REQUIRED", "MSG*PRIOR AUTHORIZATION REQUIRED",
			"EB*F**AE*HM**23***VS*20*Y*Y", "EB*F**AE*HM**29***VS*20*Y*Y", "EB*I**AE*HM********N",
		}},
		{name: "E06 a limit that is used up", ask: ask("GP100015/HOLT/BEN/19580101", "AE"), want: []string{
			"EB*F**AE*HM**23***VS*20*Y*Y", "EB*F**AE*HM**29***VS*0*Y*Y",
		}},
		{name: "E07 a service that is not covered", ask: ask(nina, "33"), want: []string{"EB*1**30*HM*POPPY HMO 500", "EB*I**33*HM"},
			never: []string{"EB*1**33", "EB*B", "EB*A", "EB*C", "EB*I**30"}},
		{name: "E08 a service type that the plan does not know is answered as 30", ask: ask(nina, "BZ"), want: activeO, whole: true},
		{name: "E09 coverage that has ended is inactive", ask: on(ask("GP100007/MARLOW/DEAN/19710809", "30"), 20260217, 20260217), whole: true, want: []string{
			"DTP*346*D8*20250101", "DTP*347*D8*20260131", "EB*6**30*HM*POPPY HMO 500",
		}},
		{name: "E10 coverage that has not begun is inactive", ask: on(ask("GP100017/IRWIN/KIM/19790909", "98"), 20260217, 0), whole: true, want: []string{
			"DTP*346*D8*20260301", "EB*6**30*HM*POPPY HMO 500",
		}},
		{name: "E11 a gap is inactive since the span before it", ask: on(ask("GP100008/DIAZ/LEO/19901010", "30"), 20260217, 0), whole: true, want: []string{
			"DTP*346*D8*20250101", "DTP*347*D8*20251231", "EB*6**30*HM*POPPY HMO 500",
		}},
		{name: "E12 an id that is not on file", ask: ask("ZZ999/O'NEIL-RAY/NINA/19840312", "30"), whole: true, want: []string{"2100C AAA*N**72*C"}},
		{name: "E13 another birth date", ask: ask("GP100005/O'NEIL-RAY/NINA/19480312", "30"), whole: true, want: []string{"2100C AAA*N**71*C"}},
		{name: "E14 another name", ask: ask("GP100005/SMITH/JANE/19840312", "30"), whole: true, want: []string{"2100C AAA*N**73*C"}},
		{name: "E15 twins without an id", ask: ask("-/TWAIN/LEE/20010101", "30"), whole: true, want: []string{"2100C AAA*N**72*C"}},
		{name: "E16 name and birth date alone", ask: ask("-/O'NEIL-RAY/NINA/19840312", "30"), whole: true, want: []string{"2100C AAA*N**72*C"}},
		{name: "E17 id and birth date alone", ask: ask("GP100005/-/-/19840312", "30"), want: activeO, whole: true},
		{name: "E18 id and name alone", ask: ask("GP100005/O'NEIL-RAY/NINA/-", "30"), want: activeO, whole: true},
		{name: "E19 a last name alone", ask: ask("-/O'NEIL-RAY/-/-", "30"), whole: true, want: []string{"2100C AAA*N**72*C", "2100C AAA*N**58*C"}},
		{name: "E20 a child by her own id", ask: ask("GP100010/O'NEIL-RAY/SUE/20120401", "30"), want: activeO, whole: true},
		{name: "E21 nobody in the household fits the dependent", ask: dependentOf(ask(nina, "30"), "-/O'NEIL-RAY/TIM/20150505"), whole: true,
			want: []string{"2100D AAA*N**77*C"}},
		{name: "E22 a date more than 24 months ago", ask: on(ask(nina, "30"), 20230101, 0), whole: true, want: []string{"2100C AAA*N**62*C"}},
		{name: "E23 a date after this month", ask: on(ask(nina, "30"), 20260501, 0), whole: true, want: []string{"2100C AAA*N**63*C"}},
		{name: "E25 an NPI with a wrong check digit", ask: from("1000000955", ask(nina, "30")), whole: true, want: []string{"2100B AAA*N**43*C"}},
		{name: "E27 another payer's id", ask: to("99999", ask(nina, "30")), whole: true, want: []string{"2100A AAA*N**79*C"}},
		{name: "E28 the PCP of the day asked about", ask: on(ask("GP100011/FROST/IVAN/19660202", "30"), 20260214, 0), want: []string{
			"EB*L**30", "DTP*295*RD8*20250101-20260214", "NM1*P3*HAZEL*XX*1000000608",
		}, never: []string{"NM1*P3*LAUREL"}},
		{name: "E29 no PCP was chosen", ask: ask("GP100013/GRANT/AMY/19991231", "30"), want: []string{
			"EB*1**30*HM*POPPY HMO 500", "EB*D**30", "MSG*NO PCP SELECTED",
		}, never: []string{"EB*L"}},
		{name: "E30 another payer is primary", ask: ask("GP100009/EVANS/JOY/19850615", "30"), want: []string{
			"EB*1**30*HM*POPPY HMO 500", "EB*R**30*C1", "REF*IG*GM-4711", "DTP*290*D8*20250601", "NM1*PRP*GOLDEN MUTUAL*PI*88002",
		}},
		{name: "E31 the group that care is delegated to", ask: ask("GP100003/ARBOR/MIA/19800505", "30"), want: []string{
			"EB*L**30", "NM1*P3*ELM*XX*1000000392", "EB*MC**30*HM", "MSG*CLAIMS TO BAY HILLS IPA", "NM1*X3*BAY HILLS IPA*XX*1000001515",
		}},

		{name: "several questions are answered together, each service once", ask: withQuestions(ask(nina), []string{"98", "AE"}, []string{"98", "33"}), want: []string{
			"EB*1**98^AE*HM", "EB*I**33*HM", "EB*C*IND*98^AE*HM**23*0*****Y", "EB*I**98^AE*HM********N",
		}},
		{name: "30 beside an explicit service type brings both", ask: ask(nina, "30", "AE"), want: []string{
			"EB*1**1^35^47^48^50^86^88^98^MH^UC^AE*HM", "EB*B**AE*HM**27*30****Y*Y", "EB*I**30^AE*HM********N",
		}},
		{name: "no question is the generic one", ask: withQuestions(ask(nina)), want: activeO, whole: true},
		{name: "a procedure is answered as 30", ask: ask(nina), want: activeO, whole: true},
		{name: "a sensitive service is priced when asked for by name", ask: ask(nina, "MH"), want: []string{"EB*B**MH*HM**27*20****N*Y"}},
		{name: "a service without any share of the member's costs nothing, which is told", ask: ask(nina, "80"), want: []string{"EB*B**80*HM**27*0****N*Y"}},
		{name: "a limit in dollars that was passed has nothing left", ask: ask(nina, "41"), want: []string{
			"EB*F**41*HM**23*1000****N*Y", "EB*F**41*HM**29*0****N*Y",
		}},
		{name: "an exclusion may say why", ask: ask(nina, "83"), want: []string{"EB*I**83*HM", "MSG*INFERTILITY IS NOT COVERED"}},
		{name: "a plan without deductible says zero", ask: ask("GP100006/CASTRO/ANA/19920707", "30"), want: []string{
			"EB*C*IND*30*HM**23*0*****Y", "EB*C*IND*30*HM**29*0*****Y",
			"EB*G*FAM*30*HM**23*6000*****Y", "EB*G*FAM*30*HM**29*5900*****Y",
		}, never: []string{"EB*C*FAM", "EB*C*IND*86"}},
		{name: "a service of a plan without deductible says zero, too", ask: ask("GP100006/CASTRO/ANA/19920707", "48"), want: []string{
			"EB*1**48*HM", "EB*C*IND*48*HM**23*0*****Y",
		}},
		{name: "a premium in its grace period is told", ask: ask("GP100019/JONES/SAM/19870717", "30"), want: []string{
			"EB*1**30*HM*POPPY HMO 500", "MSG*PREMIUM GRACE PERIOD MONTH 2",
		}},
		{name: "a range is answered as of its first covered day", ask: on(ask("GP100008/DIAZ/LEO/19901010", "30"), 20260201, 20260331), want: []string{
			"DTP*346*D8*20260301", "EB*1**30*HM*POPPY HMO 500",
		}},
		{name: "the day 24 months ago may be asked about", ask: on(ask(nina, "30"), 20240302, 0), want: []string{"EB*6**30*HM*POPPY HMO 500"}},
		{name: "the last day of this month may be asked about", ask: on(ask(nina, "30"), 20260331, 0), want: activeO, whole: true},
		{name: "a date of service before the birth", ask: on(ask("GP100022/YU/IDA/20260210", "30"), 20260209, 0), want: []string{"2100C AAA*N**60*C"}, whole: true},
		{name: "a date that only an EQ has counts for all", ask: onQuestion(ask("GP100011/FROST/IVAN/19660202", "30"), 20260214), want: []string{"NM1*P3*HAZEL*XX*1000000608"}},
		{name: "a date that is none", ask: badDates(ask(nina, "30")), want: []string{"2100C AAA*N**57*C"}, whole: true},
		{name: "all that is wrong with a patient is told at once", ask: on(ask("ZZ999/X/Y/19840312", "30"), 20230101, 0), whole: true,
			want: []string{"2100C AAA*N**72*C", "2100C AAA*N**62*C"}},
		{name: "a last name with a suffix is the same name", ask: ask("GP100005/ONEIL RAY JR/NINA/19840312", "30"), want: activeO, whole: true},
		{name: "an initial will do beside id and birth date", ask: ask("gp100005 /O'NEIL-RAY/N/19840312", "30"), want: activeO, whole: true},
		{name: "an initial will not do without the birth date", ask: ask("GP100005/O'NEIL-RAY/N/-", "30"), want: []string{"2100C AAA*N**73*C"}, whole: true},
		{name: "somebody else's id discloses nothing", ask: ask("GP100004/O'NEIL-RAY/NINA/19840312", "30"), want: []string{"2100C AAA*N**72*C"}, whole: true},
		{name: "no payer is named", ask: to("", ask(nina, "30")), want: []string{"2100A AAA*N**T4*C"}, whole: true},
		{name: "a dependent is found in the household", ask: dependentOf(ask("GP100005/-/-/-", "30"), "-/O'NEIL-RAY/SUE/20120401"), want: activeO, whole: true},
		{name: "a dependent's birth date differs", ask: dependentOf(ask(nina, "30"), "-/O'NEIL-RAY/SUE/20120402"), want: []string{"2100D AAA*N**71*C"}, whole: true},
		{name: "a dependent's name differs", ask: dependentOf(ask(nina, "30"), "-/O'NEIL-RAY/ZOE/20120401"), want: []string{"2100D AAA*N**65*C"}, whole: true},
		{name: "a dependent without birth date and first name", ask: dependentOf(ask(nina, "30"), "-/O'NEIL-RAY/-/-"), want: []string{"2100D AAA*N**65*C", "2100D AAA*N**58*C"}, whole: true},
		{name: "a dependent of an unknown subscriber", ask: dependentOf(ask("ZZ999/X/Y/19840312", "30"), "-/O'NEIL-RAY/SUE/20120401"), want: []string{"2100C AAA*N**72*C"}, whole: true},
		{name: "a dependent of somebody else's id", ask: dependentOf(ask("GP100005/SMITH/JANE/19700101", "30"), "-/O'NEIL-RAY/SUE/20120401"), want: []string{"2100C AAA*N**72*C"}, whole: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := adjudicate.Eligibility(sampleBook(), sampleLedger(), c.ask, adjudicate.Options{Today: inquiryDay})
			lines := said(a)
			assert.Same(t, c.ask, a.Inquiry)
			if c.whole {
				assert.Equal(t, c.want, lines)
			}
			rest := lines
			for _, want := range c.want {
				i := indexOf(rest, want)
				if !assert.GreaterOrEqual(t, i, 0, "%s is missing or out of order in\n%s", want, strings.Join(lines, "\n")) {
					break
				}
				rest = rest[i+1:]
			}
			for _, never := range c.never {
				for _, line := range lines {
					assert.False(t, strings.HasPrefix(line, never), line)
				}
			}
			assert.NotEmpty(t, a.Trail)
			for _, step := range a.Trail {
				assert.True(t, step.Rule == "Q0" || slices.ContainsFunc(adjudicate.EligibilityRules(), func(r adjudicate.EligibilityRule) bool {
					return r.ID == step.Rule && r.Name == step.Name
				}), step.Rule)
				assert.Regexp(t, `^[A-Z].*\.$`, step.Concluded, "a sentence")
			}
		})
	}
}

func TestTheTrailOfAnAnswerTellsItsBenefits(t *testing.T) {
	a := adjudicate.Eligibility(sampleBook(), sampleLedger(), ask(nina, "98", "33", "AL"), adjudicate.Options{Today: inquiryDay})
	var told []string
	for _, step := range a.Trail[5:] {
		told = append(told, step.Rule+" "+strings.Join(step.Looked, "; ")+": "+step.Concluded)
	}
	assert.Equal(t, []string{
		"Q6 service types 98 33 AL: The service types asked about are told.",
		"Q10 service types 98: The plan does not cover service types 33 AL.",
		"Q11 : No deductible applies to what was asked.",
		"Q12 individual maximum $3000.00 left of $3000.00 in 2026: The maximum and what is left of it are told.",
		"Q13 benefit PCP_VISIT; service types 98: The member pays a copay of $20.00.",
		"Q13 benefit SPECIALIST_VISIT; service types 98; referral needed: The member pays a copay of $40.00.",
		"Q14 service types 98: Care outside of the network is not covered.",
		"Q7 PCP 1000000889; from 2025-01-01: The PCP of 2026-03-02 is told.",
	}, told)
}

func indexOf(lines []string, line string) int {
	for i := range lines {
		if lines[i] == line {
			return i
		}
	}
	return -1
}

func from(npi string, q *record.Inquiry) *record.Inquiry {
	q.Receiver.NPI = npi
	return q
}

func to(payer string, q *record.Inquiry) *record.Inquiry {
	q.InformationSourceID = payer
	return q
}

func badDates(q *record.Inquiry) *record.Inquiry {
	q.DatesInvalid = true
	return q
}

func onQuestion(q *record.Inquiry, day record.Date) *record.Inquiry {
	q.Questions[0].Dates = record.Span{From: day, To: day}
	return q
}

func withQuestions(q *record.Inquiry, questions ...[]string) *record.Inquiry {
	q.Questions = nil
	for _, types := range questions {
		q.Questions = append(q.Questions, record.Question{ServiceTypes: types})
	}
	return q
}

func TestAnUnknownAskerIsRefusedOnlyWherePolicySaysSo(t *testing.T) { // E24
	book := sampleBook()
	q := from("1000001093", ask(nina, "30"))
	assert.Equal(t, activeO, said(adjudicate.Eligibility(book, sampleLedger(), q, adjudicate.Options{})))
	book.payer.Inquiries.KnownProvidersOnly = true
	assert.Equal(t, []string{"2100B AAA*N**51*C"}, said(adjudicate.Eligibility(book, sampleLedger(), q, adjudicate.Options{})))
	assert.Equal(t, activeO, said(adjudicate.Eligibility(book, sampleLedger(), from("1000000889", q), adjudicate.Options{})))
}

func TestAPayerThatIsDownCannotRespondNow(t *testing.T) { // E26
	q := ask(nina, "30")
	for name, a := range map[string]*record.EligibilityAnswer{
		"as the shell says":    adjudicate.Unavailable(q),
		"for want of a payer":  adjudicate.Eligibility(&inquiryBook{}, sampleLedger(), q, adjudicate.Options{}),
		"for want of the plan": adjudicate.Eligibility(withoutPlans(sampleBook()), sampleLedger(), q, adjudicate.Options{}),
	} {
		assert.Equal(t, []string{"2100A AAA*Y**42*R"}, said(a), name)
		assert.Nil(t, a.Member, name)
	}
}

func withoutPlans(b *inquiryBook) *inquiryBook {
	b.plans = nil
	return b
}

func TestSearchByNameIsAnOption(t *testing.T) {
	book := sampleBook()
	book.payer.Inquiries.SearchByName = true
	for _, c := range []struct{ name, person, want string }{
		{"one who fits is found", "-/O'NEIL-RAY/NINA/19840312", ""},
		{"twins are told apart by the id", "-/TWAIN/LEE/20010101", "2100C AAA*N**72*C"},
		{"nobody fits", "-/NOBODY/NINA/19840312", "2100C AAA*N**75*C"},
		{"the first name is needed", "-/O'NEIL-RAY/-/19840312", "2100C AAA*N**73*C"},
		{"the birth date is needed", "-/O'NEIL-RAY/NINA/-", "2100C AAA*N**58*C"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := adjudicate.Eligibility(book, sampleLedger(), ask(c.person, "30"), adjudicate.Options{})
			if c.want == "" {
				require.NotNil(t, a.Member)
				assert.Equal(t, "GP100005", a.Member.ID)
				return
			}
			assert.Equal(t, []string{c.want}, said(a))
		})
	}
}

func TestWhatIsHeldIsToldWhenItDiffersFromWhatWasAsked(t *testing.T) {
	book := sampleBook()
	book.members[2].PriorIDs = []string{"OLD5"} // GP100005
	for _, c := range []struct {
		name, person string
		changed      bool
	}{
		{"spelled as held", nina, false},
		{"in lower case", "gp100005/o'neil-ray/nina/19840312", false},
		{"what was not sent is no difference", "GP100005/-/-/19840312", false},
		{"spelled otherwise", "GP100005/ONEIL RAY/NINA/19840312", true},
		{"by an initial", "GP100005/O'NEIL-RAY/N/19840312", true},
		{"by an id of former times", "OLD5/O'NEIL-RAY/NINA/19840312", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := adjudicate.Eligibility(book, sampleLedger(), ask(c.person, "30"), adjudicate.Options{})
			require.NotNil(t, a.Member)
			assert.Equal(t, "GP100005", a.Member.ID)
			assert.Equal(t, c.changed, a.NameChanged)
		})
	}
}

func TestAnAnswerKnowsTheLevelOfItsPatient(t *testing.T) {
	book := sampleBook()
	child := adjudicate.Eligibility(book, sampleLedger(), dependentOf(ask("GP100005/-/-/-", "30"), "-/O'NEIL-RAY/SUE/20120401"), adjudicate.Options{})
	assert.Equal(t, record.DependentLevel, child.Level())
	require.NotNil(t, child.Subscriber)
	assert.Equal(t, "GP100005", child.Subscriber.ID)

	self := adjudicate.Eligibility(book, sampleLedger(), dependentOf(ask("GP100005/-/-/-", "30"), "-/O'NEIL-RAY/NINA/19840312"), adjudicate.Options{})
	assert.Equal(t, record.SubscriberLevel, self.Level(), "a subscriber asked about as a dependent")
	assert.Nil(t, self.Subscriber)
}

func TestOneIDOnTwoPeopleIsAmbiguous(t *testing.T) {
	book := sampleBook()
	for _, m := range book.members {
		if m.Name.Last == "TWAIN" {
			m.PriorIDs = []string{"SHARED"}
		}
	}
	assert.Equal(t, []string{"2100C AAA*N**76*C"},
		said(adjudicate.Eligibility(book, sampleLedger(), ask("SHARED/TWAIN/LEE/20010101", "30"), adjudicate.Options{})))
	assert.Equal(t, []string{"2100C AAA*N**76*C"},
		said(adjudicate.Eligibility(book, sampleLedger(), dependentOf(ask("SHARED/-/-/-", "30"), "-/TWAIN/LEE/20010101"), adjudicate.Options{})),
		"as the id of a dependent's subscriber")
}

// Whatever is asked, there is an answer: a rejection that discloses nobody and
// never says 75 to four keys, or a member with one line about the plan.
func TestEveryInquiryIsAnswered(t *testing.T) {
	book, ledger := sampleBook(), sampleLedger()
	pick := func(t *rapid.T, label string, values ...string) string {
		return rapid.SampledFrom(values).Draw(t, label)
	}
	rapid.Check(t, func(t *rapid.T) {
		person := strings.Join([]string{
			pick(t, "id", "-", "GP100005", "GP100010", "GP100007", "ZZ"),
			pick(t, "last", "-", "O'NEIL-RAY", "MARLOW", "JR", "X"),
			pick(t, "first", "-", "NINA", "SUE", "S", "DEAN", "1"),
			pick(t, "birth", "-", "19840312", "20120401", "19710809"),
		}, "/")
		q := ask(person, rapid.SliceOfN(rapid.SampledFrom([]string{"30", "98", "AE", "33", "", "ZZ", "86"}), 0, 4).Draw(t, "types")...)
		if rapid.Bool().Draw(t, "dependent") {
			dependentOf(q, "-/"+strings.SplitN(person, "/", 2)[1])
		}
		q.Dates.From = rapid.SampledFrom([]record.Date{0, 20240101, 20250101, 20260217, 20260331, 20260401}).Draw(t, "day")

		a := adjudicate.Eligibility(book, ledger, q, adjudicate.Options{Today: inquiryDay})
		if a.Rejected() {
			assert.Nil(t, a.Member)
			assert.Nil(t, a.Subscriber)
			assert.Empty(t, a.Benefits)
			for _, r := range a.Rejections {
				assert.NotEqual(t, "75", r.Reason)
			}
			return
		}
		require.NotNil(t, a.Member)
		plan := 0
		for _, b := range a.Benefits {
			if b.PlanName != "" {
				plan++
			}
			if b.Amount != nil {
				assert.False(t, b.Amount.IsNegative())
			}
		}
		assert.Equal(t, 1, plan)
	})
}

func TestWhoElseMayBeNamed(t *testing.T) {
	book := sampleBook()
	book.payer.TIN = "771234567"
	q := ask(nina, "30")
	q.InformationSource.ID, q.InformationSourceID = record.Reference{Qualifier: "FI", Number: "771234567"}, "771234567"
	assert.Equal(t, activeO, said(adjudicate.Eligibility(book, sampleLedger(), q, adjudicate.Options{})), "the payer by its tax id")

	book.other["GP100005"] = []record.OtherCoverage{
		{Span: record.Span{From: 20250101, To: 20251231}, PayerName: "PAST"},
		{Span: record.Span{From: 20260101, To: 20261231}, PayerName: "SECOND MUTUAL", PayerID: "88003"},
	}
	lines := said(adjudicate.Eligibility(book, sampleLedger(), ask(nina, "98"), adjudicate.Options{}))
	assert.Equal(t, []string{"EB*R**30", "DTP*290*RD8*20260101-20261231", "NM1*SEP*SECOND MUTUAL*PI*88003"}, lines[len(lines)-3:],
		"a payer behind this one, on the day only")
}

func TestAMemberWhoNeverHadCoverageIsInactive(t *testing.T) {
	book := sampleBook()
	book.coverage = nil
	a := adjudicate.Eligibility(book, sampleLedger(), ask(nina, "30"), adjudicate.Options{})
	assert.Equal(t, []string{"EB*6**30"}, said(a))
	assert.False(t, a.Rejected())
}

func TestTodayIsTheRunsWhenTheInquiryHasNone(t *testing.T) {
	q := ask(nina, "30")
	q.Received = 0
	assert.Equal(t, activeO, said(adjudicate.Eligibility(sampleBook(), sampleLedger(), q, adjudicate.Options{Today: inquiryDay})))
}
