package generate

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/mapping/record"
)

//go:embed data
var data embed.FS

// book writes the files of a book. Tables that stories add to stay open.
type book struct {
	files  host.Files
	dir    string
	tables []*table

	referralTable, authorizationTable, priorTable, continuityTable, disputeTable, decisionTable *table
}

// newBook makes the folder and the tables.
func newBook(files host.Files, dir string) (*book, error) {
	b := &book{files: files, dir: dir}
	for _, folder := range []string{dir, filepath.Join(dir, "plans")} {
		if err := files.MkdirAll(folder); err != nil {
			return nil, err
		}
	}
	var err error
	open := func(name, header string) *table {
		if err != nil {
			return nil
		}
		var t *table
		t, err = b.table(name, header)
		return t
	}
	b.referralTable = open("referrals.csv", "number,member,referring,issued,referredTo,specialty,standing,visits,used,from,to")
	b.authorizationTable = open("authorizations.csv", "number,member,provider,codes,categories,units,used,status,agreedRate,secondOpinion,from,to")
	b.priorTable = open("prior_claims.csv", "control,account,kind,billing,rendering,member,received,decided,from,to,place,billType,drg,revenue,procedure,tooth,diagnosis,units,charge,adjustments,remarks,state,status,category,referral,authorization,interest,trace")
	b.continuityTable = open("continuity.csv", "number,member,provider,condition,diagnoses,contract,from,to,reason")
	b.decisionTable = open("claim_decisions.csv", "claim,line,decision,amount,by,on")
	b.disputeTable = open("disputes.csv", "number,billing,account,upheld")
	if err != nil {
		return nil, errors.Join(err, b.close())
	}
	return b, nil
}

// table makes a table that stays open.
func (b *book) table(name, header string) (*table, error) {
	t, err := newTable(b.files, filepath.Join(b.dir, name), header)
	if err == nil {
		b.tables = append(b.tables, t)
	}
	return t, err
}

// close closes all tables.
func (b *book) close() error {
	var errs []error
	for _, t := range b.tables {
		errs = append(errs, t.close())
	}
	b.tables = nil
	return errors.Join(errs...)
}

// document writes a file at once.
func (b *book) document(name, text string) error {
	f, err := b.files.Create(filepath.Join(b.dir, name))
	if err != nil {
		return err
	}
	_, err = f.Write([]byte(text))
	return errors.Join(err, f.Close())
}

// fixed writes what depends on no draw, or on the population alone.
func (b *book) fixed(o *Options, p *population) error {
	fill := fillings(p)
	names, err := fs.Glob(data, "data/plans/*.yaml")
	if err != nil {
		return err
	}
	for _, name := range append(names, "data/contracts.yaml", "data/coding_edits.csv", "data/surgery.csv", "data/service_categories.csv") {
		text, err := data.ReadFile(name)
		if err != nil {
			return err
		}
		to := strings.TrimPrefix(name, "data/")
		if to == "service_categories.csv" {
			to = "services.csv"
		}
		if err := b.document(to, fill.Replace(string(text))); err != nil {
			return err
		}
	}
	for name, text := range map[string]string{
		"payer.yaml": payerDocument(o), "night.yaml": nightDocument(o),
		"takeovers.csv": "contract,member,account,from,to,reason\n",
		"regions.csv":   "region,zips\nCA-WILLET,909\nCA-STONEFERRY,929\n",

		"withhold_returns.csv": withheld(o, p),
	} {
		if err := b.document(name, text); err != nil {
			return err
		}
	}
	return nil
}

// fillings returns what stands for the marks of the fixed files.
func fillings(p *population) *strings.Replacer {
	dofr, _ := data.ReadFile("data/dofr.yaml")
	var rates strings.Builder
	for _, s := range services.stays {
		fmt.Fprintf(&rates, "      - categories: [INPATIENT_FACILITY]\n        codes: [%q]\n        method: case rate\n        rate: %d\n", s.drg, s.rate/100)
	}
	return strings.NewReplacer(
		"{{SERVICE AREA}}", serviceArea(), "{{DOFR}}\n", string(dofr), "{{CASE RATES}}\n", rates.String(),
		"{{STAFF}}", p.staff.npi, "{{GROUP}}", p.group.npi, "{{DELEGATE}}", p.delegate.npi, "{{FORWARD}}", p.forward.npi, "{{IPA}}", p.ipa.npi,
		"{{GROUP NAME}}", p.group.last, "{{DELEGATE NAME}}", p.delegate.last, "{{FORWARD NAME}}", p.forward.last, "{{IPA NAME}}", p.ipa.last,
	)
}

// Who the HMO is.
const (
	payerName        = "WILLET HEALTH PLAN"
	payerID          = "77002"
	payerInterchange = "WILLET77002"
)

func payerDocument(o *Options) string {
	year := o.Received.Year()
	var holidays []string
	for y := year - 1; y <= year; y++ {
		for _, day := range []string{"01-01", "05-26", "07-04", "09-01", "11-27", "12-25"} {
			holidays = append(holidays, fmt.Sprintf("%d-%s", y, day))
		}
	}
	return fmt.Sprintf(`# The HMO itself.
name: %s
id: %q
tin: "780000077"
address:
  street: [1 WILLET PLAZA]
  city: PORT WILLET
  state: CA
  zip: "90901"
providerCarePhone: "5555550100"
ediPhone: "5555550120"
interchangeQualifier: ZZ
interchangeId: %s
bank:
  routing: %q
  account: "4455667789"
promptPay:
  - from: 2026-01-01
    days: 30
    rate: 0.15
  - from: 2000-01-01
    to: 2025-12-31
    days: 30
    count: working
    rate: 0.15
holidays: [%s]
inquiries:
  knownProvidersOnly: false
  searchByName: false
  monthsBack: 24
`, payerName, payerID, payerInterchange, routingOf(1), strings.Join(holidays, ", "))
}

