----------------------------- MODULE VectorClocks ---------------------------
(* Logs whose lines carry vector clocks. *)
EXTENDS Naturals, Sequences, Functions

LOCAL Fill(c, D) == [d \in D |-> IF d \in DOMAIN c THEN c[d] ELSE 0]

\* v1 is before v2, or they don't compare.
LOCAL NotAfter(v1, v2) ==
  LET D == DOMAIN v1 \cup DOMAIN v2
      c1 == Fill(v1, D)
      c2 == Fill(v2, D)
  IN  \E i \in D : c1[i] < c2[i]

IsCausalOrder(log, clock(_)) ==
  \A i \in 1..Len(log) : \A j \in 1..(i - 1) : NotAfter(clock(log[j]), clock(log[i]))

\* The log sorted so that no line comes before one that it depends on: a line may come when none of
\* the remaining ones happened before it. The first such line in the log is taken.
CausalOrder(log, clock(_), node(_), domain(_)) ==
  LET After(i, j) == ~NotAfter(clock(log[i]), clock(log[j]))
      Next(todo) == CHOOSE i \in todo : \A j \in todo \ {i} : ~After(i, j)
      sorted[todo \in SUBSET (1..Len(log))] ==
        IF todo = {}
        THEN <<>>
        ELSE LET i == Next(todo) IN <<log[i]>> \o sorted[todo \ {i}]
  IN  sorted[1..Len(log)]
=============================================================================
