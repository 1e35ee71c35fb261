package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/x12"
)

// outbound is the 835 of a night: an envelope of its own number.
func outbound(name string, answers store.FileID) store.OutboundFile {
	return store.OutboundFile{
		Name: name + ".835", Kind: "835", State: store.Staged, File: answers, Envelopes: []store.Envelope{envelope(name)},
	}
}

// envelope is what goes out on a night; its number is made of the night's name.
func envelope(night string) store.Envelope {
	number := 0
	for _, c := range night {
		number = (number*128 + int(c)) % 100_000_000
	}
	control := fmt.Sprintf("%09d", number)
	return store.Envelope{
		Kind: "835", ReceiverQualifier: "ZZ", Receiver: "CLEARHOUSE", Control: control, Day: today,
		FunctionalID: "HP", Group: control, Version: "005010X221A1", Sets: 1, Trace: "EFT" + night,
	}
}

// acknowledged takes a TA1 and a 999 about what went out on a night, and a TA1
// about nothing that was sent.
func acknowledged(tx store.Tx, came store.InterchangeID, name string) error {
	e := envelope(name)
	id, err := tx.SentInterchange(e.Receiver, e.Control)
	if err != nil {
		return err
	}
	group, sets, err := tx.SentGroup(e.Receiver, e.FunctionalID, e.Group)
	if err != nil || group != id || sets != e.Sets {
		return fmt.Errorf("group %d of %d sets, %w", group, sets, err)
	}
	if err := tx.AddAcknowledgment(came, id, ta1(e.Control, store.Accepted)); err != nil {
		return err
	}
	if err := tx.AddAcknowledgment(came, 0, ta1(neverSent(name), store.Rejected)); err != nil {
		return err
	}
	return tx.AddAcknowledgment(came, group, ack999(e.Group, store.Rejected))
}

// neverSent is a number that nothing went out with.
func neverSent(night string) string { return "9" + envelope(night).Control[1:] }

func ta1(control string, v store.Verdict) *store.Acknowledgment {
	return &store.Acknowledgment{Kind: store.InterchangeAck, Control: control, Verdict: v, Codes: []string{"000"}, Date: "261123", Time: "0100"}
}

// ack999 tells of the one set of a group.
func ack999(group string, v store.Verdict) *store.Acknowledgment {
	set := store.AcknowledgedSet{Control: "0001", Sent: true, Verdict: v}
	accepted := 1
	if v.Refuses() {
		accepted = 0
		set.Codes, set.Count = []string{"5"}, 1
		set.Errors = []store.SetError{{Segment: "CAS", Position: 27, Loop: "2110", SegmentCode: "8", Element: 3, Code: "6", Unit: "EFT"}}
	}
	return &store.Acknowledgment{
		Kind: store.GroupAck, Control: group, FunctionalID: "HP", Version: "005010X221A1", Verdict: v,
		Stated: 1, Received: 1, Accepted: accepted, Sets: []store.AcknowledgedSet{set},
	}
}

func allSent(t *testing.T, s *store.Store) []store.Sent {
	t.Helper()
	var all []store.Sent
	for sent, err := range s.Sent(t.Context()) {
		require.NoError(t, err)
		all = append(all, sent)
	}
	return all
}

