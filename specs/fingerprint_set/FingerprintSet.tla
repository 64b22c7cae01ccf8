---------------------------- MODULE FingerprintSet ----------------------------
(* The table behind checker/exploration/fingerprint_set.h: open addressing with linear probing, where a
   key's home is monotone in the key, slots are taken by compare-and-swap, and the table grows in place
   between two rounds of insertion.

   A round: every worker gets some keys and inserts them, one probe at a time. When all are done, the
   table grows: clusters (maximal runs of full slots) are lifted out of it from the top end downwards,
   and their keys put to their new places. Then there is one more round with the grown table.

   The header says: equal keys come from one thread only. Partitioned says whether that is so here;
   CompareAndSwap whether a slot is taken atomically. *)
EXTENDS Naturals, FiniteSets, Sequences

CONSTANTS
  Workers,
  NumKeys,         \* keys are 0..NumKeys - 1, as large as a key can be
  SmallCapacity,   \* homes before growth
  LargeCapacity,   \* homes after growth
  Overflow,        \* slots behind the last home
  Partitioned,     \* equal keys come from one worker
  CompareAndSwap   \* an empty slot is taken by compare-and-swap (else: by a plain store)

ASSUME {Partitioned, CompareAndSwap} \subseteq BOOLEAN
ASSUME SmallCapacity <= LargeCapacity

Keys == 0..(NumKeys - 1)
Empty == NumKeys             \* what an empty slot holds
LastSlot == LargeCapacity + Overflow

\* Monotone: a larger key has no smaller home.
Home(key, capacity) == 1 + (key * capacity) \div NumKeys

VARIABLES
  table,      \* the slots 1..LastSlot
  capacity,   \* homes in use
  phase,      \* "insert", "grow" or "end"
  round,
  todo,       \* for each worker, the keys that it still has to insert in this round
  doing,      \* for each worker, "next", "look" (read the slot) or "take" (it was empty)
  key,        \* for each worker, the key that it inserts
  slot,       \* for each worker, the slot that it looks at
  news,       \* for each key, how often somebody was told that it is new
  answered,   \* the keys whose insertion came back
  top,        \* growth: slots from here on are done
  lifted      \* growth: the keys of the cluster that is out of the table, in order

vars == <<table, capacity, phase, round, todo, doing, key, slot, news, answered, top, lifted>>

-------------------------------------------------------------------------------

\* Which keys a round gives to whom: every key to at most one worker, or any keys to anybody.
Assignments ==
  IF Partitioned
  THEN {[w \in Workers |-> {k \in Keys : of[k] = w}] : of \in [Keys -> Workers]}
  ELSE [Workers -> SUBSET Keys]

