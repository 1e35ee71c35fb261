package export

import "strings"

// remittance is what the header of an 835 says about all of its claims.
type remittance struct {
	file, interchange, group, set string
	trace, method, payer, payee   string
	payeeID                       string
	payment, paymentDate          value
}

// remittanceClaim is a CLP and what belongs to it.
type remittanceClaim struct {
	*remittance
	segment                                            int64
	account, control, status, filing, place, frequency string
	charge, paid, patient                              value
	patientLast, patientFirst, patientID, renderingID  string
	received, from, to                                 value
	adjustments                                        adjustments
	remarks                                            []string
	lines                                              int64
}

// remittanceLine is an SVC and what belongs to it.
type remittanceLine struct {
	claim                    *remittanceClaim
	number                   int64
	control, qualifier, code string
	modifiers                []string
	revenue                  string
	charge, paid, allowed    value
	unitsPaid, unitsCharged  value
	from, to                 value
	adjustments              adjustments
	remarks                  []string
}

// remittanceColumns are the columns of remittances.
var remittanceColumns = []column[*remittanceClaim]{
	{"file", text, "name of the file, without its folder", func(c *remittanceClaim) value { return textOf(c.file) }},
	{"interchange", text, "ISA13", func(c *remittanceClaim) value { return textOf(c.interchange) }},
	{"functional_group", text, "GS06", func(c *remittanceClaim) value { return textOf(c.group) }},
	{"transaction_set", text, "ST02", func(c *remittanceClaim) value { return textOf(c.set) }},
	{"trace", text, "TRN02", func(c *remittanceClaim) value { return textOf(c.trace) }},
	{"payment_amount", amount, "BPR02, of the whole payment", func(c *remittanceClaim) value { return c.payment }},
	{"payment_method", text, "BPR04", func(c *remittanceClaim) value { return textOf(c.method) }},
	{"payment_date", date, "BPR16", func(c *remittanceClaim) value { return c.paymentDate }},
	{"payer_name", text, "1000A N102", func(c *remittanceClaim) value { return textOf(c.payer) }},
	{"payee_name", text, "1000B N102", func(c *remittanceClaim) value { return textOf(c.payee) }},
	{"payee_id", text, "1000B N104", func(c *remittanceClaim) value { return textOf(c.payeeID) }},
	{"claim_segment", whole, "number of the CLP segment in the file, from 1", func(c *remittanceClaim) value { return wholeOf(c.segment) }},
	{"account", text, "CLP01", func(c *remittanceClaim) value { return textOf(c.account) }},
	{"payer_control", text, "CLP07", func(c *remittanceClaim) value { return textOf(c.control) }},
	{"status", text, "CLP02", func(c *remittanceClaim) value { return textOf(c.status) }},
	{"charge", amount, "CLP03", func(c *remittanceClaim) value { return c.charge }},
	{"paid", amount, "CLP04", func(c *remittanceClaim) value { return c.paid }},
	{"patient_responsibility", amount, "CLP05", func(c *remittanceClaim) value { return c.patient }},
	{"filing", text, "CLP06", func(c *remittanceClaim) value { return textOf(c.filing) }},
	{"place_of_service", text, "CLP08", func(c *remittanceClaim) value { return textOf(c.place) }},
	{"frequency", text, "CLP09", func(c *remittanceClaim) value { return textOf(c.frequency) }},
	{"patient_last", text, "NM1*QC NM103", func(c *remittanceClaim) value { return textOf(c.patientLast) }},
	{"patient_first", text, "NM1*QC NM104", func(c *remittanceClaim) value { return textOf(c.patientFirst) }},
	{"patient_id", text, "NM1*QC NM109", func(c *remittanceClaim) value { return textOf(c.patientID) }},
	{"rendering_id", text, "NM1*82 NM109", func(c *remittanceClaim) value { return textOf(c.renderingID) }},
	{"received_date", date, "DTM*050", func(c *remittanceClaim) value { return c.received }},
	{"statement_from", date, "DTM*232", func(c *remittanceClaim) value { return c.from }},
	{"statement_to", date, "DTM*233", func(c *remittanceClaim) value { return c.to }},
	{"adjusted_co", amount, "sum of CAS*CO of the claim, its lines not included", func(c *remittanceClaim) value { return c.adjustments.sum("CO") }},
	{"adjusted_pr", amount, "sum of CAS*PR", func(c *remittanceClaim) value { return c.adjustments.sum("PR") }},
	{"adjusted_oa", amount, "sum of CAS*OA", func(c *remittanceClaim) value { return c.adjustments.sum("OA") }},
	{"adjusted_pi", amount, "sum of CAS*PI", func(c *remittanceClaim) value { return c.adjustments.sum("PI") }},
	{"adjustments", text, "CAS of the claim: CO-45 30.00; PR-3 20.00", func(c *remittanceClaim) value { return textOf(c.adjustments.String()) }},
	{"remarks", text, "MIA and MOA, separated by blanks", func(c *remittanceClaim) value { return textOf(strings.Join(c.remarks, " ")) }},
	{"lines", whole, "how many loops 2110", func(c *remittanceClaim) value { return wholeOf(c.lines) }},
}

