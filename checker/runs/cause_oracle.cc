#include "checker/runs/cause_oracle.h"

#include "absl/strings/str_cat.h"
#include "checker/exploration/process_usage.h"
#include "checker/runs/design_run.h"

namespace checker::runs {

using causes::Answer;
using causes::SuspectSet;
using results::Verdict;

namespace {

// A specification that can't be evaluated in most designs is a mistake, and not worth hours.
constexpr uint64_t kMostFaultySearched = 256;

}  // namespace

CaseOracle::CaseOracle(const Inquiry& inquiry, const CauseSearch& search, causes::FamilyPool* pool,
                       const CauseSearch::Findings& found, results::CauseAnalysis* analysis)
    : inquiry_(inquiry),
      search_(search),
      pool_(*pool),
      faulty_(found.faulty),
      judges_(found.temporal),
      searches_(search.one_by_one() || (search.cut_short() && inquiry.deadline.has_value())),
      analysis_(analysis) {}

void CaseOracle::ReportProgress() {
  ++asked_;
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  if (inquiry_.listener == nullptr || seconds - last_progress_ < 1) return;
  last_progress_ = seconds;
  inquiry_.Phase(
      absl::StrCat("looking for causes: ", analysis_->property, ", ", asked_, " designs judged"));
  Progress progress;
  progress.distinct = search_.distinct_states();
  progress.seconds = seconds;
  progress.memory_bytes = exploration::CurrentMemoryBytes();
  inquiry_.listener->OnProgress(progress);
}

Answer CaseOracle::Ask(SuspectSet set) {
  ReportProgress();
  if (searches_) return Search(set);
  if (judges_) {
    if (pool_.Contains(faulty_, set)) return {Answer::Kind::kUnknown, faulty_};
    Answer answer = search_.judge()->Ask(analysis_->property, set);
    answer.reach = pool_.Minus(answer.reach, faulty_);
    return answer;
  }
  if (!pool_.Contains(faulty_, set))
    return {Answer::Kind::kUnknown, pool_.Minus(causes::kAllSets, faulty_)};
  if (++faulty_searched_ > kMostFaultySearched) return {Answer::Kind::kUnknown, faulty_};
  return Search(set);
}

Answer CaseOracle::Search(SuspectSet set) {
  const auto design = MakeDesign(inquiry_, set, analysis_->property);
  if (design == nullptr) return {};
  const DesignVerdict verdict = RunDesign(inquiry_, *design, analysis_->property);
  ++analysis_->runs;
  analysis_->distinct_states += verdict.distinct_states;
  if (verdict.verdict == Verdict::kFail) return {Answer::Kind::kViolated, causes::kNoSets};
  if (verdict.verdict == Verdict::kPass) return {Answer::Kind::kHolds, causes::kNoSets};
  if (why_unknown_.empty()) why_unknown_ = verdict.reason;
  return {};
}

}  // namespace checker::runs
