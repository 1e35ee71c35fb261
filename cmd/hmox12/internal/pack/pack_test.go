package pack_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
	"github.com/hmox12/hmox12/mapping/record"
)

// packed packs a record and returns it with the words that it refers to.
func packed(full any) ([]byte, *pack.Words) {
	words := new(pack.Words)
	return pack.NewPacker(reflect.TypeOf(full).Elem(), words, pack.Vocabulary{}).Append(nil, 1, full), words
}

// steps has the texts of a trace become words.
var steps = pack.Vocabulary{Patterned: []reflect.Type{reflect.TypeFor[record.Step]()}}

// unpacked reads a record by its own type's shape into another.
func unpacked(t require.TestingT, text []byte, words *pack.Words, into any) {
	of := reflect.TypeOf(into).Elem()
	u, err := pack.NewUnpacker(of, pack.Shape(of))
	require.NoError(t, err)
	require.NoError(t, u.Unpack(text, words.From(0), into))
}

func TestAPackedRecordKeepsEveryField(t *testing.T) {
	for _, full := range []any{new(record.Claim), new(record.Decision), new(record.EligibilityAnswer), new(record.Remittance)} {
		n := 0
		fill(reflect.ValueOf(full).Elem(), &n, nil)
		read := reflect.New(reflect.TypeOf(full).Elem()).Interface()
		text, words := packed(full)
		unpacked(t, text, words, read)
		assert.Equal(t, full, read)
		assert.Greater(t, n, 20)
		n, err := pack.ShapeOf(text)
		require.NoError(t, err)
		assert.Equal(t, 1, n)
	}
}

// fill sets every field to a value of its own, and those of types inside of
// themselves to nothing.
func fill(v reflect.Value, n *int, inside []reflect.Type) {
	*n++
	switch v.Interface().(type) {
	case record.Date:
		v.Set(reflect.ValueOf(record.NewDate(2026, 1, 1).AddDays(*n)))
		return
	case decimal.Decimal:
		v.Set(reflect.ValueOf(decimal.New(int64(*n)*10+1, -2)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("é\"\\<" + string(rune('a'+*n%26)) + "\n")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Pointer:
		if !slices.Contains(inside, v.Type().Elem()) {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), n, inside)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n, inside)
		fill(v.Index(1), n, inside)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n, append(slices.Clone(inside), v.Type()))
		}
	}
}

// money is a record with one inside of it.
type money struct {
	Amount decimal.Decimal
	Texts  []string
	Inner  *money
}

func TestWhatSaysNothingTakesNoRoom(t *testing.T) {
	zero := decimal.Zero
	tests := []struct {
		name   string
		record any
		want   []byte
	}{
		{"an empty record", &record.Claim{}, []byte{1, 0}},
		{"empty records inside of it", &record.Claim{Source: record.Source{}, Lines: []record.ServiceLine{}}, []byte{1, 0}},
		{"a zero amount", &money{Amount: decimal.RequireFromString("0.00")}, []byte{1, 0}},
		{"an amount", &money{Amount: decimal.RequireFromString("0.50")}, []byte{1, 1, 63, 100, 0}},
		{"texts", &money{Texts: []string{"ab", ""}}, []byte{1, 2, 2, 4, 'a', 'b', 0, 0}},
		{"a pointer to nothing", &money{Inner: &money{}}, []byte{1, 3, 1, 0, 0}},
		{"a pointer to zero", &struct{ Amount *decimal.Decimal }{&zero}, []byte{1, 1, 1, 65, 0, 0}},
		{"an integer below zero", &struct{ N int }{-1}, []byte{1, 1, 1, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, _ := packed(test.record)
			assert.Equal(t, test.want, text)
		})
	}
}

func TestAnAmountOfAnySizeIsKept(t *testing.T) {
	for _, text := range []string{"1", "-12.50", "123456789012345678", "1234567890123456789012.34", "0.0000001"} {
		want := decimal.RequireFromString(text)
		packed, words := packed(&money{Amount: want})
		var got money
		unpacked(t, packed, words, &got)
		assert.True(t, want.Equal(got.Amount), "%s became %s", want, got.Amount)
	}
	huge := decimal.New(1, 1000)
	packed, words := packed(&money{Amount: huge})
	var got money
	unpacked(t, packed, words, &got)
	assert.True(t, huge.Equal(got.Amount))
}

