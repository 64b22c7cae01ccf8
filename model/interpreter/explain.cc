#include "model/interpreter/explain.h"

#include "absl/strings/str_cat.h"
#include "model/interpreter/enumerate.h"
#include "model/interpreter/specification_explorer.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

constexpr size_t kMaxText = 160;
constexpr size_t kMaxShown = 200;
constexpr size_t kMaxLines = 20;

std::string Shortened(std::string text, size_t limit) {
  if (text.size() > limit) {
    text.resize(limit);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0) == 0x80)
      text.pop_back();
    text += " ...";
  }
  return text;
}

// Byte offset of the 1-based column (counted in code points), or the line's size.
size_t OffsetOf(std::string_view line, uint32_t column) {
  size_t at = 0;
  for (uint32_t i = 1; i < column && at < line.size(); ++i) {
    ++at;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xc0) == 0x80) ++at;
  }
  return at;
}

bool IsTwoSided(Operation operation) {
  switch (operation) {
    case Operation::kEqual:
    case Operation::kNotEqual:
    case Operation::kIn:
    case Operation::kNotIn:
    case Operation::kSubsetEqual:
    case Operation::kLess:
    case Operation::kLessEqual:
    case Operation::kGreater:
    case Operation::kGreaterEqual: return true;
    default: return false;
  }
}

}  // namespace

std::string FalsehoodExplainer::TextOf(ExpressionId id) const {
  const source::Range& range = machine_.program()[id].range;
  if (!range.valid()) return "this";
  const source::SourceFile& file = sources_.Get(range.file);
  std::string text;
  for (uint32_t number = range.begin_line; number <= range.end_line; ++number) {
    std::string_view line = file.Line(number);
    if (number == range.end_line) line = line.substr(0, OffsetOf(line, range.end_column + 1));
    if (number == range.begin_line)
      line = line.substr(std::min(line.size(), OffsetOf(line, range.begin_column)));
    bool blank = number != range.begin_line;
    for (char c : line) {
      if (c == ' ' || c == '\t') {
        blank = true;
        continue;
      }
      if (blank && !text.empty()) text += ' ';
      blank = false;
      text += c;
    }
    if (text.size() > kMaxText) break;
  }
  return Shortened(std::move(text), kMaxText);
}

std::string FalsehoodExplainer::Shown(Value value) const {
  return Shortened(values::Print(*machine_.heap, value), kMaxShown);
}

void FalsehoodExplainer::Say(std::string_view line) {
  if (lines_.size() < kMaxLines) lines_.emplace_back(indentation_, ' ').append(line);
}

std::string FalsehoodExplainer::Place(const Expression& e) {
  const program::Definition* definition = definitions_.Around(e.range);
  if (definition == definition_ || definition == nullptr) return "";
  definition_ = definition;
  return absl::StrCat(", in ", definition->name);
}

std::vector<std::string> FalsehoodExplainer::Explain(ExpressionId predicate) {
  lines_.clear();
  indentation_ = 0;
  definition_ = definitions_.Around(machine_.program()[predicate].range);
  try {
    Descend(predicate, machine_.root);
  } catch (const values::EvaluationError&) {
    // What was found until then is still true.
  }
  return std::move(lines_);
}

void FalsehoodExplainer::Side(ExpressionId id, Value* frame) {
  const Operation operation = machine_.program()[id].operation;
  if (operation == Operation::kLiteral) return;
  Say(absl::StrCat("  ", TextOf(id), " = ", Shown(Evaluate(id, frame))));
}

void FalsehoodExplainer::MissingElement(const Expression& e, Value* frame) {
  const Value left = Evaluate(e.operands[0], frame), right = Evaluate(e.operands[1], frame);
  VisitElements(*machine_.heap, left, [&](Value element) {
    if (values::Contains(*machine_.heap, right, element)) return true;
    Say(absl::StrCat("  ", Shown(element), " is in the left set, but not in the right one"));
    return false;
  });
}

void FalsehoodExplainer::Comparison(const Expression& e, Value* frame) {
  Side(e.operands[0], frame);
  const bool membership = e.operation == Operation::kIn || e.operation == Operation::kSubsetEqual;
  const Operation right = machine_.program()[e.operands[1]].operation;
  if (!membership || right == Operation::kCurrent || right == Operation::kNext ||
      right == Operation::kApply) {
    Side(e.operands[1], frame);
  }
  if (e.operation == Operation::kSubsetEqual) MissingElement(e, frame);
}

void FalsehoodExplainer::Disjunction(const Expression& e, Value* frame) {
  Say(absl::StrCat("none of these holds", Place(e), ":"));
  const program::Definition* here = definition_;
  indentation_ += 2;
  for (ExpressionId operand : e.operands) {
    definition_ = here;
    Descend(operand, frame);
  }
  indentation_ -= 2;
}

