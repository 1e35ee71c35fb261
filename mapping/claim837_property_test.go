package mapping_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

var kinds = []record.ClaimKind{record.Professional, record.Institutional, record.Dental}

// fileOf writes claims of one kind as a file.
func fileOf(t require.TestingT, claims ...*record.Claim) []byte {
	batch := testBatch
	batch.Encounters, batch.Subrogation = claims[0].Encounter, claims[0].Subrogation
	return interchange(t, "HC", mapping.ClaimVersion(claims[0].Kind), func(w *x12.Writer) {
		require.NoError(t, mapping.WriteClaim837(w, batch, claims))
	}, x12.LineBreaks())
}

func TestClaimsComeBackAsTheyWereWritten(t *testing.T) {
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				claims := (&claimDraw{T: rt, kind: kind}).claims()
				file := fileOf(rt, claims...)
				got, findings := mapFile(rt, file)
				require.Empty(rt, findings, "%s", file)
				require.Len(rt, got, len(claims))
				for i := range got {
					require.Empty(rt, got[i].problems)
					got[i].Source = record.Source{}
					require.Equal(rt, asJSON(rt, claims[i]), asJSON(rt, got[i].Claim))
				}
			})
		})
	}
}

func TestClaimsAreWrittenSoThatNothingIsFoundAtAnyLevel(t *testing.T) {
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				file := fileOf(rt, (&claimDraw{T: rt, kind: kind}).claims()...)
				requireSound(rt, file)
			})
		})
	}
}

// requireSound examines a file up to the code sets and fails at any finding, even
// one that rejects nothing.
func requireSound(t require.TestingT, file []byte) {
	sets := 0
	err := ack.Examine(x12.NewReader(bytes.NewReader(file)), ack.Options{Level: snip.CodeSets}, ack.Listener{
		Finding:  func(f ack.Finding) { require.Fail(t, f.Error.Error(), "%s", file) },
		SetEnded: func(*ack.Set) { sets++ },
	})
	require.NoError(t, err)
	require.Equal(t, 1, sets)
}

// TestTheDrawnClaimsUseEveryField guards the two tests above: a field that they
// never fill could be lost unseen.
func TestTheDrawnClaimsUseEveryField(t *testing.T) {
	used := map[string]bool{}
	for _, kind := range kinds {
		draw := rapid.Custom(func(rt *rapid.T) []*record.Claim { return (&claimDraw{T: rt, kind: kind}).claims() })
		for seed := range 60 {
			for _, c := range draw.Example(seed) {
				useFields(reflect.ValueOf(*c), used)
			}
		}
	}
	var unused []string
	for name, is := range used {
		if !is {
			unused = append(unused, name)
		}
	}
	require.ElementsMatch(t, []string{
		"Claim.Control",                        // ours, in no 837
		"Claim.Source",                         // of the file
		"Claim.Encounter", "Claim.Subrogation", // of the batch
		"ClaimProvider.ID",    // of a provider without an NPI: the guides know no NM108 but XX
		"Person.Organization", // an estate, in workers' compensation
	}, unused)
}

// useFields notes which fields of a record and of all below it hold something.
func useFields(v reflect.Value, used map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			useFields(v.Elem(), used)
		}
	case reflect.Slice:
		for i := range v.Len() {
			useFields(v.Index(i), used)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[decimal.Decimal]() || v.Type() == reflect.TypeFor[record.Source]() {
			return
		}
		for i := range v.NumField() {
			name, field := v.Type().Name()+"."+v.Type().Field(i).Name, v.Field(i)
			used[name] = used[name] || !field.IsZero()
			useFields(field, used)
		}
	}
}
