/*
** missing.c - a name that is not there: the error says what was meant, or what there is.
**
** Sits on errors.c. Every function raises, with the caller's file and line, and does not return.
*/

#include "match/complain.h"
#include "script/engine.h"

static int raise(lua_State *L, lun_error *err, const lun_nearest *nearest)
{
    lun_script__place(L, err);
    if (nearest->name)
        lun_error_hint(err, "did you mean '%s'?", nearest->name);
    return lun_script__raise(L, err);
}

static void offer_members(lua_State *L, int members, lun_nearest *nearest)
{
    members = lua_absindex(L, members);
    for (lua_pushnil(L); lua_next(L, members); lua_pop(L, 1)) {
        if (lua_type(L, -2) == LUA_TSTRING) /* the table keeps it */
            lun_nearest_offer(nearest, lua_tostring(L, -2));
    }
}

int lun_script__no_member(lua_State *L, int members, const char *thing, const char *name)
{
    lun_error err = LUN_ERROR_INIT;
    lun_nearest nearest;
    lun_nearest_start(&nearest, name);
    offer_members(L, members, &nearest);
    lun_error_set(&err, LUN_EUSAGE, "%s '%s'", thing, name);
    return raise(L, &err, &nearest);
}

int lun_script__no_field(lua_State *L, const lun_layer *layer, const char *name)
{
    lun_error err = LUN_ERROR_INIT;
    lun_nearest nearest;
    lun_nearest_start(&nearest, name);
    for (uint32_t i = 0; i < layer->n_fields; i++)
        lun_nearest_offer(&nearest, layer->fields[i].name);
    lun_error_set(&err, LUN_EUSAGE, "layer '%s' has no field '%s'", layer->name, name);
    return raise(L, &err, &nearest);
}

int lun_script__no_layer(lua_State *L, const lun_script *script, const char *name)
{
    lun_error err = LUN_ERROR_INIT;
    lun_nearest nearest;
    lun_nearest_start(&nearest, name);
    for (uint32_t i = 0; i < lun_schema_count(script->schema); i++)
        lun_nearest_offer(&nearest, lun_schema_layer(script->schema, i)->name);
    lun_error_set(&err, LUN_EUSAGE, "there is no layer '%s'", name);
    lun_script__place(L, &err);
    if (lun_nearest_hint(&nearest, "", &err), !nearest.name)
        lun_error_hint(&err,
                       "a plugin brings its layers: requires \"diplomacy\"; `lunette plugin names PLUGIN` lists them");
    return lun_script__raise(L, &err);
}

int lun_script__no_capture(lua_State *L, int members, const lun_capture_info *captures, uint32_t n, const char *name)
{
    lun_error err = LUN_ERROR_INIT;
    lun_buf names = LUN_BUF_INIT;
    lun_nearest nearest;
    lun_nearest_start(&nearest, name);
    if (members)
        offer_members(L, members, &nearest);
    for (uint32_t i = 0; i < n; i++) {
        lun_nearest_offer(&nearest, captures[i].name);
        lun_buf_addf(&names, "%s%s", i ? ", " : "", captures[i].name);
    }
    lun_error_set(&err, LUN_EUSAGE, "the pattern has no capture '%s'", name);
    lun_script__place(L, &err);
    if (nearest.name)
        lun_error_hint(&err, "did you mean '%s'?", nearest.name);
    else if (names.data)
        lun_error_hint(&err, "there are: %s", names.data);
    else
        lun_error_hint(&err, "write %s:( ... ) around what is meant", name);
    lun_buf_clear(&names);
    return lun_script__raise(L, &err);
}