// \A with an instance that is false, or \E (below a negation) with one that is true.
void FalsehoodExplainer::FailingInstance(const Expression& e, bool wanted, Value* frame) {
  std::vector<LinkedBound> bounds;
  for (const program::Bound& bound : e.bounds)
    bounds.push_back({machine_.Link(bound.set), bound.slot, bound.pattern});
  const Node* body = machine_.Link(e.operands[0]);
  const bool none = VisitBounds(machine_, frame, bounds, [&] {
    return interpreter::Evaluate(body, machine_, frame) != Value::Boolean(wanted);
  });
  if (none) return;
  std::string line = "for ";
  for (size_t b = 0; b < e.bounds.size(); ++b) {
    const program::Bound& bound = e.bounds[b];
    const uint32_t first = bound.pattern == 0 ? bound.slot : bound.slot + 1;
    for (size_t n = 0; n < bound.names.size(); ++n) {
      if (line.size() > 4) line += ", ";
      absl::StrAppend(&line, bound.names[n], " = ", Shown(frame[first + n]));
    }
  }
  Say(absl::StrCat(line, Place(e), ":"));
  wanted ? DescendIntoTruth(e.operands[0], frame) : Descend(e.operands[0], frame);
}

void FalsehoodExplainer::DescendIntoTruth(ExpressionId id, Value* frame) {
  const Expression& e = machine_.program()[id];
  switch (e.operation) {
    case Operation::kExists: return FailingInstance(e, true, frame);
    case Operation::kNot: return Descend(e.operands[0], frame);
    case Operation::kLet:
      for (uint32_t slot : e.slots) frame[slot] = Value();
      return DescendIntoTruth(e.operands[0], frame);
    case Operation::kLazy: return DescendIntoTruth(e.operands[0], frame);
    case Operation::kOr:
      for (ExpressionId operand : e.operands) {
        if (Evaluate(operand, frame).is_true()) return DescendIntoTruth(operand, frame);
      }
      break;
    default: break;
  }
  Say(absl::StrCat("true, but must not be", Place(e), ": ", TextOf(id)));
  if (IsTwoSided(e.operation)) Comparison(e, frame);
}

void FalsehoodExplainer::Descend(ExpressionId id, Value* frame) {
  const Expression& e = machine_.program()[id];
  switch (e.operation) {
    case Operation::kLet:
      for (uint32_t slot : e.slots) frame[slot] = Value();
      return Descend(e.operands[0], frame);
    case Operation::kLazy: return Descend(e.operands[0], frame);
    case Operation::kInRootFrame: return Descend(e.operands[0], machine_.root);
    case Operation::kCell:
      return Descend(machine_.program().cells[e.index].expression, machine_.root);
    case Operation::kAnd:
      for (ExpressionId operand : e.operands) {
        if (Evaluate(operand, frame).is_false()) return Descend(operand, frame);
      }
      break;
    case Operation::kForAll: return FailingInstance(e, false, frame);
    case Operation::kImplies:
      Say(absl::StrCat("holds", Place(e), ": ", TextOf(e.operands[0])));
      return Descend(e.operands[1], frame);
    case Operation::kIf: {
      const bool condition = Evaluate(e.operands[0], frame).is_true();
      Say(absl::StrCat(condition ? "holds" : "does not hold", Place(e), ": ",
                       TextOf(e.operands[0])));
      return Descend(e.operands[condition ? 1 : 2], frame);
    }
    case Operation::kNot: return DescendIntoTruth(e.operands[0], frame);
    case Operation::kOr: return Disjunction(e, frame);
    default: break;
  }
  Say(absl::StrCat("false", Place(e), ": ", TextOf(id)));
  if (IsTwoSided(e.operation)) Comparison(e, frame);
}

std::vector<std::string> SpecificationExplorer::Explain(uint32_t property,
                                                        transitions::StateBytes state,
                                                        transitions::StateBytes next) {
  const size_t invariants = program_.invariants.size(),
               initial = program_.initial_predicates.size();
  ExpressionId predicate;
  bool of_step = false;
  if (property < invariants) {
    predicate = program_.invariants[property].expression;
  } else if (property < invariants + initial) {
    predicate = program_.initial_predicates[property - invariants].expression;
  } else if (property < invariants + initial + program_.action_properties.size()) {
    predicate = program_.action_properties[property - invariants - initial].expression;
    of_step = true;
  } else {
    return {};
  }
  machine_.EnterThread();
  const Heap::Mark mark = machine_.step_heap().Position();
  std::vector<Value> row(variable_count_), next_row(variable_count_);
  std::vector<std::string> lines;
  try {
    Decode(state, row.data());
    Decode(next.empty() ? state : next, next_row.data());
    StateScope states(machine_, row.data(), of_step ? next_row.data() : nullptr, 0);
    lines = FalsehoodExplainer(machine_, *shared_->parts.sources).Explain(predicate);
  } catch (const values::EvaluationError&) {
  }
  if (machine_.closures_made == 0) machine_.ReleaseSteps(mark);
  return lines;
}

}  // namespace model::interpreter
