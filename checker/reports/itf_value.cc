#include "checker/reports/itf_value.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace checker::reports {
namespace {

using Json = nlohmann::ordered_json;
using model::transitions::Datum;
using Kind = Datum::Kind;

// An interval of more elements than this is written as its text.
constexpr int64_t kMostIntervalElements = 100'000;

Json BigInteger(std::string digits) { return Json{{"#bigint", std::move(digits)}}; }

std::optional<int64_t> IntegerOf(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Json IntervalValue(const std::string& text) {
  const Json as_text = Json{{"#unserializable", text}};
  const size_t dots = text.find("..");
  if (dots == std::string::npos) return as_text;
  const auto low = IntegerOf(std::string_view(text).substr(0, dots));
  const auto high = IntegerOf(std::string_view(text).substr(dots + 2));
  if (!low || !high) return as_text;
  Json elements = Json::array();
  if (*low <= *high) {
    const uint64_t span = static_cast<uint64_t>(*high) - static_cast<uint64_t>(*low);
    if (span >= kMostIntervalElements) return as_text;
    for (uint64_t i = 0; i <= span; ++i) {
      elements.push_back(BigInteger(std::to_string(*low + static_cast<int64_t>(i))));
    }
  }
  return Json{{"#set", std::move(elements)}};
}

Json List(const std::vector<Datum>& items) {
  Json list = Json::array();
  for (const Datum& item : items) list.push_back(ItfValue(item));
  return list;
}

}  // namespace

Json ItfValue(const Datum& datum) {
  switch (datum.kind) {
    case Kind::kBoolean: return datum.text == "TRUE";
    case Kind::kInteger: return BigInteger(datum.text);
    case Kind::kString:
    case Kind::kModelValue: return datum.text;
    case Kind::kSet: return Json{{"#set", List(datum.items)}};
    case Kind::kInterval: return IntervalValue(datum.text);
    case Kind::kTuple: return List(datum.items);
    case Kind::kRecord: {
      Json record = Json::object();
      for (size_t i = 0; i < datum.items.size(); ++i) {
        record[datum.names[i]] = ItfValue(datum.items[i]);
      }
      return record;
    }
    case Kind::kFunction: {
      Json pairs = Json::array();
      for (size_t i = 0; i < datum.items.size(); ++i) {
        pairs.push_back(Json::array({ItfValue(datum.keys[i]), ItfValue(datum.items[i])}));
      }
      return Json{{"#map", std::move(pairs)}};
    }
    case Kind::kOpaque: break;
  }
  return Json{{"#unserializable", datum.text}};
}

}  // namespace checker::reports
