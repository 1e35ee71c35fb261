package ack_test

import (
	"strconv"
	"strings"

	"github.com/hmox12/hmox12/x12"
)

// balanceMutations are amounts and counts that don't add up any more.
var balanceMutations = []mutation{
	unbalanced("837 claim's charge", "837", "CLM", "", 2, 1, x12.ChargeOutOfBalance, "CLM", "", 2),
	unbalanced("837P line's charge", "837P", "SV1", "", 2, 1, x12.ChargeOutOfBalance, "CLM", "", 2),
	unbalanced("837I line's charge", "837I", "SV2", "", 3, 1, x12.ChargeOutOfBalance, "CLM", "", 2),
	unbalanced("837D line's charge", "837D", "SV3", "", 2, 1, x12.ChargeOutOfBalance, "CLM", "", 2),
	unbalanced("837 other payer's payment", "837", "AMT", "D", 2, 1, x12.OtherPayerOutOfBalance, "AMT", "D", 2),
	unbalanced("837 other payer's adjustment of the claim", "837", "2320 CAS", "", 3, 1, x12.OtherPayerOutOfBalance, "AMT", "D", 2),
	unbalanced("837 other payer's adjustment of a line", "837", "2430 CAS", "", 3, 1, x12.OtherPayerLineOutOfBalance, "SVD", "", 2),
	unbalanced("837 other payer's payment of a line", "837", "SVD", "", 2, 1, x12.OtherPayerLineOutOfBalance, "SVD", "", 2),
	unbalanced("835 payment", "835", "BPR", "", 2, 1, x12.PaymentOutOfBalance, "BPR", "", 2),
	unbalanced("835 provider adjustment", "835", "PLB", "", 4, 1, x12.PaymentOutOfBalance, "BPR", "", 2),
	unbalanced("835 claim's charge", "835", "CLP", "", 3, 1, x12.PaidClaimOutOfBalance, "CLP", "", 4),
	unbalanced("835 claim's payment", "835", "CLP", "", 4, 1, x12.PaidClaimOutOfBalance, "CLP", "", 4),
	unbalanced("835 claim's payment, as the check sees it", "835", "CLP", "", 4, 1, x12.PaymentOutOfBalance, "BPR", "", 2),
	unbalanced("835 patient's share", "835", "CLP", "", 5, 1, x12.PatientShareDiffers, "CLP", "", 5),
	unbalanced("835 adjustment of a claim", "835", "2100 CAS", "", 3, 1, x12.PaidClaimOutOfBalance, "CLP", "", 4),
	unbalanced("835 adjustment of a line", "835", "2110 CAS", "", 3, 1, x12.PaidLineOutOfBalance, "SVC", "", 3),
	unbalanced("835 line's charge", "835", "SVC", "", 2, 1, x12.PaidLineOutOfBalance, "SVC", "", 3),
	unbalanced("835 line's charge, as the claim sees it", "835", "SVC", "", 2, 1, x12.PaidChargeOutOfBalance, "CLP", "", 3),
	unbalanced("835 line's payment", "835", "SVC", "", 3, 1, x12.PaidLineOutOfBalance, "SVC", "", 3),
	unbalanced("834 control total", "834", "QTY", "", 2, 1, x12.TotalCountWrong, "QTY", "", 2),
	unbalanced("277CA count", "277CA", "QTY", "", 2, 1, x12.TotalCountWrong, "QTY", "", 2),
	unbalanced("277CA total", "277CA", "AMT", "", 2, 1, x12.TotalAmountWrong, "AMT", "", 2),
	unbalanced("277CA charge of an accepted claim", "277CA", "2200D STC", "A2", 4, 1, x12.TotalAmountWrong, "AMT", "YU", 2),
	unbalanced("277CA charge of a rejected claim", "277CA", "2200D STC", "A7", 4, 1, x12.TotalAmountWrong, "AMT", "YY", 2),
	// A 999 may leave out sets that it accepts, so that more received is no fault.
	unbalanced("999 sets received", "999", "AK9", "", 3, -1, x12.TotalCountWrong, "AK9", "", 3),
	unbalanced("999 sets accepted", "999", "AK9", "", 4, 1, x12.TotalCountWrong, "AK9", "", 4),
}

// unbalanced changes an amount by one, in files whose name begins with set: element
// n of each segment with the identifier (and its loop before it), its first element
// beginning with the qualifier. The finding is wanted at element m of the segment
// that states the sum.
func unbalanced(name, set, where, qualifier string, n, by int, code x12.Code, sum, sumQualifier string, m int) mutation {
	return mutation{name + " is off", 3, func(d *document) (all []mutant) {
		if !strings.HasPrefix(d.name, set) {
			return nil
		}
		loop, segment, in := strings.Cut(where, " ")
		if !in {
			segment, loop = where, ""
		}
		d.inSet(func(i int, p place) {
			text := d.segments[i]
			if p.use.ID != segment || loop != "" && p.in.loop.ID != loop || !strings.HasPrefix(element(text, 1, 0), qualifier) {
				return
			}
			amount, err := strconv.Atoi(element(text, n, 0))
			if err != nil {
				return
			}
			at := i
			if sum != segment {
				at = d.stated(i, sum, sumQualifier)
			}
			all = append(all, mutantOf(d.describe(i), d.replaced(i, 1, withElement(text, n, number(amount+by))),
				expectation{segment: at + 1, id: sum, element: m, code: code}))
		})
		return all
	}}
}

// stated returns the segment that a sum stands in: in the loop of segment i or the
// innermost one around it that has it, otherwise the last one before i.
func (d *document) stated(i int, id, qualifier string) int {
	is := func(j int) bool {
		return strings.HasPrefix(d.segments[j], id+"*") && (qualifier == "" || element(d.segments[j], 1, 0) == qualifier)
	}
	for o := d.places[i].in; o != nil; o = o.parent {
		for j := o.first; j <= o.last; j++ {
			if d.places[j].in == o && is(j) {
				return j
			}
		}
	}
	for j := i; j > 0; j-- {
		if is(j) {
			return j
		}
	}
	return 0
}
