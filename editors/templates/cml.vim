" Generated from @TEMPLATE@ by `make tables`.
if exists('b:current_syntax')
  finish
endif
syntax case match
syntax match cmlNumber /\v<\d+>/
syntax match cmlReference /\v\@\s*\zs\k+/
syntax match cmlClause /\v[[:space:][)]\zs<%(@FOLLOWING@)>\ze%(\s+[[:alpha:]@\"^]|\s*\=)/
syntax match cmlClause /\v\)\s+\zs<%(@FOLLOWING@)>/
syntax match cmlValue /\v%(^|[[:space:]{};\"])@<=<%(@CLAUSE_VALUES@)>\ze%(\s+[[:alpha:]@]|\s*[;=])/
syntax match cmlValue /\v:\s*\zs<%(@ACCESS@)>/
syntax match cmlKey /\v%(^|[[:space:]{};\"])@<=<%(@LEADING@)>\ze%(\s*\=\>@!|\s*[\"{}@[]|\s*$|\s*\/[\/*])/
syntax match cmlKey /\v%(^|[{};])\s*\zs<%(@LEADING@)>\ze\s+[[:alnum:]^]/
syntax match cmlProperty /\v%(^|[{};])\s*%(%(@VISIBILITIES@)\s+)?%(-\s*|reference\s+)?%(%(@DECLARING@|@LEADING@)>)@!\@?\k+%(\.\k+)*%(\<[^>]*\>)?%(\[\])?\s+\^?\k+\ze%(\s*%([;}]|$|\/[\/*])|\s+%(!\s*|not\s+)?%(@OPTIONS@)>)/ nextgroup=cmlOption skipwhite
syntax match cmlOption /\v%(!\s*|not\s+)?%(@OPTIONS@)>\s*\=?/ contained nextgroup=cmlOption,cmlOptionText skipwhite
syntax match cmlOptionText /\v"%([^"\\]|\\.)*"/ contained contains=cmlEscape nextgroup=cmlOption skipwhite
syntax match cmlKey /\v%(^|[[:space:]{};\"])@<=<%(@VALUE_KEYS@)>\ze%(\s*\=\s*|\s+)<%(@VALUES@)>/ nextgroup=cmlAssigned
syntax match cmlAssigned /\v\s*\=?\s*<%(@VALUES@)>/ contained contains=cmlAssignedValue
syntax match cmlAssignedValue /\v<%(@VALUES@)>/ contained
syntax match cmlDeclaration /\v%(^|[[:space:]{};\"])@<=<%(@DECLARING@)>\ze\s+\^?\k+%(\s*;)@!/ nextgroup=cmlDeclared skipwhite
syntax match cmlDeclared /\v\^?\k+/ contained
syntax match cmlDeclaration /\v%(^|[[:space:]{};\"])@<=<%(@NAMELESS@)>\ze%(\s*[{}]|\s*$|\s+of\s|\s*\/[\/*])/
syntax match cmlArrow /\v\<-\>|-\>|\<-|\=\>|--/
syntax match cmlArrow /\v<%(@ARROWS@)>/
syntax match cmlRole /\v[[,]\s*\zs<%(@ROLES@)>\ze\s*[],]/
syntax match cmlEscape /\\./ contained
syntax region cmlString start=/"/ skip=/\\./ end=/"/ contains=cmlEscape
syntax region cmlString start=/'/ skip=/\\./ end=/'/ contains=cmlEscape
syntax match cmlComment /\/\/.*/ contains=@Spell
syntax region cmlComment start=/\/\*/ end=/\*\// contains=@Spell
syntax sync fromstart
highlight default link cmlDeclaration Structure
highlight default link cmlDeclared Type
highlight default link cmlKey Keyword
highlight default link cmlClause Keyword
highlight default link cmlOption Keyword
highlight default link cmlOptionText String
highlight default link cmlValue Constant
highlight default link cmlAssignedValue Constant
highlight default link cmlRole Constant
highlight default link cmlArrow Operator
highlight default link cmlReference Type
highlight default link cmlNumber Number
highlight default link cmlString String
highlight default link cmlEscape SpecialChar
highlight default link cmlComment Comment
let b:current_syntax = 'cml'
