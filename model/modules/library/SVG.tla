--------------------------------- MODULE SVG --------------------------------
(* Pictures: elements as records, and their text. SVGElemToString and the layouts are evaluated by
   the checker. *)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences
LOCAL INSTANCE Integers
LOCAL INSTANCE TLC
LOCAL INSTANCE FiniteSets

SVGElem(_name, _attrs, _children, _innerText) ==
  [name |-> _name, attrs |-> _attrs, children |-> _children, innerText |-> _innerText]

\* In each, attrs is a function from more attribute names to strings, <<>> for none; the attributes
\* that come from the other arguments win.
Line(x1, y1, x2, y2, attrs) ==
  SVGElem("line",
          [x1 |-> ToString(x1), y1 |-> ToString(y1), x2 |-> ToString(x2), y2 |-> ToString(y2)]
            @@ attrs,
          <<>>, "")

Circle(cx, cy, r, attrs) ==
  SVGElem("circle",
          [cx |-> ToString(cx), cy |-> ToString(cy), r |-> ToString(r)] @@ attrs, <<>>, "")

Rect(x, y, w, h, attrs) ==
  SVGElem("rect",
          [x |-> ToString(x), y |-> ToString(y), width |-> ToString(w), height |-> ToString(h)]
            @@ attrs,
          <<>>, "")

Text(x, y, text, attrs) ==
  SVGElem("text", [x |-> ToString(x), y |-> ToString(y)] @@ attrs, <<>>, text)

Image(x, y, width, height, href, attrs) ==
  SVGElem("image",
          ("xlink:href" :> href) @@ [x |-> ToString(x), y |-> ToString(y),
                                     width |-> ToString(width), height |-> ToString(height)]
            @@ attrs,
          <<>>, "")

Group(children, attrs) == SVGElem("g", attrs, children, "")

Svg(children, attrs) == SVGElem("svg", attrs, children, "")

SVGElemToString(elem) == CHOOSE text \in STRING : TRUE

\* Writes one numbered picture per state.
SVGSerialize(svg, frameNamePrefix, frameNumber) == TRUE
SVGDoc(children, vbX, vbY, vbW, vbH, attrs) ==
  SVGElem("svg",
          ("xmlns:xlink" :> "http://www.w3.org/1999/xlink")
            @@ ("xmlns" :> "http://www.w3.org/2000/svg")
            @@ ("viewBox" :> (ToString(vbX) \o " " \o ToString(vbY) \o " " \o ToString(vbW)
                               \o " " \o ToString(vbH)))
            @@ attrs,
          <<children>>, "")

\* The place of the n-th of m nodes on a circle.
NodeOfRingNetwork(cx, cy, r, n, m) == [x |-> cx, y |-> cy]

\* A place for each node of a graph.
NodesOfDirectedMultiGraph(nodes, edges, options) == [n \in nodes |-> [x |-> 0, y |-> 0]]

PointOnLine(from, to, segment) ==
  [x |-> from.x + ((to.x - from.x) \div segment), y |-> from.y + ((to.y - from.y) \div segment)]
=============================================================================
