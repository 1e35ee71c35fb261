package shelf_test

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/shelf"
	"github.com/hmox12/hmox12/mapping/record"
)

// shelved is a shelf of members with indexes by ids and by name, as a book has it.
type shelved struct {
	*shelf.Shelf[record.Member]
	byID, byName *shelf.Index[record.Member]
}

func newShelved() shelved {
	s := shelved{Shelf: shelf.New[record.Member](reflect.TypeFor[record.Address]())}
	s.byID = shelf.NewIndex(s.Shelf, func(m *record.Member, n int) (shelf.Key, bool) {
		switch {
		case n == 0:
			return shelf.Key{Text: m.ID}, true
		case n <= len(m.PriorIDs):
			return shelf.Key{Text: m.PriorIDs[n-1]}, true
		}
		return shelf.Key{}, false
	})
	s.byName = shelf.NewIndex(s.Shelf, func(m *record.Member, n int) (shelf.Key, bool) {
		return shelf.Key{Text: m.Name.Last, Number: int(m.BirthDate)}, n == 0
	})
	return s
}

// TestAShelfAnswersAsAListDoes: whatever was added, and in whichever order.
func TestAShelfAnswersAsAListDoes(t *testing.T) {
	few := func(names ...string) *rapid.Generator[string] { return rapid.SampledFrom(names) }
	rapid.Check(t, func(t *rapid.T) {
		s := newShelved()
		var list []*record.Member
		for i := range rapid.IntRange(0, 1200).Draw(t, "members") {
			m := &record.Member{
				ID:        fmt.Sprint("M", i/rapid.IntRange(1, 3).Draw(t, "alike")),
				Name:      record.PersonName{Last: few("ROWE", "WREN", "", "ÖZ").Draw(t, "last")},
				BirthDate: record.Date(20000101 + rapid.IntRange(0, 2).Draw(t, "day")),
				Address:   record.Address{City: few("OAKLAND", "RENO").Draw(t, "city"), Lines: []string{few("1 A ST", "2 B ST").Draw(t, "street")}},
			}
			if prior := few("", "OLD").Draw(t, "prior"); prior != "" {
				m.PriorIDs = []string{prior}
			}
			list = append(list, m)
			assert.Equal(t, i, s.Add(m))
		}
		if rapid.Bool().Draw(t, "trimmed") {
			s.Trim()
		}
		those := func(is func(*record.Member) bool) (found []*record.Member) {
			for _, m := range list {
				if is(m) {
					found = append(found, m)
				}
			}
			return found
		}
		assert.Equal(t, list, slices.Collect(s.All()))
		for _, id := range []string{"M0", "M7", "M1199", "OLD", "NONE"} {
			want := those(func(m *record.Member) bool { return m.ID == id || slices.Contains(m.PriorIDs, id) })
			found := s.byID.Find(shelf.Key{Text: id})
			assert.Equal(t, want, found)
			first := s.byID.First(shelf.Key{Text: id})
			assert.Equal(t, len(want) > 0, first != nil)
			for i, m := range s.byID.Values(shelf.Key{Text: id}) {
				assert.Equal(t, *want[i], m)
			}
		}
		for _, last := range []string{"ROWE", "", "ÖZ"} {
			want := those(func(m *record.Member) bool { return m.Name.Last == last && m.BirthDate == 20000102 })
			assert.Equal(t, want, s.byName.Find(shelf.Key{Text: last, Number: 20000102}))
		}
	})
}

func TestGroupsAreTheRowsThatShareAKey(t *testing.T) {
	s := shelf.New[record.PCPAssignment]()
	byMember := shelf.NewIndex(s, func(a *record.PCPAssignment, n int) (shelf.Key, bool) { return shelf.Key{Text: a.Member}, n == 0 })
	for i := range 3000 {
		s.Add(&record.PCPAssignment{Member: fmt.Sprint(i % 2000)})
	}
	groups := 0
	for group := range byMember.Groups() {
		groups++
		assert.Equal(t, []int{group[0], group[0] + 2000}, group, "in the order of rows")
	}
	assert.Equal(t, 1000, groups)
}

// TestARecordThatIsFoundIsTheCallersOwn: what it does to it, nobody else sees.
func TestARecordThatIsFoundIsTheCallersOwn(t *testing.T) {
	s := newShelved()
	s.Add(&record.Member{ID: "M", PriorIDs: []string{"OLD"}})
	m := s.byID.First(shelf.Key{Text: "M"})
	m.ID, m.PriorIDs[0] = "X", "Y"
	assert.Equal(t, &record.Member{ID: "M", PriorIDs: []string{"OLD"}}, s.Row(0))
}

func TestMoneyComesBackAsItWas(t *testing.T) {
	s := shelf.New[record.PriorAuthorization]()
	for _, text := range []string{"0", "12.50", "-3", "99999999.99"} {
		s.Add(&record.PriorAuthorization{AgreedRate: decimal.RequireFromString(text)})
	}
	assert.Equal(t, "12.5", s.Row(1).AgreedRate.String())
	assert.Equal(t, int32(-2), s.Row(1).AgreedRate.Exponent())
	assert.True(t, s.Row(0).AgreedRate.IsZero())
}

// TestAShelfHoldsNoPointerForARow: what is held for a row is bytes, of which the
// collector marks none.
func TestAShelfHoldsNoPointerForARow(t *testing.T) {
	const rows = 100_000
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s := filled(rows)
	runtime.GC()
	runtime.ReadMemStats(&after)
	objects := int64(after.HeapObjects) - int64(before.HeapObjects)
	assert.Less(t, objects, int64(rows/50))
	assert.Equal(t, rows, s.Len())
}

// filled is a shelf of members of a usual kind.
func filled(rows int) shelved {
	s := newShelved()
	for i := range rows {
		s.Add(member(i))
	}
	s.Trim()
	return s
}

func member(i int) *record.Member {
	return &record.Member{
		ID: fmt.Sprintf("HM7%08d", i), SubscriberID: fmt.Sprintf("HM7%08d", i/3*3), Relationship: "19",
		Name: record.PersonName{Last: fmt.Sprintf("ROWE%d", i/3), First: "ANNA"}, BirthDate: record.Date(19600101 + i%28), Sex: "F",
		Address: record.Address{Lines: []string{fmt.Sprintf("%d MARKET ST", i)}, City: "OAKLAND", State: "CA", ZIP: "94601"}, GroupNumber: "GRP-5500",
	}
}

func BenchmarkFind(b *testing.B) {
	const rows = 100_000
	s := filled(rows)
	ids := make([]string, 1024)
	for i := range ids {
		ids[i] = member(i * 97 % rows).ID
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if len(s.byID.Find(shelf.Key{Text: ids[i%len(ids)]})) != 1 {
			b.Fatal("not found")
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	members := make([]*record.Member, 1<<12)
	for i := range members {
		members[i] = member(i)
	}
	s := newShelved()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%len(members) == 0 {
			s = newShelved()
		}
		s.Add(members[i%len(members)])
	}
}
