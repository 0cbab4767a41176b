/*
 * A blocking client as textbooks write it: sends a text, ends its output, receives until the server is done.
 * Usage: client HOST PORT TEXT
 */
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
    struct addrinfo hints, *list, *p;
    char buffer[512];
    int fd = -1;
    ssize_t n;
    if (argc != 4) return 2;
    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(argv[1], argv[2], &hints, &list) != 0) return 1;
    for (p = list; p != NULL; p = p->ai_next) {
        fd = socket(p->ai_family, p->ai_socktype, p->ai_protocol);
        if (fd < 0) continue;
        if (connect(fd, p->ai_addr, p->ai_addrlen) == 0) break;
        close(fd);
        fd = -1;
    }
    freeaddrinfo(list);
    if (fd < 0) return 1;
    for (size_t sent = 0, length = strlen(argv[3]); sent < length; sent += n) {
        n = write(fd, argv[3] + sent, length - sent);
        if (n <= 0) return 1;
    }
    shutdown(fd, SHUT_WR);
    printf("server says: ");
    while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0) fwrite(buffer, 1, n, stdout);
    printf("\n");
    close(fd);
    return n < 0;
}
