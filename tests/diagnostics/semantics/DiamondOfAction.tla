---- MODULE DiamondOfAction ----
\* expect: DiamondOfAction 5:9
VARIABLE x
A == x' = x
Live == <>A
====
