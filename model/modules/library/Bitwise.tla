------------------------------- MODULE Bitwise ------------------------------
(* Bitwise operations on natural numbers. Evaluated by the checker. *)
LOCAL INSTANCE Integers

RECURSIVE And(_, _)
LOCAL And(x, y) ==
  IF x = 0 \/ y = 0 THEN 0 ELSE (x % 2) * (y % 2) + 2 * And(x \div 2, y \div 2)

x & y == And(x, y)
x | y == x + y - And(x, y)
x ^^ y == x + y - 2 * And(x, y)

\* Every binary digit up to the highest 1 turned round.
Not(a) ==
  LET ones[m \in 0..a] == IF m = 0 THEN 0 ELSE 1 + 2 * ones[m \div 2]
  IN  ones[a] - a

\* n shifted by pos digits to the right.
shiftR(n, pos) == n \div 2 ^ pos
=============================================================================
