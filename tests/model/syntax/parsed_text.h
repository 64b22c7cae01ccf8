// Parsing of short texts in tests: a tree as one line, or the names of what is wrong.

#ifndef TESTS_MODEL_SYNTAX_PARSED_TEXT_H_
#define TESTS_MODEL_SYNTAX_PARSED_TEXT_H_

#include <optional>
#include <string>
#include <utility>

#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/syntax/parser.h"
#include "model/syntax/tree_printer.h"

namespace model::syntax {

// A parsed module together with all that it refers to.
struct ParsedModule {
  explicit ParsedModule(std::string text, std::string name = "M") {
    const source::FileId file =
        sources.Add(source::SourceFile(name + ".tla", name, std::move(text)));
    tree = ParseModuleFile(sources, file, diagnostics);
  }

  // "150: expected .." of the first error; "" if there is none.
  std::string FirstMessage() const {
    return diagnostics.all().empty() ? "" : diagnostics.all()[0].message;
  }
  std::string FirstHelp() const {
    return diagnostics.all().empty() ? "" : diagnostics.all()[0].help;
  }
  // The body of the definition with this name.
  std::string BodyOf(const std::string& name) const {
    if (!tree.has_value()) return FirstMessage();
    for (const Definition& definition : tree->definitions) {
      if (definition.text == name && definition.body != kNoExpression) {
        return PrintExpression(*tree, definition.body);
      }
    }
    return "no definition " + name;
  }

  source::SourceSet sources;
  source::Diagnostics diagnostics;
  std::optional<Tree> tree;
};

// A module M that holds `body`.
inline std::string InModule(const std::string& body) {
  return "---- MODULE M ----\n" + body + "\n====\n";
}

// The expression with every node in parentheses, or the names of the errors.
inline std::string ParseToText(std::string text) {
  source::SourceSet sources;
  source::Diagnostics diagnostics;
  const source::FileId file = sources.Add(source::SourceFile("text", "text", std::move(text)));
  ExpressionId root = kNoExpression;
  const std::optional<Tree> tree = ParseExpressionText(sources, file, diagnostics, &root);
  if (!diagnostics.has_errors()) return PrintExpression(*tree, root);
  std::string names;
  for (const source::Diagnostic& diagnostic : diagnostics.all()) {
    if (!names.empty()) names += ' ';
    names += source::NameOf(diagnostic.kind);
  }
  return names;
}

}  // namespace model::syntax

#endif  // TESTS_MODEL_SYNTAX_PARSED_TEXT_H_
