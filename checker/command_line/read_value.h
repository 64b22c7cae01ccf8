// Reads the values of options. Each function turns the text into a value, or says in `problem` what
// it expects instead.

#ifndef CHECKER_COMMAND_LINE_READ_VALUE_H_
#define CHECKER_COMMAND_LINE_READ_VALUE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "checker/command_line/command_line.h"

namespace checker::command_line {

std::optional<std::string> ReadText(const std::string& text, std::string* problem);  // not empty
std::optional<uint64_t> ReadCount(const std::string& text,
                                  std::string* problem);  // "12", "3M" = 3,000,000
std::optional<uint64_t> ReadPositiveCount(const std::string& text, std::string* problem);
std::optional<uint32_t> ReadWorkers(const std::string& text, std::string* problem);  // "auto" = 0
std::optional<uint32_t> ReadFingerprintBits(const std::string& text, std::string* problem);
std::optional<uint64_t> ReadMilliseconds(const std::string& text,
                                         std::string* problem);  // "90", "1.5m", "2h"
std::optional<uint64_t> ReadBytes(const std::string& text,
                                  std::string* problem);  // "800M", "4G", "4GiB"
std::optional<ProgressChoice> ReadProgress(const std::string& text, std::string* problem);
std::optional<std::string> ReadGraphPath(const std::string& text,
                                         std::string* problem);  // .dot or .json

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_READ_VALUE_H_
