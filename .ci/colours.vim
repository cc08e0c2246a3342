" Writes what a map looks like: `line:byte group` for each word of the buffer; and the entries that `:make` gives.
function! Colours(out)
  let shown = []
  for number in range(1, line('$'))
    let start = 0
    while 1
      let [word, begin, end] = matchstrpos(getline(number), '\v\k+', start)
      if begin < 0
        break
      endif
      call add(shown, number . ':' . begin . ' ' . synIDattr(synID(number, begin + 1, 0), 'name'))
      let start = end
    endwhile
  endfor
  call writefile(shown, a:out)
endfunction

function! Entries(out)
  silent make
  call writefile(map(getqflist(), 'v:val.lnum . ":" . v:val.col'), a:out)
endfunction
