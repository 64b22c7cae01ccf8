------------------------------- MODULE TLCExt -------------------------------
(* More operators that talk to the model checker; evaluated by the checker where they have more to
   do than their definition says. *)
LOCAL INSTANCE TLC
LOCAL INSTANCE Integers

\* a = b, which prints both values when it is false.
AssertEq(a, b) ==
  IF a = b THEN TRUE ELSE PrintT("Assertion failed") /\ PrintT(a) /\ PrintT(b) /\ FALSE

\* Whether evaluating exp fails with the message err. (As an operator, exp is not evaluated too early.)
LOCAL FailsWith(err, Exp(_)) == TRUE
AssertError(err, exp) == FailsWith(err, LAMBDA unused : exp)

TLCGetOrDefault(key, defaultVal) == CHOOSE n : TRUE

\* Equals the old value of a register (defaultVal if it was never set) and sets it to Op(old, val).
TLCGetAndSet(key, Op(_, _), val, defaultVal) ==
  LET oldVal == TLCGetOrDefault(key, defaultVal)
  IN  CHOOSE v \in {oldVal} : TLCSet(key, Op(oldVal, val))

\* The states from an initial state to the current one, as a sequence of records.
Trace == <<>>

\* In a POSTCONDITION: the counterexample as [state: .., action: ..].
CounterExample == [action |-> {}, state |-> {}]

ToTrace(CE) == <<>>

\* The model value of that name.
TLCModelValue(str) == CHOOSE v : ToString(v) = str

TLCDefer(expression) == TRUE

TLCNoOp(val) == val

PickSuccessor(exp) == TRUE

TLCCache(expression, closure) == expression

\* The fingerprint of a value.
TLCFP(var) == CHOOSE i \in Int : TRUE

TLCEvalDefinition(definitionName) == TRUE
=============================================================================