func TestATextThatOccursOftenBecomesAWord(t *testing.T) {
	words := new(pack.Words)
	p := pack.NewPacker(reflect.TypeFor[record.Decision](), words, steps)
	d := record.Decision{Control: "C1", Trace: []record.Step{{Rule: "R14", Name: "PCP of record", Concluded: "The service is no PCP visit."}}}
	first := len(p.Append(nil, 1, &d))
	var last []byte
	for range 10 {
		last = p.Append(nil, 1, &d)
	}
	assert.Equal(t, []string{"R14", "PCP of record", "The service is no PCP visit."}, words.From(0), "not the number of the claim")
	assert.Less(t, len(last), first/3)
	var read record.Decision
	unpacked(t, last, words, &read)
	assert.Equal(t, d, read)

	words.Truncate(1)
	assert.Equal(t, 1, words.Len())
	words.Add("another")
	again := p.Append(nil, 1, &d)
	unpacked(t, again, words, &read)
	assert.Equal(t, d, read, "a word that was taken back is written out again")
}

func TestTextsThatDifferByTheirNumbersShareAPattern(t *testing.T) {
	words := new(pack.Words)
	p := pack.NewPacker(reflect.TypeFor[record.Decision](), words, steps)
	trace := func(concluded string) *record.Decision {
		return &record.Decision{Trace: []record.Step{{Concluded: concluded}}}
	}
	texts := []string{
		"Covered on 2026-02-17.", "Covered on 2026-02-08.", "Covered on 0000-00-00.", "Covered on 1-12-123456789012345678.",
		"Covered on 2-3-1.", "Covered on 4-3-2.", "Covered on 9-9-9.", "Covered on 1-1-1.", "Covered on 2024-02-29.",
	}
	for _, text := range texts {
		packed := p.Append(nil, 1, trace(text))
		var read record.Decision
		unpacked(t, packed, words, &read)
		assert.Equal(t, text, read.Trace[0].Concluded)
	}
	assert.Equal(t, []string{"Covered on 0-0-0."}, words.From(0))
	assert.Len(t, p.Append(nil, 1, trace("Covered on 2026-02-17.")), 11, "shape, field, length, field, pattern, 2 and 1 and 1 for the date, two ends")

	long := "Covered on 1234567890123456789012345678901234567890-1-000000000000000000000."
	for range 10 {
		var read record.Decision
		unpacked(t, p.Append(nil, 1, trace(long)), words, &read)
		assert.Equal(t, long, read.Trace[0].Concluded)
	}
	assert.Contains(t, words.From(0), "Covered on 000-0-00.")
	other := "Covered on 0-0-0."
	var read record.Decision
	unpacked(t, p.Append(nil, 1, trace(other)), words, &read)
	assert.Equal(t, other, read.Trace[0].Concluded, "is its own pattern")
}

func TestStructsThatSayTheSameShareATemplate(t *testing.T) {
	words := new(pack.Words)
	p := pack.NewPacker(reflect.TypeFor[record.Decision](), words, steps)
	decision := func(n int) *record.Decision {
		return &record.Decision{Trace: []record.Step{{
			Rule: "R15", Name: "Referral", Line: n, Result: record.Passed, Concluded: "It is valid.",
			Looked: []string{fmt.Sprintf("referral R-%07d", n), "to CARDIOLOGY", "", fmt.Sprint("seldom ", strings.Repeat("S", n))},
			Moves:  []record.Move{{Group: "CO", Reason: "45", Amount: decimal.New(int64(n+1), -2)}},
		}}}
	}
	var lengths []int
	for n := range 40 {
		packed := p.Append(nil, 1, decision(n))
		var read record.Decision
		unpacked(t, packed, words, &read)
		assert.Equal(t, decision(n), &read)
		lengths = append(lengths, len(packed)-n)
	}
	assert.Less(t, lengths[39], lengths[0]/3)
	packed := p.Append(nil, 1, decision(20))
	u, err := pack.NewUnpacker(reflect.TypeFor[record.Decision](), pack.Shape(reflect.TypeFor[record.Decision]()))
	require.NoError(t, err)
	for cut := range packed {
		assert.ErrorIs(t, u.Unpack(packed[:cut], words.From(0), new(record.Decision)), pack.ErrBroken, "cut off at %d", cut)
	}
}

