------------------------------ MODULE Passing ------------------------------
\* What Relay is to refine: a ball goes round among three.
EXTENDS Naturals
CONSTANT Unsure  \* whether asking for the way in the thirtieth round is an error
VARIABLES at, rounds

Pass(i) ==
  /\ at = i
  /\ Unsure /\ rounds = 30 => rounds + "?" > 0
  /\ at' = (i + 1) % 3
  /\ rounds' = IF i = 2 THEN rounds + 1 ELSE rounds
Init == at = 0 /\ rounds = 0
Next == \E i \in 0..2 : Pass(i)
Spec == Init /\ [][Next]_<<at, rounds>> /\ WF_<<at, rounds>>(Next)
=============================================================================
