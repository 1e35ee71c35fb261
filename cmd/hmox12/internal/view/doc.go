// Package view shows people what a file says: as an indented tree (Text), as JSON
// (JSON, Lines) and as a page (HTML), with loops and elements named, codes in
// words and findings at their place.
//
// A file is read once, as a stream. What is held is one block: a claim, a
// remittance claim, a member, or a level above them, and the levels that are
// open. A block of more than 5,000 segments or 4 MiB is shown in parts.
//
// These views show what is in the file, protected health information included.
// Errors never do.
//
// # JSON
//
// JSON writes one object: version (1; raised when the shape changes), file, and
// content, a list of nodes in the order of the file. A node has one of these
// keys, which says what it is, and content where it holds others:
//
//	interchange  ISA13; sender, receiver, date, time, usage
//	group        GS06; id (GS01), guide (GS08), name
//	set          ST02; id (ST01), guide, name; guide and name are missing where
//	             no guide is known
//	loop         its identifier in the guide, such as 2010AA; name
//	segment      its identifier; name, number (in the file, from 1), offset (bytes
//	             from 0), unplaced (true where the guide has no place for it),
//	             elements, findings
//	finding      one that stands between segments; see below
//
// An element, an entry of elements, is one simple value: at (NM101, CLM05-1,
// EB03[2] for the second repetition), name, value, and words where the value is
// a code or date that is known. Empty elements are left out. Bytes that are not
// UTF-8 become U+FFFD.
//
// A finding has code, level (SNIP), severity (rejects or warning), segment,
// offset, loop and at where it has these, message, reason and mend. What is
// wrong with a segment stands in its findings; what is missing stands in the loop
// that lacks it, where it would have been. What turns out to be missing only
// behind that place stands where that was found, and its segment and offset tell
// the place. Where a node has more than 1,000, moreFindings counts the rest.
//
// # Lines
//
// Lines writes one object a line for each unit: kind (claim, remittance claim,
// member, acknowledgment, or subject of an inquiry, answer or request; the
// services of a patient event are part of it), number (CLM01, CLP01, a member's
// subscriber number REF*0F, the trace number TRN02 of a subject; absent where
// there is none), version, file, interchange, group, set (their control numbers),
// id (ST01), guide, segment and offset (of the unit's first), findings (how
// many), above (nodes: the set's header and the levels the unit stands in,
// without their other units) and content (nodes: the unit itself). A unit that is
// shown in parts has part, from 1, on each of its lines. What is outside of units,
// such as an interchange that can't be read, is no line.
//
// # Forms
//
// HTML shows a claim also in the layout of its paper form: a professional claim
// as a CMS-1500, from the record it is mapped to; an institutional claim as a
// UB-04 and a dental claim as the ADA's form, from the segments as the guide
// places them. They are summaries for people who know the forms, not for filing.
package view
