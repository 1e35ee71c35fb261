package store

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestWhatIsRecalledIsWhatWasPutLast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := newRecall(rapid.IntRange(64, 2048).Draw(t, "room"))
		last := make(map[string]string)
		for range rapid.IntRange(1, 200).Draw(t, "steps") {
			name := fmt.Sprint("M", rapid.IntRange(0, 40).Draw(t, "name"))
			if rapid.Bool().Draw(t, "put") {
				what := rapid.StringN(0, 40, 80).Draw(t, "what")
				r.put(name, []byte(what))
				last[name] = what
			}
			if what := r.get(name); what != nil {
				require.Equal(t, last[name], string(what), "it may be forgotten, but not be another's or an earlier one")
			}
			require.LessOrEqual(t, len(r.young.entries), r.room+256)
		}
	})
}

func TestWhatWasAskedForLatelyIsNotForgotten(t *testing.T) {
	r := newRecall(1 << 10)
	r.put("asked", []byte("yes"))
	for n := range 1000 {
		r.put(fmt.Sprint("other", n), []byte("no"))
		require.Equal(t, "yes", string(r.get("asked")))
	}
	assert.Nil(t, r.get("other0"))
}

// What is kept is the same whether it was packed meanwhile or not.
func TestCountersAreTheSameWhenTheyWerePacked(t *testing.T) {
	t.Parallel()
	k := newKnown().counters
	want := make(map[string]owned)
	for n := range 3 * maxHot {
		owner := fmt.Sprint("M", n)
		all := &owned{}
		for i := range n % 3 {
			all.counters = append(all.counters, &counter{
				Counter: record.Counter{Kind: record.ReferralVisits, Owner: owner, Category: "LAB", Year: 2026 + i},
				id:      int64(n), total: int64(-n), stored: n%2 == 0, read: n%5 == 0, visits: []visit{{"v", owner}, {"w", ""}}[:i+1],
			})
		}
		k.set(owner, all)
		want[owner] = *all
	}
	for owner, all := range want {
		got, known := k.get(owner)
		require.True(t, known)
		require.Equal(t, all.counters, got.counters)
	}
	_, known := k.get("nobody")
	assert.False(t, known)
}

func TestThePastIsTheSameWhenItWasPacked(t *testing.T) {
	p := &past{days: record.Span{From: 20250101, To: noDay}, decisions: []pastDecision{{id: 7, first: 20260101, last: 20260102}, {id: 9}}}
	p.decisions[0].pack("C1", "1234567893", "", []byte{1, 2, 3})
	got, err := unpackPast(string(p.pack(nil)))
	require.NoError(t, err)
	assert.Equal(t, p, got)
	_, err = unpackPast("\xff")
	require.Error(t, err)
}
