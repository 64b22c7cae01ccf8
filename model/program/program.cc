#include "model/program/program.h"

namespace model::program {

const char* NameOf(Operation operation) {
  switch (operation) {
#define OPERATION(name, meaning) \
  case Operation::k##name:       \
    return #name;
#include "model/program/operations.def"
#undef OPERATION
  }
  return "?";
}

}  // namespace model::program
