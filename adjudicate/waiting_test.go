package adjudicate_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// verdict returns a verdict about line of claim 1: "2 allow 80", "0 release",
// "1 deny CO-50 N130", "1 facility 1000001655".
func verdict(text string) record.ClaimVerdict {
	words := strings.Fields(text)
	v := record.ClaimVerdict{Source: "claim_decisions.csv:2", Claim: "1", By: "E12", On: 20260305, Kind: record.VerdictKind(words[1])}
	_, _ = fmt.Sscan(words[0], &v.Line)
	switch rest := words[2:]; v.Kind {
	case record.VerdictAllow:
		v.Amount = usd(rest[0])
	case "before":
		v.Kind, v.Amount, v.TakenOff = record.VerdictPaidBefore, usd(rest[0]), usd(rest[1])
	case record.VerdictFacility:
		v.Facility = rest[0]
	case record.VerdictDeny:
		group, reason, _ := strings.Cut(rest[0], "-")
		v.Group, v.Reason, v.Status = record.GroupCode(group), record.CARC(reason), record.StatusCode{Category: "F2", Code: "104"}
		for _, r := range rest[1:] {
			v.Remarks = append(v.Remarks, record.RARC(r))
		}
	case "none":
		v.Kind = record.VerdictNoEmergency
	}
	return v
}

// heard decides a claim that waits as people said; what became of each verdict, and
// how the claim stands.
func (s *sample) heard(claim *record.Claim, verdicts ...string) (results []string, decided *record.Decision) {
	var said []record.ClaimVerdict
	for _, text := range verdicts {
		said = append(said, verdict(text))
	}
	d, told := adjudicate.DecideWaiting(s.shelf, s.tally, adjudicate.Waiting{Claim: claim, Decision: s.tally.claims[claim.Control]}, said, s.opts)
	for _, v := range told {
		results = append(results, string(v.Result)+": "+v.Concluded)
	}
	return results, d
}

