// Lays values out over lines so that a person can read them.
//
// What fits on the rest of the line stays on it, in the words of ToText. What doesn't is broken at
// its outermost constructor: one element a line under the first, brackets at the left; short
// elements (numbers, strings, names) share lines.
//
//     /\ queue = << [ kind |-> "prepare", from |-> 1, ...
//                   [ kind |-> "commit", ...
//
// The text stays TLA+: it can be pasted back into a specification.

#ifndef CHECKER_REPORTS_DATUM_LAYOUT_H_
#define CHECKER_REPORTS_DATUM_LAYOUT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "model/transitions/datum.h"

namespace checker::reports {

inline constexpr size_t kLineWidth = 100;

// `datum` for a place that begins in column `column` (0-based); lines after the first are indented
// to fit below it. No line end.
std::string Layout(const model::transitions::Datum& datum, size_t column,
                   size_t width = kLineWidth);

// "/\ name = value", over as many lines as it takes, `indent` blanks before each; ends without a
// line end. A name too long to leave room for its value stands alone on the first line.
std::string LayoutAssignment(std::string_view name, const model::transitions::Datum& datum,
                             size_t indent, size_t width = kLineWidth);

// Columns that `text` takes on a terminal: its characters, not its bytes.
size_t ColumnsOf(std::string_view text);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_DATUM_LAYOUT_H_
