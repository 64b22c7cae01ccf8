---- MODULE Base ----
\* Extended or named by the configurations beside it.
EXTENDS Integers, TLC
CONSTANTS N, P
VARIABLE x
Init == x = 0
Next == x' = (x + 1) % 3
Spec == Init /\ [][Next]_x
Small == x < 3
Bound(n) == x < n
Always == TRUE
Never == FALSE
NextIsZero == x' = 0
Four == 4
Five == 5
Twice(n) == 2 * n
Swaps == Permutations(P)
Progress == <>(x = 2)
ASSUME N \in Int
====
