package night

import (
	"context"
	"errors"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/hindsight"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

// lookBack has the claims decided again for which the book says that something was
// otherwise: upheld disputes, and changes for days that are past. It comes behind
// the files of the night, so that each is decided once by all that is known, and
// before the payments.
func lookBack(ctx context.Context, hmo *book.Book, database *store.Store) error {
	if len(hmo.Disputes())+len(hmo.Hindsight()) == 0 {
		return nil
	}
	tx, err := database.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	claims := hindsight.Claims{Book: hmo, Tx: tx}
	if err := errors.Join(claims.Excused(), claims.Declared()); err != nil {
		return err
	}
	if err := claims.Decide(); err != nil {
		return err
	}
	return tx.Commit()
}
