package outbox_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/x12"
)

func open(t *testing.T, files host.Files) (o *outbox.Outbox, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "outbound")
	o, err := outbox.Open(files, dir)
	require.NoError(t, err)
	return o, dir
}

func draft(t *testing.T, o *outbox.Outbox, name, text string) *outbox.Draft {
	t.Helper()
	d, err := o.Create(name)
	require.NoError(t, err)
	n, err := d.Write([]byte(text))
	require.NoError(t, err)
	require.Equal(t, len(text), n)
	return d
}

func keep(t *testing.T, o *outbox.Outbox, name, text string) *outbox.Draft {
	t.Helper()
	d := draft(t, o, name, text)
	require.NoError(t, d.Keep())
	return d
}

func publish(o *outbox.Outbox) error {
	r := &host.Replacement{Files: host.Disk{}}
	if err := o.Publish(r); err != nil {
		return err
	}
	return r.Commit()
}

// listed returns the files in a folder with their content.
func listed(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	files := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		files[e.Name()] = string(data)
	}
	return files
}

func TestNothingIsThereUntilAllIsPublished(t *testing.T) {
	o, dir := open(t, host.Disk{})
	a := keep(t, o, "a", "first")
	keep(t, o, "b", "second")
	assert.NoDirExists(t, dir)
	sum := sha256.Sum256([]byte("first"))
	assert.Equal(t, hex.EncodeToString(sum[:]), a.Sum())
	assert.EqualValues(t, 5, a.Bytes())
	require.NoError(t, publish(o))
	assert.Equal(t, map[string]string{"a": "first", "b": "second"}, listed(t, dir))
	require.Len(t, o.Kept(), 2)
	assert.Equal(t, "a", o.Kept()[0].Name)
}

func TestWhatIsPublishedTakesThePlaceOfTheNightBefore(t *testing.T) {
	o, dir := open(t, host.Disk{})
	require.NoError(t, os.Mkdir(dir, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "old"), nil, 0o644))
	keep(t, o, "new", "new")
	require.NoError(t, publish(o))
	assert.Equal(t, map[string]string{"new": "new"}, listed(t, dir))
}

func TestANightWithoutAnswersPublishesAnEmptyFolder(t *testing.T) {
	o, dir := open(t, host.Disk{})
	require.NoError(t, publish(o))
	assert.Empty(t, listed(t, dir))
}

func TestANameIsUsedOnce(t *testing.T) {
	o, _ := open(t, host.Disk{})
	kept := keep(t, o, "a", "")
	_, err := o.Create("a")
	require.EqualError(t, err, "two answers are called a")
	draft(t, o, "b", "")
	_, err = o.Create("b")
	require.Error(t, err, "also while the first is being written")
	require.NoError(t, kept.Discard())
	keep(t, o, "a", "again")
}

func TestADiscardedDraftLeavesNothing(t *testing.T) {
	for name, discard := range map[string]func(*outbox.Draft){
		"in the middle":       func(d *outbox.Draft) {},
		"after it was kept":   func(d *outbox.Draft) { require.NoError(t, d.Keep()) },
		"for the second time": func(d *outbox.Draft) { require.NoError(t, d.Discard()) },
	} {
		t.Run(name, func(t *testing.T) {
			files := &hosttest.Files{Files: host.Disk{}}
			o, dir := open(t, files)
			keep(t, o, "good", "good")
			d := draft(t, o, "bad", "half of")
			discard(d)
			require.NoError(t, d.Discard())
			assert.Zero(t, files.OpenFiles())
			require.NoError(t, publish(o))
			assert.Equal(t, map[string]string{"good": "good"}, listed(t, dir))
		})
	}
}

func TestDiscardingAnOldDraftSparesTheNewOneOfItsName(t *testing.T) {
	o, dir := open(t, host.Disk{})
	old := draft(t, o, "a", "old")
	require.NoError(t, old.Discard())
	keep(t, o, "a", "new")
	require.NoError(t, old.Discard())
	require.NoError(t, publish(o))
	assert.Equal(t, map[string]string{"a": "new"}, listed(t, dir))
}

func TestAnUnfinishedDraftIsNotPublished(t *testing.T) {
	o, dir := open(t, host.Disk{})
	draft(t, o, "a", "half of")
	require.EqualError(t, publish(o), "answers that are not finished: 1")
	assert.NoDirExists(t, dir)
}

func TestADraftThatCannotBeRemovedIsNotPublished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "outbound")
	files := &hosttest.Files{Files: host.Disk{}, At: 6} // remove, mkdir, create, write, close, remove
	o, err := outbox.Open(files, dir)
	require.NoError(t, err)
	d := draft(t, o, "a", "half of")
	require.ErrorIs(t, d.Discard(), hosttest.ErrInjected)
	require.Error(t, publish(o))
	assert.NoDirExists(t, dir)
}

func TestADraftThatCannotBeWrittenIsDiscarded(t *testing.T) {
	files := &hosttest.Files{Files: host.Disk{}, At: 4} // remove, mkdir, create, write
	o, dir := open(t, files)
	d, err := o.Create("a")
	require.NoError(t, err)
	_, err = d.Write([]byte("text"))
	require.ErrorIs(t, err, hosttest.ErrInjected)
	require.ErrorIs(t, d.Keep(), hosttest.ErrInjected)
	assert.Zero(t, files.OpenFiles())
	assert.Empty(t, o.Kept())
	require.NoError(t, publish(o))
	assert.Empty(t, listed(t, dir))
}

