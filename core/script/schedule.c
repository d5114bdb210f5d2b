/*
** schedule.c - which rules can match in which sentences, as far as words tell: settled once a document, sentence by sentence, so that a rule
** later visits only the sentences that hold what it waits for.
**
** A bit a rule and sentence, set where the rule may match. Invariant: the schedule may be lazy, never wrong; without memory for it every
** sentence is visited.
*/
#include "script/engine.h"

static int is_scheduled(const lun_script_rule *rule)
{
    return rule->kind == LUN_RULE_PATTERN && rule->scope == LUN_SCOPE_SENTENCE && rule->program;
}

static size_t bit_of(const lun_script *script, uint32_t rule, uint32_t sentence)
{
    return (size_t)sentence * script->n_rules + rule;
}

static void schedule_sentence(lun_script *script, uint32_t sentence)
{
    const lun_range *range = &lun_annotations_document(script->set)->sentences[sentence];
    int seen = lun_matcher_look_at(script->matcher, script->set, range, 1);
    for (uint32_t r = 0; r < script->n_rules; r++) {
        const lun_script_rule *rule = &script->rules[r];
        if (!is_scheduled(rule) || (seen && !lun_matcher_words_allow(script->matcher, rule->program, script->set)))
            continue;
        size_t bit = bit_of(script, r, sentence);
        script->schedule[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
}

void lun_script__schedule(lun_script *script)
{
    lun_document *document = lun_annotations_document(script->set);
    size_t bits = (size_t)document->n_sentences * script->n_rules;
    script->schedule = lun_arena_calloc(document->arena, bits / 64 + 1, sizeof *script->schedule);
    for (uint32_t s = 0; script->schedule && s < document->n_sentences; s++)
        schedule_sentence(script, s);
}

int lun_script__is_due(const lun_script *script, uint32_t rule, uint32_t sentence)
{
    size_t bit = bit_of(script, rule, sentence);
    return !script->schedule || (script->schedule[bit / 64] >> (bit % 64) & 1);
}
