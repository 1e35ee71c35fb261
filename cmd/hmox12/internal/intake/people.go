package intake

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// This file takes what people decided about what waits, as the book says it.

// DecideEarlier takes what people decided, by the day on which the night's files came,
// about claims and requests that wait since before, and decides the claims whose wait is
// over. It comes ahead of the files, so that these find what was decided. An error means
// that nothing of it happened.
func (in *Intake) DecideEarlier(ctx context.Context) error { return in.decideWaiting(ctx, false) }

// DecideRest takes what people decided since, and about what came in the night. It comes
// behind the night's files; a verdict about nothing that is known is then told as such.
func (in *Intake) DecideRest(ctx context.Context) error { return in.decideWaiting(ctx, true) }

func (in *Intake) decideWaiting(ctx context.Context, last bool) error {
	tx, err := in.Store.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	c := &chain{Intake: in, tx: tx, received: &Received{}}
	defer c.discard()
	p := &people{chain: c, last: last, looked: map[string]bool{}, decided: map[store.ReviewID]*record.ReviewAnswer{}}
	for _, step := range []func() error{p.takeReviews, p.takeClaims, p.decideAgain} {
		if err := step(); err != nil {
			return fmt.Errorf("what people decided: %w", err)
		}
	}
	if err := c.commit(); err != nil {
		return err
	}
	if in.heard == nil {
		in.heard = map[string]bool{}
	}
	for source := range p.looked {
		in.heard[source] = true
	}
	return nil
}

// people is one pass over what people decided.
type people struct {
	*chain
	last   bool            // behind the files: what is not known now is never
	looked map[string]bool // verdicts, by their source

	decided map[store.ReviewID]*record.ReviewAnswer // requests, as they are answered now
	order   []store.ReviewID
}

// tooEarly reports whether what was decided on a day is not known yet.
func (p *people) tooEarly(day record.Date) bool { return !p.last && day > p.receivedOn() }

// takeReviews takes the verdicts about requests and answers each request once.
func (p *people) takeReviews() error {
	verdicts := p.Book.ReviewVerdicts()
	for i := range verdicts {
		if p.heard[verdicts[i].Source] || p.tooEarly(verdicts[i].On) {
			continue
		}
		if err := p.takeReview(&verdicts[i]); err != nil {
			return fmt.Errorf("%s: %w", verdicts[i].Source, err)
		}
	}
	return p.answer()
}

func (p *people) takeReview(v *record.ReviewVerdict) error {
	found, err := p.tx.NumberedReview(v.Request)
	if err != nil || found == nil && !p.last {
		return err
	}
	p.looked[v.Source] = true
	if found == nil {
		told := adjudicate.ToldOfReview(v)
		told.Concluded = "Not taken: there is no request of that number."
		return p.tx.AddVerdict(&told)
	}
	book, ledger := p.tx.Reviewed(p.Book), p.tx.Ledger()
	numbers := &reviewNumbers{chain: p.chain, book: book}
	answer, told := adjudicate.DecideReview(book, ledger, numbers, found.Answer, []record.ReviewVerdict{*v}, p.options())
	if err := errors.Join(book.Err(), ledger.Err(), numbers.err); err != nil {
		return err
	}
	if answer != nil {
		var refused *x12.WriteError
		if err := p.writable(answer); errors.As(err, &refused) {
			told[0].Result, told[0].Concluded = record.VerdictRefused, "Not taken: the answer can't be written: "+refused.Error()+"."
			answer = nil
		}
	}
	if err := p.tx.AddVerdict(&told[0]); err != nil || answer == nil {
		return err
	}
	if p.decided[found.ID] == nil {
		p.order = append(p.order, found.ID)
	}
	p.decided[found.ID] = answer
	if err := p.tx.AnswerReview(found, answer); err != nil {
		return err
	}
	// An answer has all that was granted for the request, the earlier grants first.
	before := found.Answer
	return p.hindsight().Granted(v.On, answer.Referrals[len(before.Referrals):], answer.Authorizations[len(before.Authorizations):])
}

// writable writes an answer to nowhere: it may have to repeat what the partner's
// characters don't hold, and then costs no other its own.
func (p *people) writable(a *record.ReviewAnswer) error {
	r := &reply{chain: p.chain, kind: reviewReply, asked: p.interchangeOf(a.Request.Source.Sender), delimiters: controls}
	w := r.writer(io.Discard)
	r.begin(w, 1)
	return writeReviews(w, answerSet{setNumber(1), r.today(), r.Now().Format("1504")}, []*record.ReviewAnswer{a})
}

