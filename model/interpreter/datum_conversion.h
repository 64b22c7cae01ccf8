// Values as the checker's reports see them.

#ifndef MODEL_INTERPRETER_DATUM_CONVERSION_H_
#define MODEL_INTERPRETER_DATUM_CONVERSION_H_

#include "model/transitions/datum.h"
#include "model/values/heap.h"
#include "model/values/value.h"

namespace model::interpreter {

// Lazy sets are listed if they are small, otherwise shown by their formula.
transitions::Datum ToDatum(values::Heap& heap, values::Value value);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_DATUM_CONVERSION_H_
