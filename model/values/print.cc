// Values as text, on one line, in TLC's words.

#include <cctype>
#include <string>

#include "absl/strings/str_cat.h"
#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

// Up to here TLC prints the elements of a lazy set instead of its description.
constexpr int64_t kMaxSubsetBase = 6;
constexpr int64_t kMaxPrintedLazySet = 1999;

// A field name that needs no quotes: letters, digits and `_`, as in TLC also with a digit in front.
bool LooksLikeIdentifier(std::string_view text) {
  bool letter = false;
  for (const unsigned char c : text) {
    if (std::isalnum(c) == 0 && c != '_') return false;
    letter |= std::isalpha(c) != 0;
  }
  return letter;
}

class Printer {
 public:
  // `tabulate`: the specification itself prints. The heap is its owner's to write to, so lazy
  // functions may be tabulated (and remember it); a set whose elements don't compare is an error.
  Printer(Heap& heap, bool tabulate) : heap_(heap), tabulate_(tabulate) {}

  std::string Take(Value v) {
    Put(v);
    return std::move(text_);
  }

 private:
  void Put(Value v) {
    switch (v.tag()) {
      case Tag::kInteger: absl::StrAppend(&text_, v.small_integer()); return;
      case Tag::kBoolean: text_ += v.is_true() ? "TRUE" : "FALSE"; return;
      case Tag::kAtom:
        if (v.atom_sort() == AtomSort::kString) return PutQuoted(TextOf(heap_, v));
        text_ += TextOf(heap_, v);
        return;
      case Tag::kSmallIntegers:
      case Tag::kSmallAtoms: return PutElements(v);
      case Tag::kSpecial: return PutSpecial(v.special());
      case Tag::kObject: PutObject(v);
    }
  }

  void PutSpecial(Special special) {
    switch (special) {
      case Special::kUnset: text_ += "null"; return;
      case Special::kNat: text_ += "Nat"; return;
      case Special::kInt: text_ += "Int"; return;
      case Special::kReal: text_ += "Real"; return;
      case Special::kStrings: text_ += "STRING"; return;
      case Special::kAny: text_ += "Any"; return;
      case Special::kUndefined: text_ += "undefined"; return;
    }
  }

  void PutObject(Value v) {
    const Object* object = v.object();
    const Value* words = object->words();
    switch (object->kind) {
      case ObjectKind::kBigInteger: absl::StrAppend(&text_, IntegerOf(v)); return;
      case ObjectKind::kText: return PutQuoted(TextOf(heap_, v));
      case ObjectKind::kInterval: return PutInterval(v);
      case ObjectKind::kSet: return PutElements(v);
      case ObjectKind::kLooseSet:
        if (tabulate_) FailLoose(heap_, object);  // what a specification prints must be in order
        return PutList("{", {words, object->size}, ", ", "}");
      case ObjectKind::kTuple: return PutList("<<", {words, object->size}, ", ", ">>");
      case ObjectKind::kFunction: return PutFunction(v);
      case ObjectKind::kLazyFunction: return PutLazyFunction(v);
      default: PutLazySet(v);
    }
  }

  void PutQuoted(std::string_view text) {
    text_ += '"';
    for (const char c : text) {
      switch (c) {
        case '"': text_ += "\\\""; break;
        case '\\': text_ += "\\\\"; break;
        case '\n': text_ += "\\n"; break;
        case '\t': text_ += "\\t"; break;
        case '\r': text_ += "\\r"; break;
        case '\f': text_ += "\\f"; break;
        default: text_ += c;
      }
    }
    text_ += '"';
  }

  void PutList(const char* open, std::span<const Value> values, const char* between,
               const char* close) {
    text_ += open;
    for (size_t i = 0; i < values.size(); ++i) {
      if (i > 0) text_ += between;
      Put(values[i]);
    }
    text_ += close;
  }

  void PutElements(Value set) {
    text_ += '{';
    SetIterator each(heap_, set);
    bool first = true;
    for (Value element; each.Next(&element); first = false) {
      if (!first) text_ += ", ";
      Put(element);
    }
    text_ += '}';
  }

  // One or two numbers are rather a set that was enumerated than an interval that was meant.
  static bool PrintsAsInterval(Value v) {
    return IsObjectOf(v, ObjectKind::kInterval) && SizeOf(v) > 2;
  }

  void PutInterval(Value v) {
    if (!PrintsAsInterval(v)) return PutElements(v);
    absl::StrAppend(&text_, LowOf(v.object()), "..", HighOf(v.object()));
  }

