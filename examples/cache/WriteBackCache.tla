---------------------------- MODULE WriteBackCache ----------------------------
(* Write-back caches over one memory, kept coherent by invalidation: a line is Invalid, Shared (clean,
   perhaps in several caches) or Modified (dirty, in one cache only). A bus serialises what the caches
   ask for. Invalidate and WriteBack are what makes it right; each can be switched off to see what it is
   good for. *)
EXTENDS Naturals

CONSTANTS
  Processors,
  Values,
  Invalidate,  \* a writer invalidates the copies of the others
  WriteBack    \* a modified line goes to memory before anybody else reads it, or before it is dropped

ASSUME 0 \in Values /\ {Invalidate, WriteBack} \subseteq BOOLEAN

VARIABLES
  memory,  \* the value in memory
  line,    \* for each processor, the state of its line
  copy,    \* for each processor, the value in its line (0 if invalid)
  latest   \* what was last written by anybody: only for the property

vars == <<memory, line, copy, latest>>

Init ==
  /\ memory = 0
  /\ line = [p \in Processors |-> "invalid"]
  /\ copy = [p \in Processors |-> 0]
  /\ latest = 0

Owners == {p \in Processors : line[p] = "modified"}

\* What memory holds once the owners have written back.
Flushed == IF WriteBack /\ Owners # {} THEN copy[CHOOSE p \in Owners : TRUE] ELSE memory

\* A read miss: the owner, if there is one, writes back and keeps a clean copy.
Fetch(p) ==
  /\ line[p] = "invalid"
  /\ memory' = Flushed
  /\ line' = [q \in Processors |->
                IF q = p \/ line[q] = "modified" THEN "shared" ELSE line[q]]
  /\ copy' = [copy EXCEPT ![p] = Flushed]
  /\ UNCHANGED latest

\* A write: the line becomes this processor's alone.
Write(p, v) ==
  /\ memory' = IF line[p] = "modified" THEN memory ELSE Flushed
  /\ line' = [q \in Processors |->
                CASE q = p -> "modified"
                  [] q # p /\ Invalidate -> "invalid"
                  [] OTHER -> line[q]]
  /\ copy' = [q \in Processors |->
                CASE q = p -> v
                  [] q # p /\ Invalidate -> 0
                  [] OTHER -> copy[q]]
  /\ latest' = v

\* A line is dropped to make room.
Evict(p) ==
  /\ line[p] # "invalid"
  /\ memory' = IF line[p] = "modified" /\ WriteBack THEN copy[p] ELSE memory
  /\ line' = [line EXCEPT ![p] = "invalid"]
  /\ copy' = [copy EXCEPT ![p] = 0]
  /\ UNCHANGED latest

Next == \E p \in Processors : Fetch(p) \/ Evict(p) \/ \E v \in Values : Write(p, v)

Spec == Init /\ [][Next]_vars

TypeOK ==
  /\ memory \in Values
  /\ line \in [Processors -> {"invalid", "shared", "modified"}]
  /\ copy \in [Processors -> Values]
  /\ latest \in Values

\* A modified line is nowhere else.
OneOwner ==
  \A p, q \in Processors : p # q /\ line[p] = "modified" => line[q] = "invalid"

\* Whoever has the line reads what was written last; if nobody changed it, memory has it.
Coherent ==
  /\ \A p \in Processors : line[p] # "invalid" => copy[p] = latest
  /\ (\A p \in Processors : line[p] # "modified") => memory = latest
===============================================================================
