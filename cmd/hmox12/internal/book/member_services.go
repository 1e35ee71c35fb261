package book

import (
	"unicode"
	"unicode/utf8"

	"github.com/hmox12/hmox12/mapping/record"
)

// memberServices reads what an explanation of benefits tells of whom members ask
// and how they appeal. Both sections may be absent.
func (l *loader) memberServices(d *document) {
	p := &l.book.payer
	if s := d.section("memberServices"); s != nil {
		p.Members = record.MemberServices{
			Phone: s.value("phone").required().digits(10), TTY: s.value("tty").digits(3, 10),
			Hours: pageText(s.value("hours")), Website: pageText(s.value("website")),
		}
		s.done()
	}
	s := d.section("appeals")
	if s == nil {
		return
	}
	days := s.value("days").required()
	a := &record.Appeals{
		Days: days.count(), Phone: s.value("phone").digits(10), Fax: s.value("fax").digits(10),
		Outside: pageText(s.value("outside")), Address: p.Address,
	}
	if days.text != "" && a.Days == 0 {
		days.report("leaves no day to appeal", "write in how many days of the notice a member may appeal, such as 180")
	}
	if at := s.section("address"); at != nil {
		a.Address = postalAddress(at)
	}
	s.done()
	p.Appeals = a
}

// postalAddress reads an address of which all but the street must be there.
func postalAddress(d *document) record.Address {
	a := record.Address{
		Lines: d.proses("street"),
		City:  d.value("city").required().prose(),
		State: d.value("state").required().sendable(),
		ZIP:   d.value("zip").required().digits(5, 9),
	}
	d.done()
	return a
}

// maxPageText is the length of a text for members, in bytes.
const maxPageText = 2000

// pageText reads text that stands on a page for members and is never sent by X12.
func pageText(v value) string {
	switch {
	case !utf8.ValidString(v.text):
		v.report("is not UTF-8", "save the file in the encoding UTF-8")
	case len(v.text) > maxPageText:
		v.report("is too long", "write at most 2000 characters")
	default:
		for _, r := range v.text {
			if unicode.IsControl(r) && r != '\n' {
				v.report("has a control character", "write plain text")
				break
			}
		}
	}
	return v.text
}
