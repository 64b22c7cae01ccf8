#include "model/interpreter/datum_conversion.h"

#include "model/values/operations.h"

namespace model::interpreter {
namespace {

using transitions::Datum;
using values::Heap;
using values::ObjectKind;
using values::Value;

// TLC lists a lazy set with fewer elements than this.
constexpr int64_t kMaxListed = 2000;

Datum Leaf(Datum::Kind kind, std::string text) {
  Datum datum;
  datum.kind = kind;
  datum.text = std::move(text);
  return datum;
}

Datum SetDatum(Heap& heap, Value set) {
  if (!set.is_small_set() && set.is_object() && set.object()->kind != ObjectKind::kSet) {
    if (!values::IsFinite(heap, set) || values::Cardinality(heap, set) > kMaxListed) {
      return Leaf(Datum::Kind::kOpaque, values::Print(heap, set));
    }
  }
  Datum datum;
  datum.kind = Datum::Kind::kSet;
  values::SetIterator elements(heap, set);
  for (Value element; elements.Next(&element);) datum.items.push_back(ToDatum(heap, element));
  return datum;
}

Datum FunctionDatum(Heap& heap, Value function) {
  Datum datum;
  const Value domain = values::Domain(heap, function);
  datum.kind = values::IsRecord(heap, function) ? Datum::Kind::kRecord : Datum::Kind::kFunction;
  values::SetIterator arguments(heap, domain);
  for (Value argument; arguments.Next(&argument);) {
    if (datum.kind == Datum::Kind::kRecord) {
      datum.names.emplace_back(values::TextOf(heap, argument));
    } else {
      datum.keys.push_back(ToDatum(heap, argument));
    }
    datum.items.push_back(ToDatum(heap, values::Apply(heap, function, argument)));
  }
  return datum;
}

Datum ObjectDatum(Heap& heap, Value value) {
  const values::Object* object = value.object();
  switch (object->kind) {
    case ObjectKind::kBigInteger: return Leaf(Datum::Kind::kInteger, values::Print(heap, value));
    case ObjectKind::kText:
      return Leaf(Datum::Kind::kString, std::string(values::TextOf(heap, value)));
    case ObjectKind::kInterval: return Leaf(Datum::Kind::kInterval, values::Print(heap, value));
    case ObjectKind::kTuple: {
      Datum datum;
      datum.kind = Datum::Kind::kTuple;
      for (uint32_t i = 0; i < object->size; ++i)
        datum.items.push_back(ToDatum(heap, object->words()[i]));
      return datum;
    }
    case ObjectKind::kFunction: return FunctionDatum(heap, value);
    case ObjectKind::kLazyFunction: {
      const Value table = values::Normalize(heap, value);
      if (!table.is_object() || table.object()->kind == ObjectKind::kLazyFunction) break;
      return ToDatum(heap, table);
    }
    case ObjectKind::kLooseSet:
    case ObjectKind::kLazySet: break;
    default: return SetDatum(heap, value);
  }
  return Leaf(Datum::Kind::kOpaque, values::Print(heap, value));
}

}  // namespace

Datum ToDatum(Heap& heap, Value value) {
  switch (value.tag()) {
    case values::Tag::kBoolean:
      return Leaf(Datum::Kind::kBoolean, value.is_true() ? "TRUE" : "FALSE");
    case values::Tag::kInteger:
      return Leaf(Datum::Kind::kInteger, std::to_string(value.small_integer()));
    case values::Tag::kAtom:
      return Leaf(value.atom_sort() == values::AtomSort::kString ? Datum::Kind::kString
                                                                 : Datum::Kind::kModelValue,
                  std::string(heap.atoms().Text(value)));
    case values::Tag::kSmallIntegers:
    case values::Tag::kSmallAtoms: return SetDatum(heap, value);
    case values::Tag::kSpecial: break;
    case values::Tag::kObject: try { return ObjectDatum(heap, value);
      } catch (const values::EvaluationError&) {
        break;  // something infinite inside
      }
  }
  if (value.is_unset()) return Leaf(Datum::Kind::kOpaque, "null");
  return Leaf(Datum::Kind::kOpaque, values::Print(heap, value));
}

}  // namespace model::interpreter
