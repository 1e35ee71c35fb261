package store

// KnownClaimQueries are what a status inquiry asks the database.
var KnownClaimQueries = []string{selectKnownClaim.text, selectKnownClaims.text, selectKnownOfAccount.text, selectRejectedOfMember.text}
