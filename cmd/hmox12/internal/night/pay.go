package night

import (
	"context"
	"fmt"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/payment"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// payAndTell pays what was decided, and adds what the database holds to the report: what
// was decided while it is being paid, as paying changes none of that, and what was sent
// when that is done.
func (r *Replay) payAndTell(ctx context.Context, hmo *book.Book, database *store.Store, answers *outbox.Outbox, night *report.Night) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	told := make(chan error, 1)
	go func() { told <- tellDecided(ctx, database, night) }()
	payments, err := r.pay(ctx, hmo, database, answers)
	if err != nil {
		cancel()
		<-told
		return fmt.Errorf("payment: %w", err)
	}
	if err := <-told; err != nil {
		return err
	}
	for _, p := range payments {
		night.AddRemittance(p.remittance, p.claims)
	}
	return tellSent(ctx, database, night)
}

// paid is a payment and for how many claims it is, which are not in it.
type paid struct {
	remittance *record.Remittance
	claims     int
}

// pay runs the payment cycle.
func (r *Replay) pay(ctx context.Context, hmo *book.Book, database *store.Store, answers *outbox.Outbox) ([]paid, error) {
	var payments []paid
	cycle := payment.Cycle{
		Clock: runClock(hmo.Night()), Book: hmo, Store: database, Outbox: answers,
		Hold: func(payee string, why error) {
			r.Held++
			r.Log.Error().Str("payee", payee).Err(why).Msg("not paid: the remittance was refused")
		},
		Paid: func(remittance *record.Remittance, claims int) {
			payments = append(payments, paid{remittance, claims})
			if r.Paid != nil {
				r.Paid(remittance, claims)
			}
		},
	}
	return payments, cycle.Run(ctx)
}