func TestPeopleDecideWhatWaits(t *testing.T) {
	unlisted := func(s *sample) *record.Claim { return s.sent("1", "GP100005", laurel, "99213 150", "99199 400") }
	urgent := func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", ivy, "99213 150")
		c.Lines[0].Emergency = true
		return c
	}
	second := func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", laurel, "99213 150", "93000 60")
		c.Position = "S"
		c.OtherPayers = []record.OtherPayer{{Position: "P", ID: "88001", HasPaid: true, Paid: usd("60")}}
		return c
	}
	stranger := func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", spruce, "99213 150")
		c.Place = "22"
		return c
	}
	for _, tt := range []struct {
		name     string
		claim    func(*sample) *record.Claim
		verdicts []string
		results  []string
		want     string // empty: the claim waits as before
	}{
		{"a price is allowed like one of the book", unlisted, []string{"2 allow 100"}, []string{"taken: The claim is paid."},
			"CLP02=1 paid F1:65 paid 160.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n99199: 400.00 - [CO-45 300.00] = 100.00"},
		{"the one line that waits need not be named", unlisted, []string{"0 allow 400"}, []string{"taken: The claim is paid."},
			"CLP02=1 paid F1:65 paid 460.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n99199: 400.00 = 400.00"},
		{"a denial leaves the other lines", unlisted, []string{"2 deny CO-50"}, []string{"taken: The claim is paid."},
			"CLP02=1 paid F1:65 paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n99199: 400.00 - [CO-50 400.00] = 0.00"},
		{"more than the charge is not allowed", unlisted, []string{"2 allow 400.01"}, []string{"refused: Not taken: it allows more than the charge of $400.00."}, ""},
		{"a line that is not there", unlisted, []string{"3 allow 80"}, []string{"refused: Not taken: the claim has no line 3."}, ""},
		{"a line that does not wait", unlisted, []string{"1 allow 80"}, []string{"refused: Not taken: line 1 does not wait."}, ""},
		{"a price can't be let go on", unlisted, []string{"2 release"}, []string{"refused: Not taken: it waits for a price, and may be told: allow, deny."}, ""},
		{"the first verdict stands", unlisted, []string{"2 allow 100", "2 allow 90"},
			[]string{"taken: The claim is paid.", "refused: Not taken: the claim is decided already, by what was said before."},
			"CLP02=1 paid F1:65 paid 160.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n99199: 400.00 - [CO-45 300.00] = 100.00"},
		{"two lines that wait must be named", func(s *sample) *record.Claim { return s.sent("1", "GP100005", laurel, "99199 300", "99199-59 400") },
			[]string{"0 allow 100", "1 allow 100", "2 allow 200"},
			[]string{"refused: Not taken: several lines wait for it: name the line.", "taken: The claim is paid.", "taken: The claim is paid."},
			"CLP02=1 paid F1:65 paid 300.00 patient 0.00\n99199: 300.00 - [CO-45 200.00] = 100.00\n99199-59: 400.00 - [CO-45 200.00] = 200.00"},
		{"one of two lines is not enough", func(s *sample) *record.Claim { return s.sent("1", "GP100005", laurel, "99199 300", "99199-59 400") },
			[]string{"1 allow 100"}, []string{"still waits: The claim waits for a price."},
			"CLP02= pended P2:110 paid 0.00 patient 0.00\n99199: 300.00 = 0.00\n99199-59: 400.00 = 0.00"},
		{"an emergency needs no referral", urgent, []string{"1 emergency"}, []string{"taken: The claim is paid."}, "*paid"},
		{"no emergency does", urgent, []string{"1 none"}, []string{"taken: The claim is denied."}, "*denied"},
		{"an emergency can't be let go on", urgent, []string{"1 release"},
			[]string{"refused: Not taken: it waits for whether it was an emergency, and may be told: emergency, no emergency, deny."}, ""},
		{"a facility that is contracted protects", stranger, []string{"1 facility " + bayview}, []string{"taken: The claim is denied."}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99213: 150.00 - [CO-288 150.00] = 0.00"},
		{"one that is not leaves it to the network", stranger, []string{"1 facility " + quince}, []string{"taken: The claim is denied."}, "CLP02=1 denied F2:96:82 paid 0.00 patient 150.00\n99213: 150.00 - [PR-242 150.00] = 0.00"},
		{"one that nobody knows, too", stranger, []string{"1 release"}, []string{"taken: The claim is denied."}, "*denied"},
		{"another currency that was settled", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Currency = "CAD"
			return c
		}, []string{"1 release", "0 release"}, []string{"refused: Not taken: line 1 does not wait.", "taken: The claim is paid."}, "*paid"},
		{"what another payer paid for the line", second, []string{"1 before 100 100", "1 before 60 70"},
			[]string{"refused: Not taken: more was paid and taken off than the charge of $150.00.", "still waits: The claim waits for another payer's decision by line."}, "*pended"},
		{"and for the other one", second, []string{"1 before 60 70", "2 before 0 0"},
			[]string{"taken: The claim is paid.", "taken: The claim is paid."},
			"CLP02=2 paid F1:65 paid 45.00 patient 0.00\n99213: 150.00 - [OA-23 130.00] = 20.00\n93000: 60.00 - [CO-45 35.00] = 25.00"},
		{"what only the book can tell is denied at most", func(s *sample) *record.Claim {
			s.cover("GP100005", record.CoverageSpan{Plan: "P99", Span: record.Span{From: 20250101}})
			return s.sent("1", "GP100005", laurel, "99213 150")
		}, []string{"1 release", "1 allow 80", "1 deny CO-50"},
			[]string{
				"refused: Not taken: it waits for a record that the book lacks, and may be told: deny.",
				"refused: Not taken: it waits for a record that the book lacks, and may be told: deny.", "taken: The claim is denied.",
			}, "*denied"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample()
			claim := tt.claim(s)
			require.Equal(t, record.Pended, s.decide(claim).Outcome)
			results, d := s.heard(claim, tt.verdicts...)
			assert.Equal(t, tt.results, results)
			outcome, brief := strings.CutPrefix(tt.want, "*")
			switch {
			case tt.want == "":
				assert.Nil(t, d)
				return
			case brief:
				assert.Equal(t, outcome, string(d.Outcome))
			default:
				assert.Equal(t, tt.want, tell(d))
			}
			sound(t, s, claim, d)
			assert.Equal(t, adjudicate.WaitedRule, d.Trace[0].Rule)
			evidence := ""
			for _, step := range d.Trace {
				evidence += strings.Join(step.Looked, "\n")
			}
			assert.Contains(t, evidence, "examiner E12 on 2026-03-05: ", "the rule that reads it tells of it")
		})
	}
}

func TestAClaimWhoseWaitIsOverIsDecidedByItself(t *testing.T) {
	s := newSample()
	claim := s.sent("1", "GP100005", laurel, "99199 400")
	s.decide(claim)
	require.True(t, adjudicate.WaitsByItself(s.tally.claims["1"]))
	results, d := s.heard(claim)
	assert.Empty(t, results)
	assert.Nil(t, d, "nothing changed")

	s.fees = append(s.fees, record.Fee{Schedule: "FS", Code: "99199", Amount: usd("90"), Span: record.Span{From: 20250101}})
	results, d = s.heard(claim)
	assert.Equal(t, []string{"by itself: What it waited for is there: the claim is paid."}, results)
	assert.Equal(t, "CLP02=1 paid F1:65 paid 90.00 patient 0.00\n99199: 400.00 - [CO-45 310.00] = 90.00", tell(d))

	results, d = s.heard(claim, "1 allow 80")
	assert.Equal(t, []string{
		"refused: Not taken: what the claim waited for is there now, and it is decided without it.",
		"by itself: What it waited for is there: the claim is paid.",
	}, results, "the book goes before the examiner")
	assert.Equal(t, "90.00", d.Paid.StringFixed(2))

	results, d = s.heard(claim, "1 deny CO-50", "0 deny CO-50")
	assert.Equal(t, []string{"taken: The claim is denied.", "refused: Not taken: it is denied already."}, results, "who denied it does not pay it")
	assert.Equal(t, "CLP02=1 denied F2:104 paid 0.00 patient 0.00\n99199: 400.00 - [CO-50 400.00] = 0.00", tell(d))
	assert.Equal(t, "GP100005", d.Member)
	sound(t, s, claim, d)
}

