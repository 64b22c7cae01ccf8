// Module VectorClocks.

#include <algorithm>
#include <vector>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using values::EvaluationError;

namespace {

struct LogLine {
  Value line;
  Value clock;
  std::vector<Value> domain;  // the nodes that the clock knows
  int64_t time = 0;           // of its own node
};

struct NodeLog {
  Value node;
  std::vector<LogLine> lines;
  size_t taken = 0;
};

NodeLog& LogOf(NativeContext& context, std::vector<NodeLog>& logs, Value node) {
  for (NodeLog& log : logs) {
    if (values::Equal(context.heap, log.node, node)) return log;
  }
  return logs.emplace_back(NodeLog{node, {}, 0});
}

// Whether nothing that the log's next line depends on is still to come.
bool IsReady(NativeContext& context, const std::vector<NodeLog>& logs, const NodeLog& log) {
  if (log.taken == log.lines.size()) return false;
  const LogLine& next = log.lines[log.taken];
  for (Value node : next.domain) {
    const auto other = std::find_if(logs.begin(), logs.end(), [&](const NodeLog& candidate) {
      return values::Equal(context.heap, candidate.node, node);
    });
    if (other == logs.end()) continue;  // a node that logged nothing
    const int64_t time =
        IntegerArgument(context, "CausalOrder", 2, values::Apply(context.heap, next.clock, node));
    if (time > static_cast<int64_t>(other->taken) + (&*other == &log ? 1 : 0)) return false;
  }
  return true;
}

}  // namespace

// The lines of each node are ordered by its own clock. Round by round, every node whose next line
// is ready puts it out. Operator parameters: clock, node, domain.
Value VectorClocksCausalOrder(NativeContext& context, std::span<const Value> arguments) {
  const auto lines = SequenceArgument(context, "CausalOrder", 1, arguments[0]);
  std::vector<NodeLog> logs;
  for (Value line : lines) {
    const Value clock = context.Call(0, {line});
    const Value node = context.Call(1, {line});
    const int64_t time =
        IntegerArgument(context, "CausalOrder", 2, values::Apply(context.heap, clock, node));
    std::vector<Value> domain =
        ElementsArgument(context, "CausalOrder", 4, context.Call(2, {clock}));
    LogOf(context, logs, node).lines.push_back({line, clock, std::move(domain), time});
  }
  std::sort(logs.begin(), logs.end(), [&](const NodeLog& a, const NodeLog& b) {
    return values::Compare(context.heap, a.node, b.node) < 0;
  });
  for (NodeLog& log : logs) {
    std::stable_sort(log.lines.begin(), log.lines.end(),
                     [](const LogLine& a, const LogLine& b) { return a.time < b.time; });
  }
  std::vector<Value> ordered;
  while (ordered.size() < lines.size()) {
    const size_t before = ordered.size();
    for (NodeLog& log : logs) {
      if (IsReady(context, logs, log)) ordered.push_back(log.lines[log.taken++].line);
    }
    if (ordered.size() == before) {
      throw EvaluationError(Concat("CausalOrder: the vector clocks have gaps; ",
                                   lines.size() - ordered.size(), " lines can't be ordered"));
    }
  }
  return values::MakeTuple(context.heap, ordered);
}

}  // namespace model::interpreter::library
