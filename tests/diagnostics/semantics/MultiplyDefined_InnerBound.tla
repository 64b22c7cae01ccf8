---- MODULE MultiplyDefined_InnerBound ----
\* expect: MultiplyDefined 3:24
A == \A i \in {1} : \E i \in {2} : i = 1
====
