package store

import (
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestABodyKeepsEveryFieldOfARecord(t *testing.T) {
	for _, full := range []any{new(record.Claim), new(record.Decision), new(record.EligibilityAnswer), new(record.Remittance)} {
		n := 0
		fill(reflect.ValueOf(full).Elem(), &n, nil)
		read := reflect.New(reflect.TypeOf(full).Elem()).Interface()
		require.NoError(t, readBody([]byte(body(full)), read))
		assert.Equal(t, full, read)
		assert.Greater(t, n, 20)
	}
}

// fill sets every field to a value of its own, and those of types inside of
// themselves to nothing.
func fill(v reflect.Value, n *int, inside []reflect.Type) {
	*n++
	switch {
	case v.Type() == dateType:
		v.Set(reflect.ValueOf(record.NewDate(2026, 1, 1).AddDays(*n)))
		return
	case v.Type() == decimalType:
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

func TestABodyHoldsNothingThatSaysNothing(t *testing.T) {
	zero := decimal.Zero
	tests := []struct {
		name   string
		record any
		want   string
	}{
		{"an empty record", &record.Claim{}, "{}"},
		{"a field", &record.Claim{Account: `A"1`}, `{"Account":"A\"1"}`},
		{"embedded fields", &record.OtherCoverage{Span: record.Span{From: 20260102}, Primary: true}, `{"From":"2026-01-02","Primary":true}`},
		{"money", &record.Claim{Charge: decimal.RequireFromString("12.50"), PatientPaid: decimal.RequireFromString("0.00")}, `{"Charge":"12.5"}`},
		{"a pointer to nothing and one to zero", &record.BenefitInformation{Amount: &zero}, `{"Amount":"0"}`},
		{"a list of empty values", &record.ServiceLine{OtherPayers: make([]record.LinePayment, 2)}, `{"OtherPayers":[{},{}]}`},
		{"a record inside of its like", &record.Decision{Reversal: &record.Decision{Control: "C1"}}, `{"Reversal":{"Control":"C1"}}`},
		{"numbers", &record.ServiceLine{Pointers: []int{1, 0}}, `{"Pointers":[1,0]}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { assert.Equal(t, test.want, body(test.record)) })
	}
}

func TestABodyRefusesATypeItDoesNotKnow(t *testing.T) {
	assert.PanicsWithValue(t, "store: no body can hold a map[string]int", func() { body(struct{ M map[string]int }{}) })
}

func TestAnyTextIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := record.Claim{Account: rapid.String().Draw(t, "text"), Details: &record.ClaimDetails{FixedFormat: rapid.SliceOfN(rapid.String(), 1, 3).Draw(t, "texts")}}
		var got record.Claim
		require.NoError(t, readBody([]byte(body(&want)), &got))
		assert.Equal(t, want, got)
	})
}
