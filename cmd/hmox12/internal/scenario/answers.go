package scenario

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/x12"
)

// remittance is an 835 as it was written.
type remittance struct {
	payee, paid string
	plb         []money
	claims      []*remittanceClaim
}

type remittanceClaim struct {
	account, status, charge, paid, patient, interest, forwardedTo string

	adjustments []money
	remarks     []string
	lines       []*line
}

// answers are what the answers of a night say, read from the files themselves.
type answers struct {
	remittances     []*remittance
	acknowledgments map[string][]string // of 277CA, by account number
	told            map[string]map[string][]string
	sets            map[string]string // IK5, by ST02
	refused         []string          // what a 999 or TA1 says of what it does not take
}

func newAnswers() *answers {
	return &answers{
		acknowledgments: map[string][]string{}, sets: map[string]string{},
		told: map[string]map[string][]string{"271": {}, "277": {}, "278": {}},
	}
}

// read adds a file of answers.
func (a *answers) read(file io.Reader) error {
	r := x12.NewReader(file)
	var open reader
	for {
		s, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case s.Is("TA1") && s.Text(4) == "R":
			a.refused = append(a.refused, text(s))
		case s.Is("ST"):
			open = a.reader(s.Text(1), s.Text(3))
		case s.Is("SE"):
			if open != nil {
				open(s)
			}
			open = nil
		case open != nil:
			open(s)
		}
	}
}

// reader takes the segments of one set.
type reader func(*x12.Segment)

func (a *answers) reader(set, version string) reader {
	switch {
	case set == "835":
		return a.remittance()
	case set == "277" && strings.HasPrefix(version, "005010X214"):
		return a.acknowledgment()
	case set == "999":
		return a.setVerdicts()
	case a.told[set] != nil:
		return a.byTrace(a.told[set])
	}
	return nil
}

// remittance reads an 835.
func (a *answers) remittance() reader {
	m := &remittance{}
	a.remittances = append(a.remittances, m)
	var claim *remittanceClaim
	var open *line
	return func(s *x12.Segment) {
		switch string(s.ID()) {
		case "BPR":
			m.paid = s.Text(2)
		case "N1":
			if s.Text(1) == "PE" {
				m.payee = s.Text(4)
			}
		case "PLB":
			for i := 3; i+1 <= s.Len(); i += 2 {
				reason := s.ComponentText(i, 1)
				m.plb = append(m.plb, money{reason, decimalOf(s.Text(i + 1))})
			}
		case "CLP":
			claim, open = &remittanceClaim{account: s.Text(1), status: s.Text(2), charge: s.Text(3), paid: s.Text(4), patient: s.Text(5)}, nil
			m.claims = append(m.claims, claim)
		case "SVC":
			open = &line{procedure: serviceOf(s), charge: decimalOf(s.Text(2)), paid: decimalOf(s.Text(3))}
			claim.lines = append(claim.lines, open)
		case "CAS":
			to := &claim.adjustments
			if open != nil {
				to = &open.adjustments
			}
			for i := 2; i+1 <= s.Len(); i += 3 {
				*to = append(*to, money{s.Text(1) + "-" + s.Text(i), decimalOf(s.Text(i + 1))})
			}
			sortMoney(*to)
		case "LQ":
			if s.Text(1) == "HE" {
				open.remarks = append(open.remarks, s.Text(2))
				slices.Sort(open.remarks)
			}
		case "MOA", "MIA":
			remarks := []int{3, 4, 5, 6, 7}
			if s.Is("MIA") {
				remarks = []int{5, 20, 21, 22, 23}
			}
			for _, i := range remarks {
				if code := s.Text(i); code != "" {
					claim.remarks = append(claim.remarks, code)
				}
			}
			slices.Sort(claim.remarks)
		case "NM1":
			if s.Text(1) == "TT" {
				claim.forwardedTo = s.Text(3)
			}
		case "AMT":
			if s.Text(1) == "I" && open == nil {
				claim.interest = s.Text(2)
			}
		}
	}
}

// serviceOf names a line by its procedure with modifiers, and by its revenue code
// in front where it has one.
func serviceOf(s *x12.Segment) string {
	var parts []string
	for i := 2; i <= 6; i++ {
		if p := s.ComponentText(1, i); p != "" {
			parts = append(parts, p)
		}
	}
	name := strings.Join(parts, "-")
	if revenue := s.Text(4); revenue != "" {
		return revenue + "/" + name
	}
	return name
}

// acknowledgment reads the claims of a 277CA.
func (a *answers) acknowledgment() reader {
	level, account := "", ""
	return func(s *x12.Segment) {
		switch {
		case s.Is("HL"):
			level, account = s.Text(3), ""
		case level == "PT" && s.Is("TRN"):
			account = s.Text(2)
		case level == "PT" && s.Is("SVC"):
			account = "" // the lines repeat what the claim says
		case account != "" && s.Is("STC"):
			for _, i := range []int{1, 10, 11} {
				if code := strings.ReplaceAll(string(s.Element(i)), string(s.Delimiters().Component), ":"); code != "" {
					a.acknowledgments[account] = append(a.acknowledgments[account], code)
				}
			}
		}
	}
}

// setVerdicts reads what a 999 says of each set.
func (a *answers) setVerdicts() reader {
	number := ""
	var findings []string
	return func(s *x12.Segment) {
		switch {
		case s.Is("AK2"):
			number, findings = s.Text(2), nil
		case s.Is("IK3"), s.Is("IK4"), s.Is("CTX"):
			findings = append(findings, text(s))
		case s.Is("IK5"):
			if a.sets[number] = s.Text(1); s.Text(1) != "A" && s.Text(1) != "E" {
				a.refused = append(a.refused, strings.Join(append(findings, text(s)), ", "))
			}
		case s.Is("AK9") && s.Text(3) == "0" && len(a.sets) == 0:
			a.refused = append(a.refused, text(s))
		}
	}
}

// byTrace keeps the segments of what answers each TRN*2, from the level that it
// stands in. The levels above it belong to each. A set that repeats no trace, as
// it rejects what was asked above the patient, is kept by its reference (BHT03).
func (a *answers) byTrace(told map[string][]string) reader {
	var above, level []string
	var traces []string
	reference, answered := "", false
	flush := func() {
		for _, t := range traces {
			told[t] = append(told[t], append(slices.Clone(above), level...)...)
			answered = true
		}
		if len(traces) == 0 {
			above = append(above, level...)
		}
		level, traces = nil, nil
	}
	return func(s *x12.Segment) {
		if s.Is("HL") || s.Is("SE") {
			flush()
		}
		level = append(level, text(s))
		switch {
		case s.Is("BHT"):
			reference = s.Text(3)
		case s.Is("TRN") && s.Text(1) == "2":
			traces = append(traces, s.Text(2))
		case s.Is("SE") && !answered && reference != "":
			told[reference] = append(told[reference], above...)
		}
	}
}

// text writes a segment with the usual delimiters.
func text(s *x12.Segment) string {
	parts := []string{string(s.ID())}
	for i := 1; i <= s.Len(); i++ {
		parts = append(parts, strings.NewReplacer(string(s.Delimiters().Component), ":", string(s.Delimiters().Repetition), "^").Replace(string(s.Element(i))))
	}
	return strings.Join(parts, "*")
}

func decimalOf(text string) decimal.Decimal {
	d, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Zero
	}
	return d
}
