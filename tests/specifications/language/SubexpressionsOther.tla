---- MODULE SubexpressionsOther ----
CONSTANT F(_, _, _)
Use == F(2, 3, 4)
Pair(a) == <<1, a>>
Pairs == {<<x>> : x \in {1}}
====
