package snip

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

func TestSituationsOfClaims(t *testing.T) {
	ambulance := []string{"HC:99213:25", "HC:A0425", "LX*1~", "NM1*PW*2~\nN3*1 ROAD~\nN4*OAKLAND*CA*94602~\nNM1*45*2~\nN3*2 ROAD~\nN4*OAKLAND*CA*94602~\nLX*1~"}
	with := func(changes []string, more ...string) []string {
		return append(append([]string{}, changes...), more...)
	}
	runCases(t, []findingCase{
		{"a patient without street", professional, []string{"N3*2 HILL STREET~\nN4*OAKLAND*CA*94602", "§N4*OAKLAND*CA*94602"}, "situational-segment-missing 2010BA N3"},
		{"a patient without city", professional, []string{"N4*OAKLAND*CA*94602~\nDMG", "§DMG"}, "situational-segment-missing 2010BA N4"},
		{"a patient without birth date", professional, []string{"DMG*D8*19800229*F~\nNM1", "§NM1"}, "situational-segment-missing 2010BA DMG"},
		{"a patient without claim", professional, []string{"*22*0~", "*22*1~", "CLM*A1", "§HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*DOE*JO~\nN3*2 HILL STREET~\nN4*OAKLAND*CA*94602~\nDMG*D8*20150604*F~\nCLM*A1"}, "situational-segment-missing 2300 CLM"},
		{"a subscriber with a claim, and his dependent with another", professional, []string{
			"*22*0~", "*22*1~", "SE*28", "HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*DOE*JO~\nN3*2 HILL STREET~\nN4*OAKLAND*CA*94602~\nDMG*D8*20150604*F~\nCLM*A2*5***11:B:1*Y*A*Y*Y~\nHI*ABK:J449~\nLX*1~\nSV1*HC:99213*5*UN*1***1~\nDTP*472*D8*20260215~\nSE*28"}, ""},
		{"a claim under a subscriber who is not the patient", professional, []string{"SBR*P*18*", "SBR*P*§*"}, "situational-element-missing 2000B SBR02"},
		{"a subscriber who is not the patient, and no patient", dependent, []string{
			"HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*DOE*JO~\nN3*2 HILL STREET~\nN4*OAKLAND*CA*94602~\nDMG*D8*20150604*F~\nCLM*A1*250.5***11:B:1*Y*A*Y*Y~\nREF*D9*C1~\nHI*ABK:J449*ABF:I10~\nLX*1~\nSV1*HC:99213:25*125.5*UN*1***1:2~\nDTP*472*D8*20260215~\nLX*2~\nSV1*HC:93000*125*UN*1***1~\nDTP*472*D8*20260215~\n", "§",
			"*22*1~", "*22*0~"}, "situational-segment-missing 2000C HL"},
		{"a group's number and its name", professional, []string{"GRP-1*", "GRP-1*§TEALWORKS"}, "unusual-combination 2000B SBR04"},
		{"Medicare as second payer without the reason", professional, []string{"SBR*P*18*GRP-1******HM", "SBR*S*18*GRP-1**§****MB"}, "unusual-combination 2000B SBR05"},

		{"a replacement without the earlier number", professional, []string{"11:B:1", "11:B:7", "HI*ABK", "§HI*ABK"}, "expected-segment-missing 2300 REF"},
		{"a void with the earlier number", professional, []string{"11:B:1", "11:B:8", "REF*D9*C1~", "REF*F8*P7~"}, ""},
		{"a hospital's replacement without the earlier number", institutional, []string{"11:A:1", "11:A:7", "HI*ABK", "§HI*ABK"}, "expected-segment-missing 2300 REF"},
		{"a dentist's void without the earlier number", dental, []string{"11:B:1", "11:B:8", "LX*1", "§LX*1"}, "expected-segment-missing 2300 REF"},

		{"an accident without date", professional, []string{"*Y*A*Y*Y~", "*Y*A*Y*Y**OA~", "REF*D9", "§REF*D9"}, "situational-segment-missing 2300 DTP"},
		{"a car accident with date, without place", professional, []string{"*Y*A*Y*Y~", "*Y*A*Y*Y**§EM:AA~\nDTP*439*D8*20260214~"}, "situational-element-missing 2300 CLM11-4"},
		{"a car accident abroad", professional, []string{"*Y*A*Y*Y~", "*Y*A*Y*Y**AA::::MX~\nDTP*439*D8*20260214~"}, ""},
		{"an accident at work", professional, []string{"*Y*A*Y*Y~", "*Y*A*Y*Y**EM~"}, ""},
		{"a dental accident without date", dental, []string{"*Y*A*Y*Y~", "*Y*A*Y*Y**OA~", "LX*1", "§LX*1"}, "situational-segment-missing 2300 DTP"},

		{"a visit to an inpatient without admission", professional, []string{"11:B:1", "21:B:1", "HC:99213:25", "HC:99231", "REF*D9", "§REF*D9"}, "situational-segment-missing 2300 DTP"},
		{"surgery on an inpatient without admission", professional, []string{"11:B:1", "21:B:1", "HC:99213:25", "HC:27447", "REF*D9", "§REF*D9"}, "unusual-combination 2300 DTP"},
		{"a visit to an inpatient with admission", professional, []string{"11:B:1*Y*A*Y*Y~", "21:B:1*Y*A*Y*Y~\nDTP*435*D8*20260214~"}, ""},
		{"a stay without admission", institutional, []string{"DTP*435*DT*202601091420~\n", "§"}, "situational-segment-missing 2300 DTP"},
		{"a stay without admitting diagnosis", institutional, []string{"HI*ABJ:M1711~\n", "", "NM1*71", "§NM1*71"}, "situational-segment-missing 2300 HI"},
		{"an outpatient bill without either", institutional, []string{"11:A:1", "13:A:1", "DTP*435*DT*202601091420~\n", "", "HI*ABJ:M1711~\n", ""}, ""},
		{"a stay without attending provider", institutional, []string{"NM1*71*1*IVY*RUTH****XX*1000000673~\n", "§"}, "situational-segment-missing 2310A NM1"},
		{"a transport without attending provider", institutional, []string{"NM1*71*1*IVY*RUTH****XX*1000000673~\n", "", "SV2*0120**", "SV2*0540**", "SV2*0360**", "SV2*0540**"}, ""},

		{"an ambulance without certification", professional, with(ambulance, "HI*ABK", "§HI*ABK"), "situational-segment-missing 2300 CR1"},
		{"an ambulance with it at the line", professional, with(ambulance, "1:2~\n", "1:2~\nCR1***A*DH*9~\n", "CR1***A", "CR1*LB*200**A"), ""},
		{"an ambulance without pick-up", professional, []string{"HC:99213:25", "HC:A0425", "HI*ABK", "CR1*LB*200**A*DH*9~\nHI*ABK", "LX*1~", "NM1*45*2~\nN3*2 ROAD~\nN4*OAKLAND*CA*94602~\n§LX*1~"}, "situational-segment-missing 2310E NM1"},
		{"an ambulance without drop-off", professional, []string{"HC:99213:25", "HC:A0425", "HI*ABK", "CR1*LB*200**A*DH*9~\nHI*ABK", "LX*1~", "NM1*PW*2~\nN3*1 ROAD~\nN4*OAKLAND*CA*94602~\n§LX*1~"}, "situational-segment-missing 2310F NM1"},

		{"anesthesia in units", professional, []string{"HC:99213:25*125.5*UN", "HC:00790*125.5*§UN"}, "codes-conflict 2400 SV103"},
		{"anesthesia in minutes", professional, []string{"HC:99213:25*125.5*UN*1", "HC:00790*125.5*MJ*61"}, ""},
		{"daily management, which is no anesthesia", professional, []string{"HC:99213:25", "HC:01996"}, ""},
		{"a visit in minutes", professional, []string{"HC:99213:25*125.5*UN*1", "§HC:99213:25*125.5*MJ*15"}, "unusual-combination 2400 SV101-2"},
		{"a pointer past the diagnoses", professional, []string{"***1:2~", "***§1:3~"}, "pointer-beyond-list 2400 SV107-2"},
		{"a service that ends before it begins", professional, []string{"DTP*472*D8*20260215~\nLX", "DTP*472*RD8*§20260216-20260215~\nLX"}, "range-reversed 2400 DTP03"},
		{"a service that begins and ends on one day", professional, []string{"DTP*472*D8*20260215~\nLX", "DTP*472*RD8*20260215-20260215~\nLX"}, ""},
		{"an occurrence that ends before it begins", institutional, []string{"HI*BG:09", "HI*BI:74:RD8:20260110-20260111*§BI:74:RD8:20260112-20260111~\nHI*BG:09"}, "range-reversed 2300 HI02-4"},
		{"an address without a state", professional, []string{"N4*OAKLAND*CA*946070002", "N4*OAKLAND*§*946070002"}, "expected-element-missing 2010AA N402"},
		{"an address without a ZIP code", professional, []string{"N4*OAKLAND*CA*94602", "N4*OAKLAND*CA§"}, "expected-element-missing 2010BA N403"},
		{"an address abroad without a state", professional, []string{"N4*OAKLAND*CA*94602", "N4*TURIN**10121*IT"}, ""},
		{"lines that do not count on", professional, []string{"LX*2~", "LX*§3~"}, "unusual-combination 2400 LX01"},
		{"lines of two claims that count on from one to the other", professional, []string{"LX*1~", "LX*§4~", "LX*2~", "LX*5~"}, "unusual-combination 2400 LX01"},
		{"a pointer to the last of twelve", professional, []string{"***1:2~", "***1:12~", "ABF:I10", "ABF:I10*ABF:I11*ABF:I12*ABF:I13*ABF:I14*ABF:I15*ABF:I16*ABF:I17*ABF:I18*ABF:I19*ABF:I20"}, ""},

		{"a filling without tooth", dental, []string{"TOO*JP*14*M:O~\n", "§"}, "expected-segment-missing 2400 TOO"},
		{"a cleaning without date, at line or claim", dental, []string{"DTP*472*D8*20260217~\n", "", "SV3*AD:D2392*150****1~\nTOO*JP*14*M:O~", "SV3*AD:D2392*150****1~\nTOO*JP*14*M:O~\nDTP*472*D8*20260217~", "LX*2", "§LX*2"}, "expected-segment-missing 2400 DTP"},

		{"another payer's adjustments without what it paid", secondary, []string{"AMT*D*60~\n", "§"}, "situational-segment-missing 2320 AMT"},
		{"another payer's decision without a date", secondary, []string{
			"CAS*PR*1*10.5~", "CAS*PR*1*190.5~", "NM1*PR*2*CLOVER MUTUAL*****PI*88002~\n", "NM1*PR*2*CLOVER MUTUAL*****PI*88002~\n§",
			"SVD*88002*40.5*HC:99213**1~\nCAS*CO*45*80**253*5~\nDTP*573*D8*20260220~\n", "",
			"SVD*88002*30*HC:93000**1~\nCAS*CO*45*95~\nDTP*573*D8*20260220~\n", ""}, "situational-segment-missing 2330B DTP"},
		{"another payer's decision with a date at the claim", secondary, []string{
			"CAS*PR*1*10.5~", "CAS*PR*1*190.5~", "NM1*PR*2*CLOVER MUTUAL*****PI*88002~\n", "NM1*PR*2*CLOVER MUTUAL*****PI*88002~\nDTP*573*D8*20260220~\n",
			"SVD*88002*40.5*HC:99213**1~\nCAS*CO*45*80**253*5~\nDTP*573*D8*20260220~\n", "",
			"SVD*88002*30*HC:93000**1~\nCAS*CO*45*95~\nDTP*573*D8*20260220~\n", ""}, ""},
		{"a line that another payer paid nothing for, without reason", secondary, []string{
			"CAS*PR*1*10.5~", "CAS*PR*1*40.5~", "AMT*D*60~", "AMT*D*0~", "SVD*88002*40.5*HC:99213**1~\nCAS*CO*45*80**253*5~", "SVD*88002*0*HC:99213**1~\nCAS*CO*45*125.5~",
			"*125*UN", "*0*UN", "SVD*88002*30*HC:93000**1~\nCAS*CO*45*95~\n", "SVD*88002*0*HC:93000**1~\n§", "CLM*A1*250.5", "CLM*A1*125.5", "CAS*PR*1*40.5~\nAMT*D*0~", "AMT*D*0~"}, "unusual-combination 2430 CAS"},
	})
	require.Equal(t, []string{"unknown-other-payer 2430 SVD01", "other-payer-out-of-balance 2320 AMT02"},
		check(t, secondary, "SVD*88002*30", "SVD*§88003*30"), "what an unknown payer adjusted is nobody's")
}

