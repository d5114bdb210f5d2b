/*
** schedule.c - which rules have to visit which sentences of a document, as far as words tell: settled once a document (match/triggers.h), so that
** a rule costs nothing in documents without what it waits for.
**
** Rules are scheduled by their place in the plan: stages in order, in each the rules in theirs.
*/
#include "script/engine.h"

static uint32_t count_places(const lun_script *script)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < script->n_stages; i++)
        n += script->stages[i].n_rules;
    return n;
}

static lun_trigger_item item_of(const lun_script *script, const lun_script_rule *rule)
{
    lun_trigger_item item = { NULL, 0, rule };
    if (rule->kind == LUN_RULE_PATTERN && !script->unplanned) {
        item.program = rule->program;
        item.whole = rule->scope != LUN_SCOPE_SENTENCE;
    }
    return item;
}

static int make_triggers(lun_script *script)
{
    uint32_t place = 0, n = count_places(script);
    lun_trigger_item *items = lun_calloc((size_t)n + 1, sizeof *items);
    if (!items)
        return LUN_ENOMEM;
    for (uint32_t i = 0; i < script->n_stages; i++) {
        script->stages[i].first_place = place;
        for (uint32_t r = 0; r < script->stages[i].n_rules; r++)
            items[place++] = item_of(script, &script->rules[script->stages[i].rules[r]]);
    }
    lun_triggers_free(script->triggers);
    script->triggers = lun_triggers_new(items, n, script->matcher);
    script->triggers_of = script->stages;
    lun_free(items);
    return script->triggers ? LUN_OK : LUN_ENOMEM;
}

int lun_script__schedule_rules(lun_script *script, lun_error *err)
{
    if ((!script->triggers || script->triggers_of != script->stages) && make_triggers(script) < 0)
        return lun_error_set(err, LUN_ENOMEM, "no memory to schedule rules");
    return LUN_OK;
}

int lun_script__schedule(lun_script *script, lun_error *err)
{
    const lun_document *document = lun_annotations_document(script->set);
    if (lun_script__schedule_rules(script, err) < 0)
        return LUN_ENOMEM;
    lun_triggers_visit(script->triggers, script->set, document->sentences, document->n_sentences);
    script->next_due = 0;
    return LUN_OK;
}

uint32_t lun_script__next_place(lun_script *script, const lun_stage *stage)
{
    uint32_t n;
    const uint32_t *due = lun_triggers_due(script->triggers, &n);
    if (script->next_due == n || due[script->next_due] >= stage->first_place + stage->n_rules)
        return UINT32_MAX;
    return due[script->next_due++];
}
