package book

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// payer reads payer.yaml: the HMO itself.
func (l *loader) payer() error {
	d, err := l.document("payer.yaml")
	if d == nil {
		return err
	}
	l.book.payer = record.Payer{
		Name:                 d.value("name").required().prose(),
		ID:                   l.heading(d.value("id").required()),
		TIN:                  d.value("tin").required().digits(9),
		ProviderCarePhone:    d.value("providerCarePhone").required().digits(10),
		EDIPhone:             d.value("ediPhone").required().digits(10),
		InterchangeQualifier: d.value("interchangeQualifier").required().sendable(),
		InterchangeID:        l.heading(d.value("interchangeId").required()),
	}
	if a := d.section("address"); a != nil {
		l.book.payer.Address = postalAddress(a)
	} else {
		d.at("address").report("is missing", "remittances name it")
	}
	if b := d.section("bank"); b != nil {
		l.book.payer.Bank = record.BankAccount{
			Routing: b.value("routing").required().routing(),
			Account: b.value("account").required().sendable(),
		}
		b.done()
	} else {
		d.at("bank").report("is missing", "payments are drawn on it")
	}
	if i := d.section("inquiries"); i != nil {
		l.book.payer.Inquiries = record.InquiryPolicy{
			KnownProvidersOnly: i.value("knownProvidersOnly").flag(),
			SearchByName:       i.value("searchByName").flag(),
			MonthsBack:         i.value("monthsBack").count(),
		}
		i.done()
	}
	for _, rule := range d.sections("promptPay") {
		l.book.payer.PromptPay = append(l.book.payer.PromptPay, l.promptPay(rule))
	}
	for _, v := range d.list("holidays") {
		l.book.payer.Holidays = append(l.book.payer.Holidays, v.required().date())
	}
	l.book.payer.RecoveryNoticeDays = defaultNoticeDays
	set(d, "recoveryNoticeDays", &l.book.payer.RecoveryNoticeDays, value.count)
	l.memberServices(d)
	l.book.payer.RecoveryDays = defaultRecoveryDays
	set(d, "recoveryDays", &l.book.payer.RecoveryDays, value.count)
	d.done()
	return nil
}

// promptPay reads one rule of how long the HMO may take to pay. That the plans it
// names are there is checked when they are read.
func (l *loader) promptPay(d *document) record.PromptPay {
	p := record.PromptPay{
		Span: span(d.value("from"), d.value("to")), Plans: d.texts("plans"), Days: d.value("days").required().count(),
		Working: oneOf(d.value("count"), "calendar", "working") == "working",
		Rate:    d.value("rate").required().fraction(), YearDays: d.value("yearDays").count(),
	}
	if p.YearDays == 0 {
		p.YearDays = 365
	}
	l.paidPlans = append(l.paidPlans, d.list("plans")...)
	d.done()
	return p
}

// partners reads partners.csv: who sends files and gets the answers.
func (l *loader) partners() error {
	seen := map[string]int{}
	return l.table("partners.csv", []string{"id", "qualifier", "name", "lineBreaks", "characters?", "endsBefore?"}, func(r *row) {
		id := r.cell("id").required()
		if len(id.text) > 15 {
			id.report("is longer than 15 characters", "it is ISA06 of what the partner sends")
		}
		if first := seen[id.text]; first > 0 {
			id.report("stands on an earlier line, too", "remove one")
		}
		seen[id.text] = r.line
		characters := oneOf(r.cell("characters"), record.Basic, record.Extended, record.UTF8)
		writable(id, characters)
		l.book.partners = append(l.book.partners, record.TradingPartner{
			ID:         id.text,
			Qualifier:  oneOf(r.cell("qualifier").required(), "01", "14", "20", "27", "28", "29", "30", "33", "ZZ"),
			Name:       r.cell("name").required().prose(),
			LineBreaks: r.cell("lineBreaks").flag(),
			Characters: characters,
			EndsBefore: r.cell("endsBefore").flag(),
		})
	})
}

// writable reports an id that can't be written in the characters of a partner. The
// header of an interchange counts bytes, so it is ASCII even in UTF-8.
func writable(id value, to record.Characters) {
	charset := x12.Basic
	if to != record.Basic {
		charset = x12.Extended
	}
	if charset.Lacks(id.text) >= 0 {
		id.report("has a character that is not in the "+charset.String()+" set", "an id is sent as it is; write it in characters of the set")
	}
}

// heading reads an id that stands in what every partner is sent.
func (l *loader) heading(id value) string {
	for i := range l.book.partners {
		if l.book.partners[i].Characters == record.Basic {
			writable(id, record.Basic)
			break
		}
	}
	return id.sendable()
}

// address reads the cells street, street2, city, state and zip.
func (r *row) address() record.Address {
	a := record.Address{City: r.cell("city").prose(), State: r.text("state"), ZIP: r.cell("zip").digits(5, 9)}
	for _, column := range []string{"street", "street2"} {
		if line := r.cell(column).prose(); line != "" {
			a.Lines = append(a.Lines, line)
		}
	}
	return a
}

// name reads the cells last, first, middle and suffix.
func (r *row) name() record.PersonName {
	return record.PersonName{
		Last: r.cell("last").required().prose(), First: r.cell("first").prose(),
		Middle: r.cell("middle").prose(), Suffix: r.cell("suffix").prose(),
	}
}
