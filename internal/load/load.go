// Package load makes large files for benchmarks, all of the same few claims:
// invented people, identifiers whose check digits are right, nothing to find.
package load

import (
	"bytes"
	"fmt"
)

// Claims837P returns an interchange of a group of 837P sets, one on a line, each
// of so many claims of some 600 bytes.
func Claims837P(sets, claims int) []byte {
	var b bytes.Buffer
	b.WriteString("ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*0*P*:~" +
		"GS*HC*BAYCLEAR*POPPY77001*20260302*0800*501*X*005010X222A1~")
	for s := range sets {
		begin := b.Len()
		fmt.Fprintf(&b, "ST*837*%04d*005010X222A1~"+
			"BHT*0019*00*A1*20260302*0830*CH~NM1*41*2*BAY CLEARING*****46*BAY01~PER*IC*HELP DESK*TE*5105550140~"+
			"NM1*40*2*POPPY HMO*****46*POPPY~HL*1**20*1~PRV*BI*PXC*207Q00000X~NM1*85*2*SHORE CLINIC*****XX*1000000889~"+
			"N3*1 SHORE ROAD~N4*OAKLAND*CA*946010001~REF*EI*945555555~", s+1)
		for c := range claims {
			fmt.Fprintf(&b, "HL*%d*1*22*0~SBR*P*18*GRP100******HM~NM1*IL*1*DOE*JANE****MI*M%06d~N3*2 HILL STREET~"+
				"N4*OAKLAND*CA*94602~DMG*D8*19800229*F~NM1*PR*2*POPPY HMO*****PI*POPPY~CLM*C%d*250***11:B:1*Y*A*Y*Y~"+
				"REF*D9*R%d~HI*ABK:J449*ABF:I10*ABF:E119~NM1*82*1*STONE*ROSE****XX*1000000673~PRV*PE*PXC*207Q00000X~"+
				"LX*1~SV1*HC:99213:25*125.5*UN*1***1:2~DTP*472*D8*20260215~REF*6R*L1~"+
				"LX*2~SV1*HC:93000*124.5*UN*1***1~DTP*472*D8*20260215~REF*6R*L2~", c+2, c, c, c)
		}
		fmt.Fprintf(&b, "SE*%d*%04d~\n", bytes.Count(b.Bytes()[begin:], []byte("~"))+1, s+1)
	}
	fmt.Fprintf(&b, "GE*%d*501~IEA*1*000000501~", sets)
	return b.Bytes()
}
