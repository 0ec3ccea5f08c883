/* Stands between a program and its resolver (LD_PRELOAD): writes down each name it looks up, and finds none of them. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    (void)service, (void)hints, (void)found;
    int file = open(getenv("LOOKUPS"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file >= 0 && name && write(file, name, strlen(name)) > 0 && write(file, "\n", 1) > 0) close(file);
    return EAI_FAIL;
}
