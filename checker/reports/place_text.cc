#include "checker/reports/place_text.h"

#include "checker/reports/concatenation.h"

namespace checker::reports {

std::string LocateText(const results::Location& location) {
  if (location.file.empty()) return "";
  if (location.start_line == 0) return location.file;
  return Concat(location.file, ":", location.start_line, ":", location.start_column);
}

std::string RangeText(const results::Location& location) {
  if (location.start_line == 0) return "";
  return Concat("line ", location.start_line, ", col ", location.start_column, " to line ",
                location.end_line, ", col ", location.end_column, " of module ", location.module);
}

std::string CallText(const results::ActionInfo& action) {
  if (action.parameters.empty()) return action.name;
  std::string text = action.name;
  for (size_t i = 0; i < action.parameters.size(); ++i) {
    Append(&text, i == 0 ? "(" : ",", ToText(action.parameters[i].second));
  }
  return text + ")";
}

std::string StepText(const results::ActionInfo& action) {
  const std::string range = RangeText(action.location);
  return Concat("<", CallText(action), range.empty() ? "" : " ", range, ">");
}

}  // namespace checker::reports
