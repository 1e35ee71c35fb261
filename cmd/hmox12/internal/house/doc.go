// Package house makes the expressions of house rules: what a payer's analysts
// write in the Common Expression Language (CEL) over the claim, its lines and the
// records that a decision looks at.
//
// Compile checks an expression; Judge runs a condition, and the amount of a cut,
// as a house rule of adjudicate. What an expression can name is a table of
// variables and fields (see Kinds), each with its type, what it is, and the rule
// that makes it known. Amounts are exact: money, number, date and period are types
// of their own, and there are no floats.
//
// A judgement opens nothing and reads no clock, always comes out the same for the
// same records, and ends: its steps are counted. What was read is kept as
// evidence. An expression that comes to nothing (an index that is not there, a
// division by zero, a date that is not known) is a fault and never a guess.
//
// docs/house-rules.md describes the language to those who write rules.
package house
