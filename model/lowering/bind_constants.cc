// What the configuration says about constants and definitions: values, replacements, tables.

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "model/lowering/lowerer.h"
#include "model/values/operations.h"

namespace model::lowering {

using source::DiagnosticKind;
using syntax::ExpressionKind;

// A configuration value: literals, sets, tuples, records, and identifiers as model values.
Value Lowerer::ConfigurationValue(syntax::ExpressionId id) {
  const syntax::Tree& tree = configuration_.tree;
  const syntax::Expression& e = tree[id];
  values::Heap& heap = host_.permanent_heap();
  auto parts = [&] {
    std::vector<Value> values;
    for (syntax::ExpressionId part : e.operands) values.push_back(ConfigurationValue(part));
    return values;
  };
  Value value;
  try {
    switch (e.kind) {
      case ExpressionKind::kNumber: {
        int64_t n = 0;
        if (absl::SimpleAtoi(e.text, &n)) return values::MakeInteger(heap, n);
        Stop(DiagnosticKind::kNumberTooBig, e.range,
             absl::StrCat("the number ", e.text, " does not fit in 64 bits"));
      }
      case ExpressionKind::kString: return values::MakeString(heap, e.text);
      case ExpressionKind::kParentheses: return ConfigurationValue(e.operands[0]);
      case ExpressionKind::kSetEnumeration:
        return values::Normalize(heap, values::MakeSet(heap, parts()));
      case ExpressionKind::kTuple: return values::MakeTuple(heap, parts());
      case ExpressionKind::kProduct: return values::Product(heap, parts());
      case ExpressionKind::kRecord: return ConfigurationRecord(tree.field_lists[e.detail], parts());
      case ExpressionKind::kName:
        value = e.operands.empty() ? ConfigurationWord(e.text) : ConfigurationOperation(e, parts());
        break;
      default: break;
    }
  } catch (const values::EvaluationError& error) {
    Stop(DiagnosticKind::kConstantEvaluationFailed, e.range,
         absl::StrCat("evaluating this configuration value failed: ", error.message));
  }
  if (!value.is_unset()) return value;
  Stop(DiagnosticKind::kConstantEvaluationFailed, e.range,
       "this can't be a value in a configuration",
       "define it in the module and write `Name <- Definition` here");
}

Value Lowerer::ConfigurationRecord(const std::vector<syntax::Name>& fields,
                                   const std::vector<Value>& parts) {
  values::Heap& heap = host_.permanent_heap();
  std::vector<Value> names;
  for (const syntax::Name& field : fields) names.push_back(values::MakeString(heap, field.text));
  const Value domain = values::MakeSet(heap, names);
  std::vector<Value> ordered(parts.size());
  for (size_t i = 0; i < parts.size(); ++i)
    ordered[values::IndexIn(heap, domain, names[i])] = parts[i];
  return values::MakeRecord(heap, domain, ordered);
}

Value Lowerer::ConfigurationWord(const std::string& word) {
  if (word == "TRUE") return Value::Boolean(true);
  if (word == "FALSE") return Value::Boolean(false);
  if (word == "STRING") return Value::Of(values::Special::kStrings);
  if (word == "BOOLEAN") {
    const Value both[] = {Value::Boolean(false), Value::Boolean(true)};
    return values::MakeSet(host_.permanent_heap(), both);
  }
  return atoms_.FindModelValue(word);
}

// Unset for an operator that has no meaning here.
Value Lowerer::ConfigurationOperation(const syntax::Expression& e,
                                      const std::vector<Value>& parts) {
  values::Heap& heap = host_.permanent_heap();
  auto number = [&](size_t i) {
    if (!values::IsInteger(parts[i])) {
      Stop(DiagnosticKind::kConstantEvaluationFailed, e.range,
           "an integer is expected in this configuration value");
    }
    return parts[i];
  };
  const std::string& name = e.text;
  if (name == "-." || (name == "-" && parts.size() == 1)) return values::Negate(heap, number(0));
  if (parts.size() == 1) {
    if (name == "SUBSET") return values::Subsets(heap, parts[0]);
    if (name == "UNION") return values::BigUnion(heap, parts[0]);
  }
  if (parts.size() != 2) return Value();
  if (name == "..")
    return values::MakeInterval(heap, values::IntegerOf(number(0)), values::IntegerOf(number(1)));
  if (name == "+") return values::Add(heap, number(0), number(1));
  if (name == "-") return values::Subtract(heap, number(0), number(1));
  if (name == "*") return values::Multiply(heap, number(0), number(1));
  if (name == "^") return values::Power(heap, number(0), number(1));
  if (name == "\\div") return values::Divide(heap, number(0), number(1));
  if (name == "%") return values::Modulo(heap, number(0), number(1));
  if (name == "\\cup") return values::Union(heap, parts[0], parts[1]);
  if (name == "\\cap") return values::Intersection(heap, parts[0], parts[1]);
  if (name == "\\") return values::Difference(heap, parts[0], parts[1]);
  return Value();
}

// What an item of the configuration speaks of; kNoSymbol after a warning that there is no such
// thing.
SymbolId Lowerer::FindConfigured(const configuration::ConstantItem& item) {
  const semantics::ModuleInfo* module = &specification_[specification_.root];
  if (!item.module.empty()) {
    module = nullptr;
    for (const semantics::ModuleInfo& candidate : specification_.modules) {
      if (candidate.name == item.module) module = &candidate;
    }
    if (module == nullptr) {
      Stop(DiagnosticKind::kUnknownReplacement, item.name_range,
           absl::StrCat("no module named ", item.module, " is part of the specification"));
    }
  }
  const bool replaces = item.kind == configuration::ConstantItem::Kind::kReplacement;
  const auto place = module->visible.find(item.name);
  if (place != module->visible.end() &&
      !(replaces && specification_[place->second].kind == SymbolKind::kVariable)) {
    return place->second;
  }
  std::vector<std::string> names;
  for (SymbolId constant : module->constants) names.push_back(specification_[constant].name);
  const std::string nearest = source::NearestWord(item.name, names);
  const std::string message =
      absl::StrCat("the specification has no constant or definition named ", item.name);
  const std::string help = nearest.empty() ? "" : absl::StrCat("did you mean ", nearest, "?");
  // As in TLC: a value that nobody asks for does no harm, a replacement of nothing is a mistake.
  if (replaces) Stop(DiagnosticKind::kNothingToReplace, item.name_range, message, help);
  diagnostics_.Report(DiagnosticKind::kUnknownConstant, item.name_range, message, help);
  return semantics::kNoSymbol;
}

void Lowerer::BindReplacement(const configuration::ConstantItem& item, SymbolId symbol) {
  const Symbol& s = specification_[symbol];
  const SymbolId replacement = specification_.Find(item.replacement);
  if (replacement == semantics::kNoSymbol) {
    std::vector<std::string> names;
    for (const auto& [name, id] : specification_[specification_.root].visible)
      names.push_back(name);
    const std::string nearest = source::NearestWord(item.replacement, names);
    Stop(DiagnosticKind::kUnknownReplacement, item.value_range,
         absl::StrCat("the configuration substitutes for ", item.name, " the undefined identifier ",
                      item.replacement),
         nearest.empty() ? "" : absl::StrCat("did you mean ", nearest, "?"));
  }
  const Symbol& r = specification_[replacement];
  if (r.arity != s.arity) {
    Stop(DiagnosticKind::kReplacementArity, item.value_range,
         absl::StrCat("the configuration substitutes for ", item.name, " (", s.arity,
                      " arguments) with ", item.replacement,
                      " of a different number of arguments (", r.arity, ")"));
  }
  if (s.kind == SymbolKind::kConstant && s.arity == 0 &&
      (r.kind == SymbolKind::kVariable || r.level > semantics::Level::kConstant)) {
    Stop(DiagnosticKind::kReplacementNotConstant, item.value_range,
         absl::StrCat("the configuration substitutes for the constant ", item.name, " ",
                      item.replacement, ", which depends on the state"));
  }
  if (replacement != symbol) replacements_[symbol] = replacement;
}

void Lowerer::BindConstant(const configuration::ConstantItem& item) {
  const SymbolId symbol = FindConfigured(item);
  if (symbol == semantics::kNoSymbol) return;
  if (item.kind == configuration::ConstantItem::Kind::kReplacement) {
    BindReplacement(item, symbol);
    return;
  }
  if (specification_[symbol].kind == SymbolKind::kVariable) return;
  const Value value = values::CopyTo(host_.permanent_heap(), ConfigurationValue(item.value));
  if (!item.arguments.empty()) {
    std::vector<Value> arguments;
    for (syntax::ExpressionId id : item.arguments) arguments.push_back(ConfigurationValue(id));
    constant_tables_[symbol].emplace_back(std::move(arguments), value);
    return;
  }
  constant_values_[symbol] = value;
}

// Two modules that are extended may declare the same constant; `visible` knows the first one.
void Lowerer::BindOtherDeclarations() {
  const semantics::ModuleInfo& root = specification_[specification_.root];
  const auto copy = [](auto& bindings, SymbolId from, SymbolId to) {
    const auto found = bindings.find(from);
    if (found == bindings.end()) return;
    auto value = found->second;
    bindings[to] = std::move(value);
  };
  for (SymbolId other : root.constants) {
    const auto visible = root.visible.find(specification_[other].name);
    if (visible == root.visible.end() || visible->second == other) continue;
    copy(constant_values_, visible->second, other);
    copy(replacements_, visible->second, other);
    copy(constant_tables_, visible->second, other);
  }
}

void Lowerer::BindConstants() {
  for (const configuration::ConstantItem& item : configuration_.constants) BindConstant(item);
  for (const auto& [name, value] : options_.switches) {
    const SymbolId symbol = specification_.Find(name);
    if (symbol == semantics::kNoSymbol) {
      Stop(DiagnosticKind::kUnknownConfigurationName, {},
           absl::StrCat("there is no constant named ", name));
    }
    constant_values_[symbol] = Value::Boolean(value);
  }
  for (const auto& [name, index] : options_.alternatives) {
    for (const configuration::Alternatives& choice : configuration_.alternatives) {
      if (choice.name != name) continue;
      const SymbolId symbol = specification_.Find(name);
      if (symbol == semantics::kNoSymbol) {
        Stop(DiagnosticKind::kUnknownConfigurationName, choice.range,
             absl::StrCat("there is no constant named ", name));
      }
      constant_values_[symbol] =
          values::CopyTo(host_.permanent_heap(), ConfigurationValue(choice.values.at(index)));
    }
  }
  for (const std::string& name : options_.open_switches) {
    const SymbolId symbol = specification_.Find(name);
    if (symbol == semantics::kNoSymbol || specification_[symbol].kind != SymbolKind::kConstant) {
      Stop(DiagnosticKind::kUnknownConfigurationName, {},
           absl::StrCat("there is no constant named ", name));
    }
    constant_values_.erase(symbol);
    switch_index_[symbol] = static_cast<uint32_t>(program_->switches.size());
    program_->switches.push_back(name);
  }
  BindOtherDeclarations();
  for (const auto& [from, to] : replacements_) {
    if (replacements_.contains(to)) {
      Stop(DiagnosticKind::kReplacementChain, specification_[to].name_range,
           absl::StrCat("in the configuration file, the identifier ", specification_[to].name,
                        " appears on the right-hand side of a <- after already appearing on the "
                        "left-hand side of one"));
    }
  }
}

void Lowerer::CheckConstantsAssigned() {
  bool complete = true;
  for (SymbolId constant : specification_[specification_.root].constants) {
    if (constant_values_.contains(constant) || replacements_.contains(constant) ||
        constant_tables_.contains(constant) || switch_index_.contains(constant)) {
      continue;
    }
    complete = false;
    diagnostics_.Report(DiagnosticKind::kConstantNotAssigned, specification_[constant].name_range,
                        absl::StrCat("the constant parameter ", specification_[constant].name,
                                     " is not assigned a value by the configuration file"),
                        absl::StrCat("add `CONSTANT ", specification_[constant].name,
                                     " = ...` to the configuration"));
  }
  if (!complete) throw LoweringStopped{};
}

}  // namespace model::lowering
