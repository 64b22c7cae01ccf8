---- MODULE TautologicalProperty ----
EXTENDS Integers
VARIABLE x
Init == x = 0
Next == x' = (x + 1) % 3
Spec == Init /\ [][Next]_x
OfNobody == \A n \in {} : <>(x = n)
====
