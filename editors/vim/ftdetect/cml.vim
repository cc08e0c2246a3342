autocmd BufNewFile,BufRead *.cml setfiletype cml