func TestSituationsOfRemittances(t *testing.T) {
	runCases(t, []findingCase{
		{"an ACH payment without format", remittance, []string{"ACH*CCP*", "ACH*§*"}, "situational-element-missing BPR05"},
		{"an ACH payment without the payer's company", remittance, []string{"*1771234567**01", "*§**01"}, "situational-element-missing BPR10"},
		{"a check", remittance, []string{"ACH*CCP*01*990000013*DA*4455667788*1771234567**01*990000026*DA*900011122*", "CHK************"}, ""},
		{"a notice with a payment method", remittance, []string{"BPR*I*101.25*C*ACH", "BPR*H*101.25*C*§ACH"}, "codes-conflict BPR04"},
		{"money without a payment method", remittance, []string{
			"BPR*I*101.25*C*ACH*CCP*01*990000013*DA*4455667788*1771234567**01*990000026*DA*900011122*", "BPR*H*§101.25*C*NON************"}, "codes-conflict BPR02"},
		{"a claim forwarded to nobody", remittance, []string{"CLP*A2*1*", "CLP*A2*19*", "DTM*232", "§DTM*232"}, "situational-segment-missing 2100 NM1"},
		{"a claim forwarded to another payer", remittance, []string{"CLP*A2*1*", "CLP*A2*19*", "DTM*232", "NM1*TT*2*CLOVER MUTUAL*****PI*88002~\nDTM*232"}, ""},
		{"a denial after coverage ended, without the day", remittance, []string{"CAS*CO*45*20~\nNM1", "CAS*CO*27*20~\nNM1", "DTM*232*20260109~\n", "DTM*232*20260109~\n§"}, "situational-segment-missing 2100 DTM"},
		{"a denial after coverage ended, with the day", remittance, []string{"CAS*CO*45*20~\nNM1", "CAS*CO*27*20~\nNM1", "DTM*232*20260109~\n", "DTM*232*20260109~\nDTM*036*20251231~\n"}, ""},
		{"a claim without dates", remittance, []string{"DTM*232*20260109~\n", "§"}, "situational-segment-missing 2100 DTM"},
		{"remarks of an inpatient and an outpatient", remittance, []string{"DTM*232", "MIA*3~\n§MOA***MA01~\nDTM*232"}, "unusual-combination 2100 MOA"},
		{"a line that ends and did not begin", remittance, []string{"DTM*472*20260217~\nCAS*CO*45*20~\nCAS", "DTM*151*20260217~\n§CAS*CO*45*20~\nCAS"}, "unusual-combination 2110 DTM"},
	})
	require.Equal(t, []string{"situational-element-missing BPR13", "situational-element-missing BPR15"},
		check(t, remittance, "01*990000026*DA*900011122", "***"))
	require.Equal(t, []string{"situational-element-missing BPR07", "situational-element-missing BPR09"},
		check(t, remittance, "01*990000013*DA*4455667788", "***"))
}

