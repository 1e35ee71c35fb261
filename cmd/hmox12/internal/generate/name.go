package generate

import "strings"

// Names are made of syllables, so that they are nobody's.
var (
	lastBegins = strings.Fields("AL AN BAR BEL BO BRA BRI CAL CAR COR DAL DER DOR EL EM FAL FEN GAL GAR HAL HAR HOL IN JAR KAL KEL KIN LAN LOR MAL MAR MEL MON NAL NOR OR PAL PEL QUIN RAN ROS SAL SEL TAL TOR UL VAL VEN WAL WIN YAR ZEL")
	lastMiddle = strings.Fields("A AN DE DO E EN I IN LA LE LO MA MI NA NE O RA RE RI TA TI VA VE")
	lastEnds   = strings.Fields("BERT BRIDGE BY CASTER DELL DEN DO FIELD FORD GROVE HAM LAND LEY LIN LOW MAN MERE MOND MOOR NER QUE RAN RIDGE ROW SEN SON STEAD TON VIK WELL WICK WOOD YARD ZEN")
	femaleEnd  = strings.Fields("A ANNA BELLE DA ELLE ETTE IA IE INA ISSA LIN LYN NA NIA RA RIA SA TH VA ZA")
	maleEnd    = strings.Fields("AN BERT DEN DO EL ER IAN IC IN IUS LEN MAN MON NAN OR RIC SON TIN TON VIN")
	firstBegin = strings.Fields("AD AL AM AR BEL BR CAL CAR COR DA DEL EL EM ER FAR FEL GAL GEN HAL HEL IR JAN JOR KAL KAR LAR LE LOR MAR MEL MIR NAD NEL OR PAL PER QUIN RAN ROS SAM SEL TAL TER UR VAL VER WEN WIL YAL ZAR")
	streets    = strings.Fields("ALDER ASPEN BRIAR CANYON CEDAR CLOVER CREEK DUNE ELDER FERN FIR GLEN GROVE HARBOR HAZEL HERON IVY JUNIPER LARK LINDEN LUPINE MAPLE MEADOW MESA MILL OAK ORCHARD OSPREY PINE PLOVER QUAIL QUARRY REED RIDGE SAGE SPRING TEAL THISTLE WILLOW WREN")
	ways       = strings.Fields("AVENUE COURT DRIVE LANE PLACE ROAD STREET WAY")
)

func lastName(d *draw) string {
	name := pick(d, lastBegins)
	if d.percent(45) {
		name += pick(d, lastMiddle)
	}
	return name + pick(d, lastEnds)
}

func firstName(d *draw, sex string) string {
	if sex == "F" {
		return pick(d, firstBegin) + pick(d, femaleEnd)
	}
	return pick(d, firstBegin) + pick(d, maleEnd)
}

// town is one of the invented county, or of its neighbor. Their ZIP codes are
// of ranges that no post office has (909, 929).
type town struct{ name, zip string }

var county = []town{
	{"PORT WILLET", "90901"}, {"PORT WILLET", "90902"}, {"PORT WILLET", "90903"}, {"PORT WILLET", "90904"},
	{"HERONMERE", "90910"}, {"HERONMERE", "90911"}, {"SALTGRASS", "90914"}, {"OAKHOLLOW", "90918"},
	{"OAKHOLLOW", "90919"}, {"CINDER MESA", "90923"}, {"PLOVER BAY", "90927"}, {"QUARRYTON", "90931"},
	{"DUNE HARBOR", "90935"}, {"LUPINE VALLEY", "90940"},
}

// abroad are towns out of the service area.
var abroad = []town{{"STONEFERRY", "92901"}, {"STONEFERRY", "92902"}, {"FAR MESA", "92911"}}

// address is where somebody lives or works.
type address struct {
	street string
	town
	plus4 string // of providers, whose ZIP has nine digits
}

func home(d *draw, towns []town) address {
	return address{street: number(d.between(1, 989)) + " " + pick(d, streets) + " " + pick(d, ways), town: skewed(d, towns)}
}

func office(d *draw, towns []town) address {
	a := home(d, towns)
	a.plus4 = padded(d.between(1001, 9898), 4)
	return a
}

func (a address) zip9() string { return a.zip + a.plus4 }

// serviceArea lists the ZIPs of the county.
func serviceArea() string {
	var zips []string
	for _, t := range county {
		zips = append(zips, `"`+t.zip+`"`)
	}
	return strings.Join(zips, ", ")
}
