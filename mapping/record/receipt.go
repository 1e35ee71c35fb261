package record

// ClaimReceipt is what the front end says about one submitted claim: taken into
// adjudication under a control number of ours, or rejected (277CA).
type ClaimReceipt struct {
	Claim   *Claim       // Control is set when it was accepted
	Reasons []StatusCode // why it was rejected; none when it was accepted
}

// Accepted reports whether the claim went into adjudication.
func (r *ClaimReceipt) Accepted() bool { return len(r.Reasons) == 0 }