  bool PrintsAsRecord(Value function) {
    if (!IsRecord(heap_, function)) return false;
    SetIterator names(heap_, function.object()->words()[0]);
    for (Value name; names.Next(&name);) {
      if (!LooksLikeIdentifier(TextOf(heap_, name))) return false;
    }
    return true;
  }

  void PutFunction(Value v) {
    const Object* object = v.object();
    const bool record = PrintsAsRecord(v);
    text_ += record ? '[' : '(';
    SetIterator arguments(heap_, object->words()[0]);
    Value argument;
    for (uint32_t i = 1; arguments.Next(&argument); ++i) {
      if (i > 1) text_ += record ? ", " : " @@ ";
      if (record) {
        text_ += TextOf(heap_, argument);
      } else {
        Put(argument);
      }
      text_ += record ? " |-> " : " :> ";
      Put(object->words()[i]);
    }
    text_ += record ? ']' : ')';
  }

  void PutLazyFunction(Value v) {
    if (tabulate_ && IsFinite(heap_, lazy_function(v.object())->Domain(heap_))) {
      return Put(Tabulated(heap_, v));
    }
    text_ += "[lazy function]";
  }

  // Whether the set has at most `limit` elements and can be enumerated; a doubt counts as no.
  bool IsSmallEnough(Value set, int64_t limit) {
    try {
      return IsFinite(heap_, set) && Count(heap_, set) <= limit;
    } catch (const EvaluationError&) {
      return false;
    }
  }

  void PutOperand(const char* before, Value operand, const char* after) {
    const bool parentheses = IsLazySet(operand) ? operand.is_object() : PrintsAsInterval(operand);
    text_ += before;
    if (parentheses) text_ += '(';
    Put(operand);
    if (parentheses) text_ += ')';
    text_ += after;
  }

  void PutLazySet(Value v) {
    const Object* object = v.object();
    const Value* words = object->words();
    switch (object->kind) {
      case ObjectKind::kSubsets:
        if (IsSmallEnough(words[0], kMaxSubsetBase)) return PutElements(v);
        return PutOperand("SUBSET ", words[0], "");
      case ObjectKind::kFunctionSet:
        if (IsSmallEnough(v, kMaxPrintedLazySet)) return PutElements(v);
        text_ += '[';
        Put(words[0]);
        text_ += " -> ";
        Put(words[1]);
        text_ += ']';
        return;
      case ObjectKind::kRecordSet:
        if (IsSmallEnough(v, kMaxPrintedLazySet)) return PutElements(v);
        return PutRecordSet(object);
      case ObjectKind::kProduct:
        if (IsSmallEnough(v, kMaxPrintedLazySet)) return PutElements(v);
        return PutList("(", {words, object->size}, " \\X ", ")");
      case ObjectKind::kSequences:
        text_ += "Seq(";
        Put(words[0]);
        text_ += ')';
        return;
      case ObjectKind::kUnionOf:
        if (IsSmallEnough(v, kMaxPrintedLazySet)) return PutElements(v);
        return PutOperand("UNION ", words[0], "");
      case ObjectKind::kCup:
      case ObjectKind::kCap:
      case ObjectKind::kMinus:
        if (IsSmallEnough(v, kMaxPrintedLazySet)) return PutElements(v);
        PutOperand("", words[0], NameOfPair(object->kind));
        return PutOperand("", words[1], "");
      default: text_ += "{x \\in S : p}";
    }
  }

  static const char* NameOfPair(ObjectKind kind) {
    if (kind == ObjectKind::kCup) return " \\cup ";
    return kind == ObjectKind::kCap ? " \\cap " : " \\ ";
  }

  void PutRecordSet(const Object* object) {
    text_ += '[';
    SetIterator names(heap_, object->words()[0]);
    Value name;
    for (uint32_t i = 1; names.Next(&name); ++i) {
      if (i > 1) text_ += ", ";
      text_.append(TextOf(heap_, name)).append(": ");
      Put(object->words()[i]);
    }
    text_ += ']';
  }

  Heap& heap_;
  const bool tabulate_;
  std::string text_;
};

}  // namespace

std::string Print(Heap& heap, Value v) { return Printer(heap, true).Take(v); }

std::string Print(const Heap& heap, Value v) {
  Heap scratch(&heap.atoms());
  return Printer(scratch, false).Take(v);
}

}  // namespace model::values