func TestWhatWasSentIsReadWithItsAcknowledgments(t *testing.T) {
	s := open(t)
	earlier := envelope("earlier")
	earlier.Trace, earlier.Kind, earlier.FunctionalID = "", "271", "HB"
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddSent("earlier.271", earlier))
		i := place(t, tx, "f1")
		require.NoError(t, tx.AddOutbound(outbound("f1", 0)))
		require.NoError(t, acknowledged(tx, i, "f1"))
	})
	all := allSent(t, s)
	require.Len(t, all, 2)
	assert.True(t, all[0].Earlier)
	assert.Equal(t, strings.TrimLeft(earlier.Group, "0"), all[0].Group)
	assert.Equal(t, store.SentWaiting, all[0].State())
	assert.Nil(t, all[0].Decisive())

	assert.False(t, all[1].Earlier)
	assert.Equal(t, "f1.835", all[1].File)
	require.Len(t, all[1].Acknowledgments, 2)
	refusal := all[1].Decisive()
	assert.Equal(t, ack999(envelope("f1").Group, store.Rejected).Sets, refusal.Sets)
	assert.Equal(t, "f1.837", refusal.File)
	assert.Equal(t, today, refusal.Came)
	assert.Equal(t, "CLEARHOUSE", refusal.Partner)
	assert.Equal(t, store.SentRejected, all[1].State())

	found, err := s.FindSent(t.Context(), "EFTf1")
	require.NoError(t, err)
	assert.Equal(t, all[1:], found)
	none, err := s.FindSent(t.Context(), "")
	require.NoError(t, err)
	assert.Empty(t, none, "what pays nothing has no trace")

	var unmatched []store.Acknowledgment
	for a, err := range s.Unmatched(t.Context()) {
		require.NoError(t, err)
		unmatched = append(unmatched, a)
	}
	require.Len(t, unmatched, 1)
	assert.Equal(t, neverSent("f1"), unmatched[0].Control)
	for _, err := range s.Sent(ended()) {
		require.Error(t, err)
	}
	for _, err := range s.Unmatched(ended()) {
		require.Error(t, err)
	}
}

// taken records acknowledgments of one envelope, each in an interchange of its
// own, and returns what became of it.
func taken(t *testing.T, e store.Envelope, acknowledgments ...*store.Acknowledgment) (store.Sent, []error) {
	t.Helper()
	s := open(t)
	var errs []error
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddSent("a.x12", e))
		for i, a := range acknowledgments {
			came := place(t, tx, string(rune('a'+i)))
			var id store.SentID
			var err error
			if a.Kind == store.InterchangeAck {
				id, err = tx.SentInterchange(e.Receiver, a.Control)
			} else {
				id, _, err = tx.SentGroup(e.Receiver, a.FunctionalID, a.Control)
			}
			require.NoError(t, err)
			require.NotZero(t, id)
			errs = append(errs, tx.AddAcknowledgment(came, id, a))
		}
	})
	all := allSent(t, s)
	require.Len(t, all, 1)
	return all[0], errs
}