// A template may not lead to itself, nor be anything.
func TestABrokenTemplateIsNoRecord(t *testing.T) {
	words := new(pack.Words)
	words.Add("\x7f\x00")
	words.Add("\x01")
	words.Add("\x01\x00\x00\x05")
	words.Add("\x02\x00")
	u, err := pack.NewUnpacker(reflect.TypeFor[named](), pack.Shape(reflect.TypeFor[named]()))
	require.NoError(t, err)
	for word := range byte(6) {
		assert.ErrorIs(t, u.Unpack([]byte{1, 127, word, 0}, words.From(0), new(named)), pack.ErrBroken, "word %d", word)
	}
}

// What one record says again and again is worth no word: the next says something else.
func TestATextThatOneRecordRepeatsBecomesNoWord(t *testing.T) {
	words := new(pack.Words)
	p := pack.NewPacker(reflect.TypeFor[record.Decision](), words, steps)
	var d record.Decision
	for range 100 {
		d.Trace = append(d.Trace, record.Step{Name: "Said once"})
	}
	p.Append(nil, 1, &d)
	assert.Zero(t, words.Len())
}

func TestANumberThatFitsNoPatternIsBroken(t *testing.T) {
	words := new(pack.Words)
	words.Add("Covered on 0")
	u, err := pack.NewUnpacker(reflect.TypeFor[named](), pack.Shape(reflect.TypeFor[named]()))
	require.NoError(t, err)
	var read named
	require.NoError(t, u.Unpack([]byte{1, 1, 3, 15, 0}, words.From(0), &read))
	assert.Equal(t, "Covered on 5", read.Name)
	for name, text := range map[string][]byte{
		"without a digit before": {1, 1, 3, 25, 0},
		"no number":              {1, 1, 3},
		"no such pattern":        {1, 1, 7, 15, 0},
	} {
		assert.ErrorIs(t, u.Unpack(text, words.From(0), new(named)), pack.ErrBroken, name)
	}
}

type named struct{ Name string }

func TestARecordOfAnotherShapeIsReadByTheNamesOfItsFields(t *testing.T) {
	type inner struct{ A, Gone string }
	type before struct {
		Gone    []inner
		Lost    *before
		Kept    inner
		Amounts []decimal.Decimal
		Number  int
		Old     bool
	}
	want := before{
		Gone: []inner{{"1", "2"}}, Lost: &before{Number: 3, Gone: []inner{{A: "4"}}, Amounts: []decimal.Decimal{decimal.New(1, 0)}, Old: true},
		Kept: inner{"5", "6"}, Amounts: []decimal.Decimal{decimal.New(7, 0)}, Number: 8, Old: true,
	}
	text, words := packed(&want)
	shape := pack.Shape(reflect.TypeOf(want))

	type changed struct{ Number string }
	_, err := pack.NewUnpacker(reflect.TypeFor[changed](), shape)
	require.EqualError(t, err, "pack: a string can't be read from a int")

	type kept struct {
		New    string
		Kept   inner
		Number int
	}
	u, err := pack.NewUnpacker(reflect.TypeFor[kept](), shape)
	require.NoError(t, err)
	var got kept
	require.NoError(t, u.Unpack(text, words.From(0), &got))
	assert.Equal(t, kept{Kept: want.Kept, Number: 8}, got)
}

