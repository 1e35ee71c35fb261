package generate

import "github.com/hmox12/hmox12/mapping/record"

// kind is the guide that a claim is sent by.
type kind uint8

const (
	professional kind = iota
	institutional
	dental
	kinds
)

// String returns the kind as prior_claims.csv has it.
func (k kind) String() string { return [...]string{"professional", "institutional", "dental"}[k] }

// claim is a claim to be written, in what it says and not in how.
type claim struct {
	kind      kind
	encounter bool
	number    int // of the night, from 1
	account   string
	patient   *member
	asChild   bool    // sent below the subscriber
	newborn   *member // a child whom the book does not have, of the patient
	wrongID   string  // sent instead of the id
	wrongName string

	billing, rendering, referring, ordering, facility, attending *provider

	place           string // or the first two digits of the bill type
	frequency       byte   // 0 is 1
	original        string // our number of the claim that is replaced
	referral        string
	authorization   string
	diagnoses       []string
	lines           []line
	stay            *stayCase
	from, to        record.Date // statement of an institutional claim
	admission       string      // CL101
	inpatient       bool
	otherPaid       bool // the payer that pays first has decided
	ambulance       bool
	predetermined   bool
	consent         bool
	fault           fault
	afterOtherPayer bool // sent in the second place
}

// line is a service line.
type line struct {
	revenue, code, modifier string
	charge                  cents
	units                   int
	basis                   string // empty: UN
	day                     record.Date
	place                   string // where it differs from the claim's
	pointers                int    // how many of the claim's diagnoses it is for
	tooth, surfaces         string
	emergency               bool
	drug                    string // NDC
}

// charge returns the sum of the lines.
func (c *claim) charge() cents {
	sum := cents(0)
	for i := range c.lines {
		sum += c.lines[i].charge
	}
	return sum
}

// renders returns who treats: the rendering provider, else who bills.
func (c *claim) renders() *provider {
	if c.rendering != nil {
		return c.rendering
	}
	return c.billing
}

// person returns whom the claim is about.
func (c *claim) person() *member {
	if c.newborn != nil {
		return c.newborn
	}
	return c.patient
}

// firstDay returns the first day of service.
func (c *claim) firstDay() record.Date {
	if c.from != 0 {
		return c.from
	}
	return c.lines[0].day
}

// add adds a line for a service, so many units of it.
func (c *claim) add(s service, units int, modifier string, day record.Date) *line {
	c.lines = append(c.lines, line{
		code: s.code, modifier: modifier, units: units, day: day,
		charge: c.billing.charge(s.fee) * cents(units), pointers: min(len(c.diagnoses), 1),
	})
	return &c.lines[len(c.lines)-1]
}
