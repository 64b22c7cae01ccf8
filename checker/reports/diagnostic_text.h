// Diagnostics as a good compiler shows them.
//
//     Clock.tla:12:9: error: unknown identifier `Hors` [UnknownIdentifier]
//        12 |   /\ h' = Hors + 1
//           |           ^~~~
//       help: did you mean `Hour`?
//       Clock.tla:20:3: note: in the definition of Next

#ifndef CHECKER_REPORTS_DIAGNOSTIC_TEXT_H_
#define CHECKER_REPORTS_DIAGNOSTIC_TEXT_H_

#include <string>
#include <string_view>

#include "checker/reports/text_options.h"
#include "checker/results/results.h"

namespace checker::reports {

std::string DiagnosticText(const results::RunDiagnostic& diagnostic, const TextOptions& options);

// The source line with its number and, below, a caret and underline for columns `start_column` to
// `end_column` (1-based, inclusive, in characters). Two lines, or none for an empty line.
std::string ExcerptText(std::string_view line, uint32_t line_number, uint32_t start_column,
                        uint32_t end_column, const TextOptions& options);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_DIAGNOSTIC_TEXT_H_
