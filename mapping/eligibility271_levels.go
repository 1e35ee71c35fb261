package mapping

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file arranges the answers of a 271 in its hierarchical levels before they
// are written, because an HL says whether another follows below it.

type sourceLevel struct {
	first     *record.EligibilityAnswer
	receivers []*receiverLevel // none when the source rejects
}

type receiverLevel struct {
	first       *record.EligibilityAnswer
	subscribers []*subscriberLevel // none when the receiver is rejected
}

type subscriberLevel struct {
	first      *record.EligibilityAnswer
	patient    *record.EligibilityAnswer // nil when the subscriber only carries the dependents
	dependents []*record.EligibilityAnswer
}

// answerLevels arranges the answers. Only neighbours share a level, and only
// with the same rejections at it: an answer that comes after a rejection has an
// occurrence of the level of its own.
func answerLevels(answers []*record.EligibilityAnswer) []*sourceLevel {
	var sources []*sourceLevel
	for _, a := range answers {
		source := last(sources)
		if source == nil || !shared(source.first, a, record.SourceLevel) {
			source = &sourceLevel{first: a}
			sources = append(sources, source)
		}
		if rejectedAt(a, record.SourceLevel) {
			continue
		}
		receiver := last(source.receivers)
		if receiver == nil || !shared(receiver.first, a, record.ReceiverLevel) {
			receiver = &receiverLevel{first: a}
			source.receivers = append(source.receivers, receiver)
		}
		if rejectedAt(a, record.ReceiverLevel) {
			continue
		}
		receiver.add(a)
	}
	return sources
}

// add arranges an answer about a patient. One who stands at the subscriber level
// has a level of his own; one below it joins the subscriber before, unless that
// one was rejected.
func (r *receiverLevel) add(a *record.EligibilityAnswer) {
	if a.Level() == record.SubscriberLevel || rejectedAt(a, record.SubscriberLevel) {
		r.subscribers = append(r.subscribers, &subscriberLevel{first: a, patient: a})
		return
	}
	subscriber := last(r.subscribers)
	if subscriber == nil || subscriber.rejected() || !shared(subscriber.first, a, record.SubscriberLevel) {
		subscriber = &subscriberLevel{first: a}
		r.subscribers = append(r.subscribers, subscriber)
	}
	subscriber.dependents = append(subscriber.dependents, a)
}

func (s *subscriberLevel) rejected() bool {
	return s.patient != nil && rejectedAt(s.patient, record.SubscriberLevel)
}

// shared reports whether two answers hang on the same occurrence of a level.
func shared(a, b *record.EligibilityAnswer, level record.EligibilityLevel) bool {
	x, y := a.Inquiry.Levels, b.Inquiry.Levels
	number, other := x.Source, y.Source
	switch level {
	case record.ReceiverLevel:
		number, other = x.Receiver, y.Receiver
	case record.SubscriberLevel:
		number, other = x.Subscriber, y.Subscriber
	}
	if number == 0 || number != other {
		return false
	}
	return level == record.SubscriberLevel || slices.Equal(rejectionsAt(a, level), rejectionsAt(b, level))
}

// rejectionsAt returns what is rejected at a level.
func rejectionsAt(a *record.EligibilityAnswer, level record.EligibilityLevel) []record.RequestRejection {
	var at []record.RequestRejection
	for _, r := range a.Rejections {
		if r.Level == level {
			at = append(at, r)
		}
	}
	return at
}

func rejectedAt(a *record.EligibilityAnswer, level record.EligibilityLevel) bool {
	return len(rejectionsAt(a, level)) > 0
}

func last[T any](list []*T) *T {
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}
