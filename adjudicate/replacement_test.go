package adjudicate_test

import (
	"testing"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// about makes a claim a replacement (7) or void (8) of another.
func about(c *record.Claim, frequency, original string) *record.Claim {
	c.Frequency, c.OriginalControl = frequency, original
	return c
}

func TestReplacementsAndVoids(t *testing.T) {
	const reversed = "CLP02=22 paid F3:101 paid -95.00 patient -20.00 N694\n99214: -200.00 - [CO-45 -85.00, PR-3 -20.00] = -95.00"
	for _, tt := range []struct {
		name     string
		claim    func(*sample) *record.Claim
		want     string
		reversal string
	}{
		{"C055 a replacement reverses the first claim and is decided in its place", func(s *sample) *record.Claim {
			s.decide(s.sent("5501", "GP100005", laurel, "99214 200"))
			return about(s.sent("2", "GP100005", laurel, "99213 150"), "7", "5501")
		}, "CLP02=1 paid F1:65 paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00", reversed},
		{"a replacement that is the same claim is no duplicate", func(s *sample) *record.Claim {
			s.decide(s.sent("5501", "GP100005", laurel, "99214 200"))
			return about(s.sent("2", "GP100005", laurel, "99214 200"), "7", "5501")
		}, "CLP02=1 paid F1:65 paid 95.00 patient 20.00\n99214: 200.00 - [CO-45 85.00, PR-3 20.00] = 95.00", reversed},
		{"the first claim is reversed even where the new one is not covered", func(s *sample) *record.Claim {
			s.decide(s.sent("5501", "GP100005", laurel, "99214 200"))
			return about(dated(s.sent("2", "GP100005", laurel, "99214 200"), 20241231), "7", "5501")
		}, "CLP02=1 denied F2:88:QC paid 0.00 patient 200.00\n99214: 200.00 - [PR-26 200.00] = 0.00", reversed},
		{"a replacement's clock starts when the first claim was decided", func(s *sample) *record.Claim {
			first := s.sent("5501", "GP100005", laurel, "99214 200")
			s.decide(first)
			c := about(s.sent("2", "GP100005", laurel, "99214 200"), "7", "5501")
			c.Received = 20260614
			return c
		}, "CLP02=1 paid F1:65 paid 95.00 patient 20.00\n99214: 200.00 - [CO-45 85.00, PR-3 20.00] = 95.00", reversed},
		{"a replacement that comes too late leaves the first claim as it is", func(s *sample) *record.Claim {
			s.decide(s.sent("5501", "GP100005", laurel, "99214 200"))
			c := about(s.sent("2", "GP100005", laurel, "99214 200"), "7", "5501")
			c.Received = 20260615
			return c
		}, "CLP02=1 denied F2:718 paid 0.00 patient 0.00\n99214: 200.00 - [CO-29 200.00] = 0.00", ""},
		{"a replacement that waits leaves the first claim as it is", func(s *sample) *record.Claim {
			s.decide(s.sent("5501", "GP100005", laurel, "99214 200"))
			return about(s.sent("2", "GP100005", laurel, "99199 400"), "7", "5501")
		}, "CLP02= pended P2:110 paid 0.00 patient 0.00\n99199: 400.00 = 0.00", ""},
		{"a replacement of what another one has in process leaves the first claim as it is", func(s *sample) *record.Claim {
			s.decide(s.sent("5501", "GP100005", laurel, "99214 200"))
			s.decide(about(s.sent("2", "GP100005", laurel, "99199 400"), "7", "5501"))
			return about(s.sent("3", "GP100005", laurel, "99199 400"), "7", "5501")
		}, "CLP02=1 denied F2:78 paid 0.00 patient 0.00\n99199: 400.00 - [OA-18 400.00] = 0.00", ""},
		{"a referral visit of the first claim is free again", func(s *sample) *record.Claim {
			s.refer(referralTo("R-23", "GP100004", hazel, ivy, 1, 0))
			s.decide(s.sent("5501", "GP100004", ivy, "99203 220"))
			return about(dated(s.sent("2", "GP100004", ivy, "99203 220"), 20260218), "7", "5501")
		}, "CLP02=1 paid F1:65 paid 72.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00",
			"CLP02=22 paid F3:101 paid -72.00 patient -40.00 N694\n99203: -220.00 - [CO-45 -100.00, PR-3 -40.00, CO-104 -8.00] = -72.00"},
		{"C057 a void is the reversal alone", func(s *sample) *record.Claim {
			s.decide(s.sent("5701", "GP100005", laurel, "99213 150"))
			return about(s.sent("2", "GP100005", laurel, "99213 150"), "8", "5701")
		}, "CLP02= voided F3:101 paid 0.00 patient 0.00\n99213: 150.00 = 0.00",
			"CLP02=22 paid F3:101 paid -60.00 patient -20.00 N693\n99213: -150.00 - [CO-45 -70.00, PR-3 -20.00] = -60.00"},
		{"C059 a claim that is not final can't be replaced", func(s *sample) *record.Claim {
			s.decide(s.sent("5901", "GP100005", laurel, "99199 400"))
			return about(s.sent("2", "GP100005", laurel, "99213 150"), "7", "5901")
		}, "CLP02=1 denied F2:78 paid 0.00 patient 0.00\n99213: 150.00 - [CO-16 150.00] = 0.00 N779", ""},
		{"a claim that was replaced can't be replaced again", func(s *sample) *record.Claim {
			s.decide(s.sent("5501", "GP100005", laurel, "99214 200"))
			s.decide(about(s.sent("5502", "GP100005", laurel, "99213 150"), "7", "5501"))
			return about(s.sent("2", "GP100005", laurel, "99213 150"), "8", "5501")
		}, "CLP02=1 denied F2:464 paid 0.00 patient 0.00\n99213: 150.00 - [CO-16 150.00] = 0.00 N152", ""},
		{"nobody replaces another provider's claim", func(s *sample) *record.Claim {
			s.decide(s.sent("5501", "GP100005", laurel, "99214 200"))
			return about(s.sent("2", "GP100005", nutmeg, "99214 200"), "7", "5501")
		}, "CLP02=1 denied F2:464 paid 0.00 patient 0.00\n99214: 200.00 - [CO-16 200.00] = 0.00 N152", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample()
			claim := tt.claim(s)
			d := s.decide(claim)
			if got := tell(d); got != tt.want {
				t.Errorf("decided\n%s\nwant\n%s\ntrace\n%s", got, tt.want, trace(d))
			}
			got := ""
			if d.Reversal != nil {
				got = tell(d.Reversal)
			}
			if got != tt.reversal {
				t.Errorf("reversed\n%s\nwant\n%s", got, tt.reversal)
			}
			sound(t, s, claim, d)
		})
	}
}

func TestAReversalLeavesTheLedgerAsItWas(t *testing.T) {
	s := newSample()
	s.refer(referralTo("R-23", "GP100004", hazel, ivy, 3, 2))
	before := newSample()
	before.refer(referralTo("R-23", "GP100004", hazel, ivy, 3, 2))
	d := s.decide(s.sent("1", "GP100004", ivy, "99203 220", "20610 200"))
	s.takeBack(adjudicate.Reverse(d, "N687", s.opts.Today))
	for counter, used := range s.used {
		if !used.Equal(before.used[counter]) {
			t.Errorf("%+v stands at %s, was %s", counter, used, before.used[counter])
		}
	}
}
