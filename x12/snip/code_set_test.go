package snip

import "testing"

func TestCodeSetsOfClaims(t *testing.T) {
	runCases(t, []findingCase{
		{"an NPI with a wrong check digit", professional, []string{"XX*1000000889", "XX*§1000000888"}, "bad-npi 2010AA NM109"},
		{"a number that is no NPI and isn't said to be", professional, []string{"PI*77001", "PI*1000000888"}, ""},
		{"a taxonomy code that ends otherwise", professional, []string{"PXC*207Q00000X", "PXC*§207Q00000Y"}, "bad-taxonomy 2000A PRV03"},
		{"a state that is none", professional, []string{"N4*OAKLAND*CA*94602", "N4*OAKLAND*§XX*94602"}, "bad-state 2010BA N402"},
		{"a province", professional, []string{"N4*OAKLAND*CA*94602", "N4*TORONTO*ON*M5V2T6*CA"}, ""},
		{"a postal code of Canada", professional, []string{"N4*OAKLAND*CA*94602", "N4*TORONTO*ON*§M5VT62*CA"}, "bad-postal-code 2010BA N403"},
		{"a ZIP code of six digits", professional, []string{"CA*94602", "CA*§946021"}, "bad-postal-code 2010BA N403"},
		{"a billing provider's ZIP code of five digits", professional, []string{"CA*946070002", "CA*§94607"}, "short-postal-code 2010AA N403"},
		{"a country that is none", professional, []string{"N4*OAKLAND*CA*94602", "N4*OSLO**0150*§QQ"}, "bad-country 2010BA N404"},
		{"a currency that is none", professional, []string{"NM1*85", "CUR*85*§QQQ~\nNM1*85"}, "bad-currency 2000A CUR02"},
		{"a tax identifier with a hyphen", professional, []string{"EI*945555555", "EI*§94-5555555"}, "bad-tax-id 2010AA REF02"},
		{"a birth date past the file's", professional, []string{"D8*19800229", "D8*§20260303"}, "date-in-future 2010BA DMG02"},
		{"a service past the file's date", professional, []string{"DTP*472*D8*20260215", "DTP*472*D8*§20260401"}, "date-in-future 2400 DTP03"},
		{"a service that ends past the file's date", professional, []string{"DTP*472*D8*20260215", "DTP*472*RD8*§20260301-20260303"}, "date-in-future 2400 DTP03"},
		{"a service on the file's date", professional, []string{"DTP*472*D8*20260215", "DTP*472*D8*20260302"}, ""},

		{"a place of service that is none", professional, []string{"11:B:1", "§63:B:1"}, "bad-place-of-service 2300 CLM05-1"},
		{"a line's place of service that is none", professional, []string{"*UN*1***1~", "*UN*1*§98**1~"}, "bad-place-of-service 2400 SV105"},
		{"a frequency that is none", professional, []string{"11:B:1", "§11:B:#"}, "bad-frequency 2300 CLM05-3"},
		{"a diagnosis with a point", professional, []string{"ABK:J449", "§ABK:J44.9"}, "bad-diagnosis 2300 HI01-2"},
		{"a diagnosis of no chapter", professional, []string{"ABF:I10", "§ABF:U90"}, "bad-diagnosis 2300 HI02-2"},
		{"a diagnosis that is too short", professional, []string{"ABF:I10", "§ABF:I1"}, "bad-diagnosis 2300 HI02-2"},
		{"diagnoses with letters in the middle", professional, []string{"ABK:J449*ABF:I10", "ABK:C4A0*ABF:O9A111"}, ""},
		{"an injury with a place holder", professional, []string{"ABF:I10", "ABF:T36X1XA"}, ""},
		{"ICD-9 today", professional, []string{"ABK:J449*ABF:I10", "§BK:496*BF:4019"}, "diagnosis-version 2300 HI01"},
		{"ICD-10 before its time", professional, []string{"ABK:J449", "§ABK:J449", "20260215", "20150930", "20260215", "20150929"}, "diagnosis-version 2300 HI01"},
		{"ICD-9 in its time", professional, []string{"ABK:J449*ABF:I10", "BK:496*BF:V1234", "20260215", "20150930", "20260215", "20150930"}, ""},
		{"a diagnosis of ICD-9 with a letter too many", professional, []string{"ABK:J449*ABF:I10", "BK:496*§BF:Y12", "20260215", "20150930", "20260215", "20150930"}, "bad-diagnosis 2300 HI02-2"},
		{"a procedure of four digits", professional, []string{"HC:93000", "§HC:9300"}, "bad-procedure 2400 SV101-2"},
		{"a procedure with a letter that HCPCS doesn't use", professional, []string{"HC:93000", "§HC:Z1234"}, "bad-procedure 2400 SV101-2"},
		{"a HCPCS code", professional, []string{"HC:93000", "HC:J3301"}, ""},
		{"a CPT code of category three", professional, []string{"HC:93000", "HC:0042T"}, ""},
		{"a modifier in small letters", professional, []string{"99213:25", "99213:rt", "SV1*HC", "SV1*§HC"}, "bad-modifier 2400 SV101-3"},
		{"a fourth modifier", professional, []string{"99213:25", "99213:25:RT:59:#1", "SV1*HC", "SV1*§HC"}, "bad-modifier 2400 SV101-6"},
		{"a drug code with hyphens", professional, []string{"DTP*472*D8*20260215~\nLX*2", "DTP*472*D8*20260215~\nLIN**N4*§00071-0155-23~\nCTP****1*UN~\nLX*2"}, "bad-drug 2410 LIN03"},
		{"a drug code of eleven digits", professional, []string{"DTP*472*D8*20260215~\nLX*2", "DTP*472*D8*20260215~\nLIN**N4*00071015523~\nCTP****1*UN~\nLX*2"}, ""},
		{"a billing provider in a post office box", professional, []string{"N3*3 SHORE ROAD", "N3*§P.O. Box 17"}, "bad-street 2010AA N301"},
		{"a billing provider in a lock box", dental, []string{"N3*9 ENAMEL COURT", "N3*§LOCKBOX 17"}, "bad-street 2010AA N301"},
		{"a billing provider at Boxwood and Pobox", professional, []string{"N3*3 SHORE ROAD", "N3*POBOXER WAY 17"}, ""},
		{"a patient in a post office box", professional, []string{"N3*2 HILL STREET", "N3*PO BOX 17"}, ""},
		{"a laboratory number with a blank", professional, []string{"REF*D9*C1", "REF*X4*§05D 123456"}, "bad-clia 2300 REF02"},
		{"a condition code", professional, []string{"LX*1", "HI*BG:§A~\nLX*1", "BG:§A", "§BG:A"}, "bad-condition-code 2300 HI01-2"},
		{"an adjustment reason that is none", secondary, []string{"CAS*PR*1*", "CAS*PR*§C1*"}, "bad-adjustment-reason 2320 CAS02"},
		{"a state of an accident", professional, []string{"*Y*A*Y*Y~", "*Y*A*Y*Y**§AA:::QQ~\nDTP*439*D8*20260214~"}, "bad-state 2300 CLM11-4"},

		{"a type of bill with its zero", institutional, []string{"11:A:1", "§01:A:1"}, "bad-type-of-bill 2300 CLM05-1"},
		{"a revenue code of three digits", institutional, []string{"SV2*0120", "SV2*§120"}, "bad-revenue-code 2400 SV201"},
		{"a revenue code of no category", institutional, []string{"SV2*0120", "SV2*§0115"}, "bad-revenue-code 2400 SV201"},
		{"a DRG of two digits", institutional, []string{"HI*DR:470", "HI*§DR:47"}, "bad-drg 2300 HI01-2"},
		{"a hospital procedure with an O", institutional, []string{"BBR:0SRC0J9", "§BBR:OSRC0J9"}, "bad-hospital-procedure 2300 HI01-2"},
		{"a hospital procedure of six characters", institutional, []string{"BBR:0SRC0J9", "§BBR:0SRC0J"}, "bad-hospital-procedure 2300 HI01-2"},
		{"a stay that ends past the file's date", institutional, []string{"RD8*20260109-20260112", "RD8*§20260109-20260303"}, "date-in-future 2300 DTP03"},

		{"a tooth that nobody has", dental, []string{"TOO*JP*14", "TOO*JP*§33"}, "bad-tooth 2400 TOO02"},
		{"a primary tooth", dental, []string{"TOO*JP*14", "TOO*JP*T"}, ""},
		{"a dental procedure without its letter", dental, []string{"AD:D1110", "§AD:01110"}, "bad-procedure 2400 SV301-2"},
	})
}

