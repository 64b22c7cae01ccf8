-------------------------------- MODULE TLC ---------------------------------
(* Operators that talk to the model checker. The checker evaluates all of them. *)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences
LOCAL INSTANCE FiniteSets

\* Equals val; prints out and val.
Print(out, val) == val

\* Equals TRUE; prints out.
PrintT(out) == TRUE

\* An error that shows out unless val is TRUE.
Assert(val, out) == IF val = TRUE THEN TRUE ELSE CHOOSE v : TRUE

\* Seconds since 1970.
JavaTime == CHOOSE n : n \in Nat

\* Register i of this worker, or a fact about the run ("level", "distinct", ...).
TLCGet(i) == CHOOSE n : TRUE

TLCSet(i, v) == TRUE

\* The function {d -> e}; @@ joins two functions, the left one wins.
d :> e == [x \in {d} |-> e]
f @@ g == [x \in (DOMAIN f) \cup (DOMAIN g) |-> IF x \in DOMAIN f THEN f[x] ELSE g[x]]

\* All permutations of a finite set, as functions.
Permutations(S) == {f \in [S -> S] : \A w \in S : \E v \in S : f[v] = w}

\* s sorted by the strict order Op.
SortSeq(s, Op(_, _)) ==
  LET Perm == CHOOSE p \in Permutations(1..Len(s)) :
                \A i, j \in 1..Len(s) :
                  i < j => Op(s[p[i]], s[p[j]]) \/ s[p[i]] = s[p[j]]
  IN  [i \in 1..Len(s) |-> s[Perm[i]]]

RandomElement(s) == CHOOSE x \in s : TRUE

\* The set that everything is in.
Any == CHOOSE x : TRUE

\* The text of a value as the checker prints it.
ToString(v) == (CHOOSE x \in [a : v, b : STRING] : TRUE).b

\* v, evaluated now.
TLCEval(v) == v
=============================================================================
