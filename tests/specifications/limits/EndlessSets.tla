---------------------------- MODULE EndlessSets ----------------------------
\* Sets that nobody lives to see the end of are no trouble as long as nobody wants to; else they are an error, not a hang.
EXTENDS Integers, FiniteSets
VARIABLE x

Huge == 1..2^62
Subsets == SUBSET (1..60)
Functions == [1..20 -> 1..20]

Init == x = CHOOSE i \in Huge : i > 5
Next == UNCHANGED x
NextSearchesAll == \E i \in Huge : i < 1 /\ x' = i

Small ==
  /\ x = 6 /\ x \in Huge
  /\ Huge \subseteq Huge /\ ~(Huge \subseteq 2..2^62)
  /\ Cardinality(Huge) = 2^62 /\ Cardinality(Subsets) = 2^60
  /\ {1, 60} \in Subsets /\ \E s \in Subsets : Cardinality(s) = 2
  /\ [i \in 1..20 |-> i] \in Functions /\ \E f \in Functions : f[20] = 2
NoSubsetIsLarger == \A s \in Subsets : Cardinality(s) <= 54 + x
=============================================================================
