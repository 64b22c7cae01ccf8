#include "checker/reports/cause_beside.h"

#include <algorithm>

#include "checker/reports/place_text.h"

namespace checker::reports {

using results::Divergence;
using results::Trace;
using results::TraceState;

namespace {

std::vector<DifferingPart> DifferencesOf(const TraceState& failing, const TraceState& fixed) {
  std::vector<DifferingPart> parts;
  for (size_t v = 0; v < failing.variables.size() && v < fixed.variables.size(); ++v) {
    const auto& [name, value] = failing.variables[v];
    if (value == fixed.variables[v].second) continue;
    for (DifferingPart& part : DifferingParts(name, value, fixed.variables[v].second))
      parts.push_back(std::move(part));
  }
  return parts;
}

bool Contains(const std::vector<DifferingPart>& parts, const DifferingPart& wanted) {
  return std::any_of(parts.begin(), parts.end(), [&](const DifferingPart& part) {
    return part.name == wanted.name && part.one == wanted.one && part.other == wanted.other;
  });
}

}  // namespace

std::vector<BesideRow> RowsBeside(const Trace& failing, const Divergence& divergence) {
  std::vector<BesideRow> rows;
  std::vector<DifferingPart> before;
  for (size_t i = 0; i < divergence.beside.size(); ++i) {
    const bool back = i == failing.states.size();
    if (back && (!failing.loop_start || !failing.loop_action)) break;
    const TraceState& state = failing.states[back ? *failing.loop_start - 1 : i];
    BesideRow row;
    row.into = state.number;
    row.failing = i;
    row.fixed = divergence.beside[i];
    if (back) {
      row.step = CallText(*failing.loop_action);
    } else if (state.action) {
      row.step = CallText(*state.action);
    }
    row.possible = i == 0 || row.fixed != divergence.beside[i - 1];
    std::vector<DifferingPart> now =
        DifferencesOf(state, divergence.trace.states[divergence.beside[i]]);
    row.apart = !now.empty();
    for (const DifferingPart& part : now) {
      if (!Contains(before, part)) row.news.push_back(part);
    }
    before = std::move(now);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace checker::reports
