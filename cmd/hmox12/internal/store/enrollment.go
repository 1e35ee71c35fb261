package store

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// EnrollmentID names what an 834 said of one member.
type EnrollmentID int64

var (
	insertEnrollment = &statement{"add enrollment",
		`INSERT INTO enrollments (interchange, transaction_set, segment, reference, maintenance, member, outcome, received, body)
		 VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?)`}
	insertMemberRecord = &statement{"add member record",
		`INSERT INTO member_records (member, kind, enrollment, body) VALUES (?, ?, ?, ?)`}
	selectEnrolledMembers = &statement{"list members with records",
		`SELECT DISTINCT member FROM member_records ORDER BY member`}
	insertMemberKey = &statement{"add member key",
		`INSERT OR IGNORE INTO member_keys (kind, key, member) VALUES (?, ?, ?)`}
	selectEnrollments = &statement{"list enrollments",
		`SELECT id, body FROM enrollments ORDER BY id`}
	findEnrollments = &statement{"find enrollments",
		`SELECT id, body FROM enrollments WHERE member = ?1
		    OR id IN (SELECT enrollment FROM member_records WHERE member = ?1) ORDER BY id`}
)

// The kinds of records of a member.
const (
	memberKind   = "member"
	coverageKind = "coverage"
	otherKind    = "other coverage"
	pcpKind      = "pcp"
)

// The kinds of keys by which a member is found.
const (
	idKey        = "id"
	nameKey      = "name"
	householdKey = "household"
)

// AddEnrollment implements Tx.
func (t *transaction) AddEnrollment(interchange InterchangeID, r *record.EnrollmentResult) (EnrollmentID, error) {
	e := r.Enrollment
	alone := *r
	alone.Again = nil
	result, err := t.exec(insertEnrollment, int64(interchange), e.Source.Set, e.Source.Segment, e.File.Reference, string(e.Maintenance),
		r.Member, string(r.Outcome), int64(e.Received), body(&alone))
	if violates(err, "enrollments.segment") {
		return 0, fmt.Errorf("store: member at segment %d of set %s: %w", e.Source.Segment, e.Source.Set, ErrDuplicateEnrollment)
	}
	id, err := rowID[EnrollmentID](result, err)
	if err != nil {
		return 0, err
	}
	for i := range r.Changes {
		if err := t.changeMember(id, &r.Changes[i]); err != nil {
			return 0, t.fail(fmt.Errorf("store: records of member %s: %w", r.Changes[i].ID, err))
		}
	}
	return id, nil
}

// EnrolledMembers implements Tx.
func (t *transaction) EnrolledMembers() ([]string, error) {
	var all []string
	err := t.query(selectEnrolledMembers, nil, func(at cursor) error {
		all = append(all, at.text(0))
		return nil
	})
	return all, err
}

// changeMember records what is known of a member from now on.
func (t *transaction) changeMember(by EnrollmentID, c *record.MemberChange) error {
	t.touched.enrolled = true
	var errs []error
	add := func(changed bool, kind string, text func() string) {
		if changed {
			_, err := t.exec(insertMemberRecord, c.ID, kind, int64(by), text())
			errs = append(errs, err)
		}
	}
	if c.Member != nil {
		add(true, memberKind, func() string { return body(c.Member) })
		errs = append(errs, t.keyMember(c.Member))
	}
	add(c.CoverageChanged, coverageKind, func() string { return body(c.Coverage) })
	add(c.OtherChanged, otherKind, func() string { return body(c.Other) })
	add(c.PCPsChanged, pcpKind, func() string { return body(c.PCPs) })
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if len(errs) > 0 {
		t.store.known.enrolled = someEnrolled
	}
	return nil
}

// keyMember has a member found by what she is called now.
func (t *transaction) keyMember(m *record.Member) error {
	keys := [][2]string{
		{nameKey, nameKeyOf(adjudicate.NormalizeName(m.Name.Last), m.BirthDate)},
		{householdKey, m.SubscriberID}, {idKey, m.ID},
	}
	for _, id := range m.PriorIDs {
		keys = append(keys, [2]string{idKey, id})
	}
	for _, key := range keys {
		if _, err := t.exec(insertMemberKey, key[0], key[1], m.ID); err != nil {
			return err
		}
	}
	return nil
}

func nameKeyOf(last string, birth record.Date) string { return birth.Compact() + " " + last }

// Enrollments returns what 834s said of members and what came of it, in the order
// in which it was recorded. It ends after an error.
func (s *Store) Enrollments(ctx context.Context) iter.Seq2[*record.EnrollmentResult, error] {
	return sequence(func(each func(*record.EnrollmentResult) error) error {
		return s.enrollments(ctx, selectEnrollments, nil, each)
	})
}

// FindEnrollments returns what 834s said of a member, or changed of one along with
// the subscriber, by the member's id. None is no error.
func (s *Store) FindEnrollments(ctx context.Context, member string) ([]*record.EnrollmentResult, error) {
	return gathered(func(each func(*record.EnrollmentResult) error) error {
		return s.enrollments(ctx, findEnrollments, []any{member}, each)
	})
}

// EnrolledMember returns the member with an id as the last enrollment that changed
// it left it; nil when none did.
func (s *Store) EnrolledMember(ctx context.Context, id string) (*record.Member, error) {
	var found *record.Member
	err := s.read(ctx, selectMemberRecord, []any{id, memberKind}, func(at cursor) error {
		found = new(record.Member)
		return readBody(at.bytes(0), found)
	})
	return found, err
}

func (s *Store) enrollments(ctx context.Context, q *statement, args []any, each func(*record.EnrollmentResult) error) error {
	return s.read(ctx, q, args, func(at cursor) error {
		r := new(record.EnrollmentResult)
		if err := readBody(at.bytes(1), r); err != nil {
			return err
		}
		err := readBodies(ctx, s, selectAgainOf, []any{at.number(0)}, func(a *record.DecidedAgain) error {
			r.Again = append(r.Again, *a)
			return nil
		})
		if err != nil {
			return err
		}
		return each(r)
	})
}

// householdOrder puts the subscriber first.
func householdOrder(members []*record.Member) {
	slices.SortStableFunc(members, func(a, b *record.Member) int {
		switch {
		case a.Subscriber() == b.Subscriber():
			return 0
		case a.Subscriber():
			return -1
		}
		return 1
	})
}
