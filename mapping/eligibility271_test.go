package mapping_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

var answering = mapping.Eligibility271{ControlNumber: "0001", Created: 20260302, Time: "0905"}

var poppy = &record.Payer{Name: "Poppy Health Plan", ID: "77001", TIN: "771234567", ProviderCarePhone: "(555) 010-0100"}

// answerFile writes the answers to a file, checks it against the guide, and
// returns it with a line for each segment.
func answerFile(t require.TestingT, answers ...*record.EligibilityAnswer) []byte {
	write := func(w *x12.Writer) { require.NoError(t, mapping.WriteEligibility271(w, answering, answers)) }
	for _, finding := range findingsOf(t, interchange(t, "HB", "005010X279A1", write), "271", "005010X279A1") {
		require.NoError(t, finding)
	}
	return interchange(t, "HB", "005010X279A1", write, x12.LineBreaks())
}

// inquiriesOf maps the segments of one 270 set.
func inquiriesOf(t require.TestingT, segments string) []*record.Inquiry {
	inquiries, findings := mapInquiries(t, inquiryFile(t, segments))
	require.Empty(t, findings)
	return inquiries
}

func rejected(q *record.Inquiry, level record.EligibilityLevel, reasons ...string) *record.EligibilityAnswer {
	a := &record.EligibilityAnswer{Inquiry: q, Payer: poppy, Trace: "26061000077"}
	for _, reason := range reasons {
		a.Rejections = append(a.Rejections, record.RequestRejection{Level: level, Reason: reason, FollowUp: "C"})
	}
	return a
}

var nina = &record.Member{
	ID: "GP100005", SubscriberID: "GP100005", Relationship: "18", BirthDate: 19840312, Sex: "F", GroupNumber: "GRP-5500",
	Name:    record.PersonName{Last: "OKAFOR", First: "NINA"},
	Address: record.Address{Lines: []string{"12 FERN LANE"}, City: "OAKLAND", State: "CA", ZIP: "94602"},
}

var sue = &record.Member{
	ID: "GP100010", SubscriberID: "GP100005", Relationship: "19", BirthDate: 20120401, Sex: "F",
	Name: record.PersonName{Last: "OKAFOR", First: "SUE"},
}

// active is an answer with one of each kind of benefit line.
func active(q *record.Inquiry, m *record.Member) *record.EligibilityAnswer {
	amount := func(text string) *decimal.Decimal {
		d := decimal.RequireFromString(text)
		return &d
	}
	a := &record.EligibilityAnswer{
		Inquiry: q, Payer: poppy, Trace: "26061000077", Member: m,
		Dates: []record.QualifiedDate{{Qualifier: "346", Dates: record.Span{From: 20250101}}},
		Benefits: []record.BenefitInformation{
			{Information: "1", ServiceTypes: []string{"30"}, InsuranceType: "HM", PlanName: "Poppy HMO: 500"},
			{Information: "1", ServiceTypes: []string{"1", "35", "98"}, InsuranceType: "HM"},
			{Information: "C", CoverageLevel: "IND", ServiceTypes: []string{"30"}, InsuranceType: "HM", TimePeriod: "29", Amount: amount("0.00"), InNetwork: "Y"},
			{Information: "B", ServiceTypes: []string{"98"}, InsuranceType: "HM", TimePeriod: "27", Amount: amount("40.50"), Authorization: "Y", InNetwork: "Y",
				Messages: []string{"Specialist visit", "Referral from PCP required ~ ask *first*"}},
			{Information: "A", ServiceTypes: []string{"48"}, InsuranceType: "HM", Percent: amount("0.20"), Authorization: "N", InNetwork: "Y"},
			{Information: "F", ServiceTypes: []string{"AE"}, InsuranceType: "HM", TimePeriod: "23", QuantityKind: "VS", Quantity: amount("20"), InNetwork: "Y"},
			{Information: "L", ServiceTypes: []string{"30"}, Dates: []record.QualifiedDate{{Qualifier: "295", Dates: record.Span{From: 20250101, To: 20260630}}},
				Entity: &record.BenefitEntity{
					Kind: "P3", Name: record.PersonName{Last: "LAUREL", First: "ANNA"}, IDQualifier: "XX", ID: "1000000889", Phone: "555-010-0300", Taxonomy: "207Q00000X",
					Address: record.Address{Lines: []string{"3 GROVE STREET"}, City: "OAKLAND", State: "CA", ZIP: "94607"},
				}},
			{Information: "R", ServiceTypes: []string{"30"}, InsuranceType: "C1", References: []record.Reference{{Qualifier: "IG", Number: "GM-4711"}},
				Dates:  []record.QualifiedDate{{Qualifier: "290", Dates: record.Span{From: 20250601}}},
				Entity: &record.BenefitEntity{Kind: "PRP", Name: record.PersonName{Last: "Golden Mutual"}, Organization: true, IDQualifier: "PI", ID: "88002"}},
		},
	}
	if m != nina {
		a.Subscriber = nina
	}
	return a
}

