// Steps that are computed once for the parts of the state that they depend on, in whatever states
// these occur.
//
// A state is new because of the combination of its parts; each part has had that value many times
// before. What process p does depends on p's variables and its messages, and these are the same in
// thousands of states that differ in what the other processes are at. So the steps of a group of
// actions are looked up by the bytes of the parts that they read (footprint.h), and a successor is
// made from the bytes of the parts that they write: where everything is known, no value is decoded,
// evaluated or encoded.
//
// Whether that is faster than to evaluate is found out by measuring (contest.h). If it isn't,
// groups that are known too rarely are split up into their actions; if that doesn't help, all is
// given up.
//
// THREADS: one explorer's own.

#ifndef MODEL_INTERPRETER_REMEMBERED_STEPS_H_
#define MODEL_INTERPRETER_REMEMBERED_STEPS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/interpreter/contest.h"
#include "model/interpreter/footprint.h"
#include "model/interpreter/machine.h"
#include "model/states/codec.h"
#include "model/states/layout.h"
#include "model/values/own_lines.h"

namespace model::interpreter {

class RememberedSteps {
 public:
  using Bytes = std::span<const uint8_t>;

  // `always`: whether it is faster or not.
  RememberedSteps(const values::AtomTable* atoms, bool always)
      : always_(always), heap_(std::in_place, atoms) {}

  // The actions as they are linked, and some state of the search.
  struct Instance {
    const LinkedAction* action;
    Linker::Presets presets;
  };
  // `more`: parts that others will look for.
  void Plan(Machine& machine, std::span<const Instance> actions,
            std::span<const states::PartPath> more, const Value* sample, Bytes sample_bytes);
  // Of a part of an action or of `more`. REQUIRES: is_planned().
  uint32_t NumberOf(const states::PartPath& path) const;
  bool is_planned() const { return !groups_.empty(); }

  // What follows is about steps from this state, whose bytes stay where they are. False: its steps
  // are to be evaluated, because that is faster, or it is laid out otherwise than the sample.
  bool Begin(Bytes parent);
  // Where each variable of it begins, and the end of the last.
  void VariableOffsets(uint32_t* offsets) const;

  // What a step writes; `step` is what Steps::next was before it was taken.
  struct Write {
    uint32_t part;
    Bytes bytes;
  };
  static void WritesOf(const uint8_t* step, std::vector<Write>* writes);
  const std::vector<states::PartPath>& paths() const { return paths_; }  // of all parts

  // Of its parts; of a successor's, until the next call, and null if it is laid out otherwise.
  const states::ByteRange* ranges() const { return ranges_.data(); }
  const states::ByteRange* RangesIn(Bytes state);

  size_t groups() const { return groups_.size(); }
  struct Range {
    uint32_t begin, end;
  };
  Range ActionsOf(size_t group) const { return groups_[group].actions; }

  // The steps of a group; absent: they aren't known, and are to be found and told to Note.
  struct Steps {
    const uint8_t* next;
    uint32_t left;
  };
  std::optional<Steps> Find(size_t group);
  struct Successor {
    uint32_t action;
    Bytes bytes;
  };
  void Note(size_t group, std::span<const Successor> successors);

  // Takes the next step: appends the successor's bytes, and the offsets where each variable ends,
  // and returns the action. REQUIRES: there is one left.
  uint32_t Append(Steps* steps, states::ByteWriter* bytes,
                  values::OwnLinesVector<uint32_t>* ends) const;

  // Before the next state: forgets what has become too much, gives up what isn't worth it.
  // REQUIRES: nobody holds steps.
  void Trim();

 private:
  static constexpr size_t kFirstEntries = size_t{1} << 10;
  static constexpr size_t kMostEntries = size_t{1} << 17;
  static constexpr size_t kMostBytes = size_t{4} << 20;

  struct Group {
    uint32_t number = 0;  // of all that there ever were
    Range actions{};
    std::vector<uint32_t> reads, writes;  // parts, ascending
    uint32_t asked = 0, missed = 0;
  };
  // What follows in memory: the key, then the steps, for each how many parts it changes, and for
  // each of these its number and its new bytes.
  struct Record {
    uint32_t key_size;
    uint32_t steps;
    const uint8_t* key() const { return reinterpret_cast<const uint8_t*>(this + 1); }
  };
  struct StepHead {
    uint16_t action;
    uint16_t writes;
  };
  struct WriteHead {
    uint16_t part;
    uint16_t size;
  };
  static constexpr size_t kMostNumber = UINT16_MAX;
  struct Entry {
    uint64_t hash = 0;
    const Record* record = nullptr;
  };
  struct Question {
    uint64_t hash = 0;
    uint32_t key_begin = 0, key_end = 0;  // in keys_
  };

  void MakeGroups();
  Group NewGroup(uint32_t begin, uint32_t end);
  void Ask(const Group& group, Question* question);
  Bytes KeyOf(const Question& question) const {
    return {keys_.data() + question.key_begin, question.key_end - question.key_begin};
  }
  bool AppendStep(const Group& group, const Successor& successor);
  void Enter(const Entry& entry);
  void SplitGroups();

  std::vector<Footprint> footprints_;    // of the actions
  std::vector<states::PartPath> paths_;  // of all parts, ascending
  std::optional<states::Layout> layout_;
  std::vector<uint32_t> variables_;  // which parts they are
  std::vector<Group> groups_;
  uint32_t groups_made_ = 0;

  const bool always_;
  Contest contest_;
  uint32_t losses_ = 0;  // of the contest, that were dealt with

  std::optional<Heap> heap_;  // absent once all is given up
  values::OwnLinesVector<Entry> entries_;
  size_t entered_ = 0;

  Bytes parent_;
  std::vector<states::ByteRange> ranges_;        // of its parts
  std::vector<states::ByteRange> other_ranges_;  // scratch: of a successor's
  std::vector<Question> questions_;              // by group
  states::ByteWriter keys_;
  states::ByteWriter record_;  // scratch
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_REMEMBERED_STEPS_H_
