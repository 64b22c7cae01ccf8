// Labels: l(x, y):: e.
//
// A label names a part of a definition from outside, so what is bound between the definition and
// the label must be given there: its arguments are these variables, each once. A label inside of a
// label counts from that one, and its name needs to be new there only. So does one in a definition
// in a LET.

#include <algorithm>
#include <utility>

#include "model/semantics/resolver.h"
#include "model/source/concat.h"

namespace model::semantics {

using source::Concat;

void Resolver::ReportLabel(const Range& range, std::string message) {
  diagnostics_.Report(DiagnosticKind::kMisusedLabel, range, std::move(message));
}

void Resolver::ResolveLabel(const syntax::Expression& expression) {
  std::vector<SymbolId> missing = labels_.bound;
  for (size_t i = 1; i < expression.operands.size(); ++i) {
    const syntax::Expression& argument = tree()[expression.operands[i]];
    Resolve(expression.operands[i]);
    const SymbolId given = names_.Find(argument.text);
    if (given == kNoSymbol) continue;  // reported
    if (auto found = std::find(missing.begin(), missing.end(), given); found != missing.end()) {
      missing.erase(found);
      continue;
    }
    const bool repeats =
        std::find(labels_.bound.begin(), labels_.bound.end(), given) != labels_.bound.end();
    ReportLabel(argument.range, repeats ? Concat(argument.text, " is given to this label twice")
                                        : Concat(argument.text, " is not bound around this label"));
  }
  if (!missing.empty()) {
    ReportLabel(expression.range, Concat("the label ", expression.text, " needs the argument ",
                                         symbol(missing.front()).name, ", which is bound here"));
  }
  if (!labels_.names.insert(expression.text).second) {
    ReportLabel(expression.range, Concat("there is a label ", expression.text, " already"));
  }
  if (except_depth_ > 0) {
    ReportLabel(expression.range, "a label can't stand in an update of EXCEPT");
  }
  Labels around = std::exchange(labels_, {});
  Resolve(expression.operands[0]);
  labels_ = std::move(around);
}

}  // namespace model::semantics