func TestAShapeThatCannotBeReadIsRefused(t *testing.T) {
	for shape, why := range map[string]string{
		"":                                     "the shape is empty",
		"pack_test.money A":                    `"A" is no field of a shape`,
		"pack_test.money A=record.Gone":        "the shape does not say what a record.Gone is",
		"pack_test.money Amount=text":          "a decimal.Decimal can't be read from a text",
		"pack_test.money A=text\n\nx.Y A=text": "a line of the shape is empty",
	} {
		_, err := pack.NewUnpacker(reflect.TypeFor[money](), shape)
		assert.EqualError(t, err, "pack: "+why)
	}
}

func TestABrokenRecordIsRefused(t *testing.T) {
	full := &record.Claim{Account: "A1", Charge: decimal.New(125, -1), Lines: []record.ServiceLine{{Number: 1, Pointers: []int{1, 2}}}}
	text, words := packed(full)
	of := reflect.TypeFor[record.Claim]()
	u, err := pack.NewUnpacker(of, pack.Shape(of))
	require.NoError(t, err)
	for n := range text {
		assert.ErrorIs(t, u.Unpack(text[:n], words.From(0), new(record.Claim)), pack.ErrBroken, "cut off at %d", n)
	}
	require.ErrorIs(t, u.Unpack(append(slices.Clone(text), 0), words.From(0), new(record.Claim)), pack.ErrBroken)
	rapid.Check(t, func(t *rapid.T) { // no bytes make it panic
		_ = u.Unpack(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"), nil, new(record.Claim))
	})
	_, err = pack.ShapeOf("")
	require.ErrorIs(t, err, pack.ErrBroken)
}

func TestAPackerRefusesATypeThatItDoesNotKnow(t *testing.T) {
	assert.PanicsWithValue(t, "pack: no record can hold a map[string]int", func() { pack.Shape(reflect.TypeFor[struct{ M map[string]int }]()) })
}

func TestAnyRecordIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := record.Claim{
			Account: rapid.String().Draw(t, "text"), Details: &record.ClaimDetails{FixedFormat: rapid.SliceOfN(rapid.String(), 1, 3).Draw(t, "texts")},
			Received: record.Date(rapid.Int32().Draw(t, "date")), Encounter: rapid.Bool().Draw(t, "bool"),
			Charge: decimal.New(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-200, 200).Draw(t, "exponent")),
			Source: record.Source{Offset: rapid.Int64().Draw(t, "offset")},
		}
		text, words := packed(&want)
		var got record.Claim
		unpacked(t, text, words, &got)
		assert.True(t, want.Charge.Equal(got.Charge))
		want.Charge, got.Charge = decimal.Zero, decimal.Zero
		assert.Equal(t, want, got)
	})
}

func BenchmarkAppend(b *testing.B) {
	full := claim()
	p := pack.NewPacker(reflect.TypeFor[record.Claim](), new(pack.Words), pack.Vocabulary{Shared: []reflect.Type{reflect.TypeFor[record.ClaimProvider]()}})
	var text []byte
	b.ReportAllocs()
	for b.Loop() {
		text = p.Append(text[:0], 1, full)
	}
	b.SetBytes(int64(len(text)))
}

// BenchmarkAppendTrace packs the trace of a claim of two lines, of which all is known
// but what each step looked at.
func BenchmarkAppendTrace(b *testing.B) {
	var d record.Decision
	for rule := range 25 {
		for line := range 2 {
			d.Trace = append(d.Trace, record.Step{
				Rule: fmt.Sprint("R", rule), Name: "Network " + fmt.Sprint(rule%7), Line: line + 1, Result: record.Passed,
				Looked: []string{"participation K1 2025-01-01 to 2026-12-31", ""}, Concluded: "The rendering provider is in the plan's network " + fmt.Sprint(rule),
			})
		}
	}
	p := pack.NewPacker(reflect.TypeFor[record.Decision](), new(pack.Words), steps)
	var text []byte
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		for i := range d.Trace {
			d.Trace[i].Looked[1] = looked[(n+i)%len(looked)]
		}
		text = p.Append(text[:0], 1, &d)
	}
	b.SetBytes(int64(len(text)))
}

// looked are texts that hardly occur again.
var looked = func() []string {
	all := make([]string, 1<<16)
	for i := range all {
		all[i] = fmt.Sprintf("coverage of member HM%06d from 2025-01-01", i)
	}
	return all
}()

