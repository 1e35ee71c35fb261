package mapping

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// This file reads what is asked for: the segments of an event (2000E) and of a
// service (2000F), most of which both have.

func addReviewItem(item *record.ReviewItem, seg *x12.Segment, event bool) {
	switch string(seg.ID()) {
	case "TRN":
		trace := record.Trace{Number: seg.Text(2), Originator: seg.Text(3), Suffix: seg.Text(4)}
		item.Traces = appendUpTo(maxReviewTraces, item.Traces, trace)
	case "UM":
		item.Category, item.Certification, item.ServiceType = seg.Text(1), seg.Text(2), seg.Text(3)
		item.Place, item.PlaceKind = seg.ComponentText(4, 1), seg.ComponentText(4, 2)
		item.LevelOfService = seg.Text(6)
	case "REF":
		item.References = appendUpTo(maxReferences, item.References, readReference(seg))
	case "DTP":
		span, ok := parseSpan(seg.Element(2), seg.Element(3))
		if !ok {
			item.DatesInvalid = true
			return
		}
		item.Events = appendUpTo(maxReviewItems, item.Events, record.Event{Qualifier: seg.Text(1), Span: span})
	case "HI":
		if event {
			addReviewDiagnoses(item, seg)
		}
	case "SV1", "SV2", "SV3":
		addReviewService(item, seg)
	case "HSD":
		item.Delivery = readDelivery(item, seg)
	case "CL1":
		item.Admission = record.Admission{Type: seg.Text(1), Source: seg.Text(2), Status: seg.Text(3)}
	case "PWK":
		attachment := record.Attachment{Type: seg.Text(1), Transmission: seg.Text(2), Control: seg.Text(6)}
		item.Attachments = appendUpTo(maxReviewItems, item.Attachments, attachment)
	case "MSG":
		item.Notes = appendUpTo(maxReviewItems, item.Notes, seg.Text(1))
	}
}

// addReviewDiagnoses reads the diagnoses of an HI; it may hold others (DR is a
// DRG, LOI a laboratory code), which no decision asks for.
func addReviewDiagnoses(item *record.ReviewItem, seg *x12.Segment) {
	for n := 1; n <= min(seg.Len(), maxReviewItems); n++ {
		d := record.Diagnosis{Qualifier: seg.ComponentText(n, 1), Code: seg.ComponentText(n, 2)}
		switch d.Qualifier {
		case "ABK", "ABF", "ABJ", "APR", "BK", "BF", "BJ", "PR":
			item.Diagnoses = appendUpTo(maxReviewItems, item.Diagnoses, d)
		}
	}
}

// addReviewService reads the service: SV1 professional, SV2 institutional, SV3
// dental.
func addReviewService(item *record.ReviewItem, seg *x12.Segment) {
	switch string(seg.ID()) {
	case "SV1":
		item.Kind, item.Procedure = record.Professional, readProcedure(seg, 1)
		item.UnitBasis, item.Units = seg.Text(3), reviewQuantity(item, seg, 4)
	case "SV2":
		item.Kind, item.Revenue, item.Procedure = record.Institutional, seg.Text(1), readProcedure(seg, 2)
		item.UnitBasis, item.Units = seg.Text(4), reviewQuantity(item, seg, 5)
	case "SV3":
		item.Kind, item.Procedure = record.Dental, readProcedure(seg, 1)
		item.Units = reviewQuantity(item, seg, 6)
	}
}

// readProcedure reads a procedure (C003) without its ranges.
func readProcedure(seg *x12.Segment, element int) record.Procedure {
	p := record.Procedure{Qualifier: seg.ComponentText(element, 1), Code: seg.ComponentText(element, 2)}
	for c := 3; c <= 6; c++ {
		if modifier := seg.ComponentText(element, c); modifier != "" {
			p.Modifiers = append(p.Modifiers, modifier)
		}
	}
	p.Description = seg.ComponentText(element, 7)
	return p
}

func readDelivery(item *record.ReviewItem, seg *x12.Segment) *record.Delivery {
	return &record.Delivery{
		Unit: seg.Text(1), Quantity: reviewQuantity(item, seg, 2), Period: seg.Text(3), Every: seg.Text(4),
		During: seg.Text(5), Periods: seg.Text(6), Pattern: seg.Text(7), Time: seg.Text(8),
	}
}

// reviewQuantity reads how much is asked for, nothing where it does not say.
func reviewQuantity(item *record.ReviewItem, seg *x12.Segment, element int) decimal.Decimal {
	if !seg.Has(element) {
		return decimal.Zero
	}
	quantity, ok := parseNumber(seg.Element(element))
	if !ok || !quantity.IsPositive() {
		item.InputInvalid = true
		return decimal.Zero
	}
	return quantity
}
