// Package load makes large files for benchmarks, all of the same few claims:
// invented people, identifiers whose check digits are right, nothing to find.
package load

import (
	"bytes"
	"fmt"
	"strings"
)

// Claims837P returns an interchange of a group of 837P sets, one on a line, each
// of so many claims of some 430 bytes. Members, days and codes differ from claim to
// claim; providers and the payer are few, as in a practice's batch.
func Claims837P(sets, claims int) []byte {
	var b bytes.Buffer
	b.WriteString("ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*0*P*:~" +
		"GS*HC*BAYCLEAR*POPPY77001*20260302*0800*501*X*005010X222A1~")
	for s := range sets {
		begin := b.Len()
		fmt.Fprintf(&b, "ST*837*%04d*005010X222A1~"+
			"BHT*0019*00*A%d*20260302*0830*CH~NM1*41*2*BAY CLEARING*****46*BAY01~PER*IC*EDI HELP*TE*5105550140~"+
			"NM1*40*2*POPPY HMO*****46*POPPY~HL*1**20*1~PRV*BI*PXC*207Q00000X~NM1*85*2*SHORE CLINIC*****XX*1000000889~"+
			"N3*1 SHORE ROAD~N4*OAKLAND*CA*946010001~REF*EI*945555555~", s+1, s+1)
		for c := range claims {
			claim(&b, s*claims+c, c+2)
		}
		fmt.Fprintf(&b, "SE*%d*%04d~\n", bytes.Count(b.Bytes()[begin:], []byte("~"))+1, s+1)
	}
	fmt.Fprintf(&b, "GE*%d*501~IEA*1*000000501~", sets)
	return b.Bytes()
}

var (
	surnames   = []string{"ABARA", "BECK", "CHOU", "DIAZ", "EGAN", "FROST", "GUPTA", "HOLT", "IVERSON", "JUAREZ", "KANG", "LOPEZ", "MORENO"}
	names      = []string{"ANNA", "BEN", "CHIDI", "DORA", "ELI", "FAY", "GUS", "HANA", "INES", "JO", "KAI"}
	streets    = []string{"HILL STREET", "FERN LANE", "CREEK ROAD", "OAK COURT", "SPRING STREET", "QUARRY LANE", "GROVE STREET"}
	diagnoses  = []string{"J069", "I10", "E119", "J449", "M545", "Z0000", "R51", "K219", "N390", "F411", "L309"}
	procedures = []string{"99213", "99214", "93000", "80053", "36415", "99395", "87880", "71046"}
	physicians = []string{"STONE*ROSE****XX*1000000673", "LAUREL*ANNA****XX*1000000889", "IVY*RUTH****XX*1000001655"}
)

// claim writes the n-th claim, the level-th of its set.
func claim(b *bytes.Buffer, n, level int) {
	pick := func(list []string, step int) string { return list[n*step%len(list)] }
	day := 20260201 + n*7%26
	first, second := 80+n*13%170, 20+n*29%90
	fmt.Fprintf(b, "HL*%d*1*22*0~SBR*P*18*GRP%d******HM~NM1*IL*1*%s*%s****MI*M%06d~N3*%d %s~N4*OAKLAND*CA*9460%d~DMG*D8*%d%02d%02d*%c~"+
		"NM1*PR*2*POPPY HMO*****PI*POPPY~", level, 100+n%40, pick(surnames, 1), pick(names, 3), n, 1+n%190, pick(streets, 5), n%9,
		1930+n*37%90, 1+n%12, 1+n*11%28, "FM"[n%2])
	fmt.Fprintf(b, "CLM*C%d*%d.5***11:B:1*Y*A*Y*Y~REF*D9*R%d~HI*ABK:%s*ABF:%s*ABF:%s~NM1*82*1*%s~PRV*PE*PXC*207Q00000X~",
		n, first+second, n, pick(diagnoses, 1), pick(diagnoses, 3), pick(diagnoses, 7), pick(physicians, 1))
	fmt.Fprintf(b, "LX*1~SV1*HC:%s:25*%d.5*UN*1***1:2~DTP*472*D8*%d~REF*6R*%dL1~", pick(procedures, 1), first, day, n)
	fmt.Fprintf(b, "LX*2~SV1*HC:%s*%d*UN*1***1~DTP*472*D8*%d~REF*6R*%dL2~", pick(procedures, 5), second, day, n)
}

// BilledBySeveral puts a level of a billing provider before every n-th claim of a file of
// one set, and numbers the levels anew.
func BilledBySeveral(file []byte, n int) []byte {
	segments := strings.SplitAfter(string(file), "~")
	var provider []string
	for i, s := range segments {
		if strings.HasPrefix(s, "HL*1**20") {
			provider = segments[i : i+6]
		}
	}
	var b strings.Builder
	claims, levels, parent, count, from := 0, 0, 0, 0, 0
	for _, s := range segments {
		switch {
		case strings.HasPrefix(s, "ST*"):
			from = count
		case strings.HasPrefix(s, "HL*1**20"):
			levels, parent = 1, 1
		case strings.HasPrefix(s, "HL*"):
			if claims++; claims%n == 0 {
				levels++
				parent = levels
				fmt.Fprintf(&b, "HL*%d**20*1~%s", levels, strings.Join(provider[1:], ""))
				count += len(provider)
			}
			levels++
			s = fmt.Sprintf("HL*%d*%d*22*0~", levels, parent)
		case strings.HasPrefix(s, "SE*"):
			s = fmt.Sprintf("SE*%d*0001~", count-from+1)
		}
		b.WriteString(s)
		count++
	}
	return []byte(b.String())
}
