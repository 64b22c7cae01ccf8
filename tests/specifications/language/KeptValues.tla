---- MODULE KeptValues ----
\* Definitions of a state that are used in both states of a step, in actions, invariants and properties: whatever is remembered of
\* their values has to be forgotten with the variables they were computed from.
EXTENDS Integers

VARIABLES counts, copy

Places == 0..3

Sum ==
  LET Upto[i \in Places] == IF i = 0 THEN counts[0] ELSE counts[i] + Upto[i - 1]
  IN Upto[3]

Largest == CHOOSE n \in {counts[i] : i \in Places} : \A i \in Places : counts[i] <= n

Zeros == {i \in Places : counts[i] = 0}

Summary == <<Sum, Largest, Zeros>>

Init ==
  /\ counts = [i \in Places |-> 0]
  /\ copy = Summary

Count(i) ==
  /\ Largest < 4
  /\ counts' = [counts EXCEPT ![i] = (@ + 1) % 4]
  /\ copy' = Summary'
  /\ Sum' # Sum

Swap ==
  /\ counts' = [i \in Places |-> counts[3 - i]]
  /\ Sum' = Sum
  /\ copy' = <<Sum, Largest', Zeros'>>

Next == (\E i \in Places : Count(i)) \/ Swap

Spec == Init /\ [][Next]_<<counts, copy>>

CopyIsExact == copy = Summary
SumOfLargest == Largest <= Sum /\ Sum <= 4 * Largest
StepsOfOne == [][Sum' - Sum \in {-3, 0, 1}]_<<counts, copy>>
====