// answer writes the answers to what was decided, to who sent the request. Each is a set
// of its own: what requests of different sets hang on is not the same.
func (p *people) answer() error {
	replies := map[string]*reply{}
	var senders []string
	for _, id := range p.order {
		a := p.decided[id]
		sender := a.Request.Source.Sender
		r := replies[sender]
		if r == nil {
			var err error
			if r, err = p.beginReplyTo(reviewReply, p.interchangeOf(sender)); err != nil {
				return err
			}
			replies[sender], senders = r, append(senders, sender)
		}
		err := r.set(func(w *x12.Writer, number string) error {
			return writeReviews(w, answerSet{number, r.today(), r.Now().Format("1504")}, []*record.ReviewAnswer{a})
		})
		if err != nil {
			return err
		}
	}
	for _, sender := range senders {
		if err := replies[sender].end(); err != nil {
			return err
		}
	}
	return nil
}

// interchangeOf returns an interchange as a partner sends it: to answer it, where the
// one that asked is no more at hand.
func (c *chain) interchangeOf(sender string) x12.Interchange {
	payer := c.Book.Payer()
	i := x12.Interchange{
		SenderQualifier: "ZZ", Sender: sender, ReceiverQualifier: payer.InterchangeQualifier, Receiver: payer.InterchangeID,
		Usage: "P", Delimiters: x12.DefaultDelimiters,
	}
	if partner := c.Book.Partner(sender); partner != nil {
		i.SenderQualifier = partner.Qualifier
	}
	return i
}

// takeClaims takes the verdicts about claims, and ahead of the files decides the claims
// whose wait is over: those that wait, in the order in which they came, then what is
// said of claims that do not wait or are not known.
func (p *people) takeClaims() error {
	verdicts, later := map[string][]record.ClaimVerdict{}, map[string]bool{}
	var named []string
	for _, v := range p.Book.ClaimVerdicts() {
		if p.tooEarly(v.On) {
			later[v.Claim] = true
		}
		if p.heard[v.Source] || p.tooEarly(v.On) {
			continue
		}
		if verdicts[v.Claim] == nil {
			named = append(named, v.Claim)
		}
		verdicts[v.Claim] = append(verdicts[v.Claim], v)
	}
	if p.last && len(named) == 0 {
		return nil
	}
	waiting, err := p.tx.WaitingClaims()
	if err != nil {
		return err
	}
	for i := range waiting {
		w := &waiting[i]
		said := verdicts[w.Claim.Control]
		delete(verdicts, w.Claim.Control)
		if len(said) == 0 && (p.last || later[w.Claim.Control] || !adjudicate.WaitsByItself(w.Decision)) {
			continue
		}
		if err := p.decideClaim(w, said); err != nil {
			return fmt.Errorf("claim %s: %w", w.Claim.Control, err)
		}
	}
	for _, control := range named {
		if err := p.tellIdle(control, verdicts[control]); err != nil {
			return err
		}
	}
	return nil
}

// decideClaim decides a claim that waits.
func (p *people) decideClaim(w *store.ClaimVersion, said []record.ClaimVerdict) error {
	book, ledger, options := p.tx.Reviewed(p.Book), p.tx.Ledger(), p.options()
	options.FilingExcuse = p.Book.FilingExcuse(w.Claim)
	decision, told := adjudicate.DecideWaiting(book, ledger, adjudicate.Waiting{Claim: w.Claim, Decision: w.Decision}, said, options)
	if err := errors.Join(book.Err(), ledger.Err()); err != nil {
		return err
	}
	if err := p.tell(told); err != nil || decision == nil {
		return err
	}
	if err := p.tx.AddDecision(w.Claim, w.Version+1, decision); err != nil || !decision.Whole {
		return err
	}
	return p.hindsight().Admitted(w.Claim, decision)
}

// tellIdle tells of verdicts about a claim that does not wait, or that is not known.
func (p *people) tellIdle(control string, said []record.ClaimVerdict) error {
	if len(said) == 0 {
		return nil
	}
	last, err := p.tx.LastVersion(control)
	if err != nil || last == nil && !p.last {
		return err
	}
	why := "there is no claim of that number"
	if last != nil && last.Decision != nil {
		why = "the claim is final: " + string(last.Decision.Outcome) + " on " + last.Decision.Decided.String()
	}
	var told []record.Verdict
	for i := range said {
		v := adjudicate.ToldOf(&said[i])
		v.Concluded = "Not taken: " + why + "."
		told = append(told, v)
	}
	return p.tell(told)
}

// tell records what became of verdicts.
func (p *people) tell(told []record.Verdict) error {
	for i := range told {
		if told[i].Source != "" {
			p.looked[told[i].Source] = true
		}
		if err := p.tx.AddVerdict(&told[i]); err != nil {
			return err
		}
	}
	return nil
}
