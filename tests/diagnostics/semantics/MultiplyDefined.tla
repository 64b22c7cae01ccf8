---- MODULE MultiplyDefined ----
\* expect: MultiplyDefined 4:9
VARIABLE x
A == \E x \in {1} : x = 1
====
