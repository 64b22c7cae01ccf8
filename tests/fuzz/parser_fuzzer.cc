// Fuzz entry: any bytes as a module file and as an expression. Nothing may crash, hang or leak;
// what parses must print.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/syntax/parser.h"
#include "model/syntax/tree_printer.h"

namespace {

void ParseModule(const std::string& text) {
  model::source::SourceSet sources;
  model::source::Diagnostics diagnostics;
  const auto file = sources.Add(model::source::SourceFile("M.tla", "M", text));
  const auto tree = model::syntax::ParseModuleFile(sources, file, diagnostics);
  if (!tree.has_value() && !diagnostics.has_errors()) __builtin_trap();
  if (tree.has_value() && !diagnostics.has_errors()) model::syntax::PrintTree(*tree);
}

void ParseExpression(const std::string& text) {
  model::source::SourceSet sources;
  model::source::Diagnostics diagnostics;
  const auto file = sources.Add(model::source::SourceFile("text", "text", text));
  model::syntax::ExpressionId root = model::syntax::kNoExpression;
  const auto tree = model::syntax::ParseExpressionText(sources, file, diagnostics, &root);
  if (!diagnostics.has_errors()) model::syntax::PrintExpression(*tree, root);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  ParseExpression(text);
  ParseModule(text);
  ParseModule("---- MODULE M ----\n" + text + "\n====\n");
  return 0;
}
