package guide_test

import (
	"fmt"

	"github.com/hmox12/hmox12/x12/guide"
)

func ExampleLookup() {
	g, ok := guide.Lookup("837", "005010X222A1")
	if !ok {
		fmt.Println("this version isn't supported")
		return
	}
	fmt.Println(g.Title)
	submitter := g.Root.Nodes[2].Loop
	name := submitter.Nodes[0].Segment
	fmt.Println(submitter.ID, submitter.Title)
	fmt.Println(name.ID, name.Element(1).Name, name.Element(1).Codes)
	// Output:
	// Health care claim: professional
	// 1000A Submitter
	// NM1 Entity identifier code 41
}

func ExampleCompile() {
	_, err := guide.Compile("partner.guide", "guide 999 FA 005010X231 ; Ours\nST M 1 01=999 02 03\nAK1 R 1 01=HC 02 04\n")
	fmt.Println(err)
	// Output:
	// partner.guide:3: AK104: X12 defines 3 only
}

func ExampleCompileCompanion() {
	c, err := guide.CompileCompanion("bayclear.guide", `companion BAYCLEAR
guide 837 005010X222A1
loop 2300
  REF 01=D9 required ; Clearinghouse's claim number
`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Partner, c.Guide().Title)
	_, err = guide.CompileCompanion("bayclear.guide", "companion BAYCLEAR\nguide 837 005010X222A1\nBHT 06=CH|ZZ\n")
	fmt.Println(err)
	// Output:
	// BAYCLEAR Health care claim: professional
	// bayclear.guide:3: BHT06: the guide has no code ZZ here
}
