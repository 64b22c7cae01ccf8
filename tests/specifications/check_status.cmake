# Runs PROGRAM check MODULE --config CONFIGURATION and fails unless it ends with STATUS.
execute_process(COMMAND ${PROGRAM} check ${MODULE} --config ${CONFIGURATION} --no-progress
                RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
if(NOT status STREQUAL STATUS)
  message(FATAL_ERROR "status ${status} instead of ${STATUS}\n${output}${errors}")
endif()
