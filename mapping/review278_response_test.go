package mapping_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

var reviewing = mapping.Review278{ControlNumber: "0001", Created: 20260302, Time: "1001"}

// responseFile writes the answers to a file, examines it up to the code sets, and
// returns it with a line for each segment. Nothing may be found, not even a
// doubt.
func responseFile(t require.TestingT, answers ...*record.ReviewAnswer) []byte {
	file := interchange(t, "HI", "005010X217", func(w *x12.Writer) {
		require.NoError(t, mapping.WriteReview278(w, reviewing, answers))
	}, x12.LineBreaks())
	require.NoError(t, ack.Examine(x12.NewReader(bytes.NewReader(file)), ack.Options{Level: snip.CodeSets}, ack.Listener{
		Finding: func(f ack.Finding) { require.Fail(t, f.Error.Error(), string(file)) },
	}))
	return file
}

// requestsOf maps the segments of one 278 set.
func requestsOf(t require.TestingT, segments string) []*record.ReviewRequest {
	requests, _, findings := mapReviews(t, reviewFile(t, segments))
	require.Empty(t, findings)
	return requests
}

var eli = &record.Member{
	ID: "GP100004", SubscriberID: "GP100004", Relationship: "18", BirthDate: 19790521, Sex: "M",
	Name: record.PersonName{Last: "RAMOS", First: "ELI"},
}

const askReferral = requester + `PER*IC*FRONT DESK*TE*5550103000
HL*3*2*22*1
NM1*IL*1*RAMOZ*ELI****MI*GP100004
REF*EJ*ACCT-7
DMG*D8*19790521*M
HL*4*3*EV*0
TRN*1*RF0001*9HAZELPCP1
UM*SC*I*3*11:B**E
DTP*AAH*RD8*20260302-20260601
HI*ABF:M1711*ABF:M2351
HSD*VS*12*WK*1
NM1*SJ*1*IVY*RUTH****XX*1000000673
PRV*PE*PXC*207X00000X`

const askServices = requester + `HL*3*2*22*1
NM1*IL*1*OKAFOR*NINA****MI*GP100005
HL*4*3*23*1
NM1*QC*1*OKAFOR*SUE
DMG*D8*20120401*F
INS*N*19
HL*5*4*EV*1
TRN*1*HS0001*9HAZELPCP1
UM*HS*I*62*22:B
HI*ABK:M1711
NM1*FA*2*BAYVIEW HOSPITAL*****XX*1000001655
HL*6*5*SS*0
TRN*1*HS0001-1*9HAZELPCP1
SV1*HC:73721:RT**UN*2
HL*7*5*SS*0
UM*HS*I*48
SV2*0120**1800*DA*5
HL*8*5*SS*0
SV3*AD:D2740*****1
NM1*SJ*1*ROWAN*LIA****XX*1000001309
PRV*PE*PXC*122300000X`

func answerTo(r *record.ReviewRequest, m *record.Member) *record.ReviewAnswer {
	return &record.ReviewAnswer{Request: r, Payer: poppy, Trace: "V26061000077", Member: m}
}

func refusedAt(r *record.ReviewRequest, level record.ReviewLevel, reason string) *record.ReviewAnswer {
	a := answerTo(r, nil)
	a.Rejections = []record.ReviewRejection{{Level: level, Reason: reason, FollowUp: "C"}}
	return a
}

