package generate

// provider is a person or organization that treats or bills.
type provider struct {
	npi, tin            string
	last, first         string
	organization        bool
	taxonomy, specialty string
	pcp                 bool
	callGroup           string
	practice            *provider // the organization that bills for a person
	address             address
	phone               string
	routing, account    string
	contract            string // empty: a stranger to the HMO
	narrow              bool   // takes part in the narrow network, too
	left                bool   // its contract ended before the night
	suspended           bool
	sender              *partner
	markup              int // what is charged, in percent of the fee
}

// biller returns who bills for a provider.
func (p *provider) biller() *provider {
	if p.practice != nil {
		return p.practice
	}
	return p
}

// charge returns what a provider charges for a fee: whole dollars, always the same.
func (p *provider) charge(fee cents) cents {
	return max(fee*cents(p.markup)/100/100*100, 100)
}

// specialtyOf says how providers of a specialty are called and what they see.
type specialtyOf struct {
	taxonomy, name string
	diagnoses      string // list of the catalog
	tests          string // list that they do beside a visit; may be empty
	share          int    // of referrals, in a thousand
}

const (
	familyMedicine   = "207Q00000X"
	internalMedicine = "207R00000X"
	pediatrics       = "208000000X"
	obgyn            = "207V00000X"
	optometry        = "152W00000X"
	physicalTherapy  = "225100000X"
	psychology       = "103T00000X"
	chiropractor     = "111N00000X"
	emergencyDoctor  = "207P00000X"
	anesthesiology   = "207L00000X"
	pathologist      = "207ZP0102X"
	hospitalist      = "208M00000X"
	radiologist      = "2085R0202X"
	generalSurgery   = "208600000X"
	orthopedics      = "207X00000X"
)

// referredTo are the specialties that PCPs refer to.
var referredTo = []specialtyOf{
	{"207RC0000X", "Cardiology", "cardiology", "test", 150},
	{orthopedics, "Orthopedic surgery", "orthopedics", "basicImaging", 140},
	{"207N00000X", "Dermatology", "dermatology", "officeProcedure", 130},
	{obgyn, "Obstetrics and gynecology", "obgyn", "lab", 130},
	{"207RG0100X", "Gastroenterology", "gastroenterology", "", 90},
	{"207W00000X", "Ophthalmology", "ophthalmology", "test", 60},
	{"2084N0400X", "Neurology", "neurology", "test", 60},
	{"207Y00000X", "Otolaryngology", "ent", "officeProcedure", 55},
	{"208800000X", "Urology", "urology", "lab", 50},
	{"207RE0101X", "Endocrinology", "endocrinology", "lab", 40},
	{"207RP1001X", "Pulmonology", "pulmonology", "test", 35},
	{generalSurgery, "General surgery", "surgery", "", 35},
	{"207RR0500X", "Rheumatology", "rheumatology", "injectedDrug", 15},
	{"207K00000X", "Allergy and immunology", "allergy", "test", 10},
}

var referralShares = func() weights {
	var each []int
	for _, s := range referredTo {
		each = append(each, s.share)
	}
	return newWeights(each...)
}()

// directly are specialties that members see without a referral, or that are a
// series of their own.
var directly = []specialtyOf{
	{physicalTherapy, "Physical therapy", "therapy", "", 0},
	{psychology, "Psychology", "behavioral", "", 0},
	{"1041C0700X", "Clinical social work", "behavioral", "", 0},
	{optometry, "Optometry", "ophthalmology", "", 0},
	{chiropractor, "Chiropractic", "chiropractic", "", 0},
}
