/*
** report_files.h - the folder of files beside a report.
*/
#ifndef LUN_CLI_REPORT_FILES_H
#define LUN_CLI_REPORT_FILES_H

#include <cjson/cJSON.h>
#include <lunette/error.h>

/* answer: { "folder": NAME, "files": [{ "name": "1.html", "text": … }] } or without them. page: the path of the report. Fails with LUN_EIO, LUN_ENOMEM. */
int lun_report_files(const char *page, const cJSON *answer, lun_error *err);

#endif
