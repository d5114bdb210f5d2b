/*
** rules.h - what is known of the rules of a run, by number: for provenance, JSON and messages. Filled by core/script, read by core/store.
*/
#ifndef LUN_ANNOTATE_RULES_H
#define LUN_ANNOTATE_RULES_H

#include <stdint.h>

typedef struct lun_rule_info {
    const char *id;      /* "diplomacy.ready-to" */
    const char *plugin;  /* "diplomacy", or the file's name without suffix for a single file */
    const char *version; /* of the plugin */
    const char *file;    /* as the user would open it */
    unsigned line;
    const char *doc;      /* may be NULL */
    const char *text;     /* its source text: the pattern, or the lines of its definition */
    uint8_t hash[16];     /* of all that the rule's answers depend on: definition, lexicons, named patterns */
    const char *replaces; /* ids of the rules in whose place it runs, a space between; NULL = none */
} lun_rule_info;

typedef struct lun_rules { /* rule numbers index items; rule 0 is the engine itself (core layers) */
    const lun_rule_info *items;
    uint32_t n;
} lun_rules;

#endif
