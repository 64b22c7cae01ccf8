------------------------------- MODULE Apalache -----------------------------
(* The operators of a symbolic model checker, by erasure: what they mean to an explicit one. *)
LOCAL INSTANCE Integers
LOCAL INSTANCE Sequences
LOCAL INSTANCE Folds

\* An assignment.
__x := __e == __x = __e

\* A generator of values; nothing here.
Gen(__size) == {}

\* Some element of a set.
Guess(__S) == CHOOSE __x \in __S : TRUE

Skolem(__e) == __e
Expand(__S) == __S
ConstCardinality(__cardExpr) == __cardExpr

\* <<F(1), .., F(N)>>.
MkSeq(__N, __F(_)) == [__i \in 1..__N |-> __F(__i)]

\* A function over 1..n as a sequence of its first len elements, and a set of pairs as a function.
FunAsSeq(__fn, __len, __capacity) == SubSeq(__fn, 1, __len)
SetAsFun(__S) ==
  LET __Dom == {__p[1] : __p \in __S}
      __Value(__x) == (CHOOSE __p \in __S : __p[1] = __x)[2]
  IN  [__x \in __Dom |-> __Value(__x)]

ApaFoldSet(__Op(_, _), __v, __S) ==
  MapThenFoldSet(LAMBDA __x, __y : __Op(__y, __x), __v, LAMBDA __x : __x,
                 LAMBDA __s : CHOOSE __x \in __s : TRUE, __S)

ApaFoldSeqLeft(__Op(_, _), __v, __seq) ==
  LET __fold[__i \in 0..Len(__seq)] ==
        IF __i = 0 THEN __v ELSE __Op(__fold[__i - 1], __seq[__i])
  IN  __fold[Len(__seq)]

\* F(F(F(x, 1), 2), ..N).
Repeat(__F(_, _), __N, __x) ==
  LET __result[__i \in 0..__N] == IF __i = 0 THEN __x ELSE __F(__result[__i - 1], __i)
  IN  __result[__N]
=============================================================================
