---------------------------- MODULE FiniteSetsExt ---------------------------
(* More operators on finite sets. Most are evaluated by the checker. *)
EXTENDS Integers, FiniteSets, Folds, Functions

\* op over the elements of a set; op should not care about the order.
FoldSet(op(_, _), base, set) ==
  MapThenFoldSet(op, base, LAMBDA x : x, LAMBDA s : CHOOSE x \in s : TRUE, set)

SumSet(set) == FoldSet(LAMBDA x, y : x + y, 0, set)
ProductSet(set) == FoldSet(LAMBDA x, y : x * y, 1, set)

\* An older name and order of arguments for FoldSet.
ReduceSet(op(_, _), set, acc) == FoldSet(op, acc, set)

\* The sum of op(x) over all x in S.
MapThenSumSet(op(_), S) ==
  MapThenFoldSet(LAMBDA x, y : x + y, 0, op, LAMBDA s : CHOOSE x \in s : TRUE, S)

FlattenSet(S) == UNION S

\* What is in just one of the two.
SymDiff(A, B) == {x \in A \cup B : x \notin A \/ x \notin B}

\* How many elements of S satisfy P.
Quantify(S, P(_)) == Cardinality({s \in S : P(s)})

\* The subsets of S with k elements.
kSubset(k, S) == {s \in SUBSET S : Cardinality(s) = k}

\* Of a non-empty finite set of integers.
Max(S) == CHOOSE x \in S : \A y \in S : x >= y
Min(S) == CHOOSE x \in S : \A y \in S : x =< y

\* All sets that take one element from each of the Sets.
Choices(Sets) ==
  {Range(f) : f \in {c \in [Sets -> UNION Sets] : \A T \in Sets : c[T] \in T}}

\* Like CHOOSE, but there must be just one such element.
ChooseUnique(S, P(_)) == CHOOSE x \in S : P(x) /\ \A y \in S : P(y) => y = x
=============================================================================
