---------------------------- MODULE ParallelRound -----------------------------
(* One round of the parallel breadth-first search in checker/exploration/parallel_round.h: any number of
   workers expand the states of a level, and yet every new state gets the number and the parent that a
   sequential search would have given it.

   A round has three phases with a barrier after each:

     look    workers claim states of the level and look at their steps; a step to a state that isn't
             known becomes a candidate. Nothing shared is changed.
     insert  the candidates of one partition of the states are inserted by one worker, in the order of
             (state, step): among candidates for the same state the first one wins.
     store   the winners are numbered in that same order; whoever looked at a state stores what it won.

   The model chooses the graph at the beginning, so that a check covers every graph of that size. *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,
  LevelSize,   \* states of the level: 1..LevelSize
  MaxSteps,    \* each has at most this many steps
  Targets,     \* the states that steps lead to: numbers
  Partitions,  \* how many the targets are divided into
  InOrder      \* candidates are inserted in the order of (state, step); else in any order

ASSUME Targets \subseteq Nat /\ InOrder \in BOOLEAN

Level == 1..LevelSize

VARIABLES
  steps,       \* the graph: for each state of the level, where its steps lead to
  known,       \* the targets that were stored before this round
  phase,       \* "look", "insert", "store", "end"
  claimed,     \* states 1..claimed have been claimed; in the other phases: partitions, states
  holds,       \* for each worker, the state or partition that it works on, or 0
  candidates,  \* the steps that may lead to new states: <<state, number of the step>>
  winner,      \* for each target, the candidate that won it, or <<>>
  number       \* for each target, its number, or 0

vars == <<steps, known, phase, claimed, holds, candidates, winner, number>>

-------------------------------------------------------------------------------

\* <<state, step>> comes before <<state, step>>.
Before(c, d) == c[1] < d[1] \/ (c[1] = d[1] /\ c[2] < d[2])

TargetOf(c) == steps[c[1]][c[2]]

Sequences(n) == UNION {[1..m -> Targets] : m \in 0..n}

Init ==
  /\ steps \in [Level -> Sequences(MaxSteps)]
  /\ known \in SUBSET Targets
  /\ phase = "look"
  /\ claimed = 0
  /\ holds = [w \in Workers |-> 0]
  /\ candidates = {}
  /\ winner = [t \in Targets |-> <<>>]
  /\ number = [t \in Targets |-> 0]

\* The next piece of work goes to whoever asks first.
Claim(w, pieces) ==
  /\ holds[w] = 0
  /\ claimed < pieces
  /\ claimed' = claimed + 1
  /\ holds' = [holds EXCEPT ![w] = claimed + 1]

PutDown(w) == holds' = [holds EXCEPT ![w] = 0]

\* All pieces are done: the barrier opens.
Barrier(from, to, pieces) ==
  /\ phase = from
  /\ claimed = pieces
  /\ \A w \in Workers : holds[w] = 0
  /\ phase' = to
  /\ claimed' = 0
  /\ UNCHANGED <<steps, known, holds, candidates, winner, number>>

-------------------------------------------------------------------------------

ClaimState(w) ==
  /\ phase = "look"
  /\ Claim(w, LevelSize)
  /\ UNCHANGED <<steps, known, phase, candidates, winner, number>>

LookAt(w) ==
  /\ phase = "look" /\ holds[w] # 0
  /\ LET s == holds[w]
     IN  candidates' = candidates \cup
                         {<<s, i>> : i \in {j \in 1..Len(steps[s]) : steps[s][j] \notin known}}
  /\ PutDown(w)
  /\ UNCHANGED <<steps, known, phase, claimed, winner, number>>

-------------------------------------------------------------------------------

PartitionOf(t) == 1 + (t % Partitions)

ClaimPartition(w) ==
  /\ phase = "insert"
  /\ Claim(w, Partitions)
  /\ UNCHANGED <<steps, known, phase, candidates, winner, number>>

\* One candidate of the partition: it wins if its target has no winner yet. Candidates that were
\* inserted leave the set; those that won are remembered as winners.
Insert(w) ==
  /\ phase = "insert" /\ holds[w] # 0
  /\ LET mine == {c \in candidates : PartitionOf(TargetOf(c)) = holds[w]}
     IN  IF mine = {}
         THEN PutDown(w) /\ UNCHANGED <<candidates, winner>>
         ELSE \E c \in mine :
                /\ InOrder => \A d \in mine \ {c} : Before(c, d)
                /\ candidates' = candidates \ {c}
                /\ winner' = IF winner[TargetOf(c)] = <<>>
                             THEN [winner EXCEPT ![TargetOf(c)] = c]
                             ELSE winner
                /\ UNCHANGED holds
  /\ UNCHANGED <<steps, known, phase, claimed, number>>

-------------------------------------------------------------------------------

Winners == {winner[t] : t \in {u \in Targets : winner[u] # <<>>}}

ClaimStored(w) ==
  /\ phase = "store"
  /\ Claim(w, LevelSize)
  /\ UNCHANGED <<steps, known, phase, candidates, winner, number>>

\* The numbers of a state's winners begin after those of all states before it.
Store(w) ==
  /\ phase = "store" /\ holds[w] # 0
  /\ number' = [t \in Targets |->
                  IF winner[t] # <<>> /\ winner[t][1] = holds[w]
                  THEN 1 + Cardinality({c \in Winners : Before(c, winner[t])})
                  ELSE number[t]]
  /\ PutDown(w)
  /\ UNCHANGED <<steps, known, phase, claimed, candidates, winner>>

-------------------------------------------------------------------------------

Next ==
  \/ \E w \in Workers :
       \/ ClaimState(w) \/ LookAt(w)
       \/ ClaimPartition(w) \/ Insert(w)
       \/ ClaimStored(w) \/ Store(w)
  \/ Barrier("look", "insert", LevelSize)
  \/ Barrier("insert", "store", Partitions)
  \/ Barrier("store", "end", LevelSize)

Spec == Init /\ [][Next]_vars /\ WF_vars(Next)

-------------------------------------------------------------------------------

TypeOK ==
  /\ known \subseteq Targets
  /\ phase \in {"look", "insert", "store", "end"}
  /\ claimed \in 0..(LevelSize + Partitions)
  /\ holds \in [Workers -> 0..(LevelSize + Partitions)]
  /\ candidates \subseteq Level \X (1..MaxSteps)
  /\ number \in [Targets -> 0..Cardinality(Targets)]

\* The first step in the level that leads to t: what a sequential search finds.
FirstStepsTo(t) ==
  LET all == {c \in Level \X (1..MaxSteps) : c[2] <= Len(steps[c[1]]) /\ TargetOf(c) = t}
  IN  {c \in all : \A d \in all \ {c} : Before(c, d)}

Fresh == {t \in Targets \ known : FirstStepsTo(t) # {}}

SequentialParent(t) == CHOOSE c \in FirstStepsTo(t) : TRUE

SequentialNumber(t) ==
  1 + Cardinality({u \in Fresh : Before(SequentialParent(u), SequentialParent(t))})

\* Numbers and parents are those of a sequential search.
SameAnswer ==
  phase = "end" =>
    \A t \in Targets :
      IF t \in Fresh
      THEN winner[t] = SequentialParent(t) /\ number[t] = SequentialNumber(t)
      ELSE winner[t] = <<>> /\ number[t] = 0

Ends == <>(phase = "end")
===============================================================================
