---- MODULE EndlessTemporal ----
\* A recursion that no constant condition ends. What n is built of doubles with each call: nobody may
\* follow it to the leaves.
EXTENDS Integers
VARIABLE x
Next == x' = (x + 1) % 3
Spec == x = 0 /\ [][Next]_x /\ WF_x(Next)
RECURSIVE Reaches(_)
Reaches(n) == IF 1 = 0 THEN <>(x = 7) ELSE Reaches(n - n)
Endless == Reaches(2)
====