const askNina = asker + `HL*3*2*22*0
TRN*1*93001-1*9BAYCLEAR1*WEST
TRN*1*93001-2*9MAPLECARD
NM1*IL*1*OKAFOR*NINA****MI*GP100005
REF*EJ*ACCT-7
DMG*D8*19840312
EQ*30`

const askSue = asker + `HL*3*2*22*1
TRN*1*CARRIER*9BAYCLEAR1
NM1*IL*1*OKAFOR*N****MI*GP100005
HL*4*3*23*0
TRN*1*CHILD*9BAYCLEAR1
NM1*03*1*OKAFOR*SUZIE
DMG*D8*20120401
EQ*30`

func TestAnswersOfEachKind(t *testing.T) {
	changed := func(a *record.EligibilityAnswer) *record.EligibilityAnswer {
		a.NameChanged = true
		return a
	}
	nina2 := inquiriesOf(t, askNina)[0]
	sue2 := inquiriesOf(t, askSue)[0]
	elsewhere := inquiriesOf(t, strings.Replace(askNina, "POPPY HEALTH PLAN*****PI*77001", "OTHER PLAN*****PI*99999", 1))[0]
	down := &record.EligibilityAnswer{Inquiry: nina2, Rejections: []record.RequestRejection{
		{Level: record.SourceLevel, Valid: true, Reason: "42", FollowUp: "R"},
	}}
	for _, c := range []struct {
		name, file string
		answer     *record.EligibilityAnswer
	}{
		{"an active member", "active", active(nina2, nina)},
		{"a member whose name is spelled otherwise", "changed", changed(active(nina2, nina))},
		{"an active dependent", "dependent", changed(active(sue2, sue))},
		{"a subscriber asked about as a dependent", "subscriber_as_dependent", active(sue2, nina)},
		{"a member who was not found", "member_rejected", rejected(nina2, record.SubscriberLevel, "73", "62")},
		{"a dependent who was not found", "dependent_rejected", rejected(sue2, record.DependentLevel, "77")},
		{"a dependent whose subscriber was not found", "carrier_rejected", rejected(sue2, record.SubscriberLevel, "72")},
		{"an asker who may not ask", "receiver_rejected", rejected(nina2, record.ReceiverLevel, "43")},
		{"another payer's id", "source_rejected", rejected(elsewhere, record.SourceLevel, "79")},
		{"a payer that can't respond", "unavailable", down},
	} {
		t.Run(c.name, func(t *testing.T) { golden(t, "eligibility271/"+c.file+".x12", answerFile(t, c.answer)) })
	}
}

// levelsOf returns the HL segments of a file.
func levelsOf(file []byte) []string {
	var levels []string
	for line := range strings.SplitSeq(string(file), "\n") {
		if strings.HasPrefix(line, "HL*") {
			levels = append(levels, strings.TrimSuffix(line, "~"))
		}
	}
	return levels
}

