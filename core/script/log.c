/*
** log.c - what plugins write with `log`: kept in the state, bounded, until the caller takes it; and what a report is at, which is told at once.
*/

#include "script/engine.h"

/* One line: UTF-8, control characters as spaces, not longer than LUN_LOG_LINE. */
static void add_clean(lun_buf *out, const char *text, size_t len)
{
    unsigned width;
    for (size_t at = 0; at < len; at += width) {
        uint32_t point = lun_utf8_decode(text + at, len - at, &width);
        if (at + width > LUN_LOG_LINE) {
            lun_buf_adds(out, " ...");
            return;
        }
        if (point == LUN_UTF8_BAD)
            lun_buf_addcp(out, 0xFFFD);
        else if (point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029)
            lun_buf_addc(out, ' ');
        else
            lun_buf_add(out, text + at, width);
    }
}

static int core_log(lua_State *L) /* core.log(line) */
{
    lun_script *script = lun_script__of(L);
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    if (script->n_log >= LUN_LOG_LINES || script->log.len >= LUN_LOG_BYTES) {
        script->n_log_left++;
        return 0;
    }
    add_clean(&script->log, text, len);
    lun_buf_addc(&script->log, '\n');
    script->n_log++;
    return 0;
}

void lun_script_take_log(lun_script *script, lun_buf *out)
{
    if (script->log.len)
        lun_buf_add(out, script->log.data, script->log.len);
    if (script->n_log_left)
        lun_buf_addf(out, "log: %u more lines were left out; %d are kept\n", script->n_log_left, LUN_LOG_LINES);
    lun_buf_clear(&script->log);
    script->n_log = script->n_log_left = 0;
}

void lun_script_on_stage(lun_script *script, const lun_script_stage *stage)
{
    script->stage = *stage;
}

static int core_stage(lua_State *L) /* core.stage(line): what comes next, for those who wait */
{
    lun_script *script = lun_script__of(L);
    lun_buf line = LUN_BUF_INIT;
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    if (!script->stage.tell)
        return 0;
    add_clean(&line, text, len);
    if (!line.failed && line.data)
        script->stage.tell(script->stage.context, line.data);
    lun_buf_clear(&line);
    return 0;
}

void lun_script__core_log(lua_State *L)
{
    static const luaL_Reg functions[] = { { "log", core_log }, { "stage", core_stage }, { NULL, NULL } };
    luaL_setfuncs(L, functions, 0);
}
