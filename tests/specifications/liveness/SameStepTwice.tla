--------------------------- MODULE SameStepTwice ---------------------------
\* Two actions lead from 0 to 1. The property asks which one it was.
EXTENDS Naturals, TLC

VARIABLE x

One == x = 0 /\ x' = 1
Other == x = 0 /\ x' = 1
Back == x = 1 /\ x' = 0

Next == One \/ Other \/ Back
Spec == x = 0 /\ [][Next]_x

NeverTheOther == [][TLCGet("action").name # "Other"]_x
=============================================================================
