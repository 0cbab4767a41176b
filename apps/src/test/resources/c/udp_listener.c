/*
 * A listener as textbooks write it: says its port, prints one datagram's length and text, and ends.
 * Usage: listener
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    char buffer[65536];
    ssize_t got;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0) return 1;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *) &address, sizeof address) != 0) return 1;
    if (getsockname(fd, (struct sockaddr *) &address, &length) != 0) return 1;
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    got = recvfrom(fd, buffer, sizeof buffer, 0, NULL, NULL);
    if (got < 0) return 1;
    printf("got %zd bytes: %.*s\n", got, (int) got, buffer);
    close(fd);
    return 0;
}