func TestAnswersShareTheLevelsThatInquiriesShared(t *testing.T) {
	family := inquiriesOf(t, asker+`HL*3*2*22*1
		NM1*IL*1*OKAFOR*NINA****MI*GP100005
		EQ*30
		HL*4*3*23*0
		NM1*03*1*OKAFOR*SUE
		EQ*30
		HL*5*3*23*0
		NM1*03*1*OKAFOR*TIM
		EQ*30
		HL*6*2*22*0
		NM1*IL*1*MARLOW*DEAN****MI*GP100007
		EQ*30`)
	require.Len(t, family, 4)
	self, child, other, dean := family[0], family[1], family[2], family[3]
	down := func(q *record.Inquiry) *record.EligibilityAnswer {
		return &record.EligibilityAnswer{Inquiry: q, Rejections: []record.RequestRejection{{Level: record.SourceLevel, Valid: true, Reason: "42", FollowUp: "R"}}}
	}
	for _, c := range []struct {
		name    string
		answers []*record.EligibilityAnswer
		want    []string
	}{
		{"a subscriber with two dependents and another subscriber",
			[]*record.EligibilityAnswer{active(self, nina), active(child, sue), rejected(other, record.DependentLevel, "77"), rejected(dean, record.SubscriberLevel, "71")},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*22*1", "HL*4*3*23*0", "HL*5*3*23*0", "HL*6*2*22*0"}},
		{"nothing hangs below a subscriber who was rejected",
			[]*record.EligibilityAnswer{rejected(self, record.SubscriberLevel, "71"), active(child, sue), rejected(other, record.DependentLevel, "77")},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*22*0", "HL*4*2*22*1", "HL*5*4*23*0", "HL*6*4*23*0"}},
		{"an asker who is rejected is rejected once",
			[]*record.EligibilityAnswer{rejected(self, record.ReceiverLevel, "43"), rejected(child, record.ReceiverLevel, "43"), rejected(dean, record.ReceiverLevel, "43")},
			[]string{"HL*1**20*1", "HL*2*1*21*0"}},
		{"records that are lost half way",
			[]*record.EligibilityAnswer{active(self, nina), down(child), down(other), down(dean)},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*22*0", "HL*4**20*0"}},
		{"records that come back",
			[]*record.EligibilityAnswer{down(self), active(child, sue)},
			[]string{"HL*1**20*0", "HL*2**20*1", "HL*3*2*21*1", "HL*4*3*22*1", "HL*5*4*23*0"}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, levelsOf(answerFile(t, c.answers...))) })
	}
}

func TestWhatCanNotBeWritten(t *testing.T) {
	q := inquiriesOf(t, askNina)[0]
	elsewhere := *q
	elsewhere.Reference = "OTHER"
	starred := *nina
	starred.ID = "OKAFOR*ROE"
	for _, c := range []struct {
		name    string
		answers []*record.EligibilityAnswer
		want    string
	}{
		{"no answer", nil, "needs an answer"},
		{"answers to two sets", []*record.EligibilityAnswer{active(q, nina), active(&elsewhere, nina)}, "BHT03"},
		{"an id that holds a delimiter", []*record.EligibilityAnswer{active(q, &starred)}, "NM109 of set 0001"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			w := x12.NewWriter(&out)
			w.BeginInterchange(x12.Interchange{
				SenderQualifier: "ZZ", Sender: "S", ReceiverQualifier: "ZZ", Receiver: "R", Date: "260302", Time: "0800", ControlNumber: "000000001",
			})
			w.BeginGroup(x12.FunctionalGroup{ID: "HB", Sender: "S", Receiver: "R", Date: "20260302", Time: "0800", ControlNumber: "1", Version: "005010X279A1"})
			err := mapping.WriteEligibility271(w, answering, c.answers)
			require.ErrorContains(t, err, c.want)
			assert.NotContains(t, err.Error(), "OKAFOR")
		})
	}
}

