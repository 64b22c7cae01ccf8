----------------------------- MODULE RingElection -----------------------------
(* Election of a leader on a one-way ring. A node stands for election by sending its number to its
   neighbour, unless it has seen a larger one. A node passes on numbers larger than its own and than any
   it has seen, and drops the others. A number that comes back to its owner has beaten everybody.

   Links may reorder what is on its way; they lose messages if Lossy. *)
EXTENDS Naturals

CONSTANTS
  Size,     \* nodes 1..Size, in the order of the ring
  Number,   \* each node's number, all different: a sequence
  Lossy     \* messages may be lost

ASSUME /\ Size \in Nat /\ Size > 0 /\ Lossy \in BOOLEAN
       /\ \A m, n \in 1..Size : m # n => Number[m] # Number[n]

Nodes == 1..Size
After(n) == IF n = Size THEN 1 ELSE n + 1

VARIABLES
  inbox,    \* for each node, the numbers on their way to it
  largest,  \* for each node, the largest number it has seen, 0 at first
  leader    \* for each node, whether it knows itself to be the leader

vars == <<inbox, largest, leader>>

Numbers == {Number[n] : n \in Nodes}

Init ==
  /\ inbox = [n \in Nodes |-> {}]
  /\ largest = [n \in Nodes |-> 0]
  /\ leader = [n \in Nodes |-> FALSE]

Stand(n) ==
  /\ largest[n] < Number[n]
  /\ largest' = [largest EXCEPT ![n] = Number[n]]
  /\ inbox' = [inbox EXCEPT ![After(n)] = @ \cup {Number[n]}]
  /\ UNCHANGED leader

Receive(n, k) ==
  /\ k \in inbox[n]
  /\ IF k > Number[n] /\ k > largest[n]
     THEN /\ largest' = [largest EXCEPT ![n] = k]
          /\ inbox' = [inbox EXCEPT ![n] = @ \ {k}, ![After(n)] = @ \cup {k}]
     ELSE /\ inbox' = [inbox EXCEPT ![n] = @ \ {k}]
          /\ UNCHANGED largest
  /\ leader' = IF k = Number[n] THEN [leader EXCEPT ![n] = TRUE] ELSE leader

Lose(n, k) ==
  /\ Lossy
  /\ k \in inbox[n]
  /\ inbox' = [inbox EXCEPT ![n] = @ \ {k}]
  /\ UNCHANGED <<largest, leader>>

Next == \E n \in Nodes : \/ Stand(n)
                         \/ \E k \in Numbers : Receive(n, k) \/ Lose(n, k)

Spec ==
  /\ Init
  /\ [][Next]_vars
  /\ \A n \in Nodes : WF_vars(Stand(n) \/ \E k \in Numbers : Receive(n, k))

TypeOK ==
  /\ inbox \in [Nodes -> SUBSET Numbers]
  /\ largest \in [Nodes -> Numbers \cup {0}]
  /\ leader \in [Nodes -> BOOLEAN]

OneLeader == \A m, n \in Nodes : leader[m] /\ leader[n] => m = n

TheLargestLeads == \A n \in Nodes : leader[n] => \A m \in Nodes : Number[m] <= Number[n]

SomebodyLeads == <>(\E n \in Nodes : leader[n])
===============================================================================
