---- MODULE UnknownSubexpression ----
EXTENDS Integers
VARIABLE x
Init == x = 0
Next == x' = (x + 1) % 3
Spec == Init /\ [][Next]_x
Range == /\ x >= 0
         /\ x < 3
Small == Range!3
====
