package book

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// What waits since an earlier night: the table, and the folder of the files that
// brought it.
const (
	WaitingTable  = "waiting.csv"
	WaitingFolder = "waiting"
)

// maxWaiting is the size up to which a file of WaitingFolder is read, in bytes.
const maxWaiting = 64 << 20

// WaitingFile is a file of an earlier night, with what of it still waits for a
// person.
type WaitingFile struct {
	Name     string // path in the book
	SHA256   [32]byte
	Bytes    int64
	Received record.Date
	Claims   []WaitingClaim
	Requests []WaitingRequest
}

// WaitingClaim is a claim that waits, as it was sent.
type WaitingClaim struct {
	Claim       *record.Claim // with its control number
	Interchange x12.Interchange
	Since       record.Date
	Status      record.StatusCode
}

// WaitingRequest is a request of which an item waits, with what was answered.
type WaitingRequest struct {
	Answer *record.ReviewAnswer
}

// Waiting returns what waits since earlier nights, by file.
func (b *Book) Waiting() []*WaitingFile { return b.waiting }

// WaitingNumber reports whether a number is ours of an item that waits since an earlier
// night: it is not given again.
func (b *Book) WaitingNumber(number string) bool { return b.waitingNumbers[number] }

// IsEarlier reports whether a record was read from the book and not from what came
// in the night.
func IsEarlier(s *record.Source) bool {
	return s.File == PriorClaimsFile || strings.HasPrefix(s.File, WaitingFolder+"/")
}

// waitingRow is a row of waiting.csv.
type waitingRow struct {
	number, asked   string
	received, since record.Date
	status          record.StatusCode
	items           []string
	row, file       value
	found           bool
}

// waiting reads waiting.csv and the files that it names. Both may be missing.
func (l *loader) waiting() error {
	rows := map[string][]*waitingRow{}
	var names []string
	numbers := map[string]int{}
	for p := range l.book.prior.All() {
		numbers[p.Claim.Control] = p.Claim.Source.Segment
	}
	err := l.optionalTable(WaitingTable, []string{"number", "file", "asked", "received", "since", "status", "items"}, func(r *row) {
		w := &waitingRow{
			number: r.cell("number").required().sendable(), asked: r.cell("asked").required().text,
			received: r.cell("received").required().date(), since: r.cell("since").required().date(),
			status: statusOf(r.cell("status")), items: r.cell("items").words(), row: r.cell("number"), file: r.cell("file").required(),
		}
		if line, twice := numbers[w.number]; twice {
			w.row.report(fmt.Sprintf("stands at line %d, too", line), "a number is given once")
		}
		numbers[w.number] = r.line
		if w.since > l.book.night.Run && l.book.night.Run != 0 {
			r.cell("since").report("is after the run date", "what waits came before")
		}
		if (w.status == record.StatusCode{}) == (len(w.items) == 0) {
			r.cell("status").report("status is of a claim and items are of a request", "fill one of the two")
		}
		if rows[w.file.text] == nil {
			names = append(names, w.file.text)
		}
		rows[w.file.text] = append(rows[w.file.text], w)
	})
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		if err := l.waitingFile(name, rows[name]); err != nil {
			return err
		}
	}
	return nil
}

// waitingFile reads one file of what waits.
func (l *loader) waitingFile(name string, rows []*waitingRow) error {
	if name == "" || path.Base(name) != name {
		rows[0].file.report("is no name of a file", "write the name of a file in the folder "+WaitingFolder)
		return nil
	}
	if there, err := l.exists(path.Join(WaitingFolder, name)); !there {
		rows[0].file.report("the folder "+WaitingFolder+" has no file "+name, "put there the file that brought what waits")
		return err
	}
	file, src, err := l.open(path.Join(WaitingFolder, name), "it is the file that brought what waits, as "+WaitingTable+" names it")
	if file == nil {
		return err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxWaiting+1))
	if err != nil {
		return err
	}
	if len(text) > maxWaiting {
		src.report(0, 0, "", "the file is too long", "a file of what waits has at most 64 megabytes")
		return nil
	}
	f := &WaitingFile{Name: src.name, SHA256: sha256.Sum256(text), Bytes: int64(len(text)), Received: rows[0].received}
	m := &waitingMapper{loader: l, file: f, rows: rows, reader: x12.NewReader(bytes.NewReader(text))}
	if problem := m.read(); problem != "" {
		src.report(0, 0, "", problem, "put the file there as it came")
		return nil
	}
	for _, w := range rows {
		if !w.found {
			w.row.report("file "+name+" has no claim or request "+w.asked, "asked is CLM01 of a claim, TRN02 of a request")
		}
	}
	l.book.waiting = append(l.book.waiting, f)
	return nil
}

// waitingMapper maps a file of what waits.
type waitingMapper struct {
	*loader
	file   *WaitingFile
	rows   []*waitingRow
	reader *x12.Reader
	wrong  string
}