func TestAVerdictIsReadAgainWhenTheClaimIsDecidedAgain(t *testing.T) {
	s := newSample()
	claim := s.sent("1", "GP100005", laurel, "99199 400")
	s.decide(claim)
	_, d := s.heard(claim, "1 allow 100")
	s.take(claim, d)
	again, told := adjudicate.DecideAgain(s.shelf, s.tally, &adjudicate.Again{
		Claim: claim, Decision: d, Told: 20260310, Source: "a test", Changed: []adjudicate.ChangedDays{{Span: record.Span{From: 20260101}, Why: "MA67", Text: "a test"}},
	}, s.opts)
	assert.Nil(t, again)
	assert.Equal(t, record.AgainSame, told.Result, told.Concluded)
}

func TestTheTraceOfAClaimThatWaitsTellsWhatFor(t *testing.T) {
	s := newSample()
	d := s.decide(s.sent("1", "GP100005", laurel, "99199 400"))
	var waits []record.Waits
	for _, step := range d.Trace {
		if step.Result == record.Pend {
			waits = append(waits, step.Waits)
			assert.NotEmpty(t, adjudicate.Answers(step.Waits))
		}
	}
	assert.Equal(t, []record.Waits{record.WaitsForPrice}, waits)
}

// Whatever waits and whatever people say of it: what comes of it is as sound as any
// decision, each verdict is told of once, and the same verdicts give the same.
func TestEveryDecisionByPeopleIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := wildSample(t)
		for control := range rapid.IntRange(1, 6).Draw(t, "claims") {
			claim := wildClaim(t, s, control)
			if rapid.IntRange(0, 5).Draw(t, "currency") == 0 {
				claim.Currency = "CAD"
			}
			if s.decide(claim).Outcome != record.Pended {
				continue
			}
			for range 3 {
				waits := s.tally.claims[claim.Control]
				verdicts := wildVerdicts(t, claim)
				d, told := adjudicate.DecideWaiting(s.shelf, s.tally, adjudicate.Waiting{Claim: claim, Decision: waits}, verdicts, s.opts)
				again, _ := adjudicate.DecideWaiting(s.shelf, s.tally, adjudicate.Waiting{Claim: claim, Decision: waits}, verdicts, s.opts)
				if !reflect.DeepEqual(d, again) {
					t.Fatalf("the same verdicts give\n%s\nand\n%s", tell(d), tell(again))
				}
				if len(told) < len(verdicts) {
					t.Fatalf("%d verdicts, and %d told of", len(verdicts), len(told))
				}
				if d == nil {
					continue
				}
				sound(t, s, claim, d)
				s.take(claim, d)
				if d.Outcome != record.Pended {
					break
				}
			}
		}
		withinMaxima(t, s)
	})
}

func wildVerdicts(t *rapid.T, claim *record.Claim) []record.ClaimVerdict {
	var all []record.ClaimVerdict
	for range rapid.IntRange(0, 4).Draw(t, "verdicts") {
		v := verdict(fmt.Sprintf("%d %s", rapid.IntRange(0, 4).Draw(t, "line"), rapid.SampledFrom([]string{
			"allow 50", "allow 1.37", "emergency", "none", "facility " + bayview, "release", "before 20 5.50", "before 0 0", "deny CO-50", "deny PR-96 N130", "deny OA-18",
		}).Draw(t, "says")))
		v.Claim = claim.Control
		all = append(all, v)
	}
	return all
}

func TestADenialOfAPersonHasTheCodesOfADenial(t *testing.T) {
	for text, want := range map[string]string{
		"1 deny CO-50":       "",
		"1 deny PR-96 N130":  "",
		"1 deny PR-50":       "Code.Group",
		"1 deny PR-96":       "Code.Remarks",
		"1 deny CO-45":       "Code.Reason",
		"1 deny CO-15":       "Code.Reason",
		"1 deny CO-999":      "Code.Reason",
		"1 deny CO-50 ZZ999": "Code.Remarks",
	} {
		v := verdict(text)
		var fields []string
		for _, p := range adjudicate.CheckDenial(&v) {
			fields = append(fields, p.Field)
		}
		assert.Equal(t, want, strings.Join(fields, " "), text)
	}
	v := verdict("1 deny CO-50")
	v.Status = record.StatusCode{Category: "F1", Code: "65"}
	assert.Len(t, adjudicate.CheckDenial(&v), 1)
}
