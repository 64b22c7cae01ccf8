----------------------------- MODULE FiniteSets -----------------------------
(* Finite sets and their size. Both operators are evaluated by the checker. *)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences

\* S is finite if some sequence lists all of it.
IsFiniteSet(S) == \E seq \in Seq(S) : \A s \in S : \E n \in 1..Len(seq) : seq[n] = s

Cardinality(S) ==
  LET CS[T \in SUBSET S] ==
        IF T = {} THEN 0 ELSE 1 + CS[T \ {CHOOSE x \in T : TRUE}]
  IN  CS[S]
=============================================================================
