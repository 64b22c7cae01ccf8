---- MODULE TheoremsInBehaviour ----
\* Named theorems stand for their formulas, as a whole and in parts, in Init, Next and properties.
EXTENDS Integers
VARIABLE x
THEOREM Range == x \in 0..5
THEOREM Stays == x' \in 0..5
Init == Range /\ x # 5
Next == x' = (x + 1) % 6 /\ Range!: /\ Stays
THEOREM Correct == Init /\ [][Next]_x /\ WF_x(Next) => /\ [](x >= 0)
                                                       /\ []<>(x = 0)
Spec == Correct!1
Recurs == Correct!2!2
Small == Range!<< < 6
====
