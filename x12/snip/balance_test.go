package snip

import "testing"

func TestBalances(t *testing.T) {
	runCases(t, []findingCase{
		{"a charge that is not the sum of the lines", professional, []string{"CLM*A1*250.5", "CLM*A1*§250.51"}, "charge-out-of-balance 2300 CLM02"},
		{"a line that is not in the charge", professional, []string{"CLM*A1*", "CLM*A1*§", "93000*125*", "93000*124.99*"}, "charge-out-of-balance 2300 CLM02"},
		{"a charge written with more zeros", professional, []string{"CLM*A1*250.5", "CLM*A1*250.500"}, ""},
		{"a charge of nothing, for lines of nothing", professional, []string{"250.5*", "0*", "*125.5*", "*0*", "*125*", "*0.00*"}, ""},
		{"amounts beyond what can be added", professional, []string{"CLM*A1*250.5", "CLM*A1*§999999999999999999", "*125.5*", "*.00000001*"}, "amounts-too-large 2300 CLM02"},
		{"a charge that is no number is level 1's matter", professional, []string{"CLM*A1*250.5", "CLM*A1*25O.5"}, ""},
		{"a hospital's charge", institutional, []string{"CLM*H1*42000", "CLM*H1*§42001"}, "charge-out-of-balance 2300 CLM02"},
		{"a dentist's charge", dental, []string{"CLM*D1*230", "CLM*D1*§80"}, "charge-out-of-balance 2300 CLM02"},
		{"a dependent's charge", dependent, []string{"CLM*A1*250.5", "CLM*A1*§-250.5"}, "charge-out-of-balance 2300 CLM02"},

		{"what another payer paid, at the claim", secondary, []string{"AMT*D*60", "AMT*D*§61"}, "other-payer-out-of-balance 2320 AMT02"},
		{"what another payer adjusted, at the claim", secondary, []string{"CAS*PR*1*10.5", "CAS*PR*1*10", "AMT*D*", "AMT*D*§"}, "other-payer-out-of-balance 2320 AMT02"},
		{"what another payer paid for a line", secondary, []string{"SVD*88002*40.5", "SVD*88002*§40"}, "other-payer-line-out-of-balance 2430 SVD02"},
		{"a line that another payer paid in two parts", secondary, []string{"SVD*88002*40.5*HC:99213**1~\n", "SVD*88002*20*HC:99213**1~\nDTP*573*D8*20260220~\nSVD*88002*20.5*HC:99213**1~\n"}, ""},
		{"another payer that has not decided", secondary, []string{
			"CAS*PR*1*10.5~\nAMT*D*60~\n", "",
			"SVD*88002*40.5*HC:99213**1~\nCAS*CO*45*80**253*5~\nDTP*573*D8*20260220~\n", "",
			"SVD*88002*30*HC:93000**1~\nCAS*CO*45*95~\nDTP*573*D8*20260220~\n", ""}, ""},

		{"a line that is paid wrong", remittance, []string{"SVC*HC:93000*40*20", "SVC*HC:93000*40*§21"}, "paid-line-out-of-balance 2110 SVC03"},
		{"a claim that is paid wrong", remittance, []string{"CLP*A2*1*100*80", "CLP*A2*1*100*§81", "BPR*I*101.25", "BPR*I*102.25"}, "paid-claim-out-of-balance 2100 CLP04"},
		{"a payment that is not what is paid", remittance, []string{"BPR*I*101.25", "BPR*I*§102.25"}, "payment-out-of-balance BPR02"},
		{"a provider adjustment with the wrong sign", remittance, []string{"L6:A1*-1.25", "L6:A1*1.25", "BPR*I*", "BPR*I*§"}, "payment-out-of-balance BPR02"},
		{"a patient's share that is not adjusted", remittance, []string{"*60*20*HM", "*60*§21*HM"}, "patient-share-differs 2100 CLP05"},
		{"a patient's share that is not said", remittance, []string{"*60*20*HM", "*60*§*HM"}, "patient-share-differs 2100 CLP05"},
		{"a reversal, whose patient's share is not said", remittance, []string{
			"CLP*A2*1*100*80**HM*P2*11*1~\nCAS*CO*45*20~", "CLP*A2*22*-100*-80**HM*P2*11*1~\nCAS*PR*1*-20~",
			"BPR*I*101.25", "BPR*I*21.25", "L6:A1*-1.25*WO:A9*40", "WO:A9*-41.25"}, ""},
		{"a reversal, whose patient's share is said to be nothing", remittance, []string{
			"CLP*A2*1*100*80**HM*P2*11*1~\nCAS*CO*45*20~", "CLP*A2*22*-100*-80*0*HM*P2*11*1~\nCAS*PR*1*-20~",
			"BPR*I*101.25", "BPR*I*21.25", "L6:A1*-1.25*WO:A9*40", "WO:A9*-41.25"}, ""},
	})
}

func TestLinesOfARemittanceThatAreNotAll(t *testing.T) {
	// The second line is left out, and its payment is told at the claim.
	runCases(t, []findingCase{{"a claim with a line left out", remittance, []string{
		"SVC*HC:93000*40*20**1~\nDTM*472*20260217~\nCAS*CO*45*20~\n", "", "CLP*A1*1*120*60*20*HM*P1*11*1~\n", "CLP*A1*1*§120*60*20*HM*P1*11*1~\nCAS*CO*45*20~\n",
	}, "paid-charge-out-of-balance 2100 CLP03"}})
}

