---- MODULE PrecedenceConflict ----
\* expect: PrecedenceConflict 3:22
A(p, q, r) == p /\ q \/ r
====
