" :make checks the map, and :cnext goes to the next finding.
if exists('current_compiler')
  finish
endif
let current_compiler = 'ctxmap'
CompilerSet makeprg=ctxmap\ check\ --format\ concise\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tnfo:\ %m,%-G%.%#