func TestALongMessageGoesOnInTheNext(t *testing.T) {
	a := active(inquiriesOf(t, askNina)[0], nina)
	a.Benefits = a.Benefits[:1]
	a.Benefits[0].Messages = []string{strings.Repeat("LONG ", 100), "\n\t", strings.Repeat("x", 5000)}
	var messages []string
	for line := range strings.SplitSeq(string(answerFile(t, a)), "\n") {
		if text, found := strings.CutPrefix(line, "MSG*"); found {
			messages = append(messages, strings.TrimSuffix(text, "~"))
		}
	}
	require.Len(t, messages, 10, "no more MSG than the guide has")
	assert.Equal(t, strings.Repeat("LONG ", 52)+"LONG", messages[0])
	assert.Len(t, messages[2], 264)
}

// Whatever set was asked and however each inquiry was answered, the 271 is clean
// by the guide: HL01 counts, HL02 names an open level of the right kind, HL04
// says whether a child follows. Every trace of an answered level comes back.
func TestLevelsAreNumberedRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("BHT*0022*13*BATCH*20260217*0905\n")
		level, traces := 0, 0
		open := func(parent int, code, child string) int {
			level++
			above := ""
			if parent > 0 {
				above = strconv.Itoa(parent)
			}
			b.WriteString("HL*" + strconv.Itoa(level) + "*" + above + "*" + code + "*" + child + "\n")
			return level
		}
		patient := func(name string) {
			traces++
			b.WriteString("TRN*1*T" + strconv.Itoa(traces) + "*9BAYCLEAR1\n" + name + "\n")
		}
		few := rapid.IntRange(1, 3)
		for range few.Draw(t, "sources") {
			source := open(0, "20", "1")
			b.WriteString("NM1*PR*2*POPPY*****PI*77001\n")
			for range few.Draw(t, "receivers") {
				receiver := open(source, "21", "1")
				b.WriteString("NM1*1P*1*MAPLE*RENE****XX*1000000954\n")
				for range few.Draw(t, "subscribers") {
					dependents := rapid.IntRange(0, 3).Draw(t, "dependents")
					child := "0"
					if dependents > 0 {
						child = "1"
					}
					subscriber := open(receiver, "22", child)
					patient("NM1*IL*1*OKAFOR*NINA****MI*GP100005")
					if dependents == 0 || rapid.Bool().Draw(t, "asked") {
						b.WriteString("EQ*30\n")
					}
					for range dependents {
						open(subscriber, "23", "0")
						patient("NM1*03*1*OKAFOR*SUE")
						b.WriteString("EQ*98\n")
					}
				}
			}
		}
		var answers []*record.EligibilityAnswer
		var expected []string
		for _, q := range inquiriesOf(t, b.String()) {
			own := q.SubscriberTraces
			if q.Dependent != nil {
				own = q.DependentTraces
			}
			how := rapid.SampledFrom([]record.EligibilityLevel{"", "", "", record.SourceLevel, record.ReceiverLevel, record.SubscriberLevel, record.DependentLevel}).Draw(t, "rejected at")
			reason := map[record.EligibilityLevel]string{record.SourceLevel: "79", record.ReceiverLevel: "43", record.SubscriberLevel: "72", record.DependentLevel: "77"}[how]
			switch {
			case how == record.DependentLevel && q.Dependent == nil, how == "":
				member := nina
				if q.Dependent != nil && rapid.Bool().Draw(t, "is the child") {
					member = sue
				}
				answers = append(answers, active(q, member))
			default:
				answers = append(answers, rejected(q, how, reason))
			}
			if how != record.SourceLevel && how != record.ReceiverLevel {
				expected = append(expected, own[0].Number)
			}
		}
		file := string(answerFile(t, answers...))
		for _, trace := range expected {
			assert.Contains(t, file, "TRN*2*"+trace+"*9BAYCLEAR1~")
		}
		for i, hl := range levelsOf([]byte(file)) {
			assert.Equal(t, strconv.Itoa(i+1), strings.Split(hl, "*")[1])
		}
	})
}
