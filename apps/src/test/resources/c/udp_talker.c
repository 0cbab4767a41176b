/*
 * A talker as textbooks write it, which then waits for an answer.
 * Usage: talker HOST PORT TEXT
 */
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
    struct addrinfo hints, *list;
    char buffer[65536];
    ssize_t sent, got;
    int fd;
    if (argc != 4) return 2;
    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_DGRAM;
    if (getaddrinfo(argv[1], argv[2], &hints, &list) != 0) return 1;
    fd = socket(list->ai_family, list->ai_socktype, list->ai_protocol);
    if (fd < 0) return 1;
    sent = sendto(fd, argv[3], strlen(argv[3]), 0, list->ai_addr, list->ai_addrlen);
    freeaddrinfo(list);
    if (sent < 0) return 1;
    got = recvfrom(fd, buffer, sizeof buffer, 0, NULL, NULL);
    if (got < 0) return 1;
    printf("sent %zd bytes, got %zd bytes: %.*s\n", sent, got, (int) got, buffer);
    close(fd);
    return 0;
}
