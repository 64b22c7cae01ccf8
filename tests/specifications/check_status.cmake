# Runs PROGRAM check MODULE --config CONFIGURATION and fails unless it ends with STATUS. Without CONFIGURATION the
# checker looks for it itself.
set(named_configuration)
if(CONFIGURATION)
  set(named_configuration --config ${CONFIGURATION})
endif()
execute_process(COMMAND ${PROGRAM} check ${MODULE} ${named_configuration} --no-progress
                RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
if(NOT status STREQUAL STATUS)
  message(FATAL_ERROR "status ${status} instead of ${STATUS}\n${output}${errors}")
endif()
