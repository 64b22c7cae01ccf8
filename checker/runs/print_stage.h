// Shows a specification between two stages of its way: tokens, tree, modules, program, actions.

#ifndef CHECKER_RUNS_PRINT_STAGE_H_
#define CHECKER_RUNS_PRINT_STAGE_H_

#include "checker/results/results.h"
#include "checker/runs/check_run.h"
#include "checker/runs/load.h"

namespace checker::runs {

// Tokens, tree and modules: what needs no configuration. False for the later stages.
bool PrintEarlyStage(Stage stage, const SourceOptions& source, RunListener* listener,
                     results::Result* result);
// The lowered program, or its actions.
void PrintProgramStage(Stage stage, const LoadedModel& model, RunListener* listener,
                       results::Result* result);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_PRINT_STAGE_H_