// refusedProvider is a provider level of a 277CA without claims.
const refusedProvider = "HL*7*2*19*0~\nNM1*85*2*LAKE CLINIC*****XX*1000001655~\nTRN*1*0~\nSTC*A8:562:85*20260302*U*60~\n"

func TestTotals(t *testing.T) {
	runCases(t, []findingCase{
		{"members of an enrollment", enrollment, []string{"QTY*TO*2", "QTY*TO*§3"}, "total-count-wrong QTY02"},
		{"dependents of an enrollment", enrollment, []string{"QTY*DT*1", "QTY*DT*§0"}, "total-count-wrong QTY02"},
		{"subscribers of an enrollment", enrollment, []string{"QTY*ET*1", "QTY*ET*§2"}, "total-count-wrong QTY02"},
		{"an enrollment that says no totals", enrollment, []string{"QTY*TO*2~\nQTY*DT*1~\nQTY*ET*1~\n", ""}, ""},

		{"accepted claims of a batch", acknowledgment, []string{"QTY*90*2", "QTY*90*§3"}, "total-count-wrong 2200B QTY02"},
		{"rejected claims of a batch", acknowledgment, []string{"QTY*AA*1", "QTY*AA*§2"}, "total-count-wrong 2200B QTY02"},
		{"accepted charges of a batch", acknowledgment, []string{"AMT*YU*265~", "AMT*YU*§266~"}, "total-amount-wrong 2200B AMT02"},
		{"rejected charges of a batch", acknowledgment, []string{"AMT*YY*140~", "AMT*YY*§0~"}, "total-amount-wrong 2200B AMT02"},
		{"accepted claims of a provider", acknowledgment, []string{"QTY*QA*2", "QTY*QA*§1"}, "total-count-wrong 2200C QTY02"},
		{"rejected claims of a provider", acknowledgment, []string{"QTY*QC*1", "QTY*QC*§0"}, "total-count-wrong 2200C QTY02"},
		{"charges of a provider", acknowledgment, []string{"QTY*QC*1~\nAMT*YU*265", "QTY*QC*1~\nAMT*YU*§264"}, "total-amount-wrong 2200C AMT02"},
		{"a provider refused as a whole, whose claims are counted", acknowledgment, []string{
			"QTY*AA*1", "QTY*AA*3", "AMT*YY*140~\nHL*3", "AMT*YY*200~\nHL*3", "SE*39", refusedProvider + "QTY*QC*2~\nAMT*YY*60~\nSE*39"}, ""},
		{"a provider refused as a whole, whose claims are not in the batch", acknowledgment, []string{
			"QTY*AA*1", "QTY*AA*§1", "AMT*YY*140~\nHL*3", "AMT*YY*200~\nHL*3", "SE*39", refusedProvider + "QTY*QC*2~\nAMT*YY*60~\nSE*39"}, "total-count-wrong 2200B QTY02"},
		{"a provider refused as a whole, of whose claims nothing is said", acknowledgment, []string{
			"QTY*AA*1", "QTY*AA*9", "AMT*YY*140~\nHL*3", "AMT*YY*900~\nHL*3", "SE*39", refusedProvider + "SE*39"}, ""},

		{"accepted sets of a group", answers999, []string{"AK9*P*2*2*1", "AK9*P*2*2*§2"}, "total-count-wrong AK904"},
		{"received sets of a group", answers999, []string{"AK9*P*2*2*1", "AK9*P*2*§1*1"}, "total-count-wrong AK903"},
		{"a rejected group that accepts none of its sets", answers999, []string{"AK9*P*2*2*1", "AK9*R*2*2*0"}, ""},
		{"a rejected group that accepts one", answers999, []string{"AK9*P*2*2*1", "AK9*R*2*2*§1"}, "total-count-wrong AK904"},
		{"a group of which not all sets are answered", answers999, []string{"AK9*P*2*2*1", "AK9*P*9*9*8"}, ""},
		{"more accepted than can be", answers999, []string{"AK9*P*2*2*1", "AK9*P*9*9*§9"}, "total-count-wrong AK904"},
		{"accepted sets of a group, in a 997", answers997, []string{"AK9*P*2*2*1", "AK9*P*2*2*§2"}, "total-count-wrong AK904"},
		{"an acknowledgment that answers no set by itself", answers999, []string{
			"AK2*837*0001*005010X222A1~\nIK5*A~\nAK2*837*0002*005010X222A1~\nIK3*CLM*22*2300*8~\nCTX*CLM01:A1~\nIK4*5:3*1325*1~\nIK5*R*5~\n", ""}, ""},
	})
}

// TestALineWhoseClaimDidNotComeIsNotOfTheClaimBefore: neither its number, nor what its
// pointers point to.
func TestALineWhoseClaimDidNotComeIsNotOfTheClaimBefore(t *testing.T) {
	const next = "HL*3*1*22*0~\nSBR*P*18*GRP-1******HM~\nNM1*IL*1*DOE*SAM****MI*M9~\nN3*2 HILL STREET~\nN4*OAKLAND*CA*94602~\n" +
		"DMG*D8*19800229*M~\nNM1*PR*2*POPPY HEALTH PLAN*****PI*77001~\nHI*ABK:J449~\nLX*1~\nSV1*HC:99213*80*UN*1***1~\nDTP*472*D8*20260215~\nSE*"
	runCases(t, []findingCase{{"a claim without its CLM", professional, []string{"SE*", next}, ""}})
}
