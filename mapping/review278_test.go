package mapping_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// reviewFile returns a 278 file of one set for each text of segments, one a
// line, BHT to the last before SE.
func reviewFile(t require.TestingT, sets ...string) []byte {
	return interchange(t, "HI", "005010X217", func(w *x12.Writer) {
		for i, segments := range sets {
			w.BeginSet(x12.TransactionSet{ID: "278", ControlNumber: fmt.Sprintf("%04d", i+1), Implementation: "005010X217"})
			writeSegments(w, segments)
			w.EndSet()
		}
	})
}

// mapReviews maps every 278 set of a file and returns what reader and guide
// found.
func mapReviews(t require.TestingT, file []byte) (requests []*record.ReviewRequest, responses int, findings []*x12.Error) {
	g, ok := guide.Lookup("278", "005010X217")
	require.True(t, ok)
	reader := x12.NewReader(bytes.NewReader(file))
	walker := guide.NewWalker(g, func(e *x12.Error) { findings = append(findings, e) })
	mapper := mapping.NewReviewMapper(record.Source{File: "drop.x12", Sender: "SENDER"}, 20260302,
		func(r *record.ReviewRequest) { requests = append(requests, r) })
	for {
		seg, err := reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return requests, responses, findings
		case errors.As(err, &finding):
			findings = append(findings, finding)
			continue
		}
		require.NoError(t, err)
		if seg.Is("ST") {
			walker.Begin()
		}
		if reader.Set() == nil && !seg.Is("SE") {
			continue
		}
		mapper.Add(seg, walker.Walk(seg))
		if seg.Is("SE") {
			walker.End()
			if mapper.Response() {
				responses++
			}
		}
	}
}

const requester = `BHT*0007*13*HAZEL-RF-0001*20260302*1000
HL*1**20*1
NM1*X3*2*POPPY HEALTH PLAN*****PI*77001
HL*2*1*21*1
NM1*1P*1*HAZEL*OMAR****XX*1000000608
`

