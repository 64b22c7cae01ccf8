---- MODULE ReplacedByItself ----
\* Inside the definition that replaces another one, the name means what is replaced; everywhere else the replacement.
EXTENDS Integers
VARIABLE x
Apply(F(_), n) == F(n)
Limit == 3
Up(n) == n + 1
Init == x \in 0..9
Next == x' = Up(x) /\ x < Limit
HigherLimit == Limit + 2
FasterUp(n) == Apply(Up, n) + 1
FewerInit == Init /\ x = 0
Small == x \in {0, 2, 4, 6}
====
