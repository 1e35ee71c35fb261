package generate

// MemberID is memberID, for tests of what the book holds.
var MemberID = memberID
