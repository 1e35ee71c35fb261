package adjudicate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestNewbornsOfAMotherAreToldApart(t *testing.T) {
	type child struct{ name, sex string }
	for name, c := range map[string]struct {
		first, second child
		same          bool
	}{
		"twins with a letter each":                   {child{"GIRL A", "F"}, child{"GIRL B", "F"}, false},
		"twins with a number each":                   {child{"TWIN 1", "M"}, child{"TWIN 2", "M"}, false},
		"a boy and a girl without a name":            {child{"BABY BOY", "M"}, child{"BABY GIRL", "F"}, false},
		"twins with a name each":                     {child{"ADA", "F"}, child{"IDA", "F"}, false},
		"a child without a name, sent again":         {child{"BABY GIRL", "F"}, child{"Newborn Girl", "F"}, true},
		"a child that was named since":               {child{"BABY GIRL", "F"}, child{"ADA", "F"}, true},
		"a child of whom the hospital says the name": {child{"ADA", "F"}, child{"BABY", "F"}, true},
		"one of two beside one without a letter":     {child{"BABY GIRL", "F"}, child{"BABY GIRL B", "F"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSample()
			sent := func(control string, of child) *record.Claim {
				c := dated(newbornOf(s, "99460 180"), 20260214)
				c.Control, c.Patient.Name.First, c.Patient.Sex = control, of.name, of.sex
				return c
			}
			assert.Equal(t, record.Paid, s.decide(sent("1", c.first)).Outcome)
			want := record.Paid
			if c.same {
				want = record.DeniedClaim
			}
			assert.Equal(t, want, s.decide(sent("2", c.second)).Outcome)
		})
	}
}

func TestANewbornHadNothingOfWhatItsMotherHad(t *testing.T) {
	s := newSample()
	mother := dated(s.sent("1", "GP100006", laurel, "93000 60"), 20260214)
	assert.Equal(t, record.Paid, s.decide(mother).Outcome)
	child := dated(newbornOf(s, "93000 60"), 20260214)
	child.Control = "2"
	assert.Equal(t, record.Paid, s.decide(child).Outcome)
	again := dated(s.sent("3", "GP100006", laurel, "93000 60"), 20260214)
	assert.Equal(t, record.DeniedClaim, s.decide(again).Outcome)
}
