/*
** seeds.c - runs the files of a folder through a fuzzer's entry, where libFuzzer is not linked. Each is also given cut off
** at some places, since cut inputs find what whole ones do not.
*/
#include <stdint.h>
#include <stdio.h>

#include "base/file.h"
#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CUTS = 16 };

static int run_seed(const char *folder, const char *name)
{
    lun_error err = LUN_ERROR_INIT;
    char *path = lun_path_join(folder, name);
    char *data = NULL;
    size_t len;

    if (path == NULL || lun_file_read(&data, &len, path, 0, &err) < 0) {
        fprintf(stderr, "%s: %s\n", name, err.message);
        lun_free(path);
        return -1;
    }
    for (size_t cut = 0; cut <= CUTS; cut++)
        LLVMFuzzerTestOneInput((const uint8_t *)data, len / CUTS * cut + (cut == CUTS ? len % CUTS : 0));
    lun_free(data);
    lun_free(path);
    return 0;
}

int main(int argc, char **argv)
{
    lun_error err = LUN_ERROR_INIT;
    char **names;
    size_t n;
    int failed = 0;

    if (argc != 2 || lun_folder_list(&names, &n, argv[1], &err) < 0) {
        fprintf(stderr, "usage: seeds FOLDER (%s)\n", err.message);
        return 2;
    }
    for (size_t i = 0; i < n; i++)
        failed |= run_seed(argv[1], names[i]) < 0;
    printf("%zu seeds\n", n);
    lun_names_free(names, n);
    return failed || n == 0;
}
