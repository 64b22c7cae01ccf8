#include "model/semantics/print_modules.h"

#include <array>

#include "model/source/concat.h"

namespace model::semantics {
namespace {

using source::Concat;

std::string_view NameOf(Level level) {
  static constexpr std::array<std::string_view, 4> kNames = {"constant", "state", "action",
                                                             "temporal"};
  return kNames[static_cast<size_t>(level)];
}

std::string SignatureOf(const Specification& specification, const Symbol& symbol) {
  if (symbol.arity == 0) return symbol.name;
  std::string text = Concat(symbol.name, "(");
  for (uint32_t i = 0; i < symbol.arity; ++i) {
    if (i > 0) text += ", ";
    text += i < symbol.parameters.size()
                ? SignatureOf(specification, specification[symbol.parameters[i]])
                : "_";
  }
  return text + ")";
}

class Printer {
 public:
  Printer(const Specification& specification, const source::SourceSet& sources)
      : specification_(specification), sources_(sources) {}

  void PrintBrief(const ModuleInfo& module) {
    text_ += Concat("module ", module.name, "  (standard, ", module.exported.size(), " names)\n");
  }
  void PrintModule(const ModuleInfo& module);
  std::string Take() { return std::move(text_); }

 private:
  void PrintDeclared(std::string_view title, const std::vector<SymbolId>& symbols);
  void PrintUnit(const ModuleInfo& module, const syntax::Unit& unit);
  void PrintSymbol(SymbolId id);
  void PrintInstance(const Instance& instance);
  void PrintLine(std::string_view left, std::string_view right, const Range& range);

  const Specification& specification_;
  const source::SourceSet& sources_;
  std::string text_;
};

void Printer::PrintLine(std::string_view left, std::string_view right, const Range& range) {
  text_ += Concat("  ", left, "  ", right);
  if (range.valid()) text_ += Concat("  ", sources_.Locate(range));
  text_ += "\n";
}

void Printer::PrintModule(const ModuleInfo& module) {
  const syntax::Module& syntax = specification_[module.tree][module.syntax];
  text_ += Concat("module ", module.name, module.is_nested ? "  (nested)" : "", "  ",
                  sources_.Locate(syntax.name_range), "\n");
  for (ModuleIndex extended : module.extends) {
    text_ += Concat("  extends ", specification_[extended].name, "\n");
  }
  PrintDeclared("constant", module.constants);
  PrintDeclared("variable", module.variables);
  for (const syntax::Unit& unit : syntax.units) PrintUnit(module, unit);
  for (const ModuleInfo::Assumption& assumption : module.assumptions) {
    PrintLine("assume", assumption.name.empty() ? "-" : assumption.name, assumption.range);
  }
}

void Printer::PrintDeclared(std::string_view title, const std::vector<SymbolId>& symbols) {
  for (SymbolId id : symbols) {
    PrintLine(title, SignatureOf(specification_, specification_[id]),
              specification_[id].name_range);
  }
}

void Printer::PrintUnit(const ModuleInfo& module, const syntax::Unit& unit) {
  if (unit.kind == syntax::Unit::Kind::kInstance) {
    for (const Instance& instance : specification_.instances) {
      const syntax::Definition& definition = specification_[module.tree][unit.definition];
      if (instance.range != definition.range) continue;
      PrintLine("instance", "-", instance.range);
      PrintInstance(instance);
    }
  }
  if (unit.kind != syntax::Unit::Kind::kDefinition) return;
  SymbolId id = specification_.tables_of(module.tree)
                    .definition_symbol[static_cast<uint32_t>(unit.definition)];
  if (id != kNoSymbol) PrintSymbol(id);
}

void Printer::PrintSymbol(SymbolId id) {
  const Symbol& symbol = specification_[id];
  std::string_view title = symbol.kind == SymbolKind::kFunction   ? "function"
                           : symbol.kind == SymbolKind::kInstance ? "instance"
                                                                  : "operator";
  std::string right = SignatureOf(specification_, symbol);
  if (symbol.kind != SymbolKind::kInstance) right += Concat("  ", NameOf(symbol.level));
  if (symbol.is_local) right += "  local";
  if (symbol.is_recursive) right += "  recursive";
  PrintLine(title, right, symbol.name_range);
  if (symbol.kind == SymbolKind::kInstance) PrintInstance(specification_[symbol.instance]);
}

void Printer::PrintInstance(const Instance& instance) {
  text_ += Concat("    of ", specification_[instance.module].name, "\n");
  for (const Instance::Entry& entry : instance.substitutions) {
    text_ += Concat("    ", specification_[entry.declared].name, " <- ");
    if (entry.symbol != kNoSymbol) {
      text_ += Concat(specification_[entry.symbol].name, "\n");
    } else {
      text_ += Concat(sources_.Locate(specification_[entry.value].range), "\n");
    }
  }
}

}  // namespace

std::string PrintModules(const Specification& specification, const source::SourceSet& sources,
                         StandardModules standard_modules) {
  Printer printer(specification, sources);
  for (size_t i = specification.modules.size(); i-- > 0;) {
    const ModuleInfo& module = specification.modules[i];
    if (module.is_standard && standard_modules == StandardModules::kBrief) {
      printer.PrintBrief(module);
    } else {
      printer.PrintModule(module);
    }
  }
  return printer.Take();
}

}  // namespace model::semantics