func TestSituationsOfOtherSets(t *testing.T) {
	runCases(t, []findingCase{
		{"a patient about whom nothing is asked", inquiry, []string{"EQ*30~\n", "§"}, "situational-segment-missing 2110C EQ"},
		{"a subscriber's benefits, asked beside the dependent's", inquiry, []string{"*22*0~", "*22*1~", "EQ*30~", "§EQ*30~\nHL*4*3*23*0~\nNM1*03*1*DOE*JO~\nEQ*30~"}, "unusual-combination 2110C EQ"},
		{"a nameless subscriber", inquiry, []string{"*DOE*NINA****MI*M3", "*******§"}, "expected-element-missing 2100C NM109"},
		{"a copay without amount", benefits, []string{"*27*20*****Y", "*27*§*****Y"}, "unusual-combination 2110C EB07"},
		{"a copay told in words", benefits, []string{"*27*20*****Y~", "*27******Y~\nMSG*TWENTY DOLLARS~"}, ""},
		{"coinsurance without percentage", benefits, []string{"*****.2****Y", "*****§****Y"}, "unusual-combination 2110C EB08"},
		{"benefits of a person who was not found", benefits, []string{"DMG*D8", "AAA*N**75*C~\nDMG*D8", "EB*1", "§EB*1"}, "codes-conflict 2110C EB"},
		{"a claim searched without dates", statusInquiry, []string{"DTP*472*D8*20260217~\n", "§"}, "unusual-combination 2200D DTP"},
		{"accepted claims without a sum", acknowledgment, []string{"AMT*YU*265~\nAMT*YY*140~\n", "AMT*YY*140~\n§"}, "unusual-combination 2200B AMT"},
		{"an accepted claim that is refused", acknowledgment, []string{
			"STC*A2:20:PR*20260302*WQ*120", "STC*A2:20:PR*20260302*§U*120", "QTY*90*2~\nQTY*AA*1~\nAMT*YU*265~\nAMT*YY*140~\n", "",
			"QTY*QA*2~\nQTY*QC*1~\nAMT*YU*265~\nAMT*YY*140~\n", ""}, "unusual-combination 2200D STC03"},
		{"a subscriber who is a child", enrollment, []string{"INS*Y*18", "INS*Y*§19"}, "unusual-combination 2000 INS02"},
		{"a dependent who is himself", enrollment, []string{"INS*N*19", "INS*N*§18"}, "codes-conflict 2000 INS02"},
		{"a subscriber without employment status", enrollment, []string{"*28*A***AC~", "*28*A§~"}, "situational-element-missing 2000 INS08"},
		{"a corrected name without the wrong one", enrollment, []string{"NM1*IL*1*DOE*MINA", "NM1*74*1*DOE*MINA", "HD*021", "§HD*021"}, "situational-segment-missing 2100B NM1"},
		{"coverage that does not begin", enrollment, []string{"DTP*348*D8*20260301~\nINS", "DTP*303*D8*20260301~\n§INS"}, "unusual-combination 2300 DTP"},
		{"coverage that does not end", enrollment, []string{"HD*021", "HD*024", "DTP*348*D8*20260301~\nINS", "DTP*303*D8*20260301~\n§INS"}, "unusual-combination 2300 DTP"},
		{"a certified review without number", review, []string{"HCR*A1*RF26000123", "HCR*A1§"}, "unusual-combination 2000E HCR02"},
		{"a denied review without reason", review, []string{"HCR*A1*RF26000123", "HCR*A3§"}, "unusual-combination 2000E HCR03"},
	})
}

