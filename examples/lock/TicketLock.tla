------------------------------ MODULE TicketLock ------------------------------
(* A ticket lock, as in many kernels: take a ticket, wait until it is called, and call the next one when
   you leave. Tickets wrap around, as counters do; Atomic says whether taking a ticket is one step
   (fetch-and-add) or a read followed by a write. *)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Threads,
  Tickets,   \* tickets are 0..Tickets - 1; more than there are threads would never be needed
  Atomic

ASSUME Tickets >= Cardinality(Threads) /\ Atomic \in BOOLEAN

VARIABLES
  next,     \* the ticket that the next one to come will get
  called,   \* the ticket that may go in
  ticket,   \* each thread's ticket
  at        \* where each thread is

vars == <<next, called, ticket, at>>

After(t) == (t + 1) % Tickets

Init ==
  /\ next = 0
  /\ called = 0
  /\ ticket = [t \in Threads |-> 0]
  /\ at = [t \in Threads |-> "outside"]

Go(t, place) == at' = [at EXCEPT ![t] = place]

\* ticket := next; next := next + 1
Take(t) ==
  /\ at[t] = "outside"
  /\ ticket' = [ticket EXCEPT ![t] = next]
  /\ IF Atomic
     THEN next' = After(next) /\ Go(t, "waiting")
     ELSE UNCHANGED next /\ Go(t, "counting")
  /\ UNCHANGED called

Count(t) ==
  /\ at[t] = "counting"
  /\ next' = After(ticket[t])
  /\ Go(t, "waiting")
  /\ UNCHANGED <<called, ticket>>

Enter(t) ==
  /\ at[t] = "waiting"
  /\ called = ticket[t]
  /\ Go(t, "inside")
  /\ UNCHANGED <<next, called, ticket>>

Leave(t) ==
  /\ at[t] = "inside"
  /\ called' = After(called)
  /\ Go(t, "outside")
  /\ UNCHANGED <<next, ticket>>

Next == \E t \in Threads : Take(t) \/ Count(t) \/ Enter(t) \/ Leave(t)

\* Nobody has to want the lock, but who has begun goes on.
Spec ==
  /\ Init
  /\ [][Next]_vars
  /\ \A t \in Threads : WF_vars(Count(t) \/ Enter(t) \/ Leave(t))

TypeOK ==
  /\ next \in 0..(Tickets - 1)
  /\ called \in 0..(Tickets - 1)
  /\ ticket \in [Threads -> 0..(Tickets - 1)]
  /\ at \in [Threads -> {"outside", "counting", "waiting", "inside"}]

MutualExclusion == \A s, t \in Threads : at[s] = "inside" /\ at[t] = "inside" => s = t

EveryoneGetsIn == \A t \in Threads : (at[t] = "waiting") ~> (at[t] = "inside")
===============================================================================
