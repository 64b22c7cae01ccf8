---- MODULE LazyFunctions ----
\* Functions over infinite sets: updated, and recursive through each other or through an instance.
EXTENDS Integers
plus[n \in Int] == n + 2
pairs[i, j \in Int] == [a |-> i, b |-> j]
ASSUME [plus EXCEPT ![3] = @ * 10][3] = 50 /\ [plus EXCEPT ![3] = 0][4] = 6
ASSUME [pairs EXCEPT ![1, 2].b = 17, ![1, 2].b = @ + 5][1, 2] = [a |-> 1, b |-> 22]
ASSUME [pairs EXCEPT ![1, 2].b = 17][<<2, 2>>] = [a |-> 2, b |-> 2]
ASSUME [plus EXCEPT ![3] = [i \in Int |-> @ + i], ![3][6] = 44][3][6] = 44

RECURSIVE factorial
below[n \in Nat] == factorial[n]
factorial[n \in Nat] == IF n = 0 THEN 1 ELSE n * below[n - 1]
ASSUME below[3] = 6 /\ factorial[5] = 120

RECURSIVE product(_)
Through(n) == INSTANCE LazyFunctionsOther WITH F <- product, argument <- n
product(n) == IF n = 0 THEN 1 ELSE n * Through(n - 1)!Result
ASSUME product(5) = 120
====