func TestEveryRuleFitsItsGuides(t *testing.T) {
	versions, rules := map[string]bool{}, 0
	for _, g := range guide.All() {
		p, err := newPlan(g, rulesOf(g), placesOf(g), false)
		require.NoError(t, err)
		require.NotNil(t, p.root)
		for _, key := range []string{g.Version, g.Set + ":" + g.Version} {
			versions[key] = true
			rules += len(ruleTable()[key])
		}
	}
	require.Greater(t, rules, 50)
	for key := range ruleTable() {
		require.True(t, versions[key], "rules for %s, which no guide has", key)
	}
	for key := range placeTable() {
		require.True(t, versions[key] || key == "*", "places for %s, which no guide has", key)
	}
}

// A claim's 277CA tells an edit: so it must be found in the claim.
func TestEditsOfClaimsAreFoundInTheClaim(t *testing.T) {
	edits := 0
	for version, rules := range ruleTable() {
		if !strings.HasPrefix(version, "005010X22") || version == "005010X220A1" || version == "005010X221A1" {
			continue
		}
		for _, r := range rules {
			if r.class == edit {
				edits++
				require.GreaterOrEqual(t, r.scope, "2300", "%s: rule %s", version, r.name)
			}
		}
	}
	require.GreaterOrEqual(t, edits, 4)
}