func TestARequestTakesAllThatIsSaidAboutIt(t *testing.T) {
	requests, _, findings := mapReviews(t, reviewFile(t, `BHT*0007*13*HAZEL-RF-0001*20260302*1000
HL*1**20*1
NM1*X3*2*POPPY HEALTH PLAN*****PI*77001
HL*2*1*21*1
NM1*1P*1*HAZEL*OMAR****XX*1000000608
REF*EI*944440608
N3*32 DELTA WAY
N4*OAKLAND*CA*94607
PER*IC*FRONT DESK*TE*5550103000
PRV*RF*PXC*207Q00000X
HL*3*2*22*1
NM1*IL*1*RAMOS*ELI*B**JR*MI*GP100004
REF*EJ*ACCT-7
DMG*D8*19790521*M
HL*4*3*EV*1
TRN*1*RF0001*9HAZELPCP1*WEST
UM*HS*I*62*22:B**U
REF*BB*A-7
DTP*AAH*RD8*20260302-20260430
DTP*435*D8*20260310
HI*ABK:M1711*ABF:M2351*DR:470
HSD*VS*6*WK*1*27*2*1*A
CL1*3*1*01
PWK*OZ*EL***AC*ATT7101
MSG*PLEASE EXPEDITE
NM1*FA*2*BAYVIEW HOSPITAL*****XX*1000001655
N4*OAKLAND*CA*94612
NM1*SJ*1*IVY*RUTH****XX*1000000673
PRV*PE*PXC*207X00000X
HL*5*4*SS*0
TRN*1*RF0001-1*9HAZELPCP1
UM*HS*I*2*24:B
DTP*472*D8*20260312
SV1*HC:29881:RT*900*UN*2
HSD*VS*1
MSG*BOTH KNEES
NM1*SJ*1*IVY*RUTH****XX*1000000673
PRV*PE*PXC*207X00000X
HL*6*4*SS*0
SV2*0120*HC:99221*1800*DA*3
HL*7*4*SS*0
SV3*AD:D2740*****1
TOO*JP*14`))
	require.Empty(t, findings)
	require.Len(t, requests, 1)
	r := requests[0]
	assert.Equal(t, "0001 HAZEL-RF-0001 18", fmt.Sprintf("%s %s %d", r.Source.Set, r.Source.Batch, r.Source.Segment), "the event's HL")
	assert.Equal(t, record.ReviewLevels{Organization: 1, Requester: 2, Subscriber: 3}, r.Levels)
	assert.Equal(t, "HAZEL-RF-0001 2026-03-02 1000 2026-03-02", fmt.Sprintf("%s %s %s %s", r.Reference, r.CreatedOn, r.Created, r.Received))
	assert.False(t, r.Cancellation)
	assert.Equal(t, "77001", r.OrganizationID)
	assert.Equal(t, record.ClaimProvider{
		Role: "1P", NPI: "1000000608", Name: record.PersonName{Last: "HAZEL", First: "OMAR"}, Taxonomy: "207Q00000X",
		Address:  record.Address{Lines: []string{"32 DELTA WAY"}, City: "OAKLAND", State: "CA", ZIP: "94607"},
		OtherIDs: []record.Reference{{Qualifier: "EI", Number: "944440608"}},
	}, r.Requester)
	assert.Equal(t, record.Person{
		ID: "GP100004", IDQualifier: "MI", Name: record.PersonName{Last: "RAMOS", First: "ELI", Middle: "B", Suffix: "JR"},
		BirthDate: 19790521, Sex: "M",
	}, r.Subscriber)
	assert.Same(t, &r.Subscriber, r.Patient())
	assert.Equal(t, record.ReviewItem{
		Traces:   []record.Trace{{Number: "RF0001", Originator: "9HAZELPCP1", Suffix: "WEST"}},
		Category: "HS", Certification: "I", ServiceType: "62", Place: "22", PlaceKind: "B", LevelOfService: "U",
		References: []record.Reference{{Qualifier: "BB", Number: "A-7"}},
		Events: []record.Event{
			{Qualifier: "AAH", Span: record.Span{From: 20260302, To: 20260430}}, {Qualifier: "435", Span: record.Span{From: 20260310, To: 20260310}},
		},
		Diagnoses:   []record.Diagnosis{{Qualifier: "ABK", Code: "M1711"}, {Qualifier: "ABF", Code: "M2351"}},
		Delivery:    &record.Delivery{Unit: "VS", Quantity: decimal.RequireFromString("6"), Period: "WK", Every: "1", During: "27", Periods: "2", Pattern: "1", Time: "A"},
		Admission:   record.Admission{Type: "3", Source: "1", Status: "01"},
		Attachments: []record.Attachment{{Type: "OZ", Transmission: "EL", Control: "ATT7101"}},
		Notes:       []string{"PLEASE EXPEDITE"},
		Providers: []record.ClaimProvider{
			{Role: "FA", NPI: "1000001655", Name: record.PersonName{Last: "BAYVIEW HOSPITAL"}, Organization: true,
				Address: record.Address{City: "OAKLAND", State: "CA", ZIP: "94612"}},
			{Role: "SJ", NPI: "1000000673", Name: record.PersonName{Last: "IVY", First: "RUTH"}, Taxonomy: "207X00000X"},
		},
	}, r.Event)
	require.Len(t, r.Services, 3)
	assert.Equal(t, record.ReviewItem{
		Traces:   []record.Trace{{Number: "RF0001-1", Originator: "9HAZELPCP1"}},
		Category: "HS", Certification: "I", ServiceType: "2", Place: "24", PlaceKind: "B",
		Events: []record.Event{{Qualifier: "472", Span: record.Span{From: 20260312, To: 20260312}}},
		Kind:   record.Professional, Procedure: record.Procedure{Qualifier: "HC", Code: "29881", Modifiers: []string{"RT"}},
		Units: decimal.RequireFromString("2"), UnitBasis: "UN", Delivery: &record.Delivery{Unit: "VS", Quantity: decimal.RequireFromString("1")}, Notes: []string{"BOTH KNEES"},
		Providers: []record.ClaimProvider{{Role: "SJ", NPI: "1000000673", Name: record.PersonName{Last: "IVY", First: "RUTH"}, Taxonomy: "207X00000X"}},
	}, r.Services[0])
	assert.Equal(t, record.ReviewItem{
		Kind: record.Institutional, Revenue: "0120", Procedure: record.Procedure{Qualifier: "HC", Code: "99221"}, Units: decimal.RequireFromString("3"), UnitBasis: "DA",
	}, r.Services[1])
	assert.Equal(t, record.ReviewItem{Kind: record.Dental, Procedure: record.Procedure{Qualifier: "AD", Code: "D2740"}, Units: decimal.RequireFromString("1")}, r.Services[2])
	assert.Equal(t, "A-7", r.Event.Earlier())
	assert.Equal(t, record.Date(20260310), r.Event.Dates("435", "AAH").From)
}