// runDays is how long after receipt the night is decided and paid.
const runDays = 7

func nightDocument(o *Options) string {
	run := o.Received.AddDays(runDays)
	return fmt.Sprintf(`# What a run takes from the book instead of from the clock and from counters.
received: %s
run: %s
receivedTime: "2100"
runTime: "0100"
effective: %s
controlNumbers:
  interchange: 1001
  claim: {format: "{yyddd}{000000}", next: 1}
  payment: {format: "EFT{yymmdd}{00000}", next: 1}
  nonPayment: {format: "NP{yymmdd}{00000}", next: 1}
  eligibility: {format: "{yyddd}{000000}", next: 1}
  review: {format: "V{yyddd}{000000}", next: 1}
  referral: {format: "RN-{000000}", next: 1}
  authorization: {format: "AN-{000000}", next: 1}
`, o.Received, run, run)
}

// withheld is what the IPA gets back of the year before.
func withheld(o *Options, p *population) string {
	return fmt.Sprintf("contract,payee,year,amount,due\n%s,%s,%d,%d,%s\n",
		ipaContract, p.ipa.npi, o.Received.Year()-1, 25*max(o.Members/50, 1), o.Received)
}

// authorization is a row of authorizations.csv.
type authorization struct {
	number, member, provider, codes, categories, status string
	units                                               int
	rate                                                cents
	from, to                                            record.Date
}

func (b *book) authorization(a *authorization) {
	t := b.authorizationTable
	t.text(a.number, a.member, a.provider, a.codes, a.categories)
	t.count(a.units)
	t.text("", a.status)
	t.money(a.rate)
	t.text("")
	t.date(a.from)
	t.date(a.to)
	t.end()
}

func (b *book) referral(f *record.Referral) {
	t := b.referralTable
	t.text(f.Number, f.Member, f.Referring)
	t.date(f.Issued)
	t.text(f.ReferredTo, f.Specialty)
	t.flag(f.Standing)
	t.count(f.Visits)
	t.count(f.Used)
	t.date(f.From)
	t.date(f.To)
	t.end()
}

func (b *book) continuity(number int, member, provider, category string, from, to record.Date) {
	t := b.continuityTable
	t.text("CC-"+padded(number, 6), member, provider, "condition under treatment", category, directContract)
	t.date(from)
	t.date(to)
	t.text("contract ended")
	t.end()
}

// dispute writes that the delay of a claim is excused.
func (b *book) dispute(number int, c *claim, upheld record.Date) {
	t := b.disputeTable
	t.text("DP-"+padded(number, 6), c.billing.npi, c.account)
	t.date(upheld)
	t.end()
}

// priorClaim writes a claim that was paid before the night: less a discount and a
// copay.
func (b *book) priorClaim(number string, c *claim, received record.Date) {
	t := b.priorTable
	for i := range c.lines {
		l := &c.lines[i]
		allowed := l.charge * 55 / 100
		t.text(number, c.account, c.kind.String(), c.billing.npi)
		if c.rendering != nil {
			t.text(c.rendering.npi)
		} else {
			t.text("")
		}
		t.text(c.patient.id)
		t.date(max(received.AddDays(-20), l.day))
		t.date(max(received.AddDays(-14), l.day))
		t.date(l.day)
		t.text("", c.place, "", "", l.revenue, l.code, "", strings.Join(c.diagnoses, " "), padded(l.units, 1))
		t.money(l.charge)
		copay := min(cents(2000), allowed/2)
		t.text(fmt.Sprintf("CO-45 %s PR-3 %s", (l.charge-allowed).String(), copay.String()), "", "paid", "F1:65", categoryOf(c), "", "", "", "EFTP"+number)
		t.end()
	}
}

// waitingClaim adds a claim of an earlier night that waits for a price.
func (b *book) waitingClaim(number string, c *claim, received record.Date) {
	t, l := b.priorTable, &c.lines[0]
	t.text(number, c.account, c.kind.String(), c.billing.npi)
	if c.rendering != nil {
		t.text(c.rendering.npi)
	} else {
		t.text("")
	}
	t.text(c.patient.id)
	t.date(max(received.AddDays(-20), l.day))
	t.date(max(received.AddDays(-14), l.day))
	t.date(l.day)
	t.text("", c.place, "", "", l.revenue, l.code, "", strings.Join(c.diagnoses, " "), padded(l.units, 1))
	t.money(l.charge)
	t.text("", "", "pended", "P2:110", "", "", "", "", "")
	t.end()
}

// price adds what an examiner allows for a claim that waits.
func (b *book) price(number string, amount cents, by string, on record.Date) {
	t := b.decisionTable
	t.text(number, "1", "allow")
	t.money(amount)
	t.text(by)
	t.date(on)
	t.end()
}

// categoryOf returns the service category of a prior claim.
func categoryOf(c *claim) string {
	if c.renders().pcp {
		return "PCP_VISIT"
	}
	return "BEHAVIORAL_HEALTH"
}
