// The fast path under judgement: a module and a configuration given as text, lowered, and run by
// the interpreter.

#ifndef TESTS_AGREEMENT_LOWERED_TEXT_H_
#define TESTS_AGREEMENT_LOWERED_TEXT_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/interpreter/interpreter_host.h"
#include "model/interpreter/specification_system.h"
#include "model/semantics/specification.h"
#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "tests/agreement/slow_value.h"

namespace agreement {

class LoweredText {
 public:
  // `text` stands between the first and the last line of module Root.
  LoweredText(const std::string& text, const std::string& configuration,
              const model::interpreter::SpecificationOptions& options = {});

  const std::string& complaints() const { return complaints_; }  // empty: all is well
  const model::semantics::Specification& specification() const { return *specification_; }

  // The text of the value of the i-th ASSUME; "error" if it has none.
  std::string Assumption(size_t i);
  // The same for the i-th INVARIANT, whatever its type, in the initial state.
  std::string Invariant(size_t i);
  // The initial state: the text of each variable's value, by name in order of declaration.
  const std::vector<std::pair<std::string, std::string>>& initial_state() const {
    return initial_state_;
  }
  // The steps from the initial state by all actions, as "x = 1, y = {}"; the last is "error" if a
  // fault ended the enumeration.
  std::vector<std::string> Successors();
  // All that the explorer says of the first so many states, breadth first, a line for each state or
  // step.
  std::vector<std::string> Exploration(size_t states);

 private:
  void Load(const std::string& text, const std::string& configuration,
            const model::interpreter::SpecificationOptions& options);
  std::string Evaluated(model::program::ExpressionId expression);

  std::string complaints_;
  model::source::SourceSet sources_;
  model::source::Diagnostics diagnostics_;
  std::unique_ptr<model::semantics::Specification> specification_;
  std::shared_ptr<const model::values::AtomTable> atoms_;
  std::unique_ptr<model::interpreter::InterpreterHost> host_;
  std::unique_ptr<model::transitions::TransitionSystem> system_;
  std::unique_ptr<model::transitions::Explorer> explorer_;
  const model::program::Program* program_ = nullptr;
  std::unique_ptr<model::interpreter::Machine> machine_;
  std::vector<model::values::Value> row_;
  std::vector<uint8_t> initial_bytes_;
  std::vector<std::pair<std::string, std::string>> initial_state_;
};

// The text of a value as the seam shows it, in the notation of Text(Value).
std::string Text(const model::transitions::Datum& datum);

}  // namespace agreement

#endif  // TESTS_AGREEMENT_LOWERED_TEXT_H_