Init ==
  /\ table = [i \in 1..LastSlot |-> Empty]
  /\ capacity = SmallCapacity
  /\ phase = "insert"
  /\ round = 1
  \* At most SmallCapacity keys in the first round: that is what Reserve made room for.
  /\ todo \in {t \in [Workers -> SUBSET Keys] :
                 /\ Cardinality(UNION {t[w] : w \in Workers}) <= SmallCapacity
                 /\ Partitioned => \A v, w \in Workers : v # w => t[v] \cap t[w] = {}}
  /\ doing = [w \in Workers |-> "next"]
  /\ key = [w \in Workers |-> Empty]
  /\ slot = [w \in Workers |-> 1]
  /\ news = [k \in Keys |-> 0]
  /\ answered = {}
  /\ top = 0
  /\ lifted = <<>>

-------------------------------------------------------------------------------
\* Inserting.

Begin(w) ==
  /\ phase = "insert" /\ doing[w] = "next"
  /\ \E k \in todo[w] :
       /\ \A j \in todo[w] : k <= j   \* the order doesn't matter to a worker; the lowest first
       /\ key' = [key EXCEPT ![w] = k]
       /\ slot' = [slot EXCEPT ![w] = Home(k, capacity)]
       /\ todo' = [todo EXCEPT ![w] = @ \ {k}]
  /\ doing' = [doing EXCEPT ![w] = "look"]
  /\ UNCHANGED <<table, capacity, phase, round, news, answered, top, lifted>>

Answer(w, is_new) ==
  /\ news' = IF is_new THEN [news EXCEPT ![key[w]] = @ + 1] ELSE news
  /\ answered' = answered \cup {key[w]}
  /\ doing' = [doing EXCEPT ![w] = "next"]
  /\ key' = [key EXCEPT ![w] = Empty]
  /\ slot' = [slot EXCEPT ![w] = 1]

Look(w) ==
  /\ doing[w] = "look"
  /\ CASE table[slot[w]] = key[w] -> Answer(w, FALSE)
       [] table[slot[w]] = Empty ->
            doing' = [doing EXCEPT ![w] = "take"] /\ UNCHANGED <<key, slot, news, answered>>
       [] OTHER ->
            slot' = [slot EXCEPT ![w] = @ + 1] /\ UNCHANGED <<doing, key, news, answered>>
  /\ UNCHANGED <<table, capacity, phase, round, todo, top, lifted>>

\* Compare-and-swap: if somebody else took the slot meanwhile, look at it again.
Take(w) ==
  /\ doing[w] = "take"
  /\ IF CompareAndSwap /\ table[slot[w]] # Empty
     THEN doing' = [doing EXCEPT ![w] = "look"] /\ UNCHANGED <<table, key, slot, news, answered>>
     ELSE table' = [table EXCEPT ![slot[w]] = key[w]] /\ Answer(w, TRUE)
  /\ UNCHANGED <<capacity, phase, round, todo, top, lifted>>

-------------------------------------------------------------------------------
\* Growing, by one thread.

AllDone == \A w \in Workers : todo[w] = {} /\ doing[w] = "next"

StartToGrow ==
  /\ phase = "insert" /\ round = 1 /\ AllDone
  /\ phase' = "grow"
  /\ capacity' = LargeCapacity
  /\ top' = SmallCapacity + Overflow + 1
  /\ UNCHANGED <<table, round, todo, doing, key, slot, news, answered, lifted>>

\* The topmost cluster below `top` is taken out, keys in the order of their slots.
Lift ==
  /\ phase = "grow" /\ lifted = <<>>
  /\ \E last \in 1..(top - 1) :
       /\ table[last] # Empty
       /\ \A i \in (last + 1)..(top - 1) : table[i] = Empty
       /\ LET first == CHOOSE f \in 1..last :
                         /\ \A i \in f..last : table[i] # Empty
                         /\ f = 1 \/ table[f - 1] = Empty
          IN  /\ lifted' = [i \in 1..(last - first + 1) |-> table[first + i - 1]]
              /\ table' = [i \in 1..LastSlot |-> IF i \in first..last THEN Empty ELSE table[i]]
              /\ top' = first
  /\ UNCHANGED <<capacity, phase, round, todo, doing, key, slot, news, answered>>

\* A lifted key goes to the first empty slot from its new home on.
Settle ==
  /\ phase = "grow" /\ lifted # <<>>
  /\ LET k == Head(lifted)
         place == CHOOSE i \in Home(k, capacity)..LastSlot :
                    /\ table[i] = Empty
                    /\ \A j \in Home(k, capacity)..(i - 1) : table[j] # Empty
     IN  table' = [table EXCEPT ![place] = k]
  /\ lifted' = Tail(lifted)
  /\ UNCHANGED <<capacity, phase, round, todo, doing, key, slot, news, answered, top>>

\* Nothing is left below: a second round, with keys old and new.
StartAgain ==
  /\ phase = "grow" /\ lifted = <<>>
  /\ \A i \in 1..(top - 1) : table[i] = Empty
  /\ phase' = "insert"
  /\ round' = 2
  /\ todo' \in Assignments
  /\ top' = 0
  /\ UNCHANGED <<table, capacity, doing, key, slot, news, answered, lifted>>

End ==
  /\ phase = "insert" /\ round = 2 /\ AllDone
  /\ phase' = "end"
  /\ UNCHANGED <<table, capacity, round, todo, doing, key, slot, news, answered, top, lifted>>

Next ==
  \/ \E w \in Workers : Begin(w) \/ Look(w) \/ Take(w)
  \/ StartToGrow
  \/ Lift
  \/ Settle
  \/ StartAgain
  \/ End

Spec == Init /\ [][Next]_vars /\ WF_vars(Next)

-------------------------------------------------------------------------------

InTable(k) == \E i \in 1..LastSlot : table[i] = k

TypeOK ==
  /\ table \in [1..LastSlot -> Keys \cup {Empty}]
  /\ capacity \in {SmallCapacity, LargeCapacity}
  /\ phase \in {"insert", "grow", "end"}
  /\ round \in 1..2
  /\ todo \in [Workers -> SUBSET Keys]
  /\ doing \in [Workers -> {"next", "look", "take"}]
  /\ key \in [Workers -> Keys \cup {Empty}]
  /\ slot \in [Workers -> 1..LastSlot]
  /\ news \in [Keys -> Nat]
  /\ answered \subseteq Keys
  /\ \A i \in 1..Len(lifted) : lifted[i] \in Keys

\* No key stands in two slots.
NoKeyTwice ==
  \A i, j \in 1..LastSlot : i # j /\ table[i] # Empty => table[i] # table[j]

\* No key whose insertion came back is lost.
NoneLost ==
  \A k \in answered : InTable(k) \/ \E i \in 1..Len(lifted) : lifted[i] = k

\* Nobody is told twice that a key is new, and somebody is told once.
NewOnce == \A k \in Keys : news[k] = (IF k \in answered THEN 1 ELSE 0)

\* There is no gap between a key's home and its slot, so that a probe finds it. While the table grows,
\* this holds of the part that is done.
FoundByProbing ==
  \A i \in 1..LastSlot :
    table[i] # Empty /\ i >= top =>
      \A j \in Home(table[i], capacity)..i : table[j] # Empty

\* Every round ends.
Ends == <>(phase = "end")
===============================================================================
