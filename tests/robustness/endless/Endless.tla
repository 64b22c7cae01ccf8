------------------------------ MODULE Endless ------------------------------
\* Every part of checking it can be made to last for ever.
EXTENDS Integers, FiniteSets
CONSTANT Part
VARIABLES x, y

Many == 1..1000000
Slow(n) == \A i \in Many, j \in Many : i + j > n
RECURSIVE Fibonacci(_)
Fibonacci(n) == IF n < 2 THEN 1 ELSE Fibonacci(n - 1) + Fibonacci(n - 2)
Constant == CHOOSE i \in 1..1000000000000 : i < 0

ASSUME Part = "assumption" => Slow(0)

Init ==
  /\ x = IF Part = "constant" THEN Constant ELSE 0
  /\ y \in IF Part = "initial states" THEN SUBSET (1..39) ELSE {{}}
Next ==
  /\ Part = "step" => Slow(-x)
  /\ Part = "recursion" => Fibonacci(90 + x) > 0
  /\ x' = IF Part = "successors" THEN x ELSE x + 1
  /\ y' \in IF Part = "successors" THEN SUBSET (1..39) ELSE SUBSET {x % 10, x % 7}
Spec == Init /\ [][Next]_<<x, y>> /\ WF_<<x, y>>(Next)

Invariant == Part = "invariant" => Slow(-x)
Grows == []<>(y = {})
============================================================================
