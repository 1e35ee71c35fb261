package store

import (
	"fmt"

	"github.com/hmox12/hmox12/mapping/record"
)

// FileID and InterchangeID name rows that others refer to.
type (
	FileID        int64
	InterchangeID int64
)

// File is a file as received.
type File struct {
	Name     string // without folder
	SHA256   [32]byte
	Received record.Date
	Bytes    int64
}

// Verdict is what an acknowledgment says: TA104 of an interchange, IK501 of a
// transaction set.
type Verdict string

// The verdicts that are the same for both. IK501 has M, W and X, too.
const (
	Accepted           Verdict = "A"
	AcceptedWithErrors Verdict = "E"
	Rejected           Verdict = "R"
)

// Interchange is an ISA and what the TA1 says about it.
type Interchange struct {
	SenderQualifier, Sender     string // ISA05, ISA06
	ReceiverQualifier, Receiver string // ISA07, ISA08
	Control                     string // ISA13
	Usage                       string // ISA15
	Verdict                     Verdict
	Note                        string // TA105
}

// TransactionSet is an ST to SE and what the 999 says about it.
type TransactionSet struct {
	Group      string // GS06
	Control    string // ST02
	Identifier string // ST01
	Guide      string // ST03, else GS08
	Segments   int
	Verdict    Verdict
}

var (
	insertFile = &statement{"add file",
		`INSERT INTO files (name, sha256, received, bytes) VALUES (?, ?, ?, ?)`}
	selectFileByHash = &statement{"find file",
		`SELECT name, received FROM files WHERE sha256 = ?`}
	insertInterchange = &statement{"add interchange",
		`INSERT INTO interchanges (file, sender_qualifier, sender, receiver_qualifier, receiver, control, usage, verdict, note)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`}
	selectInterchange = &statement{"find interchange",
		`SELECT f.name FROM interchanges i JOIN files f ON f.id = i.file
		 WHERE i.sender_qualifier = ? AND i.sender = ? AND i.control = ? AND i.verdict <> 'R'`}
	updateInterchange = &statement{"judge interchange",
		`UPDATE interchanges SET verdict = ?, note = ? WHERE id = ?`}
	insertSet = &statement{"add transaction set",
		`INSERT INTO transaction_sets (interchange, functional_group, control, identifier, guide, segments, verdict)
		 VALUES (?, ?, ?, ?, ?, ?, ?)`}
)

// AddFile implements Tx.
func (t *transaction) AddFile(f File) (FileID, error) {
	result, err := t.exec(insertFile, f.Name, f.SHA256[:], int64(f.Received), f.Bytes)
	if violates(err, "files.sha256") {
		var name string
		var received int64
		if _, err := t.one(selectFileByHash, []any{f.SHA256[:]}, &name, &received); err != nil {
			return 0, err
		}
		return 0, fmt.Errorf("store: file %s: %w: as %s on %s", f.Name, ErrDuplicateFile, name, record.Date(received))
	}
	return rowID[FileID](result, err)
}

// AddInterchange implements Tx.
func (t *transaction) AddInterchange(file FileID, i Interchange) (InterchangeID, error) {
	result, err := t.exec(insertInterchange, int64(file), i.SenderQualifier, i.Sender, i.ReceiverQualifier, i.Receiver,
		i.Control, i.Usage, string(i.Verdict), i.Note)
	if violates(err, "interchanges.control") {
		return 0, t.duplicateInterchange(i)
	}
	return rowID[InterchangeID](result, err)
}

func (t *transaction) duplicateInterchange(i Interchange) error {
	var file string
	if _, err := t.one(selectInterchange, []any{i.SenderQualifier, i.Sender, i.Control}, &file); err != nil {
		return err
	}
	return fmt.Errorf("store: interchange %s of sender %s:%s: %w: in file %s", i.Control, i.SenderQualifier, i.Sender,
		ErrDuplicateInterchange, file)
}

// JudgeInterchange implements Tx.
func (t *transaction) JudgeInterchange(id InterchangeID, verdict Verdict, note string) error {
	result, err := t.exec(updateInterchange, string(verdict), note, int64(id))
	return atLeastOne(result, err, "interchange")
}

// AddTransactionSet implements Tx.
func (t *transaction) AddTransactionSet(interchange InterchangeID, s TransactionSet) error {
	_, err := t.exec(insertSet, int64(interchange), s.Group, s.Control, s.Identifier, s.Guide, s.Segments, string(s.Verdict))
	return err
}

// rowID returns the id of the row that an insert made.
func rowID[ID ~int64](did result, err error) (ID, error) { return ID(did.id), err }

// atLeastOne turns an update that met no row into ErrNotFound.
func atLeastOne(did result, err error, what string) error {
	if err != nil || did.rows > 0 {
		return err
	}
	return fmt.Errorf("store: %s: %w", what, ErrNotFound)
}
