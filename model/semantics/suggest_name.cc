#include <algorithm>
#include <array>

#include "model/modules/standard_library.h"
#include "model/semantics/resolver.h"
#include "model/source/concat.h"
#include "model/syntax/parser.h"

namespace model::semantics {
namespace {

using source::Concat;

bool Defines(std::string_view module_name, std::string_view text, std::string_view name) {
  std::string_view searched = name == "-." ? "-" : name;
  if (text.find(searched) == std::string_view::npos) return false;
  source::SourceSet sources;
  source::Diagnostics ignored;
  source::FileId file = sources.Add(
      source::SourceFile(std::string(module_name), std::string(module_name), std::string(text)));
  std::optional<syntax::Tree> tree = syntax::ParseModuleFile(sources, file, ignored);
  if (!tree) return false;
  for (const syntax::Unit& unit : (*tree)[tree->root].units) {
    if (unit.kind != syntax::Unit::Kind::kDefinition) continue;
    const syntax::Definition& definition = (*tree)[unit.definition];
    if (definition.text == name && !definition.is_local) return true;
  }
  return false;
}

}  // namespace

std::string StandardModuleDefining(std::string_view name) {
  // Those that people mean first.
  static constexpr std::array<std::string_view, 8> kUsual = {
      "Naturals", "Integers", "Sequences",     "FiniteSets",
      "TLC",      "Bags",     "FiniteSetsExt", "SequencesExt"};
  std::vector<std::string_view> modules(kUsual.begin(), kUsual.end());
  for (std::string_view module : modules::StandardModuleNames()) modules.push_back(module);
  for (std::string_view module : modules) {
    std::optional<std::string_view> text = modules::StandardModuleText(module);
    if (text && Defines(module, *text, name)) return std::string(module);
  }
  return "";
}

std::string SuggestName(std::string_view name, const std::vector<std::string>& visible) {
  std::string module = StandardModuleDefining(name);
  if (!module.empty()) {
    return Concat("it is defined in module ", module, ": add EXTENDS ", module);
  }
  std::vector<std::string> candidates = visible;
  std::sort(candidates.begin(), candidates.end());
  std::string nearest = source::NearestWord(name, candidates);
  if (!nearest.empty()) return Concat("did you mean ", nearest, "?");
  return "define it before this place, or declare it as a CONSTANT or VARIABLE";
}

}  // namespace model::semantics
