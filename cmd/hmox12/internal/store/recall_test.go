package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestWhatIsRecalledIsWhatWasPutLast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		room := rapid.IntRange(0, 2048).Draw(t, "room")
		r := newRecall(room)
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
			require.LessOrEqual(t, len(r.chunks)*r.size, room)
		}
	})
}

// Where an entry begins is told by 32 bits: with millions of members there is room for more.
func TestTheRoomIsNoLargerThanPlacesCanTell(t *testing.T) {
	for _, members := range []int{1, 50_000, 1_000_000, 20_000_000} {
		r := newRecall(roomOf(roomOfPast, members))
		require.Less(t, int64(r.most)*int64(r.size), int64(nowhere), members)
	}
}

// Where the room is large, nothing is forgotten, however often it changes its length.
func TestNothingIsForgottenBeforeTheRoomIsFull(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const room = 1 << 20
		r := newRecall(room)
		last := make(map[string]string)
		for range rapid.IntRange(0, 3000).Draw(t, "puts") {
			name := fmt.Sprint(rapid.IntRange(0, 1000).Draw(t, "name"))
			last[name] = strings.Repeat("x", rapid.IntRange(0, 3).Draw(t, "length")) + name
			r.put(name, []byte(last[name]))
		}
		r.put("large", make([]byte, room))
		for name, what := range last {
			require.Equal(t, what, string(r.get(name)))
		}
		require.Nil(t, r.get("large"))
		if _, known := last["0"]; known {
			r.put("0", make([]byte, room))
			require.Nil(t, r.get("0"), "what takes more than the room is forgotten, what was known before, too")
			r.put("0", []byte("again"))
			require.Equal(t, "again", string(r.get("0")))
		}
	})
}

// What is written again and again leaves no less room to others: three quarters are
// remembered, however often each changed.
func TestThreeQuartersOfTheRoomAreRemembered(t *testing.T) {
	const room, names = 1 << 16, 700
	r := newRecall(room)
	what := func(n, turn int) []byte { return []byte(strings.Repeat("x", 50+(n+turn)%20)) }
	for turn := range 20 {
		for n := range names {
			name := fmt.Sprint("M", n)
			if turn > 0 {
				require.Equal(t, what(n, turn-1), r.get(name), "%s in turn %d", name, turn)
			}
			r.put(name, what(n, turn))
		}
	}
	require.Greater(t, r.live, room/2)
	for n := range 20 * names { // others push them out, and only them
		r.put(fmt.Sprint("other", n), what(n, 0))
	}
	require.Nil(t, r.get("M0"))
	require.NotNil(t, r.get(fmt.Sprint("other", 20*names-names/2)))
	require.Equal(t, r.known, len(slices.DeleteFunc(slices.Clone(r.places), func(p place) bool { return p.at == 0 || p.at == nowhere })))
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
	k := newKnown(0).counters
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
	t.Parallel()
	known := newTerms()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.StringMatching(`[0-9]{0,19}`), rapid.StringN(0, 12, 30))
		lines := rapid.SliceOfN(drawnLine, 1, 4).Draw(t, "lines")
		d := pastDecision{id: 7}
		d.first, d.last = span(lines)
		claim, payee, newborn := name.Draw(t, "claim"), name.Draw(t, "payee"), name.Draw(t, "newborn")
		b := d.begin(known, claim, payee, newborn)
		for i := range lines {
			lines[i].rendering, lines[i].code = name.Draw(t, "rendering"), name.Draw(t, "code")
			b = d.append(b, known, &lines[i])
		}
		d.packed = string(b)
		p := &past{days: record.Span{From: 20250101, To: noDay}, decisions: []pastDecision{d, {id: 9, first: 20260101, last: 20260103}}}
		got, err := unpackPast("", string(p.pack(nil)))
		require.NoError(t, err)
		require.Equal(t, p, got)

		readClaim, readPayee, readNewborn, read := got.decisions[0].read(known)
		require.Equal(t, []string{claim, payee, newborn}, []string{readClaim, readPayee, readNewborn})
		var l decidedLine
		for i := range lines {
			require.True(t, l.readPast(&d, &read, known))
			require.Equal(t, lines[i].prior(record.PriorLine{}), l.prior(record.PriorLine{}))
		}
		require.False(t, l.readPast(&d, &read, known))
		require.False(t, read.broken)
		d.packed = d.packed[:rapid.IntRange(0, len(d.packed)-1).Draw(t, "cut")]
		cut := 0
		_, _, _, read = d.read(known)
		for l.readPast(&d, &read, known) {
			cut++
		}
		require.Less(t, cut, len(lines), "a line that is cut is no line")
	})
	_, err := unpackPast("", "\xff")
	require.Error(t, err)
}

func TestTermsBeyondTheirNumberAreKeptAsTheyAre(t *testing.T) {
	known := newTerms()
	for n := range 2 * maxTerms {
		for _, text := range []string{fmt.Sprint("T", n), fmt.Sprintf("%05d", n), ""} {
			r := lineReader{rest: string(known.append(nil, text))}
			require.Equal(t, text, r.term(known))
			require.False(t, r.broken)
			require.Empty(t, r.rest)
		}
	}
	require.Len(t, known.texts, maxTerms)
	for _, broken := range []string{"", "\x04", "\x09", "\xfe\xff\xff\xff\x0f", "\x03"} {
		r := lineReader{rest: broken}
		r.term(known)
		require.True(t, r.broken, "%q", broken)
	}
}
