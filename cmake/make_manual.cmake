# Runs PROGRAM for its manual pages and completions, into the folder OUT: man1/lunette.1, man1/lunette-NAME.1, lunette.bash, _lunette, lunette.fish.

set(ENV{ASAN_OPTIONS} "detect_leaks=0")

function(write_output file)
  execute_process(COMMAND ${PROGRAM} ${ARGN} OUTPUT_VARIABLE text RESULT_VARIABLE code)
  if(NOT code EQUAL 0 OR text STREQUAL "")
    message(FATAL_ERROR "'${PROGRAM} ${ARGN}' gave ${code} and no text for ${file}")
  endif()
  file(WRITE ${OUT}/${file} "${text}")
endfunction()

file(REMOVE_RECURSE ${OUT}/man1)
write_output(man1/lunette.1 help --man)
file(STRINGS ${OUT}/man1/lunette.1 names REGEX "^\\.BR lunette\\\\-[a-z]+ \\(1\\)$")
foreach(line IN LISTS names)
  string(REGEX REPLACE "^\\.BR lunette..([a-z]+) .*$" "\\1" name "${line}")
  write_output(man1/lunette-${name}.1 help --man ${name})
endforeach()
write_output(lunette.bash completion bash)
write_output(_lunette completion zsh)
write_output(lunette.fish completion fish)
