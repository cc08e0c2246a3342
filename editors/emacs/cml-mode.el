;;; cml-mode.el --- Context maps in CML  -*- lexical-binding: t; -*-

;; Generated from templates/cml-mode.el by `make tables`.
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
  `((,(concat (regexp-opt '("Aggregate" "Application" "BasicType" "BoundedContext" "Command" "CommandEvent" "Consumer" "ContextMap" "Coordination" "DataTransferObject" "Deployable" "Domain" "DomainEvent" "Entity" "Event" "Flow" "Hotspot" "Microservice" "Module" "Operation" "Policy" "ReadModel" "Repository" "Resource" "Service" "Stakeholder" "StakeholderGroup" "Stakeholders" "Subdomain" "Term" "Trait" "Transaction" "UseCase" "UserStory" "Value" "ValueCluster" "ValueEpic" "ValueNarrative" "ValueObject" "ValueRegister" "ValueWeighting" "ValueWeigthing" "View" "enum") 'symbols) "[[:space:]]+\\(\\^?[[:word:]_]+\\)[[:space:]]*\\([^;[:space:]]\\|$\\)")
     (1 font-lock-keyword-face) (2 font-lock-type-face))
    (,(concat (regexp-opt '("Application" "ContextMap" "Stakeholders" "async" "batch" "sync") 'symbols) "[[:space:]]*\\({\\|of[[:space:]]\\|$\\)")
     1 font-lock-keyword-face)
    ("\\["
     (,(regexp-opt '("ACL" "C" "CF" "D" "OHS" "P" "PL" "S" "SK" "U") 'symbols) (save-excursion (search-forward "]" (line-end-position) t)) nil (1 font-lock-constant-face)))
    (,(concat (regexp-opt '("action" "availabilityCriticality" "consistency" "consistencyCriticality" "contentVolatility" "core" "decomposition" "delivery" "detail" "direction" "discriminatorType" "downstreamRights" "evolution" "fallback" "groupBy" "impact" "influence" "inheritanceType" "interest" "knowledgeLevel" "likelihoodForChange" "migration" "ordering" "priority" "securityCriticality" "state" "storageSimilarity" "structuralVolatility" "type") 'symbols) "[[:space:]]*=?[[:space:]]*" (regexp-opt '("ACID" "ACT" "AGGREGATES" "APPLICATION" "AS_IS" "AT_LEAST_ONCE" "AT_MOST_ONCE" "AUTONOMY" "BACKUP_SERVICE" "BFF" "BY_KEY" "BY_TIMESTAMP" "BY_VERSION" "CARE" "CHAR" "COMMODITY" "CONCRETE" "CONTEXTS" "CONTROL" "CORE_DOMAIN" "CUSTOM" "CUSTOM_BUILT" "DECISION_MAKER" "DEFAULT_VALUE" "DONE" "EVENTUAL" "EXACTLY_ONCE" "EXTERNAL" "FAIL_FAST" "FAIRNESS" "FEATURE" "FRONTEND" "GENERIC_SUBDOMAIN" "GENESIS" "HIGH" "HUGE" "INCLUSIVENESS" "INFLUENCER" "INNOVATION" "INTEGER" "JOINED" "LEFT_TO_RIGHT" "LEGACY" "LOW" "MEDIUM" "META" "MONITOR" "MONOPOLIST" "NAMES" "NONE" "NORMAL" "OFTEN" "OPINION_LEADER" "ORGANIZATIONAL" "PERFECTION" "PER_AGGREGATE" "PER_CONTEXT" "PLANNED" "PRIVACY" "PRODUCT" "RARELY" "RESPECT" "RETRY_ASYNC" "SAGA" "SINGLE_TABLE" "STRANGLING" "STRING" "SUBDOMAIN" "SUPPORTING_DOMAIN" "SUSTAINABILITY" "SYSTEM" "SYSTEM_LANDSCAPE" "TEAM" "TINY" "TOP_TO_BOTTOM" "TO_BE" "TRANSPARENCY" "TRUST" "TYPE" "UNDEFINED" "VETO_RIGHT") 'symbols))
     (1 font-lock-builtin-face) (2 font-lock-constant-face))
    (,(concat (regexp-opt '("As" "I" "In" "Step" "When" "abstract" "accepting" "action" "actor" "aggregateLifecycle" "aggregateRoot" "aggregates" "aliases" "and" "as" "association" "attributes" "auditable" "availability" "availabilityCriticality" "bad" "basePackage" "belongsTo" "benefit" "bulkhead" "businessModel" "by" "cache" "caller" "channel" "circuitBreaker" "command" "commands" "composes" "consequences" "consistency" "consistencyCriticality" "contains" "contentVolatility" "contexts" "core" "create" "data" "database" "databaseTable" "decomposition" "def" "delete" "delivery" "demonstrator" "deprecated" "description" "detail" "direction" "discriminatorColumn" "discriminatorLength" "discriminatorType" "discriminatorValue" "displayName" "domainVisionStatement" "downstreamRights" "event" "events" "every" "evolution" "exclude" "expecting" "exposedAggregates" "external" "extractedFrom" "fallback" "features" "from" "gap" "good" "groupBy" "hint" "idempotent" "immutable" "impact" "implementationTechnology" "import" "include" "influence" "inheritanceType" "inject" "interactions" "interest" "invokes" "isCore" "issues" "knowledgeLevel" "level" "likelihoodForChange" "link" "migration" "more" "neighbours" "neutral" "nogap" "not" "on" "operation" "operations" "opposingValue" "optimisticLocking" "ordering" "ordinal" "outbox" "owner" "path" "persistent" "possibly" "priority" "promises" "publisher" "queueName" "rateLimit" "read" "reads" "realization" "reduction" "reference" "relatedValue" "responsibilities" "retries" "running" "scaffold" "scope" "secondaryActors" "securityAccessGroup" "securityCriticality" "securityZone" "serves" "so" "stakeholder" "stakeholders" "state" "storageSimilarity" "structuralVolatility" "subscribe" "tags" "timeout" "title" "topic" "topicName" "type" "unmarshall" "update" "useCases" "userRequirements" "userStories" "validate" "values" "void" "webservice" "with" "writes") 'symbols) "[[:space:]]*\\(=\\|$\\)") 1 font-lock-builtin-face)
    (,(concat "\\(?:^\\|[{};\"]\\)[[:space:]]*" (regexp-opt '("As" "I" "In" "Step" "When" "abstract" "accepting" "action" "actor" "aggregateLifecycle" "aggregateRoot" "aggregates" "aliases" "and" "as" "association" "attributes" "auditable" "availability" "availabilityCriticality" "bad" "basePackage" "belongsTo" "benefit" "bulkhead" "businessModel" "by" "cache" "caller" "channel" "circuitBreaker" "command" "commands" "composes" "consequences" "consistency" "consistencyCriticality" "contains" "contentVolatility" "contexts" "core" "create" "data" "database" "databaseTable" "decomposition" "def" "delete" "delivery" "demonstrator" "deprecated" "description" "detail" "direction" "discriminatorColumn" "discriminatorLength" "discriminatorType" "discriminatorValue" "displayName" "domainVisionStatement" "downstreamRights" "event" "events" "every" "evolution" "exclude" "expecting" "exposedAggregates" "external" "extractedFrom" "fallback" "features" "from" "gap" "good" "groupBy" "hint" "idempotent" "immutable" "impact" "implementationTechnology" "import" "include" "influence" "inheritanceType" "inject" "interactions" "interest" "invokes" "isCore" "issues" "knowledgeLevel" "level" "likelihoodForChange" "link" "migration" "more" "neighbours" "neutral" "nogap" "not" "on" "operation" "operations" "opposingValue" "optimisticLocking" "ordering" "ordinal" "outbox" "owner" "path" "persistent" "possibly" "priority" "promises" "publisher" "queueName" "rateLimit" "read" "reads" "realization" "reduction" "reference" "relatedValue" "responsibilities" "retries" "running" "scaffold" "scope" "secondaryActors" "securityAccessGroup" "securityCriticality" "securityZone" "serves" "so" "stakeholder" "stakeholders" "state" "storageSimilarity" "structuralVolatility" "subscribe" "tags" "timeout" "title" "topic" "topicName" "type" "unmarshall" "update" "useCases" "userRequirements" "userStories" "validate" "values" "void" "webservice" "with" "writes") 'symbols)) 1 font-lock-builtin-face)
    (,(concat "[[:space:][]" (regexp-opt '("O" "SOI" "X" "a" "abstract" "an" "and/or" "are" "assertFalse" "assertTrue" "behavior" "benefits" "build" "by" "cache" "cascade" "changeable" "command" "compensatedBy" "condition" "construct" "context" "creditCardNumber" "databaseColumn" "databaseJoinColumn" "databaseJoinTable" "databaseType" "decimalMax" "decimalMin" "degrading" "delegates" "demonstrated" "deprecated" "digits" "email" "emits" "event" "eventBus" "executes" "expect" "extends" "externally" "fetch" "following" "for" "future" "gap" "groupBy" "harmed" "harms" "hint" "implements" "in" "index" "initiated" "internally" "inverse" "is" "it" "its" "key" "length" "map" "max" "min" "nogap" "not" "notBlank" "notEmpty" "nullable" "o" "observable" "of" "operation" "opposite" "or" "orderBy" "orderColumn" "orderby" "past" "path" "pattern" "pivot" "prohibiting" "promote" "promoted" "protect" "publish" "query" "range" "realizes" "reduced" "refines" "required" "retriable" "return" "risk" "scriptAssert" "select" "size" "split" "such" "supports" "than" "that" "the" "their" "throws" "to" "transient" "triggers" "unique" "url" "valid" "value" "void" "want" "when" "with" "x") 'symbols) "[[:space:]]+[[:word:]@\"]") 1 font-lock-builtin-face)
    (,(concat "[[:word:]]+[[:space:]]+[[:word:]]+[[:space:]]+" (regexp-opt '("assertFalse" "assertTrue" "cache" "cascade" "changeable" "creditCardNumber" "databaseColumn" "databaseJoinColumn" "databaseJoinTable" "databaseType" "decimalMax" "decimalMin" "deprecated" "digits" "email" "fetch" "future" "hint" "index" "inverse" "key" "length" "max" "min" "notBlank" "notEmpty" "nullable" "opposite" "orderColumn" "orderby" "past" "pattern" "range" "required" "scriptAssert" "size" "transient" "unique" "url" "valid" "validate") 'symbols)) 1 font-lock-builtin-face)
    (,(regexp-opt '("Customer-Supplier" "Downstream-Upstream" "Partnership" "Shared-Kernel" "Supplier-Customer" "Upstream-Downstream") 'symbols) 1 font-lock-builtin-face)
    (,(concat ":[[:space:]]*" (regexp-opt '("read" "read-only" "write") 'symbols)) 1 font-lock-constant-face)
    (,(concat (regexp-opt '("DELETE" "GET" "HEAD" "OPTIONS" "PATCH" "POST" "PUT" "package" "private" "protected" "public") 'symbols) "[[:space:]]+[[:word:]@]") 1 font-lock-constant-face))
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
