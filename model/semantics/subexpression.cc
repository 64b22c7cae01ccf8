#include "model/semantics/subexpression.h"

#include <charconv>
#include <optional>

#include "model/source/concat.h"
#include "model/syntax/parts.h"

namespace model::semantics {
namespace {

using source::Concat;
using syntax::ExpressionKind;
using syntax::PathStep;

struct Element {
  PathStep::Kind kind = PathStep::Kind::kInstance;  // kInstance: a name
  const std::string* text = nullptr;
  const std::vector<ExpressionId>* arguments = nullptr;
  Range range;
};

class Finder {
 public:
  Finder(const Specification& specification, TreeExpression name)
      : specification_(specification), name_(name) {}

  Subexpression Run();

 private:
  struct NoSuchPart {};

  std::vector<Element> Elements() const;
  void Follow(const Element& element);
  void FollowName(const Element& element);
  void FollowNumber(const Element& element);
  void FollowBoundVariables(const Element& element);
  void FollowArm(const Element& element, size_t index);
  void Give(std::vector<SymbolId> symbols, const Element& element);
  bool FindLabel(ExpressionId id, const Element& element);
  TreeExpression Stripped(TreeExpression at) const;
  size_t NumberOf(const Element& element) const;
  [[noreturn]] void Fail(const Element& element, std::string message);
  const syntax::Tree& tree() const { return specification_[at_.tree]; }

