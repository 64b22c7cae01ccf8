---------------------------- MODULE ReplicatedLog -----------------------------
(* A log replicated over a few servers, one leader at a time. Each term has at most one leader, elected
   by a majority; the leader appends entries to its log and copies it to the others; an entry that a
   majority has is committed and must never be lost.

   What keeps it is the rule for votes: a server votes only for a candidate whose log is at least as
   good as its own (CompareLogs). Without it, a server with an old log can win and overwrite.

   The model is the core of such protocols, not any particular one: whole logs are copied at once, and
   messages are steps. *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Servers,
  MaxTerm,       \* bounds of the model
  MaxLength,
  CompareLogs    \* votes go only to candidates with a log at least as good

ASSUME CompareLogs \in BOOLEAN

VARIABLES
  term,       \* for each server, the latest term it knows
  leads,      \* for each server, whether it leads its term
  log,        \* for each server, its log: the terms in which the entries were made
  committed   \* the longest log that a majority had, up to an entry of its leader's term

vars == <<term, leads, log, committed>>

Majority(S) == 2 * Cardinality(S) > Cardinality(Servers)

LastTerm(l) == IF l = <<>> THEN 0 ELSE l[Len(l)]

AtLeastAsGood(l, m) ==
  LastTerm(l) > LastTerm(m) \/ (LastTerm(l) = LastTerm(m) /\ Len(l) >= Len(m))

IsPrefixOf(l, m) == Len(l) <= Len(m) /\ SubSeq(m, 1, Len(l)) = l

Init ==
  /\ term = [s \in Servers |-> 0]
  /\ leads = [s \in Servers |-> FALSE]
  /\ log = [s \in Servers |-> <<>>]
  /\ committed = <<>>

\* Server s becomes the leader of a new term, with the votes of a majority that didn't know it yet.
Elect(s, voters) ==
  LET new == term[s] + 1 IN
  /\ new <= MaxTerm
  /\ s \in voters /\ Majority(voters)
  /\ \A v \in voters : term[v] < new
  /\ CompareLogs => \A v \in voters : AtLeastAsGood(log[s], log[v])
  /\ term' = [v \in Servers |-> IF v \in voters THEN new ELSE term[v]]
  /\ leads' = [v \in Servers |-> IF v \in voters THEN v = s ELSE leads[v]]
  /\ UNCHANGED <<log, committed>>

Add(s) ==
  /\ leads[s]
  /\ Len(log[s]) < MaxLength
  /\ log' = [log EXCEPT ![s] = Append(@, term[s])]
  /\ UNCHANGED <<term, leads, committed>>

\* The leader's log replaces that of a server that knows no later term.
Copy(s, to) ==
  /\ leads[s] /\ to # s
  /\ term[to] <= term[s]
  /\ log[to] # log[s] \/ term[to] # term[s]
  /\ log' = [log EXCEPT ![to] = log[s]]
  /\ term' = [term EXCEPT ![to] = term[s]]
  /\ leads' = [leads EXCEPT ![to] = FALSE]
  /\ UNCHANGED committed

Commit(s) ==
  /\ leads[s]
  /\ LastTerm(log[s]) = term[s]
  /\ Len(log[s]) > Len(committed)
  /\ Majority({t \in Servers : term[t] = term[s] /\ IsPrefixOf(log[s], log[t])})
  /\ committed' = log[s]
  /\ UNCHANGED <<term, leads, log>>

Next ==
  \E s \in Servers :
    \/ \E voters \in SUBSET Servers : Elect(s, voters)
    \/ Add(s)
    \/ \E to \in Servers : Copy(s, to)
    \/ Commit(s)

Spec == Init /\ [][Next]_vars

TypeOK ==
  /\ term \in [Servers -> 0..MaxTerm]
  /\ leads \in [Servers -> BOOLEAN]
  /\ \A s \in Servers : Len(log[s]) <= MaxLength
  /\ Len(committed) <= MaxLength

OneLeaderATerm ==
  \A s, t \in Servers : leads[s] /\ leads[t] /\ term[s] = term[t] => s = t

\* Every leader of the latest term has all that is committed.
LeaderHasAll ==
  \A s \in Servers :
    leads[s] /\ (\A t \in Servers : term[t] <= term[s]) => IsPrefixOf(committed, log[s])

\* What is committed stays committed.
NothingLost == [][IsPrefixOf(committed, committed')]_vars
===============================================================================
