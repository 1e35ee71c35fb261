package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAListingIsLaidOutAsAnyList: as json.MarshalIndent does it.
func TestAListingIsLaidOutAsAnyList(t *testing.T) {
	type row struct {
		Name  string   `json:"name"`
		Codes []string `json:"codes"`
	}
	type listed struct {
		Total int             `json:"total"`
		Money jsonMoney       `json:"money"`
		Rows  []row           `json:"rows"`
		Nest  struct{ A int } `json:"nest"`
	}
	type listedLater struct {
		Total int             `json:"total"`
		Money jsonMoney       `json:"money"`
		Rows  listing[row]    `json:"rows"`
		Nest  struct{ A int } `json:"nest"`
	}
	for n := range 3 {
		rows := []row{}
		for i := range n {
			rows = append(rows, row{fmt.Sprint("<", i), make([]string, i)})
		}
		later := func(yield func(row) bool) {
			for _, r := range rows {
				if !yield(r) {
					return
				}
			}
		}
		want, err := json.MarshalIndent(map[string]any{"all": listed{Total: n, Rows: rows}}, "", "  ")
		require.NoError(t, err)
		var b strings.Builder
		w := bufio.NewWriter(&b)
		w.WriteByte('{')
		require.NoError(t, writeFields(w, reflect.ValueOf(struct {
			All listedLater `json:"all"`
		}{listedLater{Total: n, Rows: later}}), "  "))
		w.WriteString("\n}")
		require.NoError(t, w.Flush())
		assert.Equal(t, string(want), b.String())
	}
}

func TestWhatIsKeptComesBackInItsOrder(t *testing.T) {
	var k kept[inquiryRow]
	assert.Empty(t, k.first(5))
	for n := range 700 {
		k.add(&inquiryRow{Trace: fmt.Sprint(n), ServiceTypes: []string{"30"}})
	}
	require.Len(t, k.first(650), 650)
	for i, r := range k.first(650) {
		assert.Equal(t, inquiryRow{Trace: fmt.Sprint(i), ServiceTypes: []string{"30"}}, r)
	}
	n := 0
	for q := range written(&k, jsonInquiryOf) {
		assert.Equal(t, fmt.Sprint(n), q.Trace)
		n++
	}
	assert.Equal(t, 700, n)
}
