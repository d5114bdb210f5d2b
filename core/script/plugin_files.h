/*
** plugin_files.h - the files of a plugin as the loader finds them: in which folder, which bytes, with which digest. No Lua runs.
**
** A plugin by name is looked for in plugins/ of the folders on LUNETTE_PATH, then inside the binary (of a plugin that is in both, files of LUNETTE_PATH
** take the place of those inside), then among the installed ones (lun_plugins_home).
*/
#ifndef LUN_SCRIPT_PLUGIN_FILES_H
#define LUN_SCRIPT_PLUGIN_FILES_H

#include <stddef.h>

#include <lunette/error.h>

#include "base/digest.h"

typedef enum lun_plugin_origin {
    LUN_PLUGIN_NOWHERE,
    LUN_PLUGIN_PATH,     /* a folder on LUNETTE_PATH has it, or files of it */
    LUN_PLUGIN_SHIPPED,  /* inside the binary */
    LUN_PLUGIN_INSTALLED /* in lun_plugins_home */
} lun_plugin_origin;

lun_plugin_origin lun_plugin_find(const char *name);
const char *lun_plugin_origin_name(lun_plugin_origin origin); /* "path", "shipped", "installed" */

/* XDG_DATA_HOME/lunette/plugins, or ~/.local/share/lunette/plugins; NULL where neither is known, or memory is gone. The caller frees. */
char *lun_plugins_home(void);

/* Every plugin that can be named, in order, each once: lun_names_free. */
int lun_plugin_names(char ***names, size_t *n, lun_error *err);

typedef enum lun_plugin_links {
    LUN_LINKS_FOLLOWED,
    LUN_LINKS_REFUSED /* LUN_EFORMAT; so is all that is neither file nor folder */
} lun_plugin_links;

/* Calls visit with each file by its path below the folder, in the order of bytes; names that start with a dot are passed over. Negative stops. */
typedef int lun_plugin_visit(void *context, const char *path, const char *data, size_t len, lun_error *err);
int lun_plugin_files(const char *name, lun_plugin_visit *visit, void *context, lun_error *err);
int lun_folder_files(const char *folder, lun_plugin_links links, lun_plugin_visit *visit, void *context,
                     lun_error *err);

/* Of all files with their paths. */
int lun_plugin_digest(char out[LUN_DIGEST_HEX], const char *name, lun_error *err);
int lun_folder_digest(char out[LUN_DIGEST_HEX], const char *folder, lun_error *err);

#endif