  const Specification& specification_;
  TreeExpression name_;
  TreeExpression at_;
  std::optional<syntax::CaseArm> arm_;
  Subexpression result_;
};

// What follows the operator, whose own arguments come first.
std::vector<Element> Finder::Elements() const {
  const syntax::Expression& name = specification_[name_];
  const syntax::Path& path = specification_[name_.tree].paths[name.detail];
  std::vector<Element> elements;
  for (size_t i = specification_.ReferenceOf(name_).instances.size(); i < path.steps.size(); ++i) {
    const PathStep& step = path.steps[i];
    elements.push_back({step.kind, &step.text, &step.arguments, step.range});
  }
  elements.push_back({PathStep::Kind::kInstance, &name.text, &name.operands, path.name_range});
  for (const PathStep& step : path.selectors) {
    elements.push_back({step.kind, &step.text, &step.arguments, step.range});
  }
  return elements;
}

Subexpression Finder::Run() {
  const SymbolId origin = specification_.OriginOf(specification_.ReferenceOf(name_).symbol);
  const Symbol& symbol = specification_[origin];
  const std::vector<Element> elements = Elements();
  at_ = symbol.body;
  try {
    if (at_.id == syntax::kNoExpression || symbol.kind == SymbolKind::kFunction) {
      Fail(elements[0], Concat(symbol.name, " has no parts that can be selected"));
    }
    Give(symbol.parameters, elements[0]);
    for (size_t i = 1; i < elements.size(); ++i) Follow(elements[i]);
    if (arm_) Fail(elements.back(), "an arm of CASE is no expression: add !1 or !2");
    result_.part = at_;
  } catch (NoSuchPart) {
  }
  return std::move(result_);
}

void Finder::Fail(const Element& element, std::string message) {
  result_.error = std::move(message);
  result_.error_range = element.range;
  throw NoSuchPart{};
}

void Finder::Give(std::vector<SymbolId> symbols, const Element& element) {
  const size_t given = element.arguments->size();
  if (given != 0 && given != symbols.size()) {
    Fail(element, Concat(symbols.size(), " arguments are expected here, not ", given));
  }
  if (symbols.empty()) return;
  Subexpression::Step step;
  if (given == 0) {
    result_.open_arity += static_cast<uint32_t>(symbols.size());
  } else {
    step.arguments = element.arguments;
  }
  step.symbols = std::move(symbols);
  result_.steps.push_back(std::move(step));
}

TreeExpression Finder::Stripped(TreeExpression at) const {
  while (true) {
    const syntax::Expression& expression = specification_[at];
    if (expression.kind != ExpressionKind::kParentheses &&
        expression.kind != ExpressionKind::kLabel) {
      return at;
    }
    at.id = expression.operands[0];
  }
}

void Finder::Follow(const Element& element) {
  if (result_.is_field) Fail(element, "the name of a field has no parts");
  if (arm_) return FollowArm(element, NumberOf(element));
  switch (element.kind) {
    case PathStep::Kind::kInstance: return FollowName(element);
    case PathStep::Kind::kNumber:
    case PathStep::Kind::kLeft:
    case PathStep::Kind::kRight: return FollowNumber(element);
    case PathStep::Kind::kAt:
    case PathStep::Kind::kArguments: return FollowBoundVariables(element);
    case PathStep::Kind::kColon: return;
  }
}

// An operator that the LET here defines, or a label below.
void Finder::FollowName(const Element& element) {
  const TreeExpression let = Stripped(at_);
  const syntax::Expression& expression = specification_[let];
  if (expression.kind == ExpressionKind::kLet) {
    for (DefinitionId id : tree().let_lists[expression.detail]) {
      const SymbolId defined =
          specification_.tables_of(let.tree).definition_symbol[static_cast<uint32_t>(id)];
      if (defined == kNoSymbol) continue;
      const Symbol& symbol = specification_[defined];
      if (symbol.name != *element.text || symbol.kind != SymbolKind::kOperator) continue;
      result_.steps.push_back({let, {}, nullptr});
      Give(symbol.parameters, element);
      at_ = symbol.body;
      return;
    }
  }
  if (!FindLabel(at_.id, element))
    Fail(element, Concat("there is no label ", *element.text, " here"));
}

// Labels inside of labels are not visible.
bool Finder::FindLabel(ExpressionId id, const Element& element) {
  const syntax::Expression& expression = tree()[id];
  if (expression.kind != ExpressionKind::kLabel) {
    const bool is_let = expression.kind == ExpressionKind::kLet;
    if (is_let) result_.steps.push_back({{at_.tree, id}, {}, nullptr});
    for (ExpressionId child : syntax::PartsOf(tree(), id)) {
      if (FindLabel(child, element)) return true;
    }
    if (is_let) result_.steps.pop_back();
    return false;
  }
  if (expression.text != *element.text) return false;
  std::vector<SymbolId> symbols;
  for (size_t i = 1; i < expression.operands.size(); ++i) {
    const TreeExpression variable{at_.tree, expression.operands[i]};
    const uint32_t index =
        specification_.tables_of(at_.tree).reference_of[static_cast<uint32_t>(variable.id)];
    symbols.push_back(index == ~0u ? kNoSymbol : specification_.references[index].symbol);
  }
  Give(std::move(symbols), element);
  at_.id = expression.operands[0];
  return true;
}

// !(x, y) and !@: the body under the variables bound here.
void Finder::FollowBoundVariables(const Element& element) {
  at_ = Stripped(at_);
  const syntax::Expression& expression = specification_[at_];
  if (!syntax::IsBinder(expression.kind)) Fail(element, "no variables are bound here");
  std::vector<SymbolId> symbols;
  for (const std::vector<SymbolId>& group :
       specification_.tables_of(at_.tree).bounds[expression.detail]) {
    symbols.insert(symbols.end(), group.begin(), group.end());
  }
  Give(std::move(symbols), element);
  at_.id = expression.operands[0];
}

// 0 if it is none.
size_t Finder::NumberOf(const Element& element) const {
  size_t number = 0;
  switch (element.kind) {
    case PathStep::Kind::kLeft: return 1;
    case PathStep::Kind::kRight: return 2;
    case PathStep::Kind::kNumber:
      std::from_chars(element.text->data(), element.text->data() + element.text->size(), number);
      return number;
    default: return 0;
  }
}

void Finder::FollowArm(const Element& element, size_t index) {
  at_.id = index == 1 ? arm_->condition : index == 2 ? arm_->value : syntax::kNoExpression;
  arm_.reset();
  if (at_.id == syntax::kNoExpression) Fail(element, "this arm of CASE has no such part");
}

void Finder::FollowNumber(const Element& element) {
  at_ = Stripped(at_);
  const syntax::Expression& expression = specification_[at_];
  const size_t index = NumberOf(element);
  std::vector<ExpressionId> parts = expression.operands;
  if (syntax::IsBinder(expression.kind)) {
    parts.clear();
    for (const syntax::BoundGroup& group : tree().bound_lists[expression.detail]) {
      if (group.set != syntax::kNoExpression) parts.push_back(group.set);
    }
  } else if (expression.kind == ExpressionKind::kCase) {
    const std::vector<syntax::CaseArm>& arms = tree().arm_lists[expression.detail];
    if (index == 0 || index > arms.size()) Fail(element, "this CASE has no such arm");
    arm_ = arms[index - 1];
    return;
  } else if (expression.kind == ExpressionKind::kField && index == 2) {
    result_.is_field = true;
    return;
  } else if (expression.kind == ExpressionKind::kLet && index == 1) {
    result_.steps.push_back({at_, {}, nullptr});
  }
  if (index == 0 || index > parts.size()) Fail(element, "there is no such part here");
  at_.id = parts[index - 1];
}

}  // namespace

bool SelectsSubexpression(const Specification& specification, TreeExpression name) {
  const syntax::Expression& expression = specification[name];
  if (expression.detail == syntax::kNoDetail) return false;
  const syntax::Path& path = specification[name.tree].paths[expression.detail];
  if (!path.selectors.empty()) return true;
  return path.steps.size() > specification.ReferenceOf(name).instances.size();
}

Subexpression FindSubexpression(const Specification& specification, TreeExpression name) {
  return Finder(specification, name).Run();
}

}  // namespace model::semantics
