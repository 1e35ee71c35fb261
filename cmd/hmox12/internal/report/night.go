package report

import (
	"io"

	"github.com/hmox12/hmox12/mapping/record"
)

// Night is what came in and what was decided about it. Fill the fields, add
// what came, then write Table, JSON and HTML. The zero Night is an empty one.
type Night struct {
	Payer    string      // name
	PayerID  string      // NM109 of NM1*PR
	Received record.Date // what "today" was for files that came in
	Paid     record.Date // when it was decided and paid

	// Folder is where the answers are. Only Table tells it: the page and the
	// summary do not depend on where they are written.
	Folder string
	// PageLimit is how many claims, inquiries, requests, enrollments and payments HTML shows
	// of each, 0 for 500. All are counted.
	PageLimit int

	files            []File
	answers          []Answer
	inquiries        kept[inquiryRow]
	reviews          kept[reviewRow]
	statuses         kept[statusRow]
	enrollments      kept[enrollmentRow]
	verdictsOfPeople []record.Verdict
	again            []record.DecidedAgain
	contests         []record.HeldRecovery
	remittances      []remittanceRow
	sent             []Sent
	unmatched        []Acknowledgment
	stories          []ClaimStory
	rows             spool
	sums             sums
}

// defaultPageLimit keeps the page of a large night at five megabytes, which a browser
// opens at once: of any other claim, summary.json has the row and hmox12 explain the
// story.
const defaultPageLimit = 500

// Verdict is what became of a file.
type Verdict string

// The verdicts.
const (
	Accepted       Verdict = "accepted"
	PartlyAccepted Verdict = "partly accepted" // some of its sets were rejected
	Rejected       Verdict = "rejected"
	Duplicate      Verdict = "duplicate" // came before; nothing of it was taken
)

// File is one file as received and judged.
type File struct {
	Name    string // without folder
	Bytes   int64
	Verdict Verdict

	Interchanges, Groups, Sets, RejectedSets    int
	Claims, Inquiries, Reviews, Acknowledgments int
	StatusInquiries                             int // about claims
	Enrollments                                 int // members of 834s

	Findings     []Finding
	MoreFindings int // counted, not kept
}

// Asked returns how many inquiries of either kind the file brought.
func (f File) Asked() int { return f.Inquiries + f.StatusInquiries }

// Finding is one thing that is wrong in a file, and where. It holds no data of
// the file.
type Finding struct {
	Offset  int64  // in bytes from 0
	Segment int    // from 1; 0 when not in one
	Loop    string // such as 2010AA
	Element string // such as NM109 or CLM05-3; the segment alone when it is about all of it
	Code    string // of the finding, as validate prints it
	Message string
	Mend    string // what to do about it
	Rejects bool   // otherwise a warning
}

// Answer is one file that goes out.
type Answer struct {
	Name  string // without folder
	Kind  string // TA1, 999, 271, 277CA, 835
	Bytes int64
}

// ClaimStory is a claim and what became of it: a decision, or the reasons why
// the front end rejected it. With neither it was not decided.
type ClaimStory struct {
	Claim      *record.Claim
	Decision   *record.Decision
	Rejections []record.Rejection

	Remitted []Sent                 // the 835s that tell of it, as far as they are known
	Asked    []*record.StatusAnswer // what was told of it to who asked
	Again    []record.DecidedAgain  // how often it was looked at again
	Contests []record.HeldRecovery  // of what is to be recovered
}

// Outcome returns what became of the claim in one word.
func (s ClaimStory) Outcome() record.Outcome {
	switch {
	case s.Decision != nil && s.Decision.Status == record.Reversal:
		return reversed
	case s.Decision != nil:
		return s.Decision.Outcome
	case len(s.Rejections) > 0:
		return record.Rejected
	}
	return record.Pended
}

// Model returns the model of the contract that the claim was decided by, empty
// when there is none.
func (s ClaimStory) Model() record.Model {
	if s.Decision == nil {
		return ""
	}
	for i := range s.Decision.Lines {
		if m := s.Decision.Lines[i].Model; m != "" {
			return m
		}
	}
	if to := s.Decision.ForwardedTo; to != nil {
		return to.Model
	}
	return ""
}

// KeepAside has the rows of claims that JSON writes kept in a file that is empty,
// not in memory. It comes before the first claim.
func (n *Night) KeepAside(file io.ReadWriteSeeker) { n.rows.aside = file }

// AddFile adds a file that came in.
func (n *Night) AddFile(f File) {
	n.files = append(n.files, f)
	n.sums.addFile(&f)
}

// AddAnswer adds a file that goes out.
func (n *Night) AddAnswer(a Answer) { n.answers = append(n.answers, a) }

// AddClaim adds a claim and what was decided about it. Neither may change
// afterwards.
func (n *Night) AddClaim(claim *record.Claim, decision *record.Decision) {
	n.addStory(ClaimStory{Claim: claim, Decision: decision})
}

// AddRejection adds a claim that the front end rejected, and why.
func (n *Night) AddRejection(claim *record.Claim, reasons []record.Rejection) {
	n.addStory(ClaimStory{Claim: claim, Rejections: reasons})
}

// Tells is of how many more claims the page tells the story. Of those after them no
// trace is needed, and of the claim only what names it and its charge.
func (n *Night) Tells() int { return n.pageLimit() - len(n.stories) }

func (n *Night) addStory(s ClaimStory) {
	n.sums.addClaim(s)
	row := rowOf(s)
	n.rows.add(&row)
	if n.Tells() > 0 {
		n.stories = append(n.stories, s)
	}
}

func (n *Night) pageLimit() int {
	if n.PageLimit > 0 {
		return n.PageLimit
	}
	return defaultPageLimit
}

// AddInquiry adds the answer to an inquiry.
func (n *Night) AddInquiry(a *record.EligibilityAnswer) {
	row := inquiryOf(a)
	n.inquiries.add(&row)
	n.sums.addInquiry(&row)
}

// AddReview adds the answer to a request for a referral or an authorization.
func (n *Night) AddReview(a *record.ReviewAnswer) {
	row := reviewOf(a)
	n.sums.addReview(&row)
	if n.reviews.count() >= n.pageLimit() {
		row.Trail = nil // the page does not show it
	}
	n.reviews.add(&row)
}

// AddEnrollment adds what an 834 said of a member and what came of it.
func (n *Night) AddEnrollment(r *record.EnrollmentResult) {
	row := enrollmentOf(r)
	n.sums.addEnrollment(&row)
	if n.enrollments.count() >= n.pageLimit() {
		row.Trail = nil // the page does not show it
	}
	n.enrollments.add(&row)
	n.again = append(n.again, r.Again...)
}

// AddRemittance adds a payment for so many claims.
func (n *Night) AddRemittance(r *record.Remittance, claims int) {
	row := remittanceOf(r, claims)
	n.remittances = append(n.remittances, row)
	n.sums.addRemittance(&row)
}

// Totals returns all that the night adds up to.
func (n *Night) Totals() Totals { return n.sums.totals() }
