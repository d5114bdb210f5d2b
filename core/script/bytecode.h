/*
** bytecode.h - what a Lua function does, without where it is written: its code, its constants, the functions inside it.
*/
#ifndef LUN_SCRIPT_BYTECODE_H
#define LUN_SCRIPT_BYTECODE_H

#include <stddef.h>
#include <stdint.h>

typedef struct lun_bytecode {
    void (*text)(void *context, const char *text, size_t len);   /* each constant that is a text */
    void (*global)(void *context, const char *name, size_t len); /* each global that is read or written by its name */
    void *context;
    const uint8_t *globals; /* flags by upvalue, of the 256 there can be: it is a table of globals */
    uint64_t hash;          /* out */
    int takes_globals;      /* out: 1 = that table is used as a value, so any global may be read */
} lun_bytecode;

/* Reads what lua_dump wrote without debug information. 0, or -1 where it is of a form that is not known here. */
int lun_bytecode_read(lun_bytecode *out, const char *data, size_t len);

#endif
