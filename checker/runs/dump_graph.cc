// The explored graph as a file: Graphviz's dot, or JSON for programs.

#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/runs/judge_liveness.h"

namespace checker::runs {

using exploration::BehaviourSink;

class GraphDump::Writer : public BehaviourSink {
 public:
  Writer(const model::transitions::TransitionSystem& system, const std::string& path)
      : info_(system.info()),
        explorer_(system.NewExplorer()),
        path_(path),
        json_(absl::EndsWith(path, ".json")),
        file_(path) {
    file_ << (json_ ? "{\"states\": [\n"
                    : "digraph states {\n  node [shape=box, fontname=monospace];\n");
  }

  bool WantsLabels() const override { return next_ != nullptr && next_->WantsLabels(); }

  void OnState(const State& state) override {
    if (next_ != nullptr) next_->OnState(state);
    std::string text;
    for (const auto& [name, value] : explorer_->Variables(state.bytes)) {
      absl::StrAppend(&text, text.empty() ? "" : "\n", "/\\ ", name, " = ",
                      model::transitions::ToText(value));
    }
    if (json_) {
      file_ << (count_++ == 0 ? "" : ",\n") << "  {\"id\": " << static_cast<uint64_t>(state.index)
            << ", \"initial\": " << (state.initial ? "true" : "false") << ", \"state\": \""
            << Escape(text) << "\"}";
    } else {
      file_ << "  s" << static_cast<uint64_t>(state.index) << " [label=\"" << Escape(text, "\\l")
            << "\\l\"" << (state.initial ? ", penwidth=2" : "") << "];\n";
    }
  }

  void OnSteps(exploration::StateIndex from, const Labels& labels,
               std::span<const Step> steps) override {
    if (next_ != nullptr) next_->OnSteps(from, labels, steps);
    for (const Step& step : steps) {
      std::string name = info_.actions[step.action].name;
      std::string parameters;
      for (const auto& [parameter, value] : info_.actions[step.action].parameters) {
        absl::StrAppend(&parameters, parameters.empty() ? "" : ", ",
                        model::transitions::ToText(value));
      }
      if (!parameters.empty()) absl::StrAppend(&name, "(", parameters, ")");
      if (json_) {
        absl::StrAppend(&json_steps_, json_steps_.empty() ? "" : ",\n",
                        "  {\"from\": ", static_cast<uint64_t>(from),
                        ", \"to\": ", static_cast<uint64_t>(step.to), ", \"action\": \"",
                        Escape(name), "\"}");
      } else {
        file_ << "  s" << static_cast<uint64_t>(from) << " -> s" << static_cast<uint64_t>(step.to)
              << " [label=\"" << Escape(name) << "\"];\n";
      }
    }
  }

  uint64_t NextPause() override { return next_ != nullptr ? next_->NextPause() : kNoPause; }
  bool GoesOn() override { return next_ == nullptr || next_->GoesOn(); }

  bool Finish() {
    file_ << (json_ ? absl::StrCat("\n], \"steps\": [\n", json_steps_, "\n]}\n") : "}\n");
    file_.close();
    return file_.good();
  }

  const std::string& path() const { return path_; }
  void set_next(BehaviourSink* next) { next_ = next; }

 private:
  static std::string Escape(const std::string& text, const char* line_end = "\\n") {
    return absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}, {"\n", line_end}});
  }

  const model::transitions::SystemInfo& info_;
  std::unique_ptr<model::transitions::Explorer> explorer_;
  std::string path_;
  bool json_;
  std::ofstream file_;
  std::string json_steps_;
  uint64_t count_ = 0;
  BehaviourSink* next_ = nullptr;
};

GraphDump::GraphDump(const model::transitions::TransitionSystem& system, const std::string& path) {
  if (!path.empty()) writer_ = std::make_unique<Writer>(system, path);
}

GraphDump::~GraphDump() = default;

BehaviourSink* GraphDump::Chain(BehaviourSink* next) {
  writer_->set_next(next);
  return writer_.get();
}

void GraphDump::Finish(results::Result* result) {
  if (writer_ == nullptr || writer_->Finish()) return;
  result->diagnostics.push_back(
      {"FileNotWritable",
       "error",
       absl::StrCat("the graph could not be written to ", writer_->path()),
       "",
       {},
       {},
       {}});
  result->verdict = results::Verdict::kError;
  result->exit_status = results::exit_status::kWorld;
}

}  // namespace checker::runs
