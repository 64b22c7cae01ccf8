#include <cstdio>

#include "checker/exploration/breadth_first_search.h"
#include "checker/parallel/big_stack_thread.h"
#include "checker/reports/text_report.h"
#include "examples/cpp_model/jugs.h"

int main() {
  const examples::cpp_model::Jugs model({.small = 3, .big = 5, .wanted = 4});
  checker::results::Result result;
  checker::parallel::RunOnBigStack(
      [&] { result = checker::exploration::BreadthFirstSearch(model, {.workers = 2}).Run(); });
  std::fputs(checker::reports::TextReport(result, {.quiet = true}).c_str(), stdout);
  return result.exit_status;
}
