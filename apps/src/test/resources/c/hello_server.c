/* A server as a textbook writes it: one client, one read, one reply, and the end. Prints its port. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *) &address, sizeof address) < 0) return 1;
    if (listen(listener, 5) < 0 || getsockname(listener, (struct sockaddr *) &address, &length) < 0) return 1;
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    int client = accept(listener, NULL, NULL);
    char request[256];
    if (client < 0 || read(client, request, sizeof request) < 0) return 1;
    const char *reply = "Hello, world!";
    if (write(client, reply, strlen(reply)) < 0) return 1;
    close(client);
    return 0;
}
