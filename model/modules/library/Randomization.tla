---------------------------- MODULE Randomization ---------------------------
(* Pseudo-random subsets, made by the checker from its seed. *)
LOCAL INSTANCE Naturals
LOCAL INSTANCE FiniteSets

\* A random subset of S with k elements (S itself if it has fewer).
RandomSubset(k, S) == CHOOSE T \in SUBSET S : Cardinality(T) = k

\* About k random subsets of S with n elements on average.
RandomSetOfSubsets(k, n, S) == CHOOSE T \in SUBSET SUBSET S : Cardinality(T) \leq k

\* About k random subsets of S; each element is in one with the probability given by a string.
RandomSubsetSet(k, probability, S) == CHOOSE T \in SUBSET SUBSET S : Cardinality(T) \leq k

TestRandomSetOfSubsets(k, n, S) == [i \in 1..5 |-> Cardinality(RandomSetOfSubsets(k, n, S))]
=============================================================================