func TestFaultsInDataFilesAreNamed(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a rule for no guide":            {"rule a 2300 ; title\n  when CLM01\n  need REF*F8", "x:1: rule a is for no guide"},
		"a rule without situation":       {"for V\nrule a 2300 ; title\n  need REF*F8", "x:2: rule a says not when"},
		"a rule that says nothing":       {"for V\nrule a 2300 ; title\n  when CLM01", "x:2: rule a says not when, or not what"},
		"a rule that says both":          {"for V\nrule a 2300 ; title\n  when CLM01\n  need REF\n  forbid REF", "or not what"},
		"a rule without title":           {"for V\nrule a 2300\n  when CLM01\n  need REF", "write a rule like"},
		"a rule of unknown weight":       {"for V\nrule a 2300 heavy ; title", "no weight"},
		"a rule there twice":             {"for V\nrule a 2300 ; t\n  when CLM01\n  need REF\nrule a 2300 ; t", "there twice"},
		"a place that is none":           {"for V\nrule a 2300 ; t\n  when clm1\n", "x:3: \"clm1\" is no place"},
		"an unknown clause":              {"for V\nrule a 2300 ; t\n  if CLM01\n", "write when, unless, need or forbid"},
		"alternatives without or":        {"for V\nrule a 2300 ; t\n  when CLM01 CLM02\n", "put or between"},
		"a clause about nothing":         {"for V\nrule a 2300 ; t\n  when\n", "when what?"},
		"an alternative that is missing": {"for V\nrule a 2300 ; t\n  when CLM01 or\n", "when what?"},
		"a list that is not there":       {"for V\nrule a 2300 ; t\n  when CLM01=@nothing\n", "no list nothing"},
		"a range that counts backward":   {"for V\nrule a 2300 ; t\n  when CLM01=9..1\n", "is no range"},
		"a segment that is compared":     {"for V\nrule a 2300 ; t\n  when CLM=1\n", "compares a whole segment"},
		"a line below nothing":           {"  when CLM01", "indented below nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseRules("x", c.text)
			require.ErrorContains(t, err, c.want)
		})
	}
	g, ok := guide.Lookup("837", "005010X222A1")
	require.True(t, ok)
	for name, c := range map[string]struct{ text, want string }{
		"a loop that the guide does not have":    {"for V\nrule a 2399 ; t\n  when CLM01\n  need REF*F8", "has no loop 2399"},
		"a segment that the loop does not have":  {"for V\nrule a 2300 ; t\n  when CLM01\n  need REF*QQ", "loop 2300 has no REF*QQ"},
		"an element that the guide does not use": {"for V\nrule a 2300 ; t\n  when CLM03\n  need REF*F8", "has no CLM03"},
	} {
		t.Run(name, func(t *testing.T) {
			rules, err := parseRules("x", c.text)
			require.NoError(t, err)
			_, err = newPlan(g, rules["V"], nil, false)
			require.ErrorContains(t, err, c.want)
		})
	}
	for name, c := range map[string]struct{ text, want string }{
		"a code set that is not there": {"for V\nnothing CLM01", "x:2: no code set nothing"},
		"a place of no element":        {"for V\nnpi NM1", "name an element"},
		"a condition that is none":     {"for V\nnpi NM109 if XX", "is no place"},
		"a place for no guide":         {"npi NM109", "write a place like"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parsePlaces("x", c.text)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestAGuideWithLessIsCheckedForWhatItHas(t *testing.T) {
	g, err := guide.Compile("less", `guide 837 HC 005010X222A1 ; Claims, cut short
ST   M 1   01=837 02 03=005010X222A1
BHT  M 1   01=0019 02=00|18 03 04 05 06=31|CH|RP
loop 2010AA R 1 ; Billing provider
  NM1  R 1   01=85 02=1|2 03 04? 05? 07? 08?=XX 09?@npi
  N4   R 1   01 02?@state 03? 04?@country 07?
SE   M 1   01 02
`)
	require.NoError(t, err)
	w := guide.NewWalker(g, nil, guide.PlaceOnly())
	var found []string
	c := NewChecker(g, CodeSets, func(e *x12.Error) { found = append(found, e.Code.String()) })
	for _, line := range []string{"ST*837*0001*005010X222A1", "BHT*0019*00*1*20260302*0800*CH", "NM1*85*2*SHORE CLINIC*****XX*1000000888", "N4*OAKLAND*XX*94602", "SE*5*0001"} {
		seg := x12.ParseSegment(line, x12.DefaultDelimiters)
		c.Check(seg, w.Walk(seg))
	}
	c.End()
	require.Equal(t, []string{"bad-npi", "bad-state", "short-postal-code"}, found)
}
