#include "checker/reports/trace_text.h"

#include "checker/reports/concatenation.h"
#include "checker/reports/datum_layout.h"
#include "checker/reports/place_text.h"
#include "checker/reports/trace_difference.h"

namespace checker::reports {
namespace {

using model::transitions::Datum;
using results::Trace;
using results::TraceState;

class TraceWriter {
 public:
  TraceWriter(const Trace& trace, const TextOptions& options)
      : trace_(trace), options_(options), paint_(options.color) {}

  std::string Write() {
    for (size_t i = 0; i < trace_.states.size(); ++i) WriteState(i);
    WriteLoop();
    if (left_out_ && !options_.quiet) {
      Append(&text_, paint_(Role::kFaint, kHint), "\n\n");
    }
    return std::move(text_);
  }

 private:
  static constexpr std::string_view kHint =
      "(Variables that a step leaves unchanged are not shown; --full-states shows them all.)";

  static constexpr std::string_view kFairnessHint =
      "(No fairness is promised, so it may stop at any time; a conjunct like WF_vars(Next) of the "
      "specification\nforbids that.)";

  void WriteState(size_t i) {
    const TraceState& state = trace_.states[i];
    Append(&text_, Heading(state), "\n");
    const size_t before = text_.size();
    for (size_t v = 0; v < state.variables.size(); ++v) WriteVariable(i, v);
    if (text_.size() == before && !state.variables.empty()) {
      Append(&text_, paint_(Role::kFaint, "(no variable changes)"), "\n");
    }
    text_ += '\n';
  }

  std::string Heading(const TraceState& state) const {
    const std::string step = state.action ? StepText(*state.action) : "<Initial predicate>";
    return paint_(Role::kHeading, Concat("State ", state.number, ": ", step));
  }

  void WriteVariable(size_t i, size_t v) {
    const auto& [name, value] = trace_.states[i].variables[v];
    const std::vector<bool>& changed = trace_.states[i].changed;
    const bool is_changed = i > 0 && v < changed.size() && changed[v];
    if (i > 0 && !is_changed && !options_.full_states) {
      left_out_ = true;
      return;
    }
    if (is_changed && options_.differences_only && v < trace_.states[i - 1].variables.size()) {
      const Datum& before = trace_.states[i - 1].variables[v].second;
      for (const auto& [part, part_value] : ChangedParts(name, before, value)) {
        WriteAssignment(part, part_value, true);
      }
      return;
    }
    WriteAssignment(name, value, is_changed);
  }

  void WriteAssignment(std::string_view name, const Datum& value, bool is_changed) {
    const size_t margin = options_.full_states ? 2 : 0;
    std::string text = LayoutAssignment(name, value, margin, options_.width);
    if (margin > 0 && is_changed) text[0] = '*';
    const bool marked = is_changed && options_.full_states;
    Append(&text_, marked ? paint_(Role::kChanged, text) : text, "\n");
  }

  void WriteLoop() {
    if (trace_.stuttering) {
      const size_t number = trace_.states.size() + 1;
      Append(&text_, paint_(Role::kHeading, Concat("State ", number, ": Stuttering")), "\n\n");
    } else if (trace_.loop_start) {
      std::string line = Concat("Back to state ", *trace_.loop_start);
      if (trace_.loop_action) Append(&line, ": ", StepText(*trace_.loop_action));
      Append(&text_, paint_(Role::kHeading, line), "\n\n");
    }
    if (!trace_.fairness_notes.empty()) {
      text_ += "The behavior is fair:\n";
      for (const std::string& note : trace_.fairness_notes) Append(&text_, "  ", note, "\n");
      text_ += '\n';
    } else if (trace_.stuttering && !options_.quiet) {
      Append(&text_, paint_(Role::kFaint, kFairnessHint), "\n\n");
    }
    if (!trace_.shortest && (trace_.stuttering || trace_.loop_start) && !options_.quiet)
      text_ += paint_(Role::kFaint, "(There may be a shorter counterexample.)") + "\n\n";
  }

  const Trace& trace_;
  const TextOptions& options_;
  Paint paint_;
  std::string text_;
  bool left_out_ = false;
};

}  // namespace

std::string TraceText(const Trace& trace, const TextOptions& options) {
  return TraceWriter(trace, options).Write();
}

}  // namespace checker::reports
