package adjudicate_test

import (
	"encoding/json"
	"reflect"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestADecisionKeepsNothingThatTheNextOneUses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := wildSample(t)
		first := s.decide(wildClaim(t, s, 1))
		told := whole(t, first)
		s.decide(wildClaim(t, s, 2))
		require.Equal(t, told, whole(t, first))
	})
}

// whole tells all of a decision.
func whole(t require.TestingT, d *record.Decision) string {
	text, err := json.Marshal(d)
	require.NoError(t, err)
	return string(text)
}

func TestClaimsAreDecidedBesideEachOther(t *testing.T) {
	s := newSample()
	s.refer(referralTo("R-1", "GP100004", hazel, ivy, 3, 0))
	claims := []*record.Claim{
		s.sent("1", "GP100004", ivy, "99203 220", "20610 200", "J1885 40"),
		s.sent("2", "GP100005", laurel, "99213 150"),
		s.sent("3", "ZZ999", laurel, "99213 150"),
	}
	want := make([]*record.Decision, len(claims))
	for i, claim := range claims {
		want[i] = adjudicate.Decide(s.shelf, s.tally, claim, s.opts)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n := range 100 {
				i := n % len(claims)
				if got := adjudicate.Decide(s.shelf, s.tally, claims[i], s.opts); !reflect.DeepEqual(want[i], got) {
					t.Errorf("claim %s is decided\n%s\nand beside others\n%s", claims[i].Control, tell(want[i]), tell(got))
					return
				}
			}
		})
	}
	all.Wait()
}