func BenchmarkUnpack(b *testing.B) {
	text, words := packed(claim())
	of := reflect.TypeFor[record.Claim]()
	u, err := pack.NewUnpacker(of, pack.Shape(of))
	require.NoError(b, err)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, u.Unpack(text, words.From(0), new(record.Claim)))
	}
}

// claim is as long as many are.
func claim() *record.Claim {
	address := record.Address{Lines: []string{"104 DUNE AVENUE"}, City: "OAKHOLLOW", State: "CA", ZIP: "90919"}
	patient := record.Person{ID: "WV10004429", IDQualifier: "MI", Name: record.PersonName{Last: "RANLOW", First: "CARNIA"}, BirthDate: 20160310, Sex: "F", Address: address}
	line := record.ServiceLine{
		Number: 1, Procedure: record.Procedure{Qualifier: "HC", Code: "99212"}, Charge: decimal.New(143, 0), Units: decimal.New(1, 0),
		UnitBasis: "UN", Dates: record.Span{From: 20251228, To: 20251228}, Pointers: []int{1},
	}
	return &record.Claim{
		Control: "26041000302", Kind: record.Professional, Source: record.Source{File: "a.x12", Set: "0001", Segment: 302}, Received: 20260210,
		Account: "0016-9000302", Charge: decimal.New(143, 0), Place: "11", Frequency: "1", PayerID: "77002", Position: "P",
		Subscriber: new(patient), Patient: new(patient), Relationship: "18",
		Billing:   &record.ClaimProvider{Role: "85", NPI: "2000000168", Name: record.PersonName{Last: "DERINFIELD FAMILY PRACTICE"}, Organization: true, TIN: "780000016", Address: address},
		Providers: []record.ClaimProvider{{Role: "82", NPI: "2000000192", Name: record.PersonName{Last: "QUINMARIDGE", First: "PERLYN"}}},
		Diagnoses: []record.Diagnosis{{Qualifier: "ABK", Code: "J069"}}, Lines: []record.ServiceLine{line, line},
	}
}

func TestTheFirstFieldIsSeenWithoutUnpacking(t *testing.T) {
	var words pack.Words
	packer := pack.NewPacker(reflect.TypeFor[record.Member](), &words, pack.Vocabulary{})
	packed := string(packer.Append(nil, 0, &record.Member{ID: "M100", Sex: "F"}))
	assert.True(t, pack.Begins(packed, "M100"))
	for _, other := range []string{"M10", "M1000", "M101", ""} {
		assert.False(t, pack.Begins(packed, other), other)
	}
	nameless := string(packer.Append(nil, 0, &record.Member{Sex: "F"}))
	assert.False(t, pack.Begins(nameless, ""))
	assert.False(t, pack.Begins(nameless, "F"))
	for n := range packed {
		_ = pack.Begins(packed[:n], "M100") // whatever is cut off
	}
	assert.False(t, pack.Begins(packed[:3], "M100"))
}

// insured is who is meant on a claim.
type insured struct {
	Subscriber, Patient, Other *person
	After                      string
}

type person struct {
	Name  string
	Codes []string
}

