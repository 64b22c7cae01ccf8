------------------------------- MODULE Graphs -------------------------------
(* Directed graphs as records [node: a set, edge: a set of pairs]. *)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences
LOCAL INSTANCE SequencesExt
LOCAL INSTANCE FiniteSets
LOCAL INSTANCE Relation

IsDirectedGraph(G) == /\ G = [node |-> G.node, edge |-> G.edge]
                      /\ G.edge \subseteq (G.node \X G.node)

DirectedSubgraph(G) ==
  {H \in [node : SUBSET G.node, edge : SUBSET G.edge] : IsDirectedGraph(H)}

\* All edges turned round.
Transpose(G) == [edge |-> {<<e[2], e[1]>> : e \in G.edge}, node |-> G.node]

IsUndirectedGraph(G) == IsDirectedGraph(G) /\ \A e \in G.edge : <<e[2], e[1]>> \in G.edge

UndirectedSubgraph(G) == {H \in DirectedSubgraph(G) : IsUndirectedGraph(H)}

\* Paths are non-empty sequences of nodes along edges; simple ones visit no node twice.
Path(G) ==
  {p \in Seq(G.node) : p # <<>> /\ \A i \in 1..(Len(p) - 1) : <<p[i], p[i + 1]>> \in G.edge}

SimplePath(G) ==
  LET paths[n \in 1..Cardinality(G.node)] ==
        IF n = 1
        THEN {<<v>> : v \in G.node}
        ELSE UNION {{Append(p, v) : v \in {w \in G.node : /\ <<Last(p), w>> \in G.edge
                                                          /\ ~Contains(p, w)}} : p \in paths[n - 1]}
  IN  UNION {paths[n] : n \in 1..Cardinality(G.node)}

\* For each pair of nodes: is there a path? (Warshall: allow one inner node after the other.)
ConnectionsIn(G) ==
  LET C[N \in SUBSET G.node] ==
        IF N = {}
        THEN [m, n \in G.node |-> m = n \/ <<m, n>> \in G.edge]
        ELSE LET u == CHOOSE v \in N : TRUE
                 Cu == C[N \ {u}]
             IN  [m, n \in G.node |-> Cu[m, n] \/ (Cu[m, u] /\ Cu[u, n])]
  IN  C[G.node]

AreConnectedIn(m, n, G) == m \in G.node /\ n \in G.node /\ ConnectionsIn(G)[m, n]

IsStronglyConnected(G) ==
  LET reach == ConnectionsIn(G) IN \A m, n \in G.node : reach[m, n]

\* Every edge points towards the root r, and every node but r has one edge out.
IsTreeWithRoot(G, r) ==
  /\ IsDirectedGraph(G)
  /\ \A e \in G.edge : e[1] # r /\ \A f \in G.edge : e[1] = f[1] => e = f
  /\ \A n \in G.node : AreConnectedIn(n, r, G)

GraphUnion(G, H) == [node |-> G.node \cup H.node, edge |-> G.edge \cup H.edge]

\* U and V part the nodes, and every edge goes from one part to the other.
IsBipartiteWithPartitions(G, U, V) ==
  /\ U \cap V = {} /\ G.node \subseteq U \cup V
  /\ \A e \in G.edge : (e[1] \in U /\ e[2] \in V) \/ (e[1] \in V /\ e[2] \in U)

HasCycle(G) ==
  LET reach == ConnectionsIn(G)
  IN  \/ \E n \in G.node : <<n, n>> \in G.edge
      \/ \E m, n \in G.node : m # n /\ reach[m, n] /\ reach[n, m]

IsDag(G) == IsDirectedGraph(G) /\ ~HasCycle(G)

Successors(G, n) == {m \in G.node : <<n, m>> \in G.edge}
AllSuccessors(G, S) == UNION {Successors(G, n) : n \in S}
Predecessors(G, n) == {m \in G.node : <<m, n>> \in G.edge}
AllPredecessors(G, S) == UNION {Predecessors(G, n) : n \in S}

LOCAL Closure(G) == TransitiveClosure([x, y \in G.node |-> <<x, y>> \in G.edge], G.node)
Ancestors(G, n) == LET reach == Closure(G) IN {m \in G.node : reach[m, n]}
Descendants(G, n) == LET reach == Closure(G) IN {m \in G.node : reach[n, m]}

InDegree(G, n) == Cardinality(Predecessors(G, n))
OutDegree(G, n) == Cardinality(Successors(G, n))
Roots(G) == {n \in G.node : Predecessors(G, n) = {}}
Leaves(G) == {n \in G.node : Successors(G, n) = {}}

EmptyGraph == [node |-> {}, edge |-> {}]

\* All graphs with the nodes S.
Graphs(S) == [node : {S}, edge : SUBSET (S \X S)]
=============================================================================
