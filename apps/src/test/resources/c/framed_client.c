/*
 * A blocking client as textbooks write it: sends one frame of SIZE bytes, receives one, compares.
 * Usage: client HOST PORT SIZE
 */
#include <arpa/inet.h>
#include <netdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int connect_to(const char *host, const char *port) {
    struct addrinfo hints, *list, *p;
    int fd = -1;
    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, port, &hints, &list) != 0) return -1;
    for (p = list; p != NULL; p = p->ai_next) {
        fd = socket(p->ai_family, p->ai_socktype, p->ai_protocol);
        if (fd < 0) continue;
        if (connect(fd, p->ai_addr, p->ai_addrlen) == 0) break;
        close(fd);
        fd = -1;
    }
    freeaddrinfo(list);
    return fd;
}

static int write_all(int fd, const void *data, size_t length) {
    const char *at = data;
    while (length > 0) {
        ssize_t n = write(fd, at, length);
        if (n <= 0) return -1;
        at += n;
        length -= n;
    }
    return 0;
}

static int recv_all(int fd, void *data, size_t length) {
    char *at = data;
    while (length > 0) {
        ssize_t n = recv(fd, at, length, 0);
        if (n <= 0) return -1;
        at += n;
        length -= n;
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    uint32_t size = (uint32_t) strtoul(argv[3], NULL, 10), header = htonl(size), back;
    char *sent = malloc(size + 1), *received = malloc(size + 1);
    for (uint32_t i = 0; i < size; i++) sent[i] = (char) (i * 31 + i / 251);
    int fd = connect_to(argv[1], argv[2]);
    if (fd < 0) return 1;
    if (write_all(fd, &header, sizeof header) < 0 || write_all(fd, sent, size) < 0) return 1;
    if (recv_all(fd, &back, sizeof back) < 0 || ntohl(back) != size) return 1;
    if (recv_all(fd, received, size) < 0 || memcmp(sent, received, size) != 0) return 1;
    printf("%u bytes came back\n", (unsigned) size);
    close(fd);
    return 0;
}
