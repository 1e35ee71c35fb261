#include "textflag.h"

// SPREAD fills X with the byte in AX.
#define SPREAD(X) \
	MOVQ AX, X; \
	PUNPCKLBW X, X; \
	PSHUFLW $0, X, X; \
	PSHUFD $0, X, X

// SIXTEEN compares the 16 bytes from SI+offset with both delimiters and puts a bit
// for each byte into R8 (either) and R9 (terminators), from bit offset on.
#define SIXTEEN(offset) \
	MOVOU offset(SI), X0; \
	MOVO X0, X1; \
	PCMPEQB X4, X0; \
	PCMPEQB X5, X1; \
	POR X1, X0; \
	PMOVMSKB X0, AX; \
	SHLQ $offset, AX; \
	ORQ AX, R8; \
	PMOVMSKB X1, BX; \
	SHLQ $offset, BX; \
	ORQ BX, R9

// func classify(blocks []block, data []byte, element, terminator byte)
TEXT ·classify(SB), NOSPLIT, $0-50
	MOVQ blocks_base+0(FP), DI
	MOVQ blocks_len+8(FP), CX
	MOVQ data_base+24(FP), SI
	MOVBLZX element+48(FP), AX
	SPREAD(X4)
	MOVBLZX terminator+49(FP), AX
	SPREAD(X5)
	TESTQ CX, CX
	JZ done

next:
	XORQ R8, R8
	XORQ R9, R9
	SIXTEEN(0)
	SIXTEEN(16)
	SIXTEEN(32)
	SIXTEEN(48)
	MOVQ R8, 0(DI)
	MOVQ R9, 8(DI)
	ADDQ $64, SI
	ADDQ $16, DI
	DECQ CX
	JNZ next

done:
	RET
