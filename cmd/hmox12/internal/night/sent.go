package night

import (
	"context"
	"fmt"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// tellSent adds to the report what was sent and how it was acknowledged, and what is
// contested of it. What nobody acknowledges is no part of it until somebody does.
func tellSent(ctx context.Context, database *store.Store, night *report.Night) error {
	for held, err := range database.Contests(ctx) {
		if err != nil {
			return err
		}
		night.AddContest(held)
	}
	for sent, err := range database.Sent(ctx) {
		if err != nil {
			return err
		}
		if sent.State() != store.SentUnacknowledged {
			night.AddSent(SentOf(&sent))
		}
	}
	for a, err := range database.Unmatched(ctx) {
		if err != nil {
			return err
		}
		night.AddUnmatched(acknowledgmentOf(&a, nil))
	}
	return nil
}

// SentOf tells what was sent and how it was taken as the report shows it.
func SentOf(s *store.Sent) report.Sent {
	told := report.Sent{
		File: s.File, Kind: s.Kind, Receiver: s.Receiver, Interchange: s.Control, Group: s.Group,
		Sets: s.Sets, Trace: s.Trace, Day: s.Day, Earlier: s.Earlier, State: report.SentState(s.State()),
	}
	decisive := s.Decisive()
	for i := range s.Acknowledgments {
		a := &s.Acknowledgments[i]
		row := acknowledgmentOf(a, s)
		row.Decides = a == decisive && told.State != report.SentWaiting
		told.Acknowledgments = append(told.Acknowledgments, row)
	}
	return told
}

// acknowledgmentOf tells an acknowledgment in words; s is what it is about, nil
// for nothing that was sent.
func acknowledgmentOf(a *store.Acknowledgment, s *store.Sent) report.Acknowledgment {
	verdicts, about := "715", fmt.Sprintf("group %s of %s", a.Control, a.FunctionalID)
	if a.Kind == store.InterchangeAck {
		verdicts, about = "I17", "interchange "+a.Control
	}
	return report.Acknowledgment{
		Kind: string(a.Kind), Partner: a.Partner, About: about, File: a.File, Came: a.Came,
		Verdict: guide.Word(verdicts, []byte(a.Verdict)), Reasons: reasons(a, s),
	}
}

// maxReasons is how many reasons of one acknowledgment are told.
const maxReasons = 12

// reasons tells why something was not simply accepted.
func reasons(a *store.Acknowledgment, s *store.Sent) []string {
	var all []string
	codes := "716"
	if a.Kind == store.InterchangeAck {
		codes = "I18"
	}
	for _, code := range a.Codes {
		if code != "000" {
			all = append(all, worded(codes, code))
		}
	}
	if s != nil && a.Kind == store.GroupAck && a.Received >= 0 && a.Received != s.Sets {
		all = append(all, fmt.Sprintf("%d sets were received, %d were sent", a.Received, s.Sets))
	}
	more := a.MoreSets
	for i := range a.Sets {
		set := &a.Sets[i]
		if s != nil && !set.Sent {
			all = append(all, fmt.Sprintf("set %s was not sent", set.Control))
			continue
		}
		all = append(all, setReasons(set)...)
		more += set.Count - len(set.Errors)
	}
	if len(all) > maxReasons {
		more += len(all) - maxReasons
		all = all[:maxReasons]
	}
	if more > 0 {
		all = append(all, fmt.Sprintf("and %d more", more))
	}
	return all
}

// setReasons tells the codes and errors of one set.
func setReasons(s *store.AcknowledgedSet) []string {
	var all []string
	if s.Verdict != store.Accepted || len(s.Codes) > 0 {
		var words []string
		for _, code := range s.Codes {
			words = append(words, worded("618", code))
		}
		verdict := guide.Word("717", []byte(s.Verdict))
		if verdict == "" {
			verdict = "without a verdict"
		}
		all = append(all, strings.TrimSuffix(fmt.Sprintf("set %s %s: %s", s.Control, verdict, strings.Join(words, "; ")), ": "))
	}
	for i := range s.Errors {
		e := &s.Errors[i]
		at := x12.Error{ID: e.Segment, Element: e.Element, Component: e.Component, Repetition: e.Repetition}
		place := fmt.Sprintf("segment %d, %s", e.Position, at.Place())
		if e.Loop != "" {
			place += " in loop " + e.Loop
		}
		why := worded("620", e.SegmentCode)
		if e.Code != "" {
			why = worded("621", e.Code)
		}
		if e.Unit != "" {
			why += ", " + e.Unit
		}
		all = append(all, place+": "+why)
	}
	return all
}

// worded returns a code with its words.
func worded(set, code string) string {
	return strings.TrimSpace(code + " " + guide.Word(set, []byte(code)))
}
