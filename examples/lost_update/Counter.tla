---------------------------- MODULE Counter ----------------------------
(* Workers add one to a shared counter, each in two steps: read it, write it back plus one. *)
EXTENDS Integers, FiniteSets

CONSTANT Workers

VARIABLES count,   \* the shared counter
          seen,    \* what each worker read; -1 before it has
          done     \* the workers that wrote

Init == /\ count = 0
        /\ seen = [w \in Workers |-> -1]
        /\ done = {}

Read(w) == /\ seen[w] = -1
           /\ seen' = [seen EXCEPT ![w] = count]
           /\ UNCHANGED <<count, done>>

Write(w) == /\ seen[w] >= 0
            /\ w \notin done
            /\ count' = seen[w] + 1
            /\ done' = done \cup {w}
            /\ UNCHANGED seen

Next == \E w \in Workers : Read(w) \/ Write(w)

Spec == Init /\ [][Next]_<<count, seen, done>>

\* Once all have written, every addition counts.
NothingLost == done = Workers => count = Cardinality(Workers)
=========================================================================