// remittanceLineColumns are the columns of remittance_lines.
var remittanceLineColumns = []column[*remittanceLine]{
	{"file", text, "of the claim", func(l *remittanceLine) value { return textOf(l.claim.file) }},
	{"claim_segment", whole, "of the claim: file and this find it in remittances", func(l *remittanceLine) value { return wholeOf(l.claim.segment) }},
	{"trace", text, "TRN02", func(l *remittanceLine) value { return textOf(l.claim.trace) }},
	{"account", text, "of the claim, CLP01", func(l *remittanceLine) value { return textOf(l.claim.account) }},
	{"payer_control", text, "of the claim, CLP07", func(l *remittanceLine) value { return textOf(l.claim.control) }},
	{"line", whole, "which SVC of the claim, from 1", func(l *remittanceLine) value { return wholeOf(l.number) }},
	{"line_control", text, "REF*6R", func(l *remittanceLine) value { return textOf(l.control) }},
	{"procedure_qualifier", text, "SVC01-1", func(l *remittanceLine) value { return textOf(l.qualifier) }},
	{"procedure", text, "SVC01-2", func(l *remittanceLine) value { return textOf(l.code) }},
	{"modifier_1", text, "SVC01-3", func(l *remittanceLine) value { return nth(l.modifiers, 0) }},
	{"modifier_2", text, "SVC01-4", func(l *remittanceLine) value { return nth(l.modifiers, 1) }},
	{"modifier_3", text, "SVC01-5", func(l *remittanceLine) value { return nth(l.modifiers, 2) }},
	{"modifier_4", text, "SVC01-6", func(l *remittanceLine) value { return nth(l.modifiers, 3) }},
	{"revenue", text, "SVC04", func(l *remittanceLine) value { return textOf(l.revenue) }},
	{"charge", amount, "SVC02", func(l *remittanceLine) value { return l.charge }},
	{"paid", amount, "SVC03", func(l *remittanceLine) value { return l.paid }},
	{"allowed", amount, "AMT*B6", func(l *remittanceLine) value { return l.allowed }},
	{"units_paid", quantity, "SVC05; 1 is meant where it is not sent", func(l *remittanceLine) value { return l.unitsPaid }},
	{"units_charged", quantity, "SVC07, sent where it differs from SVC05", func(l *remittanceLine) value { return l.unitsCharged }},
	{"service_from", date, "DTM*472 or DTM*150", func(l *remittanceLine) value { return l.from }},
	{"service_to", date, "DTM*472 or DTM*151", func(l *remittanceLine) value { return l.to }},
	{"adjusted_co", amount, "sum of CAS*CO of the line", func(l *remittanceLine) value { return l.adjustments.sum("CO") }},
	{"adjusted_pr", amount, "sum of CAS*PR", func(l *remittanceLine) value { return l.adjustments.sum("PR") }},
	{"adjusted_oa", amount, "sum of CAS*OA", func(l *remittanceLine) value { return l.adjustments.sum("OA") }},
	{"adjusted_pi", amount, "sum of CAS*PI", func(l *remittanceLine) value { return l.adjustments.sum("PI") }},
	{"adjustments", text, "CAS of the line: CO-45 30.00; PR-3 20.00", func(l *remittanceLine) value { return textOf(l.adjustments.String()) }},
	{"remarks", text, "LQ*HE, separated by blanks", func(l *remittanceLine) value { return textOf(strings.Join(l.remarks, " ")) }},
}
