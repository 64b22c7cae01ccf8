---- MODULE BoxOfAction ----
\* expect: BoxOfAction 5:9
VARIABLE x
A == x' = x
Spec == []A
====