func TestADraftThatCannotBeClosedIsDiscarded(t *testing.T) {
	files := &hosttest.Files{Files: host.Disk{}, At: 5} // remove, mkdir, create, write, close
	o, dir := open(t, files)
	require.ErrorIs(t, draft(t, o, "a", "text").Keep(), hosttest.ErrInjected)
	assert.Zero(t, files.OpenFiles())
	assert.Empty(t, o.Kept())
	require.NoError(t, publish(o))
	assert.Empty(t, listed(t, dir))
}

func TestADraftThatCannotComeToTheDiskIsNotPublished(t *testing.T) {
	for at, operation := range map[int]string{6: "open", 7: "sync"} {
		t.Run(operation, func(t *testing.T) {
			files := &hosttest.Files{Files: host.Disk{}, At: at}
			o, dir := open(t, files)
			d := keep(t, o, "a", "text")
			require.ErrorIs(t, publish(o), hosttest.ErrInjected, "nor is anything else")
			assert.Contains(t, files.Operations()[at-1], operation)
			assert.NoDirExists(t, dir)
			assert.Zero(t, files.OpenFiles())
			require.NoError(t, d.Discard())
			require.NoError(t, publish(o))
			assert.Empty(t, listed(t, dir))
		})
	}
}

func TestManyDraftsComeToTheDiskAtOnce(t *testing.T) {
	files := &hosttest.Files{Files: host.Disk{}}
	o, dir := open(t, files)
	want := map[string]string{}
	for i := range 50 {
		name := fmt.Sprint(i)
		d := keep(t, o, name, "text of "+name)
		if i%5 == 0 {
			require.NoError(t, d.Discard())
			continue
		}
		want[name] = "text of " + name
		if i == 30 {
			require.NoError(t, o.Sync(), "those that there are")
		}
	}
	require.NoError(t, publish(o))
	assert.Zero(t, files.OpenFiles())
	assert.Equal(t, want, listed(t, dir))
	var synced int
	for _, operation := range files.Operations() {
		if strings.HasPrefix(operation, "sync folder") {
			break // which makes their names last
		}
		if strings.HasPrefix(operation, "sync ") {
			synced++
		}
	}
	assert.Equal(t, 40, synced, "each once, and all of them before the folder")
}

func TestAKeptDraftIsClosed(t *testing.T) {
	o, _ := open(t, host.Disk{})
	d := keep(t, o, "a", "text")
	_, err := d.Write([]byte("more"))
	require.ErrorIs(t, err, os.ErrClosed)
	require.ErrorIs(t, d.Keep(), os.ErrClosed)
	assert.Len(t, o.Kept(), 1)
}

func TestWhatWasPublishedStays(t *testing.T) {
	o, dir := open(t, host.Disk{})
	d := keep(t, o, "a", "text")
	require.NoError(t, publish(o))
	require.Error(t, publish(o), "a second time")
	require.NoError(t, d.Discard(), "it is out")
	require.NoError(t, o.Abandon())
	_, err := o.Create("b")
	require.Error(t, err)
	assert.Equal(t, map[string]string{"a": "text"}, listed(t, dir))
}

func TestAbandonLeavesThePlaceAsItWas(t *testing.T) {
	files := &hosttest.Files{Files: host.Disk{}}
	o, dir := open(t, files)
	require.NoError(t, os.Mkdir(dir, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "old"), []byte("old"), 0o644))
	keep(t, o, "a", "text")
	draft(t, o, "b", "half of")
	require.NoError(t, o.Abandon())
	assert.Zero(t, files.OpenFiles())
	assert.Equal(t, map[string]string{"old": "old"}, listed(t, dir))
	assert.NoDirExists(t, dir+host.Partial)
	require.Error(t, publish(o))
}

func TestOpenClearsWhatAnEarlierRunLeft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "outbound")
	require.NoError(t, os.Mkdir(dir+host.Partial, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir+host.Partial, "stale"), nil, 0o644))
	o, err := outbox.Open(host.Disk{}, dir+string(filepath.Separator))
	require.NoError(t, err)
	require.NoError(t, publish(o))
	assert.Empty(t, listed(t, dir))
}

func TestADraftHearsWhichEnvelopesAreInIt(t *testing.T) {
	o, err := outbox.Open(host.Disk{}, filepath.Join(t.TempDir(), "outbound"))
	require.NoError(t, err)
	d, err := o.Create("TA1.x12")
	require.NoError(t, err)
	w := outbox.NewWriter(d, nil, x12.DefaultDelimiters)
	w.BeginInterchange(x12.Interchange{SenderQualifier: "ZZ", Sender: "A", ReceiverQualifier: "ZZ", Receiver: "B", Date: "260302", Time: "0911", ControlNumber: "000000012"})
	w.TA1("000000001", "260302", "0911", "A", "000")
	w.EndInterchange()
	require.NoError(t, w.Close())
	require.NoError(t, d.Keep())
	require.Len(t, d.Envelopes(), 1)
	assert.Equal(t, "000000012", d.Envelopes()[0].Interchange.ControlNumber)
}
