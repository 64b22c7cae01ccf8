// Both forms come from one description of a node: a head and its parts, each a word, an expression
// or a definition. A work list stands in for the call stack, because chains such as 1 + 2 + 3 ..
// make trees as deep as they are long.

#include "model/syntax/tree_printer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/source/concat.h"
#include "model/syntax/parts.h"

namespace model::syntax {
namespace {

using source::Concat;

constexpr size_t kMaximumIndent = 100;

struct Part {
  std::string word;  // role of the expression, or all there is
  ExpressionId expression = kNoExpression;
  DefinitionId definition = kNoDefinition;
};

struct Outline {
  std::string head;
  std::vector<Part> parts;
};

std::string_view KindName(ExpressionKind kind) {
  switch (kind) {
    case ExpressionKind::kName: return "Name";
    case ExpressionKind::kNumber: return "Number";
    case ExpressionKind::kDecimal: return "Decimal";
    case ExpressionKind::kString: return "String";
    case ExpressionKind::kAt: return "@";
    case ExpressionKind::kConjunction: return "/\\";
    case ExpressionKind::kDisjunction: return "\\/";
    case ExpressionKind::kForAll: return "\\A";
    case ExpressionKind::kExists: return "\\E";
    case ExpressionKind::kTemporalForAll: return "\\AA";
    case ExpressionKind::kTemporalExists: return "\\EE";
    case ExpressionKind::kChoose: return "CHOOSE";
    case ExpressionKind::kSetEnumeration: return "Set";
    case ExpressionKind::kSetFilter: return "SetFilter";
    case ExpressionKind::kSetMap: return "SetMap";
    case ExpressionKind::kFunction: return "Function";
    case ExpressionKind::kFunctionSet: return "FunctionSet";
    case ExpressionKind::kApply: return "Apply";
    case ExpressionKind::kExcept: return "EXCEPT";
    case ExpressionKind::kRecord: return "Record";
    case ExpressionKind::kRecordSet: return "RecordSet";
    case ExpressionKind::kField: return "Field";
    case ExpressionKind::kTuple: return "Tuple";
    case ExpressionKind::kProduct: return "\\X";
    case ExpressionKind::kIf: return "IF";
    case ExpressionKind::kCase: return "CASE";
    case ExpressionKind::kLet: return "LET";
    case ExpressionKind::kLambda: return "LAMBDA";
    case ExpressionKind::kBox: return "BoxAction";
    case ExpressionKind::kAngle: return "AngleAction";
    case ExpressionKind::kWeakFairness: return "WF_";
    case ExpressionKind::kStrongFairness: return "SF_";
    case ExpressionKind::kLabel: return "Label";
    case ExpressionKind::kParentheses: return "Parentheses";
    case ExpressionKind::kAssumeProve: return "AssumeProve";
    case ExpressionKind::kError: return "Error";
  }
  return "";
}

void AddBounds(const std::vector<BoundGroup>& bounds, std::vector<Part>& parts) {
  for (const BoundGroup& group : bounds) {
    std::string names;
    for (const Name& name : group.names) names += (names.empty() ? "" : ",") + name.text;
    if (group.is_tuple) names = "<<" + names + ">>";
    parts.push_back({std::move(names), group.set});
  }
}

std::string Spell(const Parameter& parameter) {
  if (parameter.arity == 0) return parameter.text;
  std::string text = parameter.text + "(_";
  for (uint32_t i = 1; i < parameter.arity; ++i) text += ",_";
  return text + ")";
}

std::string_view SelectorText(const PathStep& step) {
  switch (step.kind) {
    case PathStep::Kind::kInstance:
    case PathStep::Kind::kNumber: return step.text;
    case PathStep::Kind::kLeft: return "<<";
    case PathStep::Kind::kRight: return ">>";
    case PathStep::Kind::kAt: return "@";
    case PathStep::Kind::kColon: return ":";
    case PathStep::Kind::kArguments: return "()";
  }
  return "";
}

// M!N!Op!1: the arguments of steps follow as parts.
void OutlineName(const Tree& tree, const Expression& node, Outline& outline) {
  outline.head = node.text;
  if (node.detail == kNoDetail) return;
  const Path& path = tree.paths[node.detail];
  std::string before;
  std::string after;
  const auto add_step = [&outline](const PathStep& step, std::string& text, bool is_before) {
    const std::string name(SelectorText(step));
    text += is_before ? name + "!" : "!" + name;
    for (ExpressionId argument : step.arguments) outline.parts.push_back({name, argument});
  };
  for (const PathStep& step : path.steps) add_step(step, before, true);
  for (const PathStep& step : path.selectors) add_step(step, after, false);
  outline.head = before + node.text + after;
}

void OutlineUpdates(const std::vector<Update>& updates, Outline& outline) {
  for (const Update& update : updates) {
    for (const UpdateSelector& selector : update.path) {
      if (selector.is_field) outline.parts.push_back({"!." + selector.field});
      for (ExpressionId argument : selector.arguments) outline.parts.push_back({"![]", argument});
    }
    outline.parts.push_back({"=", update.value});
  }
}

Outline OutlineOf(const Tree& tree, const Expression& node) {
  Outline outline;
  outline.head = KindName(node.kind);
  std::vector<Part>& parts = outline.parts;
  const auto add_operands = [&] {
    for (ExpressionId operand : node.operands) parts.push_back({"", operand});
  };
  if (IsBinder(node.kind)) AddBounds(tree.bound_lists[node.detail], parts);
  switch (node.kind) {
    case ExpressionKind::kName: OutlineName(tree, node, outline); break;
    case ExpressionKind::kNumber:
    case ExpressionKind::kDecimal: outline.head = node.text; break;
    case ExpressionKind::kString: outline.head = "\"" + node.text + "\""; break;
    case ExpressionKind::kField: outline.head = "." + node.text; break;
    case ExpressionKind::kLabel: outline.head = node.text + "::"; break;
    case ExpressionKind::kRecord:
    case ExpressionKind::kRecordSet: {
      const std::vector<Name>& fields = tree.field_lists[node.detail];
      for (size_t i = 0; i < fields.size(); ++i)
        parts.push_back({fields[i].text, node.operands[i]});
      return outline;
    }
    case ExpressionKind::kExcept:
      add_operands();
      OutlineUpdates(tree.update_lists[node.detail], outline);
      return outline;
    case ExpressionKind::kCase:
      for (const CaseArm& arm : tree.arm_lists[node.detail]) {
        parts.push_back({arm.condition == kNoExpression ? "OTHER" : "", arm.condition});
        parts.push_back({"->", arm.value});
      }
      break;
    case ExpressionKind::kLet:
      for (DefinitionId id : tree.let_lists[node.detail]) {
        parts.push_back({"", kNoExpression, id});
      }
      break;
    case ExpressionKind::kLambda:
      for (const Parameter& parameter : tree.parameter_lists[node.detail]) {
        parts.push_back({Spell(parameter)});
      }
      break;
    default: break;
  }
  add_operands();
  return outline;
}

Outline OutlineOf(const Definition& definition) {
  Outline outline;
  outline.head = definition.is_local ? "LOCAL " : "";
  outline.head += definition.text;
  std::vector<Part>& parts = outline.parts;
  for (const Parameter& parameter : definition.parameters) parts.push_back({Spell(parameter)});
  switch (definition.kind) {
    case Definition::Kind::kOperator:
      outline.head += "==";
      parts.push_back({"", definition.body});
      break;
    case Definition::Kind::kFunction:
      outline.head += "[]==";
      AddBounds(definition.bounds, parts);
      parts.push_back({"", definition.body});
      break;
    case Definition::Kind::kInstance:
      outline.head += (outline.head.empty() ? "INSTANCE " : "==INSTANCE ") + definition.module;
      for (const Substitution& substitution : definition.substitutions) {
        parts.push_back({substitution.target, substitution.value});
      }
      break;
    case Definition::Kind::kRecursive: outline.head = "RECURSIVE " + outline.head; break;
  }
  return outline;
}

Outline OutlineOf(const Tree& tree, const Part& part) {
  if (part.definition != kNoDefinition) return OutlineOf(tree[part.definition]);
  if (part.expression != kNoExpression) return OutlineOf(tree, tree[part.expression]);
  return {part.word, {}};
}

std::string RangeText(const source::Range& range) {
  return Concat(" ", range.begin_line, ":", range.begin_column, "-", range.end_line, ":",
                range.end_column);
}

// Prints a part and all below it, a line each.
void PrintLines(const Tree& tree, Part root, size_t indent, std::string& out) {
  std::vector<std::pair<Part, size_t>> work;
  work.push_back({std::move(root), indent});
  while (!work.empty()) {
    auto [part, depth] = std::move(work.back());
    work.pop_back();
    Outline outline = OutlineOf(tree, part);
    out.append(2 * std::min(depth, kMaximumIndent), ' ');
    const bool is_node = part.definition != kNoDefinition || part.expression != kNoExpression;
    if (is_node && !part.word.empty()) out += part.word + ": ";
    out += outline.head;
    if (part.definition != kNoDefinition) out += RangeText(tree[part.definition].range);
    if (part.expression != kNoExpression) out += RangeText(tree[part.expression].range);
    out += '\n';
    for (size_t i = outline.parts.size(); i-- > 0;) {
      work.push_back({std::move(outline.parts[i]), depth + 1});
    }
  }
}

std::string_view UnitName(Unit::Kind kind) {
  switch (kind) {
    case Unit::Kind::kConstants: return "CONSTANTS";
    case Unit::Kind::kVariables: return "VARIABLES";
    case Unit::Kind::kDefinition: return "Definition";
    case Unit::Kind::kInstance: return "Instance";
    case Unit::Kind::kAssume: return "ASSUME";
    case Unit::Kind::kTheorem: return "THEOREM";
    case Unit::Kind::kModule: return "Nested";
    case Unit::Kind::kUse: return "USE";
    case Unit::Kind::kSeparator: return "----";
  }
  return "";
}

// Recursive: modules nest no deeper than the parser's limit.
void PrintModule(const Tree& tree, const Module& module, size_t indent, std::string& out) {
  const std::string margin(2 * std::min(indent, kMaximumIndent), ' ');
  out += margin + "MODULE " + module.text + RangeText(module.range);
  for (const Name& name : module.extends) out += " extends " + name.text;
  out += '\n';
  for (const Unit& unit : module.units) {
    if (unit.kind == Unit::Kind::kModule) {
      PrintModule(tree, tree[unit.module], indent + 1, out);
    } else if (unit.definition != kNoDefinition) {
      PrintLines(tree, {"", kNoExpression, unit.definition}, indent + 1, out);
    } else {
      out += margin + "  " + std::string(UnitName(unit.kind));
      if (!unit.text.empty()) out += " " + unit.text;
      for (const Parameter& parameter : unit.parameters) out += " " + Spell(parameter);
      out += RangeText(unit.range) + '\n';
      if (unit.expression != kNoExpression) {
        PrintLines(tree, {"", unit.expression}, indent + 2, out);
      }
    }
  }
}

}  // namespace

std::string PrintTree(const Tree& tree) {
  std::string out;
  if (!tree.modules.empty()) PrintModule(tree, tree[tree.root], 0, out);
  return out;
}

std::string PrintExpression(const Tree& tree, ExpressionId id) {
  std::string out;
  std::vector<Part> work;
  work.push_back({"", id});
  while (!work.empty()) {
    const Part part = std::move(work.back());
    work.pop_back();
    const bool is_node = part.definition != kNoDefinition || part.expression != kNoExpression;
    if (part.word != ")" && !out.empty() && out.back() != '(') out += ' ';
    if (!is_node) {
      out += part.word;
      continue;
    }
    if (!part.word.empty()) out += part.word + ":";
    Outline outline = OutlineOf(tree, part);
    const bool is_leaf =
        outline.parts.empty() &&
        (part.definition != kNoDefinition ||
         tree[part.expression].kind != ExpressionKind::kSetEnumeration) &&
        (part.definition != kNoDefinition || tree[part.expression].kind != ExpressionKind::kTuple);
    out += is_leaf ? outline.head : "(" + outline.head;
    if (is_leaf) continue;
    work.push_back({")"});
    for (size_t i = outline.parts.size(); i-- > 0;) work.push_back(std::move(outline.parts[i]));
  }
  return out;
}

}  // namespace model::syntax
