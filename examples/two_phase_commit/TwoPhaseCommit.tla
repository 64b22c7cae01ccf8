---------------------------- MODULE TwoPhaseCommit ----------------------------
(* Two-phase commit: a coordinator asks all participants to prepare; if all say yes it decides to
   commit, if one says no (or the coordinator loses patience) to abort; the participants follow.

   Participants never undo a decision. While one is prepared it has given up its freedom: if the
   coordinator crashes then, it waits for ever. That is the price, and a property shows it. *)
EXTENDS FiniteSets

CONSTANTS
  Participants,
  MayCrash,   \* the coordinator may crash, for good
  Impatient   \* a prepared participant decides to abort on its own when it has waited long enough

ASSUME {MayCrash, Impatient} \subseteq BOOLEAN

VARIABLES
  state,      \* each participant: "working", "prepared", "committed", "aborted"
  decision,   \* the coordinator: "none", "commit", "abort", "crashed"
  messages    \* everything that was ever sent; nothing is lost

vars == <<state, decision, messages>>

Vote(p, word) == [from |-> p, word |-> word]
Order(word) == [word |-> word]

Init ==
  /\ state = [p \in Participants |-> "working"]
  /\ decision = "none"
  /\ messages = {}

Turn(p, new) == state' = [state EXCEPT ![p] = new]

Prepare(p) ==
  /\ state[p] = "working"
  /\ Turn(p, "prepared")
  /\ messages' = messages \cup {Vote(p, "yes")}
  /\ UNCHANGED decision

Refuse(p) ==
  /\ state[p] = "working"
  /\ Turn(p, "aborted")
  /\ messages' = messages \cup {Vote(p, "no")}
  /\ UNCHANGED decision

Commit ==
  /\ decision = "none"
  /\ \A p \in Participants : Vote(p, "yes") \in messages
  /\ decision' = "commit"
  /\ messages' = messages \cup {Order("commit")}
  /\ UNCHANGED state

Abort ==
  /\ decision = "none"
  /\ decision' = "abort"
  /\ messages' = messages \cup {Order("abort")}
  /\ UNCHANGED state

Crash ==
  /\ MayCrash
  /\ decision = "none"
  /\ decision' = "crashed"
  /\ UNCHANGED <<state, messages>>

Follow(p) ==
  /\ state[p] = "prepared"
  /\ \/ Order("commit") \in messages /\ Turn(p, "committed")
     \/ Order("abort") \in messages /\ Turn(p, "aborted")
  /\ UNCHANGED <<decision, messages>>

GiveUp(p) ==
  /\ Impatient
  /\ state[p] = "prepared"
  /\ Turn(p, "aborted")
  /\ UNCHANGED <<decision, messages>>

Next ==
  \/ Commit \/ Abort \/ Crash
  \/ \E p \in Participants : Prepare(p) \/ Refuse(p) \/ Follow(p) \/ GiveUp(p)

Spec ==
  /\ Init
  /\ [][Next]_vars
  /\ WF_vars(Commit \/ Abort)
  /\ \A p \in Participants : WF_vars(Prepare(p) \/ Refuse(p)) /\ WF_vars(Follow(p))

TypeOK ==
  /\ state \in [Participants -> {"working", "prepared", "committed", "aborted"}]
  /\ decision \in {"none", "commit", "abort", "crashed"}
  /\ messages \subseteq {Vote(p, w) : p \in Participants, w \in {"yes", "no"}}
                          \cup {Order("commit"), Order("abort")}

\* Nobody aborts what another commits.
Agreement ==
  \A p, q \in Participants : ~(state[p] = "committed" /\ state[q] = "aborted")

\* Decisions are never undone.
Final ==
  [][\A p \in Participants : state[p] \in {"committed", "aborted"} => state'[p] = state[p]]_vars

\* Everybody knows in the end.
EverybodyDecides == \A p \in Participants : <>(state[p] \in {"committed", "aborted"})
===============================================================================
