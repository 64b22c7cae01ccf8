------------------------------- MODULE BagsExt ------------------------------
(* More operators on bags. *)
LOCAL INSTANCE Bags
LOCAL INSTANCE Integers
LOCAL INSTANCE Folds

\* One copy more, one copy less, no copy at all.
BagAdd(B, x) == [e \in DOMAIN B \cup {x} |-> CopiesIn(e, B) + (IF e = x THEN 1 ELSE 0)]
BagRemove(B, x) ==
  IF BagIn(x, B)
  THEN [e \in (IF B[x] = 1 THEN DOMAIN B \ {x} ELSE DOMAIN B) |->
          B[e] - (IF e = x THEN 1 ELSE 0)]
  ELSE B
BagRemoveAll(B, x) == [e \in DOMAIN B \ {x} |-> B[e]]

\* Folds op over f(e) for every copy of every element; the copies of one element are first folded
\* among themselves.
MapThenFoldBag(op(_, _), base, f(_), choose(_), B) ==
  LET copies(x) ==
        LET power[n \in 1..B[x]] == op(IF n = 1 THEN base ELSE power[n - 1], f(x))
        IN  power[B[x]]
  IN  MapThenFoldSet(op, base, copies, LAMBDA S : CHOOSE x \in S : TRUE, DOMAIN B)

FoldBag(op(_, _), base, B) ==
  MapThenFoldBag(op, base, LAMBDA x : x, LAMBDA S : CHOOSE x \in S : TRUE, B)

SumBag(B) == FoldBag(LAMBDA x, y : x + y, 0, B)
ProductBag(B) == FoldBag(LAMBDA x, y : x * y, 1, B)
=============================================================================