func TestWhatIsPointedToTwiceIsWrittenOnce(t *testing.T) {
	one, other := &person{"MAPLE", []string{"A", "B"}}, &person{Name: "MAPLE"}
	tests := []struct {
		name   string
		record insured
		room   int // more than of the last
	}{
		{"one", insured{Subscriber: one, After: "x"}, 0},
		{"the same", insured{Subscriber: one, Patient: one, After: "x"}, 2},
		{"three times", insured{Subscriber: one, Patient: one, Other: one, After: "x"}, 2},
		{"another one like it", insured{Subscriber: one, Patient: &person{"MAPLE", []string{"A", "B"}}, Other: one, After: "x"}, -4 + 2*16},
		{"another between", insured{Subscriber: one, Patient: other, Other: one, After: "x"}, -6},
	}
	before := 0
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, words := packed(&test.record)
			if before > 0 {
				assert.Equal(t, before+test.room, len(text))
			}
			before = len(text)
			var read insured
			unpacked(t, text, words, &read)
			assert.Equal(t, test.record, read)
			assert.Equal(t, test.record.Subscriber == test.record.Patient, read.Subscriber == read.Patient, "and is one again")
			assert.Equal(t, test.record.Patient == test.record.Other, read.Patient == read.Other)

			var patient struct {
				Patient *person
				After   string
			}
			u, err := pack.NewUnpacker(reflect.TypeOf(patient), pack.Shape(reflect.TypeFor[insured]()))
			require.NoError(t, err)
			require.NoError(t, u.Unpack(text, words.From(0), &patient))
			assert.Equal(t, test.record.Patient, patient.Patient, "by who passes over the one before")
			assert.Equal(t, "x", patient.After)

			var memory pack.Memory
			u, err = pack.NewUnpacker(reflect.TypeFor[insured](), pack.Shape(reflect.TypeFor[insured]()))
			require.NoError(t, err)
			for range 2 {
				require.NoError(t, u.UnpackAgain(string(text), words.From(0), &read, &memory))
				assert.Equal(t, test.record, read)
			}
		})
	}
}

func TestNothingIsPointedToTwiceWithoutTheFirst(t *testing.T) {
	u, err := pack.NewUnpacker(reflect.TypeFor[insured](), pack.Shape(reflect.TypeFor[insured]()))
	require.NoError(t, err)
	var read insured
	require.ErrorIs(t, u.Unpack([]byte{1, 1, 2, 0}, nil, &read), pack.ErrBroken)
	assert.Nil(t, read.Subscriber)

	type mixed struct {
		Subscriber *person
		Money      *money
	}
	u, err = pack.NewUnpacker(reflect.TypeFor[mixed](), pack.Shape(reflect.TypeFor[mixed]()))
	require.NoError(t, err)
	var other mixed
	require.ErrorIs(t, u.Unpack([]byte{1, 1, 1, 0, 2, 2, 0}, nil, &other), pack.ErrBroken, "nor is it of another type")
	assert.Nil(t, other.Money)
}

func TestWhatHoldsPointersIsWrittenEachTime(t *testing.T) {
	inner := &money{Amount: decimal.New(5, -1), Inner: &money{Texts: []string{"ab"}}}
	type pair struct{ One, Other *money }
	twice := pair{inner, inner}
	text, words := packed(&twice)
	var read pair
	unpacked(t, text, words, &read)
	assert.Equal(t, twice, read)
	assert.NotSame(t, read.One, read.Other)
}

func TestNothingPointsToItself(t *testing.T) {
	type node struct{ Inner, Other *node }
	type full struct{ A, B *node }
	type part struct{ B *node }
	u, err := pack.NewUnpacker(reflect.TypeFor[part](), pack.Shape(reflect.TypeFor[full]()))
	require.NoError(t, err)
	var read part
	require.ErrorIs(t, u.Unpack([]byte{0, 1, 1, 2, 2, 0, 2, 2, 0}, nil, &read), pack.ErrBroken)
}

// FuzzPointers reads pointers of any bytes: who wants the last of them finds what all
// of them are.
func FuzzPointers(f *testing.F) {
	type all struct{ Subscriber, Patient, Other *person }
	type last struct{ Other *person }
	for _, r := range []all{{Subscriber: &person{Name: "A"}}, {Patient: &person{Name: "A", Codes: []string{"B"}}}} {
		r.Other = r.Patient
		text, _ := packed(&r)
		f.Add(text)
	}
	f.Add([]byte{1, 1, 1, 1, 2, 'a', 0, 2, 2, 3, 2, 0})
	part, err := pack.NewUnpacker(reflect.TypeFor[last](), pack.Shape(reflect.TypeFor[all]()))
	require.NoError(f, err)
	whole, err := pack.NewUnpacker(reflect.TypeFor[all](), pack.Shape(reflect.TypeFor[all]()))
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, packed []byte) {
		var full all
		var some last
		if whole.Unpack(packed, nil, &full) == nil && part.Unpack(packed, nil, &some) == nil {
			require.Equal(t, full.Other, some.Other)
		}
	})
}
