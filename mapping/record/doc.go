// Package record holds the HMO's records as plain values in the field's terms:
// members and their coverage, PCP assignments, providers, network
// participation, contracts, referrals, authorizations, claims, decisions and
// remittances.
//
// It settles words that are used loosely elsewhere. A member is a person with
// coverage, a subscriber the member through whom a household is covered, a
// dependent any other member of it, and the patient the member a claim is
// about. The billing provider is paid, the rendering provider did the work, the
// referring provider sent the patient. A claim asks for payment; an encounter
// reports care that was paid in advance.
//
// Money is decimal.Decimal in dollars. Dates are calendar dates without a time
// or zone. Codes that cross to the wire (CARC, RARC, group and status codes)
// are typed values with their short meaning in one table each. Nothing here
// knows X12 syntax, files or databases.
package record
