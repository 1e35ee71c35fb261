package book_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
)

func TestWhatMembersAreToldIsOptional(t *testing.T) {
	t.Run("the sample tells it", func(t *testing.T) {
		hmo, err := book.Load(sampleFiles(t), "hmo")
		require.NoError(t, err)
		p := hmo.Payer()
		assert.Equal(t, "5105550150", p.Members.Phone)
		require.NotNil(t, p.Appeals)
		assert.Equal(t, 180, p.Appeals.Days)
		assert.Equal(t, []string{"PO BOX 1801"}, p.Appeals.Address.Lines)
		assert.True(t, strings.HasPrefix(p.Appeals.Outside, "If you do not agree"))
	})
	t.Run("a book may tell nothing", func(t *testing.T) {
		files := sampleFiles(t)
		text, _, _ := strings.Cut(string(files["hmo/payer.yaml"].Data), "memberServices:")
		files["hmo/payer.yaml"] = &fstest.MapFile{Data: []byte(text)}
		hmo, err := book.Load(files, "hmo")
		require.NoError(t, err)
		assert.Empty(t, hmo.Payer().Members)
		assert.Nil(t, hmo.Payer().Appeals)
	})
	t.Run("appeals go to the payer where no address is told", func(t *testing.T) {
		files := sampleFiles(t)
		text, _, _ := strings.Cut(string(files["hmo/payer.yaml"].Data), "memberServices:")
		files["hmo/payer.yaml"] = &fstest.MapFile{Data: []byte(text + "appeals:\n  days: 60\n")}
		hmo, err := book.Load(files, "hmo")
		require.NoError(t, err)
		assert.Equal(t, hmo.Payer().Address, hmo.Payer().Appeals.Address)
	})
	t.Run("a member may ask to be told alone", func(t *testing.T) {
		files := sampleFiles(t)
		rows := strings.Split(strings.TrimRight(string(files["hmo/members.csv"].Data), "\n"), "\n")
		for i := range rows {
			switch {
			case i == 0:
				rows[i] += ",confidential"
			case strings.HasPrefix(rows[i], "GP100010,"):
				rows[i] += ",yes"
			case !strings.HasPrefix(rows[i], "#"):
				rows[i] += ","
			}
		}
		files["hmo/members.csv"] = &fstest.MapFile{Data: []byte(strings.Join(rows, "\n") + "\n")}
		hmo, err := book.Load(files, "hmo")
		require.NoError(t, err)
		assert.True(t, hmo.MembersByID("GP100010")[0].Confidential)
		assert.False(t, hmo.MembersByID("GP100005")[0].Confidential)
	})
}
