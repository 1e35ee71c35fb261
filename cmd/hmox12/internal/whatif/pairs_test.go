package whatif_test

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
	"github.com/hmox12/hmox12/mapping/record"
)

// recorded returns places in their order, and then an error if there is one.
func recorded(places []record.Source, err error) iter.Seq2[*record.Source, error] {
	return func(yield func(*record.Source, error) bool) {
		for i := range places {
			if !yield(&places[i], nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func itself(s *record.Source) *record.Source { return s }

func TestEveryPlaceIsPairedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var before, after, all []record.Source
		for _, file := range []string{"01.x12", "02.x12", "10.x12"} {
			for segment := range 6 {
				s := record.Source{File: file, Segment: segment}
				inBefore, inAfter := rapid.Bool().Draw(t, "before"), rapid.Bool().Draw(t, "after")
				if inBefore {
					before = append(before, s)
				}
				if inAfter {
					after = append(after, s)
				}
				if inBefore || inAfter {
					all = append(all, s)
				}
			}
		}
		var met []record.Source
		require.NoError(t, whatif.Pairs(recorded(before, nil), recorded(after, nil), itself, func(b, a *record.Source) error {
			one := b
			if one == nil {
				one = a
			}
			met = append(met, *one)
			assert.Equal(t, slices.Contains(before, *one), b != nil)
			assert.Equal(t, slices.Contains(after, *one), a != nil)
			if b != nil && a != nil {
				assert.Equal(t, *b, *a)
			}
			return nil
		}))
		assert.Equal(t, all, met, "in the order of recording")
	})
}

func TestPairsEndAfterAnError(t *testing.T) {
	places := []record.Source{{File: "a", Segment: 1}, {File: "a", Segment: 2}}
	broken := errors.New("broken")
	none := func(_, _ *record.Source) error { return nil }
	assert.ErrorIs(t, whatif.Pairs(recorded(places, broken), recorded(places, nil), itself, none), broken)
	assert.ErrorIs(t, whatif.Pairs(recorded(places, nil), recorded(nil, broken), itself, none), broken)
	assert.ErrorIs(t, whatif.Pairs(recorded(places, nil), recorded(places, nil), itself, func(_, _ *record.Source) error { return broken }), broken)

	back := slices.Clone(places)
	slices.Reverse(back)
	err := whatif.Pairs(recorded(back, nil), recorded(places, nil), itself, none)
	assert.EqualError(t, err, "segment 2 of a was recorded before segment 1 of a", "what goes back would find no partner")
	assert.ErrorContains(t, whatif.Pairs(recorded([]record.Source{{File: "b"}, {File: "a"}}, nil), recorded(nil, nil), itself, none), "recorded before")
}
