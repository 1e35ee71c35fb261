// Package snip checks transaction sets at SNIP levels 3, 4 and 5, beyond what
// package x12 (level 1, integrity) and package guide (level 2, the guide's
// requirements) check.
//
//   - Level 3, balances: amounts and counts that must add up, such as a claim's
//     charge and its service lines, or a payment and its claims.
//   - Level 4, situations: what one segment makes necessary or rules out in
//     another, such as the earlier claim's number of a replacement.
//   - Level 5, code sets: values of lists that others keep, by shape and, where
//     the list may be shipped, by list: NPI, ICD-10, HCPCS, revenue codes, place
//     of service, adjustment reasons, states.
//
// What is checked at levels 4 and 5 is data: data/README.md describes the files.
//
// A scope is the loop whose end is waited for before a situation is judged: a
// claim, a service line, a member. A Checker sees each segment once, as it is
// placed by the guide's Walker, and keeps no more than the open scopes need.
package snip
