#include "checker/runs/print_stage.h"

#include "model/program/program_printer.h"
#include "model/semantics/print_modules.h"
#include "model/syntax/lexer.h"
#include "model/syntax/token_printer.h"
#include "model/syntax/tree_printer.h"

namespace checker::runs {

bool PrintEarlyStage(Stage stage, const SourceOptions& source, RunListener* listener,
                     results::Result* result) {
  if (stage == Stage::kProgram || stage == Stage::kActions) return false;
  std::unique_ptr<LoadedText> text = LoadText(source, WithConfiguration::kNo);
  result->verdict = results::Verdict::kPass;
  result->exit_status = results::exit_status::kPass;
  ReportDiagnostics(*text, result);
  if (listener == nullptr) return true;
  if (stage == Stage::kTokens && text->sources.size() > 0) {
    const std::string_view file = text->sources.Get(model::source::FileId(0)).text();
    model::source::Diagnostics ignored;
    listener->OnStageText(model::syntax::PrintTokens(
        model::syntax::Tokenize(text->sources, model::source::FileId(0),
                                model::syntax::LexerStart::kModule, ignored),
        file));
  }
  if (text->specification == nullptr) return true;
  const model::semantics::Specification& specification = *text->specification;
  if (stage == Stage::kTree) {
    listener->OnStageText(
        model::syntax::PrintTree(specification[specification[specification.root].tree]));
  }
  if (stage == Stage::kModules)
    listener->OnStageText(model::semantics::PrintModules(specification, text->sources));
  return true;
}

void PrintProgramStage(Stage stage, const LoadedModel& model, RunListener* listener,
                       results::Result* result) {
  result->verdict = results::Verdict::kPass;
  result->exit_status = results::exit_status::kPass;
  if (listener == nullptr) return;
  listener->OnStageText(
      stage == Stage::kActions
          ? model::program::PrintActions(*model.program, model.host->permanent_heap())
          : model::program::PrintProgram(*model.program, model.host->permanent_heap()));
}

}  // namespace checker::runs
