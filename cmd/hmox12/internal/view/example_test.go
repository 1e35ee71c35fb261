package view_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
)

const acknowledged = "ISA*00*          *00*          *ZZ*POPPY77001     *ZZ*BAYCLEAR       *260302*0800*^*00501*000000705*0*P*:~" +
	"TA1*000000702*260302*0800*A*000~IEA*0*000000705~"

func ExampleText() {
	if _, err := view.Text(os.Stdout, strings.NewReader(acknowledged), view.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Interchange 000000705 from POPPY77001 to BAYCLEAR, 2026-03-02 08:00, production
	//   ISA  Interchange header  seg 1
	//     ISA01      Authorization qualifier           00  no authorization information
	//     ISA02      Authorization information         (blank)
	//     ISA03      Security information qualifier    00  no security information
	//     ISA04      Security information              (blank)
	//     ISA05      Interchange ID qualifier          ZZ  mutually defined
	//     ISA06      Interchange sender ID             POPPY77001
	//     ISA07      Interchange ID qualifier          ZZ  mutually defined
	//     ISA08      Interchange receiver ID           BAYCLEAR
	//     ISA09      Interchange date                  260302  2026-03-02
	//     ISA10      Interchange time                  0800  08:00
	//     ISA11      Repetition separator              ^
	//     ISA12      Version of the interchange        00501  version 5.01
	//     ISA13      Interchange control number        000000705
	//     ISA14      Acknowledgment requested          0  no interchange acknowledgment asked for
	//     ISA15      Interchange usage indicator       P  production
	//     ISA16      Component element separator       :
	//   TA1  Interchange acknowledgment  seg 2
	//     TA101      Interchange answered              000000702
	//     TA102      Interchange date                  260302  2026-03-02
	//     TA103      Interchange time                  0800  08:00
	//     TA104      Answer                            A  accepted
	//     TA105      Note                              000  no error
	//   IEA  Interchange trailer  seg 3
	//     IEA01      Number of functional groups       0
	//     IEA02      Interchange control number        000000705
}

func ExampleJSON() {
	if _, err := view.JSON(os.Stdout, strings.NewReader(acknowledged[106:]), view.Options{File: "half.x12"}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"version":1,"file":"half.x12","content":[
	// {"finding":{"code":"no-interchange","level":1,"severity":"rejects","segment":1,"offset":0,"message":"no interchange header (ISA) found here","mend":"begin the file with an ISA segment; nothing before the next ISA was read"}}
	// ]}
}
