package intake_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/intake"
)

// write writes files and returns their paths.
func (o *office) write(texts []string) (paths []string) {
	o.Helper()
	for i, text := range texts {
		paths = append(paths, o.path(fmt.Sprintf("%d.x12", i)))
		require.NoError(o, os.WriteFile(paths[i], []byte(text), 0o644))
	}
	return paths
}

// texts returns the answers with their names.
func (o *office) texts() map[string]string {
	o.Helper()
	texts := map[string]string{}
	for _, name := range o.answers() {
		texts[name] = o.read(name)
	}
	return texts
}

// TestFilesThatAreExaminedAheadAreTakenAsOthers takes files of interchanges that come again
// or are damaged, one by one and all together: which of their interchanges are taken is
// known, and nothing else tells how they were taken.
func TestFilesThatAreExaminedAheadAreTakenAsOthers(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var texts []string
		var refused []int
		taken := map[int]bool{}
		claims := 0
		for range rapid.IntRange(1, 4).Draw(r, "files") {
			text, no := "", 0
			for range rapid.IntRange(1, 4).Draw(r, "interchanges") {
				claims++
				number := rapid.IntRange(1, 6).Draw(r, "number")
				one := interchange(fmt.Sprintf("%09d", number), claimGroup("1", claimSet("0001", visit(fmt.Sprint(claims), "16"))))
				damaged := rapid.Bool().Draw(r, "damaged")
				if damaged {
					one = strings.Replace(one, "IEA*1", "IEA*2", 1)
				}
				if damaged || taken[number] {
					no++
				}
				if !damaged {
					taken[number] = true
				}
				if rapid.Bool().Draw(r, "garbage") {
					one += "GARBAGE~\n"
				}
				text += one
			}
			texts, refused = append(texts, text), append(refused, no)
		}

		apart, together := open(t), open(t)
		var one, other []*intake.Received
		for _, path := range apart.write(texts) {
			received, err := apart.intake.Take(context.Background(), path)
			require.NoError(t, err)
			one = append(one, received)
		}
		for received, err := range together.intake.TakeAll(context.Background(), together.write(texts)) {
			require.NoError(t, err)
			other = append(other, received)
		}
		assert.Equal(t, one, other)
		assert.Equal(t, apart.texts(), together.texts())
		assert.Equal(t, apart.claims(), together.claims())
		assert.Equal(t, apart.progress, together.progress)
		assert.Zero(t, together.files.OpenFiles())
		for i, received := range other {
			if !received.Duplicate && !strings.Contains(texts[i], "GARBAGE") { // which is an interchange of its own
				assert.Equal(t, refused[i], received.Refused, texts[i])
			}
		}
		assert.Len(t, together.claims(), len(taken))
	})
}

func TestAFileThatCannotBeTakenLeavesTheOthers(t *testing.T) {
	o := open(t)
	paths := o.write([]string{
		interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16")))),
		"it is removed",
		interchange("000000002", claimGroup("1", claimSet("0001", visit("B", "17")))),
	})
	require.NoError(t, os.Remove(paths[1]))
	var errs []error
	for received, err := range o.intake.TakeAll(context.Background(), paths) {
		assert.NotEqual(t, received == nil, err == nil)
		errs = append(errs, err)
	}
	require.Len(t, errs, 3)
	require.NoError(t, errs[0])
	require.ErrorIs(t, errs[1], os.ErrNotExist)
	require.NoError(t, errs[2])
	assert.Equal(t, []string{"A paid", "B paid"}, o.claims())
	assert.Zero(t, o.files.OpenFiles())
}

func TestNoFileIsLeftOpenWhereOneIsEnough(t *testing.T) {
	o := open(t)
	many := strings.Repeat("SV1*HC:99213*1*XX*1***1~\n", 5000) // more than may be found ahead
	paths := o.write([]string{
		interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16")))),
		interchange("000000002", claimGroup("1", claimSet("0001", visit("B", "17")+many))),
	})
	for _, err := range o.intake.TakeAll(context.Background(), paths) {
		require.NoError(t, err)
		break
	}
	assert.Zero(t, o.files.OpenFiles())
	assert.Equal(t, []string{"A paid"}, o.claims())
}

func TestNothingIsTakenOfFilesWhenTheCallerHasEnded(t *testing.T) {
	o := open(t)
	paths := o.write([]string{
		interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16")))),
		interchange("000000002", claimGroup("1", claimSet("0001", visit("B", "17")))),
	})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for received, err := range o.intake.TakeAll(ctx, paths) {
		require.ErrorIs(t, err, context.Canceled)
		assert.Nil(t, received)
	}
	assert.Zero(t, o.files.OpenFiles())
	assert.Empty(t, o.claims())
	assert.Empty(t, o.answers())
}
