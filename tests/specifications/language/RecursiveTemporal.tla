---- MODULE RecursiveTemporal ----
\* A recursive operator may stand for a temporal formula where constant conditions end the recursion.
EXTENDS Integers
VARIABLE x
Init == x = 0
Next == x' = (x + 1) % 3
Spec == Init /\ [][Next]_x /\ WF_x(Next)
RECURSIVE Visits(_)
Visits(n) == IF n < 0 THEN TRUE ELSE <>(x = n /\ Visits(n - 1))
RECURSIVE Reaches(_)
Reaches(n) == IF n = 0 THEN <>(x = 7) ELSE Reaches(n - 1)
All == Visits(2)
None == Reaches(2)
====
