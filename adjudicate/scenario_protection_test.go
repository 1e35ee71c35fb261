package adjudicate_test

import (
	"testing"

	"github.com/hmox12/hmox12/mapping/record"
)

// atFacility sets place 22 and the service facility of a claim.
func atFacility(c *record.Claim, npi string) *record.Claim {
	c.Providers = append(c.Providers, record.ClaimProvider{
		Role: record.ServiceFacility, NPI: npi, Organization: true, Address: record.Address{ZIP: "946120003"},
	})
	return at(c, "22")
}

// consented announces a consent form.
func consented(c *record.Claim) *record.Claim {
	c.Details = &record.ClaimDetails{Attachments: []record.Attachment{{Type: record.ConsentForm, Transmission: "FX", Control: "FORM1"}}}
	return c
}

// outOfArea has the claim come from Reno.
func outOfArea(c *record.Claim, zip string) *record.Claim {
	c.Billing.Address.ZIP = zip
	return c
}

// stay makes a claim one of a hospital stay with an admission type.
func stay(c *record.Claim, admission string) *record.Claim {
	c.Kind, c.Place = record.Institutional, ""
	c.Institutional = &record.InstitutionalClaim{FacilityType: "11", AdmissionType: admission}
	return c
}

// anesthesia returns a stranger's claim for anesthesia at Bayview, of a member
// whose surgery there is authorized.
func anesthesia(s *sample) *record.Claim {
	a := authorizationFor("A-86", "GP100004", bayview, "01400")
	s.authorize(a)
	c := atFacility(s.sent("1", "GP100004", quince, "01400x75 1500"), bayview)
	c.Lines[0].UnitBasis = "MJ"
	return c
}

// had enters a line that was paid before.
func (s *sample) had(member, rendering, code, place string, day record.Date) {
	s.lines = append(s.lines, record.PriorLine{
		Claim: "BEFORE", Line: 1, Member: member, Rendering: rendering, Billing: rendering, Place: place,
		Dates: record.Span{From: day, To: day}, Procedure: record.Procedure{Qualifier: "HC", Code: code},
		Units: usd("1"), Charge: usd("1"), State: record.LinePaid,
	})
}

// goesOn gives GP100005 a continuity case with Maple.
func (s *sample) goesOn() *record.ContinuityCase {
	s.continuity = []record.ContinuityCase{{
		Number: "CC-79", Member: "GP100005", Provider: maple, Condition: "serious chronic condition", Contract: "K5",
		Reason: record.ContractEnded, Span: record.Span{From: 20260201, To: 20260731},
	}}
	return &s.continuity[0]
}

const (
	paidFirst = "CLP02=1 paid F1:65 "
	stranger  = "CLP02=1 denied F2:96:82 paid 0.00 patient "
)

