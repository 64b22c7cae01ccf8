---- MODULE UnsupportedTemporalFormula ----
EXTENDS Integers
VARIABLE x
Init == x = 0
Next == x' = (x + 1) % 3
Spec == Init /\ [][Next]_x
Hidden == \EE y : [](y = x)
====