func TestCodeSetsOfOtherSets(t *testing.T) {
	runCases(t, []findingCase{
		{"a payee's NPI", remittance, []string{"XX*1000000889", "XX*§1000000880"}, "bad-npi 1000B N104"},
		{"an adjustment reason that is retired", remittance, []string{"CAS*CO*45*20~\nNM1", "CAS*CO*§62*20~\nNM1"}, "retired-reason 2100 CAS02"},
		{"an adjustment reason that is none", remittance, []string{"CAS*CO*45*20~\nNM1", "CAS*CO*§B99*20~\nNM1"}, "bad-adjustment-reason 2100 CAS02"},
		{"a second adjustment reason that is none", remittance, []string{"CAS*CO*45*20~\nNM1", "CAS*CO*45*19**§X*1~\nNM1"}, "bad-adjustment-reason 2100 CAS05"},
		{"a remark that is none", remittance, []string{"DTM*232", "MOA***§X1~\nDTM*232"}, "bad-remark 2100 MOA03"},
		{"a line's remark that is none", remittance, []string{"CAS*CO*45*20~\nCLP", "CAS*CO*45*20~\nLQ*HE*§N~\nCLP"}, "bad-remark 2110 LQ02"},
		{"a procedure that is none", remittance, []string{"HC:93000", "§HC:930"}, "bad-procedure 2110 SVC01-2"},
		{"a DRG that is none", remittance, []string{"HM*P2*11*1~", "HM*P2*11*1**§7~"}, "bad-drg 2100 CLP11"},
		{"a status category that is none", acknowledgment, []string{"STC*A3:33:IL", "STC*§A9:33:IL"}, "bad-status 2200D STC01-1"},
		{"a status that is none", statusAnswer, []string{"STC*F1:65", "STC*§F1:X5"}, "bad-status 2200D STC01-2"},
		{"a procedure that is asked about", inquiry, []string{"EQ*30", "EQ**§HC:12"}, "bad-procedure 2110C EQ02-2"},
		{"an asker's NPI", inquiry, []string{"XX*1000000954", "XX*§1000000955"}, "bad-npi 2100B NM109"},
		{"a member born after the file was made", enrollment, []string{"D8*20200115", "D8*§20260206"}, "date-in-future 2100A DMG02"},
		{"a diagnosis of a review", review, []string{"ABF:M1711", "§ABF:M1"}, "bad-diagnosis 2000E HI01-2"},
	})
}