// requested tells of a request what tells it from others: levels, patient, what
// is asked for, and its services.
func requested(r *record.ReviewRequest) string {
	who := r.Subscriber.ID
	if r.Dependent != nil {
		who += " > " + r.Dependent.Name.First + " " + r.Relationship
	}
	var services []string
	for i := range r.Services {
		services = append(services, r.Services[i].Procedure.String()+r.Services[i].Revenue)
	}
	text := fmt.Sprintf("%v %s/%s %s, %s %s: %s", r.Levels, r.OrganizationID, r.Requester.NPI, who, r.Event.Category, r.Event.Certification, strings.Join(services, " "))
	if r.Cancellation {
		text += " taken back"
	}
	if r.Event.DatesInvalid {
		text += " bad date"
	}
	if r.Event.InputInvalid {
		text += " bad input"
	}
	return text
}

func TestRequestsOfASet(t *testing.T) {
	for _, c := range []struct {
		name, segments string
		want           []string
	}{
		{"two events of a subscriber, one with services", requester + `HL*3*2*22*1
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*4*3*EV*0
			UM*SC*I*3
			HL*5*3*EV*1
			UM*HS*I
			HL*6*5*SS*0
			SV1*HC:97110
			HL*7*5*SS*0
			SV1*HC:97140`, []string{
			"{1 2 3 0} 77001/1000000608 GP1, SC I: ", "{1 2 3 0} 77001/1000000608 GP1, HS I: 97110 97140",
		}},
		{"a dependent, and a subscriber after", requester + `HL*3*2*22*1
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*4*3*23*1
			NM1*QC*1*OAK*TIM
			INS*N*19
			HL*5*4*EV*0
			UM*SC*I*3
			HL*6*2*22*1
			NM1*IL*1*ASH*BEA****MI*GP2
			HL*7*6*EV*0
			UM*SC*R*3`, []string{
			"{1 2 3 4} 77001/1000000608 GP1 > TIM 19, SC I: ", "{1 2 6 0} 77001/1000000608 GP2, SC R: ",
		}},
		{"two requesters, two organizations", requester + `HL*3*2*22*1
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*4*3*EV*0
			UM*SC*I*3
			HL*5*1*21*1
			NM1*FA*2*BAYVIEW*****XX*1000001655
			HL*6*5*22*1
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*7*6*EV*0
			UM*AR*I
			HL*8**20*1
			NM1*X3*2*OTHER PLAN*****PI*88002
			HL*9*8*21*1
			NM1*1P*1*HAZEL*OMAR****XX*1000000608
			HL*10*9*22*1
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*11*10*EV*0
			UM*SC*3*3`, []string{
			"{1 2 3 0} 77001/1000000608 GP1, SC I: ", "{1 5 6 0} 77001/1000001655 GP1, AR I: ", "{8 9 10 0} 88002/1000000608 GP1, SC 3: ",
		}},
		{"a set that takes back", strings.Replace(requester, "*13*", "*01*", 1) + `HL*3*2*22*1
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*4*3*EV*0
			UM*SC*3*3`, []string{"{1 2 3 0} 77001/1000000608 GP1, SC 3:  taken back"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			requests, _, findings := mapReviews(t, reviewFile(t, c.segments))
			assert.Empty(t, findings)
			var got []string
			for _, r := range requests {
				got = append(got, requested(r))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestABrokenRequestIsMappedAsFarAsItGoes(t *testing.T) {
	const subscriber = `HL*3*2*22*1
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*4*3*EV*0
			UM*SC*I*3
			`
	for _, c := range []struct{ name, segments, want string }{
		{"a range that runs backwards", "DTP*AAH*RD8*20260331-20260301", " bad date"},
		{"a quantity that is no number", "HSD*VS*X", " bad input"},
		{"no visit at all", "HSD*VS*0", " bad input"},
	} {
		t.Run(c.name, func(t *testing.T) {
			requests, _, _ := mapReviews(t, reviewFile(t, requester+subscriber+c.segments))
			require.Len(t, requests, 1)
			assert.Equal(t, "{1 2 3 0} 77001/1000000608 GP1, SC I: "+c.want, requested(requests[0]))
		})
	}
	t.Run("services beyond the bound are counted", func(t *testing.T) {
		var b strings.Builder
		b.WriteString(requester + "HL*3*2*22*1\nNM1*IL*1*OAK*ANN****MI*GP1\nHL*4*3*EV*1\nUM*HS*I\n")
		for i := range 503 {
			fmt.Fprintf(&b, "HL*%d*4*SS*0\nSV1*HC:97110\n", i+5)
		}
		requests, _, _ := mapReviews(t, reviewFile(t, b.String()))
		require.Len(t, requests, 1)
		assert.Equal(t, []int{500, 3}, []int{len(requests[0].Services), requests[0].MoreServices})
	})
}

func TestAResponseAsksForNothing(t *testing.T) {
	requests, responses, findings := mapReviews(t, reviewFile(t, strings.Replace(requester, "*13*", "*11*", 1)+`HL*3*2*22*1
		NM1*IL*1*OAK*ANN****MI*GP1
		HL*4*3*EV*0
		HCR*A1*R-1`, requester+`HL*3*2*22*1
		NM1*IL*1*OAK*ANN****MI*GP1
		HL*4*3*EV*0
		UM*SC*I*3`))
	assert.Empty(t, findings)
	assert.Equal(t, []int{1, 1}, []int{len(requests), responses})
	assert.Equal(t, "0002", requests[0].Source.Set)
}

// FuzzReview278 feeds any segments at any places: nothing panics, and every
// request knows where it was read and what it hangs on, is within its bounds, and
// is emitted once.
func FuzzReview278(f *testing.F) {
	f.Add(requester + "HL*3*2*22*1\nNM1*IL*1*OAK*ANN****MI*GP1\nHL*4*3*EV*1\nUM*HS*I\nHSD*VS*3\nHL*5*4*SS*0\nSV1*HC:97110**UN*4\nNM1*SJ*1*A")
	f.Add("HL*1**20*1\nHL*2*1*21*1\nHL*3*2*22*1\nHL*4*3*23*0\nHL*5*4*EV\nHI*ABK*:*\nSV2**1*1\nHL*6*5*SS\nSV3*\nCL1\nSE\nHL*1**EV")
	f.Add("ST*278\nBHT*0007*11*X\nHL*1**20\nHL*1**EV\nSE")
	loops := map[string]string{"20": "2000A", "21": "2000B", "22": "2000C", "23": "2000D", "EV": "2000E", "SS": "2000F"}
	names := map[string]string{"2000A": "2010A", "2000B": "2010B", "2000C": "2010C", "2000D": "2010D", "2000E": "2010EA", "2000F": "2010F"}
	f.Fuzz(func(t *testing.T, text string) {
		g, _ := guide.Lookup("278", "005010X217")
		for _, walked := range []bool{true, false} {
			seen := map[*record.ReviewRequest]bool{}
			m := mapping.NewReviewMapper(record.Source{File: "x"}, 20260302, func(r *record.ReviewRequest) {
				if seen[r] {
					t.Fatal("emitted twice")
				}
				seen[r] = true
				if r.Source.File != "x" || r.Source.Segment == 0 || r.Levels.Organization == 0 || r.Levels.Requester == 0 || r.Levels.Subscriber == 0 {
					t.Fatalf("a request without a source: %+v", r.Levels)
				}
				items := append([]record.ReviewItem{r.Event}, r.Services...)
				for i := range items {
					item := &items[i]
					if len(items) > 501 || len(item.Traces) > 3 || len(item.Events) > 14 || len(item.Providers) > 14 || len(item.Diagnoses) > 14 || len(item.References) > 9 {
						t.Fatal("more than a request may hold")
					}
					if item.Units.IsNegative() || item.Delivery != nil && item.Delivery.Quantity.IsNegative() {
						t.Fatal("a quantity below zero")
					}
				}
			})
			walker := guide.NewWalker(g, nil)
			level := ""
			for _, line := range strings.Split(text, "\n") {
				seg := x12.ParseSegment(line, x12.DefaultDelimiters)
				at := walker.Walk(seg)
				if !walked {
					if id := loops[seg.Text(3)]; seg.Is("HL") && id != "" {
						level = id
						at = place(id, true)
					} else if level != "" && (seg.Is("NM1") || seg.Is("N3") || seg.Is("N4") || seg.Is("PRV") || seg.Is("DMG")) {
						at = place(names[level], seg.Is("NM1"))
					} else if level != "" {
						at = place(level, false)
					}
				}
				m.Add(seg, at)
			}
			m.End()
		}
	})
}
