---- MODULE OperatorsInConfiguration ----
\* A configuration may replace operators that are written with signs, and put them in the place of others.
EXTENDS Integers, Sequences
CONSTANT _ ++ _, Plus(_, _), _ \prec _
Pair(a, b) == <<a, b>>
Less(a, b) == a < b
Append2(a, b) == a + b
ASSUME 1 ++ 2 = <<1, 2>> /\ Plus(1, 2) = 3 /\ 1 \prec 2 /\ 1 \o 2 = 3
====
