---- MODULE MisusedLabel ----
\* expect: MisusedLabel 4:24
A == \E x \in {1} :
                       label :: x = 1
====
