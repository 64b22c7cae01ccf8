--------------------------- MODULE EnabledBySteps ---------------------------
\* ENABLED of actions that are, wholly or in part, actions of the next-state relation, beside the
\* guards that they have. Nothing is fair, so that a behavior may stay in any state: where an
\* ENABLED and its guard differ in a single state, their <>[] do.
EXTENDS Naturals

VARIABLES x, y
v == <<x, y>>

Init == x = 0 /\ y \in 0..2
Up(n) == x + n =< 3 /\ x' = x + n /\ UNCHANGED y
Idle == y > 0 /\ UNCHANGED v
Reset == x = 3 /\ x' = 0 /\ y' \in {y, 0}
Leave == x = 2 /\ y' = y + 3 /\ UNCHANGED x  \* beyond the constraint
Never == \E n \in {} : x' = n /\ UNCHANGED y
Another == x = 1 /\ y = 2 /\ y' = 1 /\ UNCHANGED x  \* no part of Next

Next == (\E n \in 1..2 : Up(n)) \/ Idle \/ Reset \/ Leave \/ Never
Spec == Init /\ [][Next]_v
Inside == y < 3

EnabledUp == ENABLED Up(1)
AsGuarded ==
  /\ <>[]EnabledUp <=> <>[](x =< 2)
  /\ <>[](ENABLED Up(2)) <=> <>[](x =< 1)
  /\ <>[](ENABLED Up(3)) <=> <>[](x = 0)
  /\ <>[](ENABLED Idle) <=> <>[](y > 0)
  /\ <>[](ENABLED Leave) <=> <>[](x = 2)
  /\ <>[]~(ENABLED Never)
  /\ <>[](ENABLED (Reset \/ Another)) <=> <>[](x = 3 \/ (x = 1 /\ y = 2))
  /\ <>[](ENABLED (Reset \/ Leave)) <=> <>[](x \in {2, 3})

AsPromised ==
  /\ WF_v(Up(1)) <=> (<>[](x =< 2) => []<><<Up(1)>>_v)
  /\ SF_v(Up(2)) <=> ([]<>(x =< 1) => []<><<Up(2)>>_v)
  /\ WF_v(Idle)
  /\ WF_y(Up(1))
  /\ WF_y(Reset) <=> (<>[](x = 3 /\ y > 0) => []<><<Reset>>_y)
  /\ WF_v(Never)
  /\ WF_v(Reset \/ Another) <=>
       (<>[](x = 3 \/ (x = 1 /\ y = 2)) => []<><<Reset \/ Another>>_v)

\* Violated: x may stay 2, and there Leave is enabled.
LeavesInTheEnd == WF_v(Leave)
=============================================================================