func TestReviewsOfEachKind(t *testing.T) {
	referral := requestsOf(t, askReferral)[0]
	services := requestsOf(t, askServices)[0]
	granted := func(action record.ReviewAction, visits string) *record.ReviewAnswer {
		a := answerTo(referral, eli)
		a.Event = record.ReviewDecision{
			Action: action, Number: "R-501", Period: record.Span{From: 20260302, To: 20260530},
			Delivery: &record.Delivery{Unit: "VS", Quantity: decimal.RequireFromString(visits), Period: "WK", Every: "1"},
		}
		return a
	}
	decided := func(d record.ReviewDecision) *record.ReviewAnswer {
		a := answerTo(referral, eli)
		a.Event = d
		return a
	}
	delegated := decided(record.ReviewDecision{Action: record.ContactPayer, Reasons: []record.ReviewReason{record.AnotherReviews}})
	delegated.Contact = &record.ReviewContact{Name: "Bay Hills IPA", Phone: "510-555-0108"}
	byService := answerTo(services, sue)
	byService.Subscriber = nina
	byService.Event = record.ReviewDecision{Action: record.CertifiedPartly}
	byService.Services = []record.ReviewDecision{
		{Action: record.Modified, Number: "A-501", Period: record.Span{From: 20260302, To: 20260302}, Units: decimal.NewFromInt(1)},
		{Action: record.ReviewPended, Reference: "A-502", Reasons: []record.ReviewReason{record.InformationMissing, record.NeedsMedicalReview},
			Papers: []record.Attachment{{Type: "77", Transmission: "FX"}, {Type: "RR", Transmission: "FX"}}, Messages: []string{"Send the chart", "then call"}},
		{},
	}
	byService.Rejections = []record.ReviewRejection{{Level: record.ReviewServiceProvider, Service: 3, Provider: 1, Reason: "51", FollowUp: "C"}}
	badProvider := answerTo(referral, eli)
	badProvider.Rejections = []record.ReviewRejection{{Level: record.ReviewEventProvider, Provider: 1, Reason: "51", FollowUp: "C"}}
	badEvent := answerTo(services, sue)
	badEvent.Subscriber, badEvent.Rejections = nina, []record.ReviewRejection{{Level: record.ReviewEvent, Reason: "33", FollowUp: "C"}}
	down := &record.ReviewAnswer{Request: referral, Rejections: []record.ReviewRejection{
		{Level: record.ReviewOrganization, Valid: true, Reason: "42", FollowUp: "R"},
	}}
	for _, c := range []struct {
		name, file string
		answer     *record.ReviewAnswer
	}{
		{"a referral as asked for", "certified", granted(record.Certified, "12")},
		{"fewer visits than asked for", "modified", granted(record.Modified, "6")},
		{"a referral that is refused", "refused", decided(record.ReviewDecision{
			Action: record.NotCertified, Reference: "R-502", Reasons: []record.ReviewReason{record.OutOfNetwork}, Messages: []string{"In-network choice ~ FIR*DIANE"},
		})},
		{"nothing needed", "not_needed", decided(record.ReviewDecision{Action: record.NoReviewNeeded, Reasons: []record.ReviewReason{record.NoReviewRequired}})},
		{"the delegate decides", "delegated", delegated},
		{"services that come out differently, for a dependent", "services", byService},
		{"somebody wanted who is not on file", "provider_rejected", badProvider},
		{"an event that can't be judged", "event_rejected", badEvent},
		{"a patient who was not found", "patient_rejected", refusedAt(referral, record.ReviewSubscriber, "75")},
		{"a dependent who was not found", "dependent_rejected", refusedAt(services, record.ReviewDependent, "77")},
		{"a requester who is not on file", "requester_rejected", refusedAt(referral, record.ReviewRequester, "51")},
		{"a payer that can't respond", "unavailable", down},
	} {
		t.Run(c.name, func(t *testing.T) { golden(t, "review278/"+c.file+".x12", responseFile(t, c.answer)) })
	}
}

func TestAnswersShareTheLevelsThatRequestsShared(t *testing.T) {
	requests := requestsOf(t, requester+`HL*3*2*22*1
		NM1*IL*1*RAMOS*ELI****MI*GP100004
		HL*4*3*EV*0
		UM*SC*I*3
		HL*5*3*EV*0
		UM*SC*I*3
		HL*6*2*22*1
		NM1*IL*1*OKAFOR*NINA****MI*GP100005
		HL*7*6*23*1
		NM1*QC*1*OKAFOR*SUE
		HL*8*7*EV*0
		UM*SC*I*3
		HL*9*7*EV*0
		UM*SC*I*3`)
	require.Len(t, requests, 4)
	na := func(i int, contact string) *record.ReviewAnswer {
		a := answerTo(requests[i], eli)
		if i > 1 {
			a.Member, a.Subscriber = sue, nina
		}
		a.Event = record.ReviewDecision{Action: record.NoReviewNeeded}
		if contact != "" {
			a.Contact = &record.ReviewContact{Name: contact}
		}
		return a
	}
	for _, c := range []struct {
		name    string
		answers []*record.ReviewAnswer
		want    []string
	}{
		{"events of one patient and of a dependent", []*record.ReviewAnswer{na(0, ""), na(1, ""), na(2, ""), na(3, "")},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*22*1", "HL*4*3*EV*0", "HL*5*3*EV*0", "HL*6*2*22*1", "HL*7*6*23*1", "HL*8*7*EV*0", "HL*9*7*EV*0"}},
		{"a patient who is rejected for one event only", []*record.ReviewAnswer{na(0, ""), refusedAt(requests[1], record.ReviewSubscriber, "95"), na(2, "")},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*22*1", "HL*4*3*EV*0", "HL*5*2*22*0", "HL*6*2*22*1", "HL*7*6*23*1", "HL*8*7*EV*0"}},
		{"a requester who is rejected is rejected once", []*record.ReviewAnswer{
			refusedAt(requests[0], record.ReviewRequester, "51"), refusedAt(requests[1], record.ReviewRequester, "51"), refusedAt(requests[2], record.ReviewRequester, "51")},
			[]string{"HL*1**20*1", "HL*2*1*21*0"}},
		{"another contact is another occurrence", []*record.ReviewAnswer{na(0, ""), na(1, "BAY HILLS"), na(2, "BAY HILLS"), na(3, "")},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*22*1", "HL*4*3*EV*0",
				"HL*5**20*1", "HL*6*5*21*1", "HL*7*6*22*1", "HL*8*7*EV*0", "HL*9*6*22*1", "HL*10*9*23*1", "HL*11*10*EV*0",
				"HL*12**20*1", "HL*13*12*21*1", "HL*14*13*22*1", "HL*15*14*23*1", "HL*16*15*EV*0"}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, levelsOf(responseFile(t, c.answers...))) })
	}
}

