;;; cml-mode.el --- Context maps in CML  -*- lexical-binding: t; -*-

;; Generated from @TEMPLATE@ by `make tables`.
;; Package-Requires: ((emacs "27.1"))

;;; Commentary:

;; Colours, comments, and `M-x compile', which checks the map of the buffer.

;;; Code:

(require 'compile)

(defvar cml-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 124b" table)
    (modify-syntax-entry ?* ". 23" table)
    (modify-syntax-entry ?\n "> b" table)
    (modify-syntax-entry ?' "\"" table)
    (modify-syntax-entry ?- "." table)
    table)
  "Syntax table of `cml-mode'.")

(defconst cml-font-lock-keywords
  `((,(concat (regexp-opt '("@DECLARING@") 'symbols) "[[:space:]]+\\(\\^?[[:word:]_]+\\)[[:space:]]*\\([^;[:space:]]\\|$\\)")
     (1 font-lock-keyword-face) (2 font-lock-type-face))
    (,(concat (regexp-opt '("@NAMELESS@") 'symbols) "[[:space:]]*\\({\\|of[[:space:]]\\|$\\)")
     1 font-lock-keyword-face)
    ("\\["
     (,(regexp-opt '("@ROLES@") 'symbols) (save-excursion (search-forward "]" (line-end-position) t)) nil (1 font-lock-constant-face)))
    (,(concat (regexp-opt '("@VALUE_KEYS@") 'symbols) "[[:space:]]*=?[[:space:]]*" (regexp-opt '("@VALUES@") 'symbols))
     (1 font-lock-builtin-face) (2 font-lock-constant-face))
    (,(concat (regexp-opt '("@LEADING@") 'symbols) "[[:space:]]*\\(=\\|$\\)") 1 font-lock-builtin-face)
    (,(concat "\\(?:^\\|[{};\"]\\)[[:space:]]*" (regexp-opt '("@LEADING@") 'symbols)) 1 font-lock-builtin-face)
    (,(concat "[[:space:][]" (regexp-opt '("@FOLLOWING@") 'symbols) "[[:space:]]+[[:word:]@\"]") 1 font-lock-builtin-face)
    (,(concat "[[:word:]]+[[:space:]]+[[:word:]]+[[:space:]]+" (regexp-opt '("@OPTIONS@") 'symbols)) 1 font-lock-builtin-face)
    (,(regexp-opt '("@ARROWS@") 'symbols) 1 font-lock-builtin-face)
    (,(concat ":[[:space:]]*" (regexp-opt '("@ACCESS@") 'symbols)) 1 font-lock-constant-face)
    (,(concat (regexp-opt '("@CLAUSE_VALUES@") 'symbols) "[[:space:]]+[[:word:]@]") 1 font-lock-constant-face))
  "What has a colour in `cml-mode'.")

;;;###autoload
(define-derived-mode cml-mode prog-mode "CML"
  "Major mode for context maps."
  (setq-local comment-start "// ")
  (setq-local comment-end "")
  (setq-local indent-tabs-mode nil)
  (setq-local font-lock-defaults '(cml-font-lock-keywords))
  (when buffer-file-name
    (setq-local compile-command
                (concat "ctxmap check --format concise "
                        (shell-quote-argument (file-name-nondirectory buffer-file-name))))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.cml\\'" . cml-mode))

(provide 'cml-mode)
;;; cml-mode.el ends here
