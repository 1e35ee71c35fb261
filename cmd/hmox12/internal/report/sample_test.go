package report_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// The sample night is invented. It has every outcome, model, verdict and
// standing at least once.

const (
	received = record.Date(20260302)
	served   = record.Date(20260217)
	paidOn   = record.Date(20260316)
)

func usd(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// cas makes adjustments from triples: group, reason, amount.
func cas(triples ...string) []record.Adjustment {
	var list []record.Adjustment
	for i := 0; i < len(triples); i += 3 {
		list = append(list, record.Adjustment{
			Group: record.GroupCode(triples[i]), Reason: record.CARC(triples[i+1]), Amount: usd(triples[i+2]),
		})
	}
	return list
}

// patient is somebody of the sample book.
type patient struct{ id, last, first string }

var (
	rivera  = patient{"GP100001", "RIVERA", "MATEO"}
	okafor  = patient{"GP100002", "OKAFOR", "ADAEZE"}
	lindqv  = patient{"GP100003", "LINDQVIST", "SARA"}
	tanaka  = patient{"GP100004", "TANAKA", "KENJI"}
	moreau  = patient{"GP100005", "MOREAU", "CLAIRE"}
	goldman = patient{"GP100007", "GOLDMAN", "RUTH"}
)

// doctor is a provider of the sample book.
type doctor struct{ npi, last, first string }

var (
	alder    = doctor{"1000000111", "ALDER", "JUNE"}
	cedar    = doctor{"1000000251", "CEDAR", "PAUL"}
	hazel    = doctor{"1000000608", "HAZEL", "NORA"}
	laurel   = doctor{"1000000889", "LAUREL", "IRIS"}
	maple    = doctor{"1000000954", "MAPLE", "OMAR"}
	pine     = doctor{"1000001168", "PINE", "RUFUS"}
	imaging  = doctor{"1000001861", "BAYIMAGING", ""}
	ginkgo   = doctor{"1000000533", "GINKGO", "LENA"}
	contract = map[record.Model]string{record.Staff: "K1", record.Group: "K2", record.IPA: "K4", record.Network: "K5"}
)

// line is a line with what was decided about it.
type line struct {
	code, charge, allowed, paid string
	units                       int64
	adjustments                 []record.Adjustment
	remarks                     []record.RARC
	state                       record.LineState
	status                      record.StatusCode
	category                    record.ServiceCategory
}

func claimOf(n int, p patient, by doctor, place string, lines ...line) *record.Claim {
	person := record.Person{
		ID: p.id, IDQualifier: "MI", Name: record.PersonName{Last: p.last, First: p.first}, BirthDate: 19800412, Sex: "F",
	}
	c := &record.Claim{
		Control: fmt.Sprintf("26030200%04d", n), Kind: record.Professional, Received: received,
		Source: record.Source{
			File: "claims-001.x12", Sender: "BAYCLEAR", Interchange: "000000101", Group: "101", Set: "0001",
			Offset: int64(600 + 700*n), Segment: 12 + 22*n,
		},
		Account: fmt.Sprintf("ACCT-%03d", n), Place: place, Frequency: "1", Position: "P", Relationship: "18",
		Subscriber: new(person), Patient: new(person),
		Billing: &record.ClaimProvider{
			Role: record.BillingProvider, NPI: by.npi, Name: record.PersonName{Last: by.last, First: by.first},
		},
		Diagnoses: []record.Diagnosis{{Qualifier: "ABK", Code: "J069"}, {Qualifier: "ABF", Code: "E119"}},
	}
	for i, l := range lines {
		c.Charge = c.Charge.Add(usd(l.charge))
		c.Lines = append(c.Lines, record.ServiceLine{
			Number: i + 1, Procedure: record.Procedure{Qualifier: "HC", Code: l.code}, Charge: usd(l.charge),
			Units: decimal.NewFromInt(max(1, l.units)), UnitBasis: "UN", Dates: record.Span{From: served, To: served}, Pointers: []int{1},
		})
	}
	return c
}

func decisionOf(c *record.Claim, outcome record.Outcome, status record.StatusCode, model record.Model, trace []record.Step, lines ...line) *record.Decision {
	d := &record.Decision{
		Control: c.Control, Outcome: outcome, Status: record.ProcessedPrimary, Claim: status, Decided: paidOn,
		Member: c.Patient.ID, Plan: "P1", InsuranceType: "HM", Charge: c.Charge, Trace: trace,
	}
	if outcome == record.Pended {
		d.Status = ""
	}
	for i, l := range lines {
		decided := record.LineDecision{
			Line: i + 1, Procedure: c.Lines[i].Procedure, Category: l.category, Contract: contract[model], Model: model,
			Charge: c.Lines[i].Charge, Adjustments: l.adjustments, Remarks: l.remarks, State: l.state, Status: l.status,
		}
		if l.allowed != "" {
			decided.Allowed, decided.Priced = usd(l.allowed), true
		}
		if l.paid != "" {
			decided.Paid = usd(l.paid)
		}
		d.Paid = d.Paid.Add(decided.Paid)
		d.Patient = d.Patient.Add(record.SumGroup(l.adjustments, record.PR))
		d.Lines = append(d.Lines, decided)
	}
	move(d)
	return d
}

// writers are the rules that write a reason, of which the first that the trace has
// moves its money.
var writers = map[record.CARC][]string{
	"1": {"R24", "R19"}, "2": {"R24", "R19"}, "3": {"R24", "R19"}, "24": {"R19"}, "27": {"R4"}, "45": {"R23"}, "96": {"R20"},
	"104": {"R26"}, "197": {"R16"}, "198": {"R16"}, "288": {"R15"}, "B11": {"R18"},
}

// move gives the steps of a trace the money that they moved. A second line of
// which the trace says nothing gets a step for its price.
func move(d *record.Decision) {
	for _, l := range d.Lines {
		for _, a := range l.Adjustments {
			m := record.Move{Group: a.Group, Reason: a.Reason, Amount: a.Amount}
			at := -1
			for _, rule := range writers[a.Reason] {
				at = max(at, slices.IndexFunc(d.Trace, func(s record.Step) bool { return s.Rule == rule && s.Line == l.Line }))
			}
			if at < 0 {
				d.Trace = slices.Insert(d.Trace, len(d.Trace)-1, step("R23", "Price", l.Line, record.Adjusted, "Priced by fee schedule FS."))
				at = len(d.Trace) - 2
			}
			d.Trace[at].Moves = append(d.Trace[at].Moves, m)
		}
	}
}

func step(rule, name string, at int, result record.Result, concluded string, looked ...string) record.Step {
	return record.Step{Rule: rule, Name: name, Line: at, Result: result, Concluded: concluded, Looked: looked}
}

var (
	asksPayment = step("R1", "Encounter", 0, record.NotApplicable, "The claim asks for payment.")
	notNewborn  = step("R3", "Newborn", 0, record.NotApplicable, "The patient was found; nobody needs to be looked for.")
	inTime      = step("R6", "Timely filing", 1, record.Passed, "Received 13 days after the last date of service, within 90.", "received 2026-03-02")
	noEmergency = step("R10", "Emergency", 1, record.NotApplicable, "Nothing on the claim points to an emergency.")
)

func found(p patient) record.Step {
	return step("R2", "Member", 0, record.Passed, "The id, the birth date and the name are those of member "+p.id+".", "member "+p.id, "id, name and birth date as submitted")
}

func covered(at int) record.Step {
	return step("R4", "Coverage", at, record.Passed, "Covered by plan P1 on 2026-02-17.", "coverage from 2025-01-01")
}

func inNetwork(at int, by doctor, model record.Model) record.Step {
	id := contract[model]
	return step("R12", "Network", at, record.Passed, "In network on 2026-02-17 by contract "+id+".", "participation of "+by.npi+" in POPPY from 2025-01-01")
}

func result(o record.Outcome) record.Step {
	return step("R27", "Result", 0, record.Note, "The claim is "+string(o)+".")
}

func sampleNight() *report.Night {
	n := &report.Night{Payer: "Poppy Health Plan", PayerID: "77001", Received: received, Paid: paidOn, Folder: "out/outbound"}
	addFiles(n)
	for _, s := range sampleStories() {
		if s.Decision == nil {
			n.AddRejection(s.Claim, s.Rejections)
		} else {
			n.AddClaim(s.Claim, s.Decision)
		}
	}
	addInquiries(n)
	addStatuses(n)
	addReviews(n)
	addEnrollments(n)
	addVerdicts(n)
	addRemittances(n)
	addSent(n)
	return n
}

func code(category, status, entity string) record.StatusCode {
	return record.StatusCode{Category: category, Code: status, Entity: entity}
}

func sampleStories() []report.ClaimStory {
	var stories []report.ClaimStory
	add := func(p patient, by doctor, place string, o record.Outcome, status record.StatusCode, m record.Model, trace []record.Step, lines ...line) *report.ClaimStory {
		c := claimOf(len(stories)+1, p, by, place, lines...)
		d := decisionOf(c, o, status, m, trace, lines...)
		stories = append(stories, report.ClaimStory{Claim: c, Decision: d})
		return &stories[len(stories)-1]
	}
	paidLine := code("F1", "65", "")

	s := add(moreau, laurel, "11", record.Paid, paidLine, record.Network, []record.Step{
		asksPayment, found(moreau), notNewborn, covered(1), inTime, noEmergency, inNetwork(1, laurel, record.Network),
		step("R14", "PCP of record", 1, record.Passed, "Provider 1000000889 is the PCP of record on 2026-02-17.", "PCP 1000000889 from 2025-01-01"),
		step("R15", "Referral", 0, record.NotApplicable, "The benefit asks for no referral."),
		step("R23", "Price", 1, record.Adjusted, "80.00 by fee schedule FS, below the charge of 150.00.", "contract K5", "fee 99213 of FS"),
		step("R24", "Member share", 1, record.Adjusted, "The member owes a copay of 20.00.", "benefit PCP_VISIT", "out of pocket 0.00 of 3000.00"),
		result(record.Paid),
	},
		line{code: "99213", charge: "150", allowed: "80", paid: "60", adjustments: cas("CO", "45", "70", "PR", "3", "20"), state: record.LinePaid, status: paidLine, category: "PCP_VISIT"},
		line{code: "93000", charge: "60", allowed: "25", paid: "25", adjustments: cas("CO", "45", "35"), state: record.LinePaid, status: paidLine, category: "DIAGNOSTIC"})
	s.Decision.Postings = []record.Posting{{Counter: record.Counter{Kind: record.OutOfPocketUsed, Owner: moreau.id, Year: 2026}, Line: 1, Amount: usd("20")}}

	prepaid := code("F4", "105", "")
	add(rivera, alder, "11", record.Processed, prepaid, record.Staff, []record.Step{
		asksPayment, found(rivera), notNewborn, covered(1), inTime, noEmergency, inNetwork(1, alder, record.Staff),
		step("R19", "Capitation or salary", 1, record.Adjusted, "The copay of 20.00 is owed; salary covers the rest.", "contract K1"),
		result(record.Processed),
	}, line{code: "99214", charge: "200", adjustments: cas("PR", "3", "20", "CO", "24", "180"), state: record.LineCapitated, status: prepaid, category: "PCP_VISIT"})

	add(okafor, cedar, "11", record.EncounterTaken, prepaid, record.Group, []record.Step{
		step("R1", "Encounter", 0, record.Note, "The claim reports an encounter; it is only stored if every line is paid in advance."),
		found(okafor), covered(1), inNetwork(1, cedar, record.Group),
		step("R19", "Capitation or salary", 1, record.Adjusted, "The copay of 20.00 is owed; capitation covers the rest.", "contract K2"),
		result(record.EncounterTaken),
	}, line{code: "99213", charge: "150", adjustments: cas("PR", "3", "20", "CO", "24", "130"), state: record.LineCapitated, status: prepaid, category: "PCP_VISIT"})
	stories[len(stories)-1].Claim.Encounter = true

	add(tanaka, hazel, "11", record.Paid, paidLine, record.IPA, []record.Step{
		asksPayment, found(tanaka), covered(1), inTime, noEmergency, inNetwork(1, hazel, record.IPA),
		step("R23", "Price", 1, record.Adjusted, "80.00 by fee schedule FS, below the charge of 150.00.", "contract K4"),
		step("R24", "Member share", 1, record.Adjusted, "The member owes a copay of 20.00.", "benefit PCP_VISIT"),
		step("R26", "Withhold", 1, record.Adjusted, "10 percent of 60.00 is held back.", "contract K4"),
		result(record.Paid),
	}, line{code: "99213", charge: "150", allowed: "80", paid: "54", adjustments: cas("CO", "45", "70", "PR", "3", "20", "CO", "104", "6"), state: record.LinePaid, status: paidLine, category: "PCP_VISIT"})

	noReferral := code("F2", "94", "82")
	s = add(moreau, maple, "11", record.DeniedClaim, noReferral, record.Network, []record.Step{
		asksPayment, found(moreau), covered(1), inTime, noEmergency, inNetwork(1, maple, record.Network),
		step("R15", "Referral", 1, record.Denial, "No referral of member GP100005 to provider 1000000954 covers 2026-02-17.", "2 referrals of the member", "referral R-7 2025-10-01 to 2025-12-31"),
		result(record.DeniedClaim),
	}, line{code: "99203", charge: "220", adjustments: cas("CO", "288", "220"), state: record.LineDenied, status: noReferral, category: "SPECIALIST_VISIT"})
	s.Claim.Referral = "R-7"

	noAuthorization := code("F2", "84", "")
	add(moreau, imaging, "11", record.DeniedClaim, noAuthorization, record.Network, []record.Step{
		asksPayment, found(moreau), covered(1), inTime, noEmergency, inNetwork(1, imaging, record.Network),
		step("R16", "Authorization", 1, record.Denial, "The service needs an authorization, and none covers it.", "no authorization of the member"),
		result(record.DeniedClaim),
	}, line{code: "73721", charge: "1200", adjustments: cas("CO", "197", "1200"), state: record.LineDenied, status: noAuthorization, category: "ADVANCED_IMAGING"})

	add(moreau, ginkgo, "11", record.Paid, paidLine, record.Network, []record.Step{
		asksPayment, found(moreau), covered(1), inTime, noEmergency, inNetwork(1, ginkgo, record.Network),
		step("R16", "Authorization", 1, record.Adjusted, "Authorization A-32 has 1 of 12 units left; 3 units are beyond it.", "authorization A-32 2026-01-01 to 2026-06-30", "11 units used"),
		step("R23", "Price", 1, record.Adjusted, "35.00 for one unit by fee schedule FS.", "contract K5"),
		step("R24", "Member share", 1, record.Adjusted, "The member owes a copay of 30.00.", "benefit THERAPY"),
		result(record.Paid),
	}, line{code: "97110", charge: "240", allowed: "35", paid: "5", units: 4, adjustments: cas("CO", "45", "25", "CO", "198", "180", "PR", "3", "30"), state: record.LinePaid, status: paidLine, category: "THERAPY"})

	excluded := code("F2", "104", "")
	add(moreau, laurel, "11", record.DeniedClaim, excluded, record.Network, []record.Step{
		asksPayment, found(moreau), covered(1), inTime, noEmergency, inNetwork(1, laurel, record.Network),
		step("R20", "Benefit", 1, record.Denial, "The plan excludes cosmetic services.", "benefit COSMETIC"),
		result(record.DeniedClaim),
	}, line{code: "15780", charge: "1000", adjustments: cas("PR", "96", "1000"), remarks: []record.RARC{"N383"}, state: record.LineDenied, status: excluded, category: "COSMETIC"})

	ended := code("F2", "88", "")
	add(goldman, laurel, "11", record.DeniedClaim, ended, "", []record.Step{
		asksPayment, found(goldman),
		step("R4", "Coverage", 1, record.Denial, "Coverage ended before 2026-02-17.", "coverage 2025-01-01 to 2026-01-31"),
		result(record.DeniedClaim),
	}, line{code: "99213", charge: "150", adjustments: cas("PR", "27", "150"), state: record.LineDenied, status: ended})

	forwarded := code("A0", "114", "")
	s = add(lindqv, pine, "23", record.Forwarded, forwarded, "", []record.Step{
		asksPayment, found(lindqv), covered(1), inTime,
		step("R10", "Emergency", 1, record.Note, "An emergency evaluation in an emergency room.", "procedure 99285", "place 23"),
		step("R18", "Responsibility", 1, record.Denial, "Contract K3 makes Bay Hills IPA responsible for emergency physicians in the area; the claim is forwarded.", "contract K3, row ER_PROF in area"),
		result(record.Forwarded),
	}, line{code: "99285", charge: "900", adjustments: cas("OA", "B11", "900"), state: record.LineElsewhere, status: forwarded, category: "ER_PHYSICIAN"})
	s.Decision.Status = record.ForwardedNotOurs
	s.Decision.ForwardedTo = &record.Contract{ID: "K3", Name: "BAY HILLS IPA", Model: record.IPA}

	unpriced := code("P2", "110", "")
	add(moreau, laurel, "11", record.Pended, unpriced, record.Network, []record.Step{
		asksPayment, found(moreau), covered(1), inTime, noEmergency, inNetwork(1, laurel, record.Network),
		step("R23", "Price", 1, record.Pend, "No fee of schedule FS prices procedure 99199.", "contract K5"),
		result(record.Pended),
	}, line{code: "99199", charge: "400", state: record.LinePended, status: unpriced})

	bad := claimOf(len(stories)+1, moreau, laurel, "11", line{code: "99213", charge: "150"})
	bad.Control, bad.Source.File = "", "claims-002.x12"
	return append(stories, report.ClaimStory{Claim: bad, Rejections: []record.Rejection{
		{Status: code("A7", "562", "85")}, {Status: code("A8", "400", "")},
		{Status: code("A7", "454", ""), Line: 1, Detail: "2400 SV101-2, this is no procedure code of its list"},
	}})
}

func addFiles(n *report.Night) {
	n.AddFile(report.File{Name: "claims-001.x12", Bytes: 9_412, Verdict: report.Accepted, Interchanges: 1, Groups: 1, Sets: 1, Claims: 11})
	n.AddFile(report.File{
		Name: "claims-002.x12", Bytes: 3_071, Verdict: report.PartlyAccepted, Interchanges: 1, Groups: 1, Sets: 3, RejectedSets: 1, Claims: 1,
		Findings: []report.Finding{
			{Offset: 1_288, Segment: 37, Loop: "2300", Element: "CLM05-3", Code: "505", Rejects: true,
				Message: "a code outside of the guide's list: 3 of CLM05-3 is not among 1, 7, 8", Mend: "send one of the codes that the guide lists"},
			{Offset: 1_402, Segment: 41, Loop: "2310B", Element: "NM109", Code: "530",
				Message: "the check digit of the NPI is wrong: 9(10)", Mend: "look the number up in the NPI registry"},
		},
	})
	n.AddFile(report.File{Name: "inquiries-001.x12", Bytes: 2_640, Verdict: report.Accepted, Interchanges: 1, Groups: 1, Sets: 4, Inquiries: 5})
	n.AddFile(report.File{
		Name: "late-night-resend.x12", Bytes: 1_180_000, Verdict: report.Rejected, Interchanges: 1,
		Findings:     []report.Finding{{Offset: 0, Segment: 1, Element: "ISA08", Code: "118", Rejects: true, Message: "the receiver is somebody else", Mend: "send it to the receiver that ISA08 names, or name us"}},
		MoreFindings: 2,
	})
	n.AddFile(report.File{Name: "claims-001-again.x12", Bytes: 9_412, Verdict: report.Duplicate})
	n.AddAnswer(report.Answer{Name: "BAYCLEAR.999-000000101.x12", Kind: "999", Bytes: 512})
	n.AddAnswer(report.Answer{Name: "BAYCLEAR.835-000000102.x12", Kind: "835", Bytes: 4_096})
}

func addSent(n *report.Night) {
	last := received.AddDays(-7)
	said := func(kind, verdict string, decides bool, reasons ...string) report.Acknowledgment {
		return report.Acknowledgment{
			Kind: kind, Partner: "BAYCLEAR", About: "group 91 of HP", File: "acks-001.x12", Came: received, Verdict: verdict, Decides: decides, Reasons: reasons,
		}
	}
	send := func(file, kind, trace string, day record.Date, state report.SentState, said ...report.Acknowledgment) {
		control := file[len(file)-len("000000001.x12") : len(file)-len(".x12")]
		n.AddSent(report.Sent{
			File: file, Kind: kind, Receiver: "BAYCLEAR", Interchange: control, Group: strings.TrimLeft(control, "0"), Sets: 1, Trace: trace,
			Day: day, Earlier: day == last, State: state, Acknowledgments: said,
		})
	}
	send("BAYCLEAR.271-000000089.x12", "271", "", last, report.SentAccepted, said("TA1", "accepted", false), said("999", "accepted", true))
	send("BAYCLEAR.277CA-000000090.x12", "277CA", "", last, report.SentWaiting, said("TA1", "accepted", false))
	send("BAYCLEAR.835-000000091.x12", "835", "770010000000000", last, report.SentRejected,
		said("999", "accepted", false), said("999", "rejected", true, "set 0001 rejected: 5 one or more segments in error", "segment 17, CLP08 in loop 2100: 7 invalid code"))
	send("BAYCLEAR.271-000000092.x12", "271", "", last, report.SentPartly, said("999", "partly accepted", true, "set 0002 rejected: 4 number of segments wrong"))
	send("BAYCLEAR.277CA-000000093.x12", "277CA", "", last, report.SentAcceptedWithErrors, said("999", "accepted with errors", true))
	send("BAYCLEAR.835-000000102.x12", "835", "770010000000001", paidOn, report.SentWaiting)
	n.AddUnmatched(report.Acknowledgment{
		Kind: "TA1", Partner: "SIERRAEDI", About: "interchange 000000091", File: "acks-002.x12", Came: received, Verdict: "rejected",
		Reasons: []string{"008 interchange receiver id is invalid"},
	})
}

func addInquiries(n *report.Night) {
	ask := func(p patient, trace, serviceType string, found bool, eb ...record.BenefitInformation) *record.EligibilityAnswer {
		name := record.PersonName{Last: p.last, First: p.first}
		a := &record.EligibilityAnswer{
			Inquiry: &record.Inquiry{
				Source: record.Source{File: "inquiries-001.x12"}, Received: received,
				Receiver:         record.ClaimProvider{Name: record.PersonName{Last: "LAUREL", First: "IRIS"}, NPI: laurel.npi},
				Subscriber:       record.Person{ID: p.id, Name: name, BirthDate: 19800412},
				SubscriberTraces: []record.Trace{{Number: trace}},
				Questions:        []record.Question{{ServiceTypes: []string{serviceType}}},
			},
			Benefits: eb,
		}
		if found {
			a.Member = &record.Member{ID: p.id, SubscriberID: p.id, Name: name}
		}
		return a
	}
	plan := record.BenefitInformation{Information: "1", ServiceTypes: []string{"30"}, PlanName: "POPPY HMO 500"}
	n.AddInquiry(ask(moreau, "TRN-1", "30", true, plan,
		record.BenefitInformation{Information: "I", ServiceTypes: []string{"33", "AL"}}))
	n.AddInquiry(ask(tanaka, "TRN-2", "98", true, plan,
		record.BenefitInformation{Information: "1", ServiceTypes: []string{"98"}},
		record.BenefitInformation{Information: "I", ServiceTypes: []string{"98"}, InNetwork: "N"}))
	n.AddInquiry(ask(moreau, "TRN-3", "33", true, plan, record.BenefitInformation{Information: "I", ServiceTypes: []string{"33"}}))
	n.AddInquiry(ask(goldman, "TRN-4", "30", true, record.BenefitInformation{Information: "6", ServiceTypes: []string{"30"}, PlanName: "POPPY HMO 500"}))
	stranger := ask(patient{"ZZ999", "NOBODY", "ANN"}, "TRN-5", "30", false)
	stranger.Rejections = []record.RequestRejection{{Level: record.SubscriberLevel, Reason: "72", FollowUp: "C"}, {Level: record.SubscriberLevel, Reason: "58", FollowUp: "C"}}
	n.AddInquiry(stranger)
	n.AddInquiry(ask(rivera, "TRN-6", "30", true, record.BenefitInformation{Information: "D", ServiceTypes: []string{"30"}}))
}

func addStatuses(n *report.Night) {
	for _, a := range sampleQuestions() {
		n.AddStatus(a)
	}
}

// sampleQuestions are inquiries about claims with their answers: told, told twice,
// not found, refused.
func sampleQuestions() []*record.StatusAnswer {
	ask := func(trace string, p patient, control, account string, claims ...record.ToldClaim) *record.StatusAnswer {
		return &record.StatusAnswer{
			Inquiry: &record.StatusInquiry{
				Source: record.Source{File: "inquiries-001.x12"}, Trace: trace, Control: control, Account: account,
				Providers:  []record.ClaimProvider{{Name: record.PersonName{Last: "LAUREL", First: "IRIS"}, NPI: laurel.npi}},
				Subscriber: record.Person{ID: p.id, Name: record.PersonName{Last: p.last, First: p.first}},
				Dates:      record.Span{From: 20260217, To: 20260217},
			},
			Claims: claims,
		}
	}
	told := func(found bool, control string, statuses ...record.StatusCode) record.ToldClaim {
		return record.ToldClaim{Found: found, Control: control, Statuses: statuses}
	}
	refused := ask("TRN-10", goldman, "26061000001", "")
	refused.Refused, refused.Status = record.StatusAtProvider, code("E0", "562", "1P")
	return []*record.StatusAnswer{
		ask("TRN-7", moreau, "26061000001", "", told(true, "26061000001", code("F1", "65", ""))),
		ask("TRN-8", moreau, "", "ACCT-1", told(true, "26061000004", code("F2", "94", "82"), code("F2", "84", "")), told(true, "", code("A8", "400", ""))),
		ask("TRN-9", goldman, "", "", told(false, "", code("A4", "35", ""))),
		refused,
	}
}

func addReviews(n *report.Night) {
	all := sampleReviews()
	for _, name := range []string{"granted", "mixed", "rejected"} {
		n.AddReview(all[name])
	}
}

// sampleReviews are requests with their answers.
func sampleReviews() map[string]*record.ReviewAnswer {
	ask := func(p patient, category, trace string) *record.ReviewAnswer {
		name := record.PersonName{Last: p.last, First: p.first}
		return &record.ReviewAnswer{
			Request: &record.ReviewRequest{
				Source: record.Source{File: "reviews-001.x12", Set: "0001", Segment: 9}, Received: received,
				Requester:  record.ClaimProvider{Name: record.PersonName{Last: "LAUREL", First: "IRIS"}, NPI: laurel.npi},
				Subscriber: record.Person{ID: p.id, Name: name},
				Event: record.ReviewItem{Category: category, Traces: []record.Trace{{Number: trace}},
					Diagnoses: []record.Diagnosis{{Code: "M1711"}},
					Providers: []record.ClaimProvider{{Role: "SJ", Name: record.PersonName{Last: "IVY", First: "RUTH"}}}},
			},
			Trace: "V-" + trace, Member: &record.Member{ID: p.id, SubscriberID: p.id, Name: name},
		}
	}
	three := usd("3")
	granted := ask(moreau, "SC", "REF-1")
	granted.Event = record.ReviewDecision{Action: record.Certified, Number: "R-501", Period: record.Span{From: 20260302, To: 20260530},
		Delivery: &record.Delivery{Unit: "VS", Quantity: three}}
	granted.Referrals = []*record.Referral{{Number: "R-501", Visits: 3, Span: granted.Event.Period}}
	granted.Trail = []record.Step{
		{Rule: "V7", Name: "Earlier review", Result: record.NotApplicable, Concluded: "A first request."},
		{Rule: "V15", Name: "Referral guideline", Result: record.Passed, Looked: []string{"3 visits asked for"}, Concluded: "Referral R-501 is granted."},
	}

	mixed := ask(tanaka, "HS", "AUTH-1")
	mixed.Request.Services = []record.ReviewItem{
		{Procedure: record.Procedure{Code: "73721"}, Units: usd("1")}, {Procedure: record.Procedure{Code: "15780"}}, {ServiceType: "48"},
	}
	mixed.Event = record.ReviewDecision{Action: record.CertifiedPartly}
	mixed.Services = []record.ReviewDecision{
		{Action: record.Certified, Number: "A-501", Period: record.Span{From: 20260302, To: 20260302}},
		{Action: record.NotCertified, Reference: "A-502", Reasons: []record.ReviewReason{record.NotCoveredService}, Messages: []string{"Cosmetic services are excluded."}},
		{},
	}
	mixed.Rejections = []record.ReviewRejection{{Level: record.ReviewService, Service: 3, Reason: "56", FollowUp: "C"}}
	mixed.Authorizations = []*record.PriorAuthorization{
		{Number: "A-501", Status: record.Approved, Units: usd("1"), Span: record.Span{From: 20260302, To: 20260302}},
		{Number: "A-502", Status: record.Denied, Span: record.Span{From: 20260302, To: 20260530}},
	}
	mixed.Trail = []record.Step{{Rule: "V9", Name: "Benefit", Line: 2, Result: record.Denial, Looked: []string{"procedure 15780"}, Concluded: "The plan excludes it."}}

	stranger := ask(patient{"ZZ999", "NOBODY", "ANN"}, "SC", "REF-2")
	stranger.Member = nil
	stranger.Rejections = []record.ReviewRejection{{Level: record.ReviewSubscriber, Reason: "75", FollowUp: "C"}}
	return map[string]*record.ReviewAnswer{"granted": granted, "mixed": mixed, "rejected": stranger}
}

func addRemittances(n *report.Night) {
	pay := func(d doctor, trace string, m record.PaymentMethod, amount string, claims int) {
		n.AddRemittance(&record.Remittance{
			TraceNumber: trace, Method: m, Amount: usd(amount), Produced: paidOn, Effective: paidOn,
			Payee: record.Provider{NPI: d.npi, Name: record.PersonName{Last: d.last, First: d.first}},
		}, claims)
	}
	pay(laurel, "770010000000001", record.ACH, "85", 3)
	pay(hazel, "770010000000002", record.ACH, "54", 1)
	pay(ginkgo, "770010000000003", record.Check, "5", 1)
	pay(alder, "770010000000004", record.NonPayment, "0", 1)
}