// protectionCases are the scenarios of continuity, surprise bills and urgent
// care, and what stands around them.
var protectionCases = []scenario{
	// Continuity of care
	{"C079 a continuity case goes on at the contract's price", func(s *sample) *record.Claim {
		s.goesOn()
		return s.sent("1", "GP100005", maple, "93306 600")
	}, paidFirst + "paid 260.00 patient 0.00\n93306: 600.00 - [CO-45 340.00] = 260.00"},
	{"a continuity case needs no referral", func(s *sample) *record.Claim {
		s.goesOn()
		return s.sent("1", "GP100005", maple, "99203 220")
	}, paidFirst + "paid 80.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00] = 80.00"},
	{"a continuity case that is over lets nobody in", func(s *sample) *record.Claim {
		s.goesOn().To = 20260216
		return s.sent("1", "GP100005", maple, "99203 220")
	}, stranger + "220.00\n99203: 220.00 - [PR-242 220.00] = 0.00"},
	{"a continuity case is for its condition", func(s *sample) *record.Claim {
		s.goesOn().Diagnoses = codes("I20", "I25")
		return s.sent("1", "GP100005", maple, "99203 220")
	}, stranger + "220.00\n99203: 220.00 - [PR-242 220.00] = 0.00"},
	{"a continuity case is told by the first characters of a diagnosis", func(s *sample) *record.Claim {
		s.goesOn().Diagnoses = codes("J00", "J06")
		return s.sent("1", "GP100005", maple, "93306 600")
	}, paidFirst + "paid 260.00 patient 0.00\n93306: 600.00 - [CO-45 340.00] = 260.00"},
	{"a continuity case of a contract that is not on file waits", func(s *sample) *record.Claim {
		s.goesOn().Contract = "K99"
		return s.sent("1", "GP100005", maple, "93306 600")
	}, "CLP02= pended P2:45 paid 0.00 patient 0.00\n93306: 600.00 = 0.00"},
	{"a continuity case lets a PCP stay who is none of record", func(s *sample) *record.Claim {
		s.goesOn().Provider = pine
		s.providers[pine].PCP = true
		return s.sent("1", "GP100005", pine, "99213 150")
	}, paidFirst + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
	{"a mother's continuity case is not her child's", func(s *sample) *record.Claim {
		s.goesOn().Member, s.continuity[0].Provider = "GP100006", pine
		c := dated(newbornOf(s, "99460 180"), 20260214)
		c.Billing.NPI = pine
		return c
	}, stranger + "180.00\n99460: 180.00 - [PR-242 180.00] = 0.00"},
	{"an emergency with whom the member goes on is paid by the contract", func(s *sample) *record.Claim {
		s.goesOn()
		return at(s.sent("1", "GP100005", maple, "99284 900"), "23")
	}, paidFirst + "paid 198.00 patient 22.00\n99284: 900.00 - [CO-45 680.00, PR-2 22.00] = 198.00"},

	// Surprise bills
	{"C046 a stranger's emergency is in time within 180 days", func(s *sample) *record.Claim {
		return at(dated(s.sent("1", "GP100005", pine, "99284 700"), 20251015), "23")
	}, paidFirst + "paid 198.00 patient 22.00 N864 N869 N877\n99284: 700.00 - [CO-45 480.00, PR-2 22.00] = 198.00"},
	{"C082 a stranger's emergency is paid the qualifying payment amount", func(s *sample) *record.Claim {
		return at(s.sent("1", "GP100005", pine, "99285 900"), "23")
	}, paidFirst + "paid 270.00 patient 30.00 N864 N869 N877\n99285: 900.00 - [CO-45 600.00, PR-2 30.00] = 270.00"},
	{"C083 a strange hospital's emergency is paid by its own region", func(s *sample) *record.Claim {
		return outOfArea(s.sent("1", "GP100005", sierraRegional, "0450/99284 2000"), "895020300")
	}, paidFirst + "paid 650.00 patient 150.00 N864 N869 N877\n99284: 2000.00 - [CO-45 1200.00, PR-3 150.00] = 650.00"},
	{"C084 an emergency billed below the amount is allowed as billed", func(s *sample) *record.Claim {
		return at(s.sent("1", "GP100005", pine, "99285 250"), "23")
	}, paidFirst + "paid 225.00 patient 25.00 N864 N870 N877\n99285: 250.00 - [PR-2 25.00] = 225.00"},
	{"C085 under state law an emergency is paid the state's rate", func(s *sample) *record.Claim {
		s.Plan("P1D").SurpriseLaw = record.StateLaw
		return at(s.sent("1", "GP100005", pine, "99285 900"), "23")
	}, paidFirst + "paid 279.00 patient 31.00 N864 N867 N871\n99285: 900.00 - [CO-45 590.00, PR-2 31.00] = 279.00"},
	{"what a state's law leaves open is the federal act's", func(s *sample) *record.Claim {
		s.Plan("P1D").SurpriseLaw = record.StateLaw
		return at(s.sent("1", "GP100005", pine, "99284 700"), "23")
	}, paidFirst + "paid 198.00 patient 22.00 N864 N869 N877\n99284: 700.00 - [CO-45 480.00, PR-2 22.00] = 198.00"},
	{"an amount of the region goes before one for everywhere", func(s *sample) *record.Claim {
		return outOfArea(at(s.sent("1", "GP100005", pine, "99285 900"), "23"), "895020300")
	}, paidFirst + "paid 288.00 patient 32.00 N864 N869 N877\n99285: 900.00 - [CO-45 580.00, PR-2 32.00] = 288.00"},
	{"another initial payment leaves the member's share alone", func(s *sample) *record.Claim {
		s.rates[2].InitialPayment = usd("450")
		return at(s.sent("1", "GP100005", pine, "99285 900"), "23")
	}, paidFirst + "paid 420.00 patient 30.00 N864 N869 N877\n99285: 900.00 - [CO-45 450.00, PR-2 30.00] = 420.00"},
	{"an emergency without an amount in the book waits for a price", func(s *sample) *record.Claim {
		return at(s.sent("1", "GP100005", pine, "99283 500"), "23")
	}, "CLP02= pended P2:110 paid 0.00 patient 0.00\n99283: 500.00 = 0.00"},
	{"a plan under no law leaves a stranger's emergency to a person", func(s *sample) *record.Claim {
		s.Plan("P1D").SurpriseLaw = record.NoLaw
		return at(s.sent("1", "GP100005", pine, "99285 900"), "23")
	}, "CLP02= pended P2:110 paid 0.00 patient 0.00\n99285: 900.00 = 0.00"},
	{"an emergency for which a rate was agreed on is paid that", func(s *sample) *record.Claim {
		a := authorizationFor("A-1", "GP100005", pine, "99285")
		a.AgreedRate = usd("500")
		s.authorize(a)
		return at(s.sent("1", "GP100005", pine, "99285 900"), "23")
	}, paidFirst + "paid 450.00 patient 50.00\n99285: 900.00 - [CO-45 400.00, PR-2 50.00] = 450.00"},
	{"C086 a strange anesthetist at a contracted hospital is paid the amount", anesthesia,
		paidFirst + "paid 480.00 patient 120.00 N865 N869 N877\n01400: 1500.00 - [CO-45 900.00, PR-2 120.00] = 480.00"},
	{"C087 a member who agreed to a strange surgeon pays her", func(s *sample) *record.Claim {
		return consented(atFacility(s.sent("1", "GP100005", spruce, "27447 3000"), bayview))
	}, stranger + "3000.00\n27447: 3000.00 - [PR-242 3000.00] = 0.00"},
	{"a strange surgeon without consent is paid the amount", func(s *sample) *record.Claim {
		s.authorize(authorizationFor("A-87", "GP100005", bayview, "27447"))
		s.spend(record.DeductibleUsed, "GP100005", "500")
		return atFacility(s.sent("1", "GP100005", spruce, "27447 3000"), bayview)
	}, paidFirst + "paid 1600.00 patient 400.00 N865 N869 N877\n27447: 3000.00 - [CO-45 1000.00, PR-2 400.00] = 1600.00"},
	{"C088 consent to an anesthetist is void", func(s *sample) *record.Claim { return consented(anesthesia(s)) },
		paidFirst + "paid 480.00 patient 120.00 N865 N869 N877 N879\n01400: 1500.00 - [CO-45 900.00, PR-2 120.00] = 480.00"},
	{"consent to an assistant at surgery is void", func(s *sample) *record.Claim {
		s.authorize(authorizationFor("A-87", "GP100005", bayview, "27447"))
		s.spend(record.DeductibleUsed, "GP100005", "500")
		return consented(atFacility(s.sent("1", "GP100005", spruce, "27447-80 3000"), bayview))
	}, paidFirst + "paid 1600.00 patient 400.00 N865 N869 N877 N879\n27447-80: 3000.00 - [CO-45 1000.00, PR-2 400.00] = 1600.00"},
	{"consent to a strange reader of images is void", func(s *sample) *record.Claim {
		s.rates = append(s.rates, record.OutOfNetworkRate{Kind: record.Professional, Code: "73560", Modifier: "26", Span: record.Span{From: 20250101}, QPA: usd("20")})
		return consented(atFacility(s.sent("1", "GP100005", olive, "73560-26 60"), bayview))
	}, paidFirst + "paid 20.00 patient 0.00 N865 N869 N877 N879\n73560-26: 60.00 - [CO-45 40.00] = 20.00"},
	{"what a first payer left of a stranger's emergency is not the member's beyond the share", func(s *sample) *record.Claim {
		c := at(s.sent("1", "GP100009", pine, "99285 900"), "23")
		c.Position = "S"
		c.OtherPayers = []record.OtherPayer{{Position: "P", ID: "88001", HasPaid: true, Paid: usd("200"), Adjustments: []record.Adjustment{
			{Group: record.PR, Reason: "1", Amount: usd("700")},
		}}}
		return c
	}, "CLP02=2 paid F1:65 paid 270.00 patient 30.00 N864 N869 N877\n99285: 900.00 - [CO-45 400.00, OA-23 200.00, PR-2 30.00] = 270.00"},
	{"consent in an emergency is void", func(s *sample) *record.Claim {
		return consented(at(s.sent("1", "GP100005", pine, "99285 900"), "23"))
	}, paidFirst + "paid 270.00 patient 30.00 N864 N869 N877 N879\n99285: 900.00 - [CO-45 600.00, PR-2 30.00] = 270.00"},
	{"a stranger at a strange facility is the member's choice", func(s *sample) *record.Claim {
		return atFacility(s.sent("1", "GP100005", spruce, "27447 3000"), sierraRegional)
	}, stranger + "3000.00\n27447: 3000.00 - [PR-242 3000.00] = 0.00"},
	{"a strange facility's own claim is the member's choice", func(s *sample) *record.Claim {
		return at(s.sent("1", "GP100005", sierraRegional, "27447 3000"), "22")
	}, stranger + "3000.00\n27447: 3000.00 - [PR-242 3000.00] = 0.00"},
	{"a stranger at a facility that nobody names waits", func(s *sample) *record.Claim {
		return at(s.sent("1", "GP100005", spruce, "27447 3000"), "22")
	}, "CLP02= pended P2:45 paid 0.00 patient 0.00\n27447: 3000.00 = 0.00"},
	{"a facility that nobody names is told by its claim of the day", func(s *sample) *record.Claim {
		s.decide(s.sent("1", "GP100004", bayview, "0320/73560 500"))
		c := anesthesia(s)
		c.Control, c.Providers = "2", nil
		return c
	}, paidFirst + "paid 480.00 patient 120.00 N865 N869 N877\n01400: 1500.00 - [CO-45 900.00, PR-2 120.00] = 480.00"},
	{"a surgery center that nobody names is told by its claim of the day, which has no revenue code", func(s *sample) *record.Claim {
		s.authorize(authorizationFor("A-24", "GP100004", eastsideASC, "29881"))
		s.decide(at(s.sent("1", "GP100004", eastsideASC, "29881 3000"), "24"))
		s.authorize(authorizationFor("A-25", "GP100004", eastsideASC, "01400"))
		c := at(anesthesia(s), "24")
		c.Control, c.Providers = "2", nil
		return c
	}, paidFirst + "paid 480.00 patient 120.00 N865 N869 N877\n01400: 1500.00 - [CO-45 900.00, PR-2 120.00] = 480.00"},
	{"a claim of a facility that was voided tells of no facility", func(s *sample) *record.Claim {
		s.decide(s.sent("1", "GP100004", bayview, "0320/73560 500"))
		void := s.sent("2", "GP100004", bayview, "0320/73560 500")
		void.Frequency, void.OriginalControl = "8", "1"
		s.decide(void)
		c := anesthesia(s)
		c.Control, c.Providers = "3", nil
		return c
	}, "CLP02= pended P2:45 paid 0.00 patient 0.00\n01400: 1500.00 = 0.00"},
	{"an amount for the modifier goes before one of the region", func(s *sample) *record.Claim {
		since := record.Span{From: 20250101}
		s.rates = append(s.rates,
			record.OutOfNetworkRate{Kind: record.Professional, Code: "73560", Region: "CA-OAKLAND", Span: since, QPA: usd("40")},
			record.OutOfNetworkRate{Kind: record.Professional, Code: "73560", Modifier: "26", Span: since, QPA: usd("20")})
		return atFacility(s.sent("1", "GP100005", olive, "73560-26 60"), bayview)
	}, paidFirst + "paid 20.00 patient 0.00 N865 N869 N877\n73560-26: 60.00 - [CO-45 40.00] = 20.00"},
	{"an ambulance is paid by where it picked the patient up", func(s *sample) *record.Claim {
		s.rates = append(s.rates, record.OutOfNetworkRate{Kind: record.Professional, Code: "A0431", Region: "NV-RENO", Span: record.Span{From: 20250101}, QPA: usd("8000")})
		c := at(s.sent("1", "GP100005", spruce, "A0431 20000"), "42")
		c.Providers = []record.ClaimProvider{{Role: record.PickUp, Address: record.Address{ZIP: "895020300"}}}
		return c
	}, paidFirst + "paid 7900.00 patient 100.00 N866 N869 N877\nA0431: 20000.00 - [CO-45 12000.00, PR-3 100.00] = 7900.00"},
	{"an air ambulance is the federal act's whatever the state says", func(s *sample) *record.Claim {
		s.Plan("P1D").SurpriseLaw = record.StateLaw
		return at(s.sent("1", "GP100005", spruce, "A0431 20000"), "42")
	}, paidFirst + "paid 8900.00 patient 100.00 N866 N869 N877\nA0431: 20000.00 - [CO-45 11000.00, PR-3 100.00] = 8900.00"},
	{"a ground ambulance of a stranger waits where no state protects", func(s *sample) *record.Claim {
		return at(s.sent("1", "GP100005", spruce, "A0429 2000"), "41")
	}, "CLP02= pended P2:110 paid 0.00 patient 0.00\nA0429: 2000.00 = 0.00"},
	{"a ground ambulance is paid the state's rate where it protects", func(s *sample) *record.Claim {
		s.Plan("P1D").GroundAmbulance = true
		return at(s.sent("1", "GP100005", spruce, "A0429 2000"), "41")
	}, paidFirst + "paid 850.00 patient 100.00 N867 N871\nA0429: 2000.00 - [CO-45 1050.00, PR-3 100.00] = 850.00"},
	{"a ground ambulance without the state's rate waits, since the federal act has none", func(s *sample) *record.Claim {
		s.Plan("P1D").GroundAmbulance = true
		s.rates = []record.OutOfNetworkRate{{Kind: record.Professional, Code: "A0429", Span: record.Span{From: 20250101}, QPA: usd("900")}}
		return at(s.sent("1", "GP100005", spruce, "A0429 2000"), "41")
	}, "CLP02= pended P2:110 paid 0.00 patient 0.00\nA0429: 2000.00 = 0.00"},
	{"alerts that a claim can't hold stay at their lines", func(s *sample) *record.Claim {
		s.spend(record.OutOfPocketUsed, "GP100005", "3000")
		return at(s.sent("1", "GP100005", pine, "99285 900", "99284 50", "A0431 20000"), "23")
	}, paidFirst + "paid 9350.00 patient 0.00 N549\n99285: 900.00 - [CO-45 600.00] = 300.00 N864 N869 N877\n" +
		"99284: 50.00 = 50.00 N864 N870 N877\nA0431: 20000.00 - [CO-45 11000.00] = 9000.00 N866 N869 N877"},
	{"a second payer's part of an emergency is what the first left, at most the amount", func(s *sample) *record.Claim {
		c := at(s.sent("1", "GP100009", pine, "99285 900"), "23")
		c.Position = "S"
		c.OtherPayers = []record.OtherPayer{{Position: "P", ID: "88001", Paid: usd("500"), HasPaid: true, Adjustments: []record.Adjustment{
			{Group: record.CO, Reason: "45", Amount: usd("300")}, {Group: record.PR, Reason: "2", Amount: usd("100")},
		}}}
		return c
	}, "CLP02=2 paid F1:65 paid 100.00 patient 0.00 N864 N869 N877\n99285: 900.00 - [OA-23 800.00] = 100.00"},

	// Urgent care
	{"a hospital's urgent care out of the area is told by its revenue code", func(s *sample) *record.Claim {
		return outOfArea(s.sent("1", "GP100005", sierraRegional, "0456/99203 300"), "895020300")
	}, paidFirst + "paid 250.00 patient 50.00\n99203: 300.00 - [PR-3 50.00] = 250.00"},
	{"C089 a stranger's urgent care out of the area is paid as billed", func(s *sample) *record.Claim {
		return outOfArea(at(s.sent("1", "GP100005", renoUrgent, "99203 300"), "20"), "895010012")
	}, paidFirst + "paid 250.00 patient 50.00\n99203: 300.00 - [PR-3 50.00] = 250.00"},
	{"C091 routine care out of the area is the member's cost", func(s *sample) *record.Claim {
		c := outOfArea(at(s.sent("1", "GP100005", renoUrgent, "99213 300"), "20"), "895010012")
		c.Diagnoses[0].Code = "Z09"
		return c
	}, "CLP02=1 denied F2:471 paid 0.00 patient 300.00\n99213: 300.00 - [PR-40 300.00] = 0.00"},
	{"urgent care out of the area is the network's where the plan has no exception", func(s *sample) *record.Claim {
		s.Plan("P1D").UrgentOutOfArea = record.UrgentNone
		return outOfArea(at(s.sent("1", "GP100005", renoUrgent, "99203 300"), "20"), "895010012")
	}, stranger + "300.00\n99203: 300.00 - [PR-242 300.00] = 0.00"},
	{"urgent care out of the area is paid a rate where the plan says so", func(s *sample) *record.Claim {
		s.Plan("P1D").UrgentOutOfArea = record.UrgentRate
		s.rates = append(s.rates, record.OutOfNetworkRate{Kind: record.Professional, Code: "99203", Span: record.Span{From: 20250101}, QPA: usd("130")})
		return outOfArea(at(s.sent("1", "GP100005", renoUrgent, "99203 300"), "20"), "895010012")
	}, paidFirst + "paid 80.00 patient 50.00\n99203: 300.00 - [CO-45 170.00, PR-3 50.00] = 80.00"},
	{"urgent care out of the area without a rate waits", func(s *sample) *record.Claim {
		s.Plan("P1D").UrgentOutOfArea = record.UrgentRate
		return outOfArea(at(s.sent("1", "GP100005", renoUrgent, "99203 300"), "20"), "895010012")
	}, "CLP02= pended P2:110 paid 0.00 patient 0.00\n99203: 300.00 = 0.00"},

	// Emergencies
	{"C093 an emergency is one whatever the final diagnosis", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", bayview, "0450/99284 1000")
	}, paidFirst + "paid 450.00 patient 150.00\n99284: 1000.00 - [CO-45 400.00, PR-3 150.00] = 450.00"},
	{"what a hospital does beside an emergency room needs no authorization", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", bayview, "0450/99284 1000", "0351/70551 2000")
	}, paidFirst + "paid 1650.00 patient 150.00\n99284: 1000.00 - [CO-45 400.00, PR-3 150.00] = 450.00\n70551: 2000.00 - [CO-45 800.00] = 1200.00"},
	{"an emergency admission needs no authorization", func(s *sample) *record.Claim {
		return stay(s.sent("1", "GP100005", bayview, "0120/ 4500"), "1")
	}, paidFirst + "paid 1040.00 patient 760.00\n: 4500.00 - [CO-45 2700.00, PR-1 500.00, PR-2 260.00] = 1040.00"},
	{"an admission for trauma needs no authorization", func(s *sample) *record.Claim {
		return stay(s.sent("1", "GP100005", bayview, "0120/ 4500"), "5")
	}, paidFirst + "paid 1040.00 patient 760.00\n: 4500.00 - [CO-45 2700.00, PR-1 500.00, PR-2 260.00] = 1040.00"},
	{"the admission type of an outpatient visit tells of no emergency", func(s *sample) *record.Claim {
		c := stay(s.sent("1", "GP100005", bayview, "0351/70551 2000"), "1")
		c.Institutional.FacilityType = "13"
		return c
	}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n70551: 2000.00 - [CO-197 2000.00] = 0.00"},
	{"a hospital's services of another day are no part of the emergency visit", func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", bayview, "0450/99284 1000", "0351/70551 2000")
		c.Lines[1].Dates = record.Span{From: 20260218, To: 20260218}
		return c
	}, paidFirst + "paid 450.00 patient 150.00\n99284: 1000.00 - [CO-45 400.00, PR-3 150.00] = 450.00\n70551: 2000.00 - [CO-197 2000.00] = 0.00"},
	{"an elective admission needs an authorization", func(s *sample) *record.Claim {
		return stay(s.sent("1", "GP100005", bayview, "0120/ 4500"), "3")
	}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n: 4500.00 - [CO-197 4500.00] = 0.00"},
}

func TestProtectionScenarios(t *testing.T) { runScenarios(t, protectionCases) }
