package record

// PriorClaim is a claim that was decided before the night begins, as the book
// tells it: what duplicates, replacements, global periods and claim status are
// judged by.
type PriorClaim struct {
	Claim    *Claim
	Decision *Decision
	Trace    string // of the payment that carried it (835 TRN02); empty while it waits for one
}
