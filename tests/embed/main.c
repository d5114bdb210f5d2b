/*
** main.c - a program of somebody else's that links the installed library. Includes nothing but the public headers.
*/
#include <stdio.h>
#include <string.h>

#include <lunette/error.h>
#include <lunette/version.h>

int main(void)
{
    lun_error err = LUN_ERROR_INIT;
    char text[256];

    if (lun_error_set(&err, LUN_ENOTFOUND, "no harbour named '%s'", "Quill Bay") != LUN_ENOTFOUND)
        return 1;
    lun_error_place(&err, "harbours.lua", 4, 2, 0);
    lun_error_format(&err, text, sizeof text);
    if (strcmp(text, "harbours.lua:4:2: no harbour named 'Quill Bay'") != 0)
        return 1;
    printf("lunette %s\n", LUNETTE_VERSION);
    return 0;
}
