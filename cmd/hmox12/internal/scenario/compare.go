package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Difference is a fact that is not as expected.
type Difference struct {
	Where     string // such as claim C001, line 1
	Want, Got string // as a scenario writes it; empty: nothing
}

// differences compares what was answered with what is expected.
type differences struct{ all []Difference }

func (d *differences) add(want, got, where string, args ...any) {
	d.all = append(d.all, Difference{Where: fmt.Sprintf(where, args...), Want: want, Got: got})
}

func (d *differences) text(want, got, where string, args ...any) {
	if want != got {
		d.add(want, got, where, args...)
	}
}

func (d *differences) amount(want, got, where string, args ...any) {
	if want != got && !sameAmount(want, got) {
		d.add(want, got, where, args...)
	}
}

// compare returns in what the answers differ from what is expected.
func compare(want *Expect, got *answers) *differences {
	d := &differences{}
	d.remittances(want.Remittances, got.remittances)
	for _, account := range slices.Sorted(maps.Keys(want.Acknowledgments)) {
		d.text(want.Acknowledgments[account], strings.Join(got.acknowledgments[account], " "), "277CA of %s", account)
	}
	for _, number := range slices.Sorted(maps.Keys(want.Sets)) {
		d.text(want.Sets[number], got.sets[number], "999, set %s", number)
	}
	d.answers("271", want.Eligibility, got.told["271"])
	d.answers("277", want.StatusAnswers, got.told["277"])
	d.answers("278", want.Reviews, got.told["278"])
	return d
}

func (d *differences) remittances(want []Remittance, got []*remittance) {
	got = slices.Clone(got)
	for _, w := range want {
		i := slices.IndexFunc(got, func(g *remittance) bool {
			if w.Payee != "" {
				return w.Payee == g.payee
			}
			return len(w.Claims) == 0 || slices.ContainsFunc(g.claims, func(c *remittanceClaim) bool { return c.account == w.Claims[0].Account })
		})
		if i < 0 {
			d.add("paid "+w.Paid, "", "835 %s", w.name())
			continue
		}
		d.remittance(w, got[i])
		got = slices.Delete(got, i, i+1)
	}
	for _, g := range got {
		d.add("", "paid "+g.paid, "835 to %s", g.payee)
	}
}

// refused adds what of the case was not taken at all, where something differs: the
// likely reason for all the rest.
func (d *differences) refused(want *Expect, got *answers) {
	if len(d.all) == 0 {
		return
	}
	if len(want.Sets) == 0 {
		for _, why := range got.refused {
			d.add("", why, "999 or TA1, not taken")
		}
	}
	for _, account := range slices.Sorted(maps.Keys(got.acknowledgments)) {
		told := strings.Join(got.acknowledgments[account], " ")
		if _, expected := want.Acknowledgments[account]; !expected && !strings.HasPrefix(told, "A2:") {
			d.add("", told, "277CA of %s", account)
		}
	}
}

func (w *Remittance) name() string {
	if w.Payee == "" && len(w.Claims) > 0 {
		return "with " + w.Claims[0].Account
	}
	return "to " + w.Payee
}

func (d *differences) remittance(want Remittance, got *remittance) {
	d.amount(want.Paid, got.paid, "835 to %s, BPR02", got.payee)
	var adjustments []string
	for _, m := range got.plb {
		adjustments = append(adjustments, m.String())
	}
	d.money(strings.Join(want.PLB, " "), strings.Join(adjustments, " "), fmt.Sprintf("835 to %s, PLB", got.payee))
	for i := range max(len(want.Claims), len(got.claims)) {
		switch {
		case i >= len(want.Claims):
			d.add("", got.claims[i].account, "835 to %s, claim %d", got.payee, i+1)
		case i >= len(got.claims):
			d.add(want.Claims[i].Account, "", "835 to %s, claim %d", got.payee, i+1)
		default:
			d.claim(&want.Claims[i], got.claims[i])
		}
	}
}