func TestHowAnEnvelopeWasTaken(t *testing.T) {
	e := envelope("a")
	two := e
	two.Sets = 2
	received, refused := ta1(e.Control, store.Accepted), ta1(e.Control, store.Rejected)
	accepts, rejects := ack999(e.Group, store.Accepted), ack999(e.Group, store.Rejected)
	with := func(a *store.Acknowledgment, change func(*store.Acknowledgment)) *store.Acknowledgment {
		copied := *a
		copied.Sets = append([]store.AcknowledgedSet(nil), a.Sets...)
		change(&copied)
		return &copied
	}
	for _, c := range []struct {
		name string
		sent store.Envelope
		acks []*store.Acknowledgment
		want store.SentState
		kept int
	}{
		{"nothing was said", e, nil, store.SentWaiting, 0},
		{"it was received, and read by nobody yet", e, []*store.Acknowledgment{received}, store.SentWaiting, 1},
		{"it was accepted", e, []*store.Acknowledgment{received, accepts}, store.SentAccepted, 2},
		{"it was accepted with errors", e, []*store.Acknowledgment{with(accepts, func(a *store.Acknowledgment) { a.Verdict = store.AcceptedWithErrors })}, store.SentAcceptedWithErrors, 1},
		{"it was refused", e, []*store.Acknowledgment{rejects}, store.SentRejected, 1},
		{"it could not be decrypted", e, []*store.Acknowledgment{with(rejects, func(a *store.Acknowledgment) { a.Verdict = store.NotDecrypted })}, store.SentRejected, 1},
		{"one of two sets was refused", two, []*store.Acknowledgment{with(rejects, func(a *store.Acknowledgment) { a.Verdict = store.PartlyAccepted })}, store.SentPartly, 1},
		{"the group was accepted and its only set refused", e, []*store.Acknowledgment{with(rejects, func(a *store.Acknowledgment) { a.Verdict = store.Accepted })}, store.SentRejected, 1},
		{"the group was accepted and one of its sets refused", two, []*store.Acknowledgment{with(rejects, func(a *store.Acknowledgment) { a.Verdict = store.Accepted })}, store.SentPartly, 1},
		{"a set was refused that is none of ours", e, []*store.Acknowledgment{with(rejects, func(a *store.Acknowledgment) { a.Verdict, a.Sets[0].Sent = store.Accepted, false })}, store.SentAccepted, 1},
		{"some sets were refused and none is named", two, []*store.Acknowledgment{with(accepts, func(a *store.Acknowledgment) { a.Verdict, a.Sets = store.PartlyAccepted, nil })}, store.SentPartly, 1},
		{"the interchange was refused", e, []*store.Acknowledgment{refused}, store.SentRejected, 1},
		{"the interchange was refused and then its group accepted", e, []*store.Acknowledgment{refused, accepts}, store.SentAccepted, 2},
		{"the interchange was refused after all", e, []*store.Acknowledgment{accepts, refused}, store.SentRejected, 2},
		{"the interchange was received after its group was read", e, []*store.Acknowledgment{rejects, received}, store.SentRejected, 2},
		{"the last word stands", e, []*store.Acknowledgment{rejects, accepts}, store.SentAccepted, 2},
		{"the last word stands though it was said before", e, []*store.Acknowledgment{accepts, rejects, accepts}, store.SentAccepted, 3},
		{"the same again is no history", e, []*store.Acknowledgment{rejects, rejects, rejects}, store.SentRejected, 1},
		{"numbers come with zeros and without", e, []*store.Acknowledgment{ack999("00"+e.Group, store.Accepted), ta1("97", store.Accepted)}, store.SentAccepted, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			sent, errs := taken(t, c.sent, c.acks...)
			assert.Equal(t, c.want, sent.State())
			assert.Len(t, sent.Acknowledgments, c.kept)
			for i, err := range errs {
				if err != nil {
					require.ErrorIs(t, err, store.ErrAcknowledgedBefore)
					assert.Equal(t, *c.acks[i-1], *c.acks[i])
				}
			}
		})
	}
}

func TestAcknowledgmentsAreNotWaitedFor(t *testing.T) {
	for _, functionalID := range []string{"", "FA"} {
		e := envelope("a")
		e.FunctionalID = functionalID
		if functionalID == "" {
			e.Group, e.Version, e.Sets = "", "", 0
		}
		sent, _ := taken(t, e)
		assert.Equal(t, store.SentUnacknowledged, sent.State())
		sent, _ = taken(t, e, ta1(e.Control, store.Rejected))
		assert.Equal(t, store.SentRejected, sent.State())
		sent, _ = taken(t, e, ta1(e.Control, store.AcceptedWithErrors))
		assert.Equal(t, store.SentAcceptedWithErrors, sent.State())
	}
}

func TestWhatAWriterToldIsAnEnvelope(t *testing.T) {
	got := store.NewEnvelope("835", x12.Envelope{
		Interchange: x12.Interchange{ReceiverQualifier: "ZZ", Receiver: "CLEARHOUSE", ControlNumber: "000000097", Date: "261123"},
		Group:       x12.FunctionalGroup{ID: "HP", ControlNumber: "97", Version: "005010X221A1"}, SetID: "835", Sets: 1,
	}, "EFTa")
	want := envelope("a")
	want.Group = "97"
	assert.Equal(t, want, got)
}
