// Package report shows people what became of a night: a table for the terminal
// (Night.Table), a page for a browser (Night.HTML), a summary for programs
// (Night.JSON), and the decisions about a claim, a request or a member
// and the answer to a question about a claim as a story, as text,
// page or JSON (Explanation).
//
// Values go in and text comes out. Nothing is opened and no clock is read, so
// the same night gives the same bytes. A Night takes claims one at a time and
// keeps a short row of each, in a file if it is given one; whole claims are kept only
// as far as the page shows them.
//
// # Which numbers agree
//
// Every claim that was read is counted once by its outcome and once by its HMO
// model, so both add up to the totals. A claim's model is that of the contract
// by which its first line with a contract was decided, or of the contract by
// which it was forwarded; none where no contract was found. Each dollar charged
// has one Disposition, and these add up to what was charged.
//
// # summary.json
//
// Amounts are strings with two decimals, dates CCYY-MM-DD or empty. Lists are in
// the order of the night; denials begin with the largest amount.
//
//	version      2; raised when the shape changes
//	payer        name, id
//	received, paid
//	totals       files, sets, rejectedSets, findings, claims, charged, allowed,
//	             paid, patient, withheld, interest
//	outcomes     one each, always all seven: outcome, claims, charged, allowed,
//	             paid, patient, withheld, interest
//	models       the same by model: staff, group, ipa, network, none
//	dispositions what became of what was charged: disposition, amount
//	denials      group, carc, text, lines, amount
//	inquiries    total, standings (standing, count), rejections (aaa, text, count)
//	             and rows: trace, member, serviceTypes, asked, standing, plan, aaa
//	statusInquiries total, found (those that found a claim) and rows: trace, number
//	             and account asked for, service, statuses, claims told of
//	reviews      requests for referrals and authorizations: total, outcomes
//	             (outcome, count), rejections (aaa, text, count) and rows: trace,
//	             asked, file, member, kind, services, outcome, numbers, reasons, aaa
//	enrollments  members of 834s: total, outcomes (outcome, count) and rows: member,
//	             file, reference, maintenance (INS03), reason (INS04), outcome,
//	             changes, refusals (coverage, code), messages, differences, capitation
//	             (months already paid: contract, payee, member, month, amount on top,
//	             below zero taken back) and again, the claims on which the changes
//	             bear, as below
//	decidedAgain claims that were looked at again, since something turned out to be
//	             otherwise: decided, same, tooLate, harmless, waits, takenBack, paid,
//	             putOff and rows: claim, account, source (what said so), why (RARC of
//	             the reversal), result, was, is, recovery, due, concluded
//	contests     recoveries that payees contest: claim, payee, contested, settled,
//	             state, amount, waived, taken, due
//	decisions    of people about claims and requests that waited: total, results
//	             (result, count), always all four; rows: source (table and line),
//	             claim or request, line (or service), by, on, said, result (taken,
//	             still waits, by itself – decided without a person –, refused) and
//	             concluded
//	remittances  payee, npi, trace, method, effective, claims, amount
//	files        name, bytes, verdict, interchanges, groups, sets, rejectedSets,
//	             claims, inquiries, statusInquiries, reviews, enrollments,
//	             acknowledgments (TA1s and 999s taken), moreFindings and findings:
//	             offset, segment, loop, element, code, rejects, message, mend
//	answers      name, kind, bytes
//	sent         what we sent, tonight and before, that its receivers acknowledge:
//	             states (state, count), always all five; rows, rejected ones first,
//	             then those partly accepted and those waiting: file, kind,
//	             receiver, interchange (ISA13), group (GS06), sets, trace (of an
//	             835), sent, earlier, state and acknowledgments, as they came: kind
//	             (TA1 or 999), partner, about, file, came, verdict, decides (the
//	             state follows from it), reasons; and unmatched, the
//	             acknowledgments of what was never sent to their partner
//	claims       one row each: control, account, file, outcome, status, charge,
//	             paid, patient, model, reasons
//
// # What waits for a person
//
// The JSON of hmox12 pended, a WorkList: version, 1, and items, one each line of a
// claim, claim or item of a request that waits; what must be paid first stands first.
//
//	kind       claim or request
//	number     our claim number, or that of our answer (278 TRN*1)
//	account    CLM01, or the trace of the requester
//	line       LX01 or the service; 0: the whole
//	service    what was sent or asked for there
//	rule       that waits, by id and name; empty where it is not known
//	waitsFor, concluded, status
//	received, since, payBy (prompt pay; empty where no rule is for it)
//	table      of the book in which a person decides it, and decisions, those that
//	           may be written there
//
// # The story of a claim
//
// It is told in chapters: a claim as it was decided, its reversal, the claim that
// took its place. A chapter has what was sent; what was found about the claim; each
// line with its money from the charge to the payment and the rules in the order in
// which they were asked, each with its evidence, its conclusion and what was left of
// the charge before and after it; the rules that did not apply and why; those that
// were not asked, since a rule before them ended the line; and the result. The money
// of the steps is left out where the trace doesn't tell it, as of a claim that was
// decided before the night.
//
// Its JSON:
//
//	version   1; raised when the shape changes
//	number    that was asked for
//	requests  trace, asked, file, member, outcome, numbers, steps
//	inquiries about eligibility: trace, file, received, member, serviceTypes,
//	          standing, told (a text each line of the answer), steps
//	questions inquiries about claims: trace, file, received, refused, statuses, claims
//	          (the numbers that were told), steps
//	enrollments of a member: as in summary.json, with steps
//	claims    a list of chapters for each claim: title, control, account, file,
//	          outcome, statuses, claimStatus (CLP02), decided, member, plan, charged,
//	          allowed, paid, patient, interest, corrects (the claim in whose place),
//	          exact (the steps tell their money), lines, steps, remitted (file,
//	          trace, state), asked (questions in whose answer it was told), again
//	          and contests (as in summary.json; how often the claim was looked at
//	          again, and what of it the payee contests)
//	lines     line (0: the stay), service, category, contract, charged, allowed,
//	          paid, patient, state, status, adjustments (group, carc, amount),
//	          remarks, endedBy and notAsked (rules)
//	steps     rule, name, line (0: the claim), result, looked, concluded and money:
//	          line, before, after and taken (group, carc, amount; below zero: put back)
//
// No person's name and no diagnosis stands in summary.json and in the JSON of a
// story; the page and the text name patients, for they are made for the HMO's own
// staff.
package report