func (d *differences) claim(want *RemittanceClaim, got *remittanceClaim) {
	where := "claim " + want.Account
	if want.Status == "22" {
		where = "reversal of " + where
	}
	d.text(want.Account, got.account, "%s, CLP01", where)
	d.text(want.Status, got.status, "%s, CLP02", where)
	d.amount(want.Charge, got.charge, "%s, CLP03", where)
	d.amount(want.Paid, got.paid, "%s, CLP04", where)
	if want.Patient != got.patient && !(sameAmount(orZero(want.Patient), orZero(got.patient)) && want.Status != "22") {
		d.add(want.Patient, got.patient, "%s, CLP05", where)
	}
	d.amount(want.Interest, got.interest, "%s, AMT*I", where)
	d.text(want.ForwardedTo, got.forwardedTo, "%s, NM1*TT", where)
	remarks := slices.Clone(want.Remarks)
	slices.Sort(remarks)
	d.text(strings.Join(remarks, " "), strings.Join(got.remarks, " "), "%s, MOA or MIA", where)
	var adjusted []string
	for _, a := range got.adjustments {
		adjusted = append(adjusted, a.String())
	}
	d.money(want.Adjusted, strings.Join(adjusted, " "), where+", CAS")
	for i := range max(len(want.Lines), len(got.lines)) {
		switch {
		case i >= len(want.Lines):
			d.add("", got.lines[i].String(), "%s, line %d", where, i+1)
		case i >= len(got.lines):
			d.add(want.Lines[i], "", "%s, line %d", where, i+1)
		default:
			line, err := parseLine(want.Lines[i])
			if err != nil {
				d.add(want.Lines[i], err.Error(), "%s, line %d", where, i+1)
				continue
			}
			d.text(line.String(), got.lines[i].String(), "%s, line %d", where, i+1)
		}
	}
}

func orZero(amount string) string {
	if amount == "" {
		return "0"
	}
	return amount
}

// money compares lists of codes with amounts, in any order.
func (d *differences) money(want, got, where string) {
	w, err := parseMoney(strings.Fields(want))
	if err != nil {
		d.add(want, err.Error(), "%s", where)
		return
	}
	g, _ := parseMoney(strings.Fields(got))
	d.text(fmt.Sprint(w), fmt.Sprint(g), "%s", where)
}

// answers compares what was answered to each trace number: the segments that must
// be there, in their order, and those that must not.
func (d *differences) answers(set string, want map[string]Answer, got map[string][]string) {
	for _, trace := range slices.Sorted(maps.Keys(want)) {
		segments, ok := got[trace]
		if !ok {
			d.add("an answer", "", "%s to %s", set, trace)
			continue
		}
		next := 0
		for _, w := range want[trace].Has {
			at := slices.IndexFunc(segments[next:], func(s string) bool { return fits(w, s) })
			if at < 0 {
				d.add(w, nearest(w, segments[next:]), "%s to %s", set, trace)
				continue
			}
			next += at + 1
		}
		for _, w := range want[trace].HasNot {
			if at := slices.IndexFunc(segments, func(s string) bool { return fits(w, s) }); at >= 0 {
				d.add("no "+w, segments[at], "%s to %s", set, trace)
			}
		}
	}
}

// fits reports whether a segment is as wanted; ** at the end of what is wanted
// stands for whatever elements follow.
func fits(want, segment string) bool {
	if prefix, ok := strings.CutSuffix(want, "**"); ok {
		return segment == prefix || strings.HasPrefix(segment, prefix+"*")
	}
	return want == segment
}

// nearest returns the segment that begins most like what is wanted.
func nearest(want string, segments []string) string {
	best, common := "", 2
	for _, s := range segments {
		n := 0
		for n < len(s) && n < len(want) && s[n] == want[n] {
			n++
		}
		if n > common {
			best, common = s, n
		}
	}
	return best
}