func TestAReviewThatCanNotBeWritten(t *testing.T) {
	r := requestsOf(t, askReferral)[0]
	elsewhere := *r
	elsewhere.Reference = "OTHER"
	starred := *eli
	starred.ID = "RAMOS*ROE"
	for _, c := range []struct {
		name    string
		answers []*record.ReviewAnswer
		want    string
	}{
		{"no answer", nil, "needs an answer"},
		{"answers to two sets", []*record.ReviewAnswer{answerTo(r, eli), answerTo(&elsewhere, eli)}, "BHT03"},
		{"an id that holds a delimiter", []*record.ReviewAnswer{answerTo(r, &starred)}, "NM109 of set 0001"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := x12.NewWriter(new(bytes.Buffer))
			w.BeginInterchange(x12.Interchange{
				SenderQualifier: "ZZ", Sender: "S", ReceiverQualifier: "ZZ", Receiver: "R", Date: "260302", Time: "0800", ControlNumber: "000000001",
			})
			w.BeginGroup(x12.FunctionalGroup{ID: "HI", Sender: "S", Receiver: "R", Date: "20260302", Time: "0800", ControlNumber: "1", Version: "005010X217"})
			err := mapping.WriteReview278(w, reviewing, c.answers)
			require.ErrorContains(t, err, c.want)
			assert.NotContains(t, err.Error(), "RAMOS")
		})
	}
}

// Whatever was asked, however each request is answered, the response is clean up
// to the code sets, and every event that is answered has its trace.
func TestEveryMixOfReviewsIsAGoodResponse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var answers []*record.ReviewAnswer
		var traces []string
		requests := append(requestsOf(t, askReferral), requestsOf(t, askServices)...)
		requests[1].Reference, requests[1].Levels = requests[0].Reference, record.ReviewLevels{Organization: 1, Requester: 2, Subscriber: 9, Dependent: 10}
		for range rapid.IntRange(1, 5).Draw(t, "answers") {
			r := *rapid.SampledFrom(requests).Draw(t, "request")
			how := rapid.SampledFrom([]record.ReviewLevel{"", "", "", record.ReviewOrganization, record.ReviewRequester, record.ReviewSubscriber, record.ReviewEvent, record.ReviewEventProvider}).Draw(t, "rejected at")
			a := answerTo(&r, eli)
			if r.Dependent != nil {
				a.Member, a.Subscriber = sue, nina
			}
			reason := map[record.ReviewLevel]string{record.ReviewOrganization: "79", record.ReviewRequester: "43", record.ReviewSubscriber: "75", record.ReviewEvent: "33", record.ReviewEventProvider: "51"}[how]
			if how != "" {
				a.Rejections = []record.ReviewRejection{{Level: how, Reason: reason, FollowUp: "C"}}
				if how == record.ReviewEventProvider {
					a.Rejections[0].Provider = 1
				}
			} else {
				a.Event = drawDecision(t)
				for range r.Services {
					a.Services = append(a.Services, drawDecision(t))
				}
			}
			if how == "" || how == record.ReviewEvent || how == record.ReviewEventProvider {
				traces = append(traces, r.Event.Traces[0].Number)
			}
			answers = append(answers, a)
		}
		file := string(responseFile(t, answers...))
		for _, trace := range traces {
			assert.Contains(t, file, "TRN*2*"+trace+"*9HAZELPCP1~")
		}
		assert.Equal(t, len(traces), strings.Count(file, "*EV*"))
	})
}

// drawDecision draws a decision that says what its action needs.
func drawDecision(t *rapid.T) record.ReviewDecision {
	d := record.ReviewDecision{Action: rapid.SampledFrom([]record.ReviewAction{
		record.Certified, record.NotCertified, record.ReviewPended, record.Modified, record.ReviewCancelled, record.ContactPayer, record.NoReviewNeeded,
	}).Draw(t, "action")}
	switch d.Action {
	case record.Certified, record.Modified:
		d.Number, d.Period = "R-1", record.Span{From: 20260302, To: 20260530}
		d.Units = decimal.NewFromInt(int64(rapid.IntRange(0, 9).Draw(t, "units")))
	case record.NotCertified, record.ReviewPended:
		d.Reference, d.Reasons = "R-2", []record.ReviewReason{record.NeedsMedicalReview}
	}
	d.Messages = rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, "messages")
	return d
}