// read maps the claims and requests of the file; it returns what is wrong with it.
func (m *waitingMapper) read() string {
	var open interface {
		Add(*x12.Segment, guide.Placement)
		End()
	}
	var walker *guide.Walker
	for {
		s, err := m.reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return m.wrong
		case errors.As(err, &finding):
			return finding.Error()
		case err != nil:
			return err.Error()
		}
		if s.Is("ST") {
			set, group := m.reader.Set(), m.reader.Group()
			if set == nil || group == nil || m.reader.Interchange() == nil {
				return "a set stands outside of a group"
			}
			g, ok := guide.Lookup(set.ID, group.Version)
			switch {
			case ok && g.Set == "837":
				claims, err := mapping.NewClaimMapper(g, m.source(), m.file.Received, m.claim)
				if err != nil {
					return err.Error()
				}
				open = claims
			case ok && g.Set == "278":
				open = mapping.NewReviewMapper(m.source(), m.file.Received, m.request)
			default:
				return "it has a set that is neither an 837 nor a 278"
			}
			walker = guide.NewWalker(g, func(*x12.Error) {}, guide.PlaceOnly())
			walker.Begin()
		}
		if open == nil {
			continue
		}
		open.Add(s, walker.Walk(s))
		if s.Is("SE") {
			open.End()
			open = nil
		}
	}
}

func (m *waitingMapper) source() record.Source {
	i, g := m.reader.Interchange(), m.reader.Group()
	return record.Source{File: m.file.Name, Sender: i.Sender, Interchange: i.ControlNumber, Group: g.ControlNumber}
}

// row returns the row of the table that is about what was asked, nil when none is.
func (m *waitingMapper) row(asked string, claim bool) *waitingRow {
	for _, w := range m.rows {
		if w.asked == asked && !w.found && claim == (len(w.items) == 0) {
			return w
		}
	}
	return nil
}

func (m *waitingMapper) claim(c *record.Claim, problems []mapping.ClaimProblem) {
	w := m.row(c.Account, true)
	if w == nil {
		return
	}
	w.found = true
	for _, p := range problems {
		if p.Rejects() {
			m.wrong = "claim " + c.Account + ": " + p.Error.Error()
		}
	}
	c.Control, c.Received = w.number, w.received
	m.file.Claims = append(m.file.Claims, WaitingClaim{Claim: c, Interchange: *m.reader.Interchange(), Since: w.since, Status: w.status})
}

func (m *waitingMapper) request(q *record.ReviewRequest) {
	var w *waitingRow
	for _, t := range q.Event.Traces {
		if w = m.row(t.Number, false); w != nil {
			break
		}
	}
	if w == nil {
		return
	}
	w.found = true
	if items := max(len(q.Services), 1); items != len(w.items) {
		w.row.report(fmt.Sprintf("the request has %d items and the row %d numbers", items, len(w.items)), "write our number of each item, in their order")
		return
	}
	q.Received = w.received
	a := &record.ReviewAnswer{Request: q, Payer: &m.book.payer, Trace: w.number}
	if found := m.book.member(q.Subscriber.ID); found != nil && q.Dependent == nil {
		a.Member = found
	}
	decided := make([]record.ReviewDecision, len(w.items))
	waits := false
	for i, number := range w.items {
		decided[i] = m.answered(number)
		waits = waits || decided[i].Action == record.ReviewPended
	}
	if !waits {
		w.row.report("nothing of the request waits: its numbers are of referrals and authorizations", "leave the row out")
	}
	if a.Event = decided[0]; len(q.Services) > 0 {
		a.Services, a.Event = decided, record.ReviewDecision{}
	}
	a.Trail = []record.Step{{Rule: "V0", Name: "Waited", Result: record.Note, Concluded: "Waits for a person since " + w.since.String() + "."}}
	m.file.Requests = append(m.file.Requests, WaitingRequest{Answer: a})
}

// answered returns what was answered about an item by our number of it: granted or
// refused where the book has a referral or authorization of the number, else it
// waits.
func (m *waitingMapper) answered(number string) record.ReviewDecision {
	if f := m.book.referrals.get(number); f != nil {
		return record.ReviewDecision{Action: record.Certified, Number: number, Period: f.Span}
	}
	switch a := m.book.authorizations.get(number); {
	case a == nil:
		m.book.waitingNumbers[number] = true
		return record.ReviewDecision{Action: record.ReviewPended, Reference: number, Reasons: []record.ReviewReason{record.NeedsMedicalReview}}
	case a.Status == record.Denied:
		return record.ReviewDecision{Action: record.NotCertified, Reference: number, Reasons: []record.ReviewReason{record.NeedsMedicalReview}}
	default:
		return record.ReviewDecision{Action: record.Certified, Number: number, Period: a.Span, Units: a.Units}
	}
}

// HasWork reports whether the book alone is work for a night: money that is due,
// claims and requests that wait, what people decided, or what turned out to be
// otherwise.
func (b *Book) HasWork() bool {
	return len(b.payables)+len(b.waiting)+len(b.claimVerdicts)+len(b.reviewVerdicts) > 0 ||
		len(b.Capitations())+len(b.Hindsight())+len(b.Disputes()) > 0 || b.priorWaits
}
